#include "app/collector_window.h"

#include <QtQml/qqmlextensionplugin.h>
#include <QStandardPaths>

#include "app/gallery.h"
#include "app/session.h"
#include "app/window_frame.h"

Q_IMPORT_QML_PLUGIN(Cairn_AppPlugin)
Q_IMPORT_QML_PLUGIN(Cairn_UiPlugin)

namespace cairn {

namespace {

std::string lockerFolder(const CollectorWindow& options) {
    if (!options.locker.empty()) return options.locker;
    return (QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
            QStringLiteral("/locker"))
        .toStdString();
}

// Every screen, in the order of a day.
std::vector<GalleryScreen> screens(Session& session) {
    auto* way = session.navigation();
    const auto settled = [&session] { return !session.pictures()->waiting(); };
    const auto open = [&session, settled] { return session.stage() == Session::Stage::Open && session.sites()->loaded() && settled(); };
    const auto firstSite = [&session] { return session.sites()->numberAt(0); };
    return {
        {QStringLiteral("unlock"), [] {}, [] { return true; }},
        {QStringLiteral("sites"), [&session] { session.unlock(SecretBytes(12)); }, open},
        {QStringLiteral("new-site"), [&session] { session.newSite(); }, settled},
        {QStringLiteral("site"), [&session, way, firstSite] { way->show(Session::Sites); session.openSite(firstSite()); },
         [&session, settled] { return session.exhibits()->loaded() && settled(); }},
        {QStringLiteral("exhibit"), [&session] { session.openExhibit(session.exhibits()->index(3).data(ExhibitsModel::Number).toString()); },
         [&session, settled] { return session.exhibit()->loaded() && settled(); }},
        {QStringLiteral("capture"), [&session] { session.captureHere(); }, settled},
        {QStringLiteral("outbox"), [way] { way->show(Session::Outbox); }, [&session, settled] { return session.outbox()->exhibits()->loaded() && settled(); }},
        {QStringLiteral("import"), [way] { way->show(Session::Import); }, settled},
        {QStringLiteral("import-running"), [&session] { session.importer()->folders()->enter(QStringLiteral("/tmp")); session.importer()->setProperty("site", session.sites()->numberAt(0)); session.importer()->start(); },
         [&session] { return session.importer()->stage() == ImportModel::Stage::Done; }},
        {QStringLiteral("settings"), [way] { way->show(Session::Preferences); }, settled},
    };
}

}  // namespace

int run(const CollectorWindow& options, int argc, char** argv) {
    prepareWindows(!options.screenshots.empty());
    QGuiApplication app(argc, argv);
    auto decoder = Decoder::start();

    SessionDoors doors{realFiles(),
                       systemClock(),
                       lockerFolder(options),
                       decoder ? decoder->get() : nullptr,
                       {},
                       {},
                       {}};
    Settings settings;
    Session session(std::move(doors), settings);

    QQmlApplicationEngine engine;
    auto window = loadWindow(engine, settings, QStringLiteral("CollectorMain.qml"),
                             {{QStringLiteral("session"), QVariant::fromValue(&session)}});
    if (!window) return failed(window.error());
    if (!options.screenshots.empty()) {
        const auto made = makeGallery(**window, settings, QString::fromStdString(options.screenshots), QStringLiteral("cairn"), screens(session));
        return made ? 0 : failed(made.error());
    }
    return QGuiApplication::exec();
}

}  // namespace cairn
