// Gives the tests of the screens (tst_*.qml) a made-up exercise and the real session over it.
#include <QtQml/qqmlextensionplugin.h>
#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QtQuickTest>

#include "app/demo.h"
#include "app/errands.h"
#include "app/session.h"

Q_IMPORT_QML_PLUGIN(Cairn_AppPlugin)
Q_IMPORT_QML_PLUGIN(Cairn_UiPlugin)

namespace cairn {

class Field : public QObject {
    Q_OBJECT
    Q_PROPERTY(cairn::Session* session READ session CONSTANT)
    Q_PROPERTY(QString passphrase READ passphrase CONSTANT)
    Q_PROPERTY(QString card READ card CONSTANT)

  public:
    Field() {
        auto decoder = Decoder::start(CAIRN_BIN "/cairn-decode");
        if (!decoder) qFatal("%s", describe(decoder.error()).c_str());
        decoder_ = std::move(*decoder);
        auto demo = Demo::make(decoder_.get(), {});
        if (!demo) qFatal("%s", describe(demo.error()).c_str());
        demo_ = std::move(*demo);
        settings_ = std::make_unique<Settings>(folder_.filePath(QStringLiteral("screens.ini")));
        settings_->setLanguage(QStringLiteral("en"));
        SessionDoors doors{
            realFiles(), systemClock(), demo_->lockerFolder(), decoder_.get(), {card()}, {}, {}};
        doors.send = [this](Locker& locker, const std::function<bool()>& closing) {
            return send(locker, demo_->connectionOf(locker.recorder()), closing);
        };
        session_ = std::make_unique<Session>(std::move(doors), *settings_);
    }

    Session* session() { return session_.get(); }
    QString card() const { return QString::fromStdString(demo_->cardFolder()); }
    QString passphrase() const {
        return QString::fromUtf8(reinterpret_cast<const char*>(Demo::passphrase().data()),
                                 static_cast<qsizetype>(Demo::passphrase().size()));
    }
    Q_INVOKABLE void unlock() { session_->unlock(Demo::passphrase()); }
    void speakTo(QQmlEngine& engine) { settings_->speakTo(engine); }

  private:
    QTemporaryDir folder_;
    std::unique_ptr<Decoder> decoder_;
    std::unique_ptr<Demo> demo_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Session> session_;
};

class Setup : public QObject {
    Q_OBJECT

  public slots:
    void qmlEngineAvailable(QQmlEngine* engine) {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        if (!field_) field_ = std::make_unique<Field>();
        field_->speakTo(*engine);
        qmlRegisterSingletonInstance("Cairn.Field", 1, 0, "Field", field_.get());
    }
    void cleanupTestCase() { field_.reset(); }

  private:
    std::unique_ptr<Field> field_;
};

}  // namespace cairn

using cairn::Setup;
QUICK_TEST_MAIN_WITH_SETUP(screens, Setup)
#include "screens_test.moc"
