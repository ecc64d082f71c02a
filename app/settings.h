// How the screens look and speak, kept in the user's configuration. Nothing here is secret: no
// name, place, number or address.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QLocale>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QTranslator>

class QQmlEngine;

namespace cairn {

class Settings : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(QStringList languages READ languages CONSTANT)
    Q_PROPERTY(QStringList languageNames READ languageNames CONSTANT)
    Q_PROPERTY(int languageIndex READ languageIndex WRITE setLanguageIndex NOTIFY languageChanged)
    Q_PROPERTY(bool mirrored READ mirrored NOTIFY languageChanged)
    // True for a moment while the language changes: the screens leave and come back in the new one.
    Q_PROPERTY(bool switching READ switching NOTIFY switchingChanged)
    Q_PROPERTY(int theme READ theme WRITE setTheme NOTIFY changed)
    Q_PROPERTY(bool glove READ glove WRITE setGlove NOTIFY changed)
    Q_PROPERTY(qreal textScale READ textScale WRITE setTextScale NOTIFY changed)
    Q_PROPERTY(int autoLockMinutes READ autoLockMinutes WRITE setAutoLockMinutes NOTIFY changed)

  public:
    static constexpr auto kLanguages = {"en", "fr", "es", "ar"};

    // `file`: where they are kept; empty: in the user's configuration folder.
    explicit Settings(const QString& file = {}, QObject* parent = nullptr);

    // Words on the screens follow the language from now on. Call before the engine loads a window.
    void speakTo(QQmlEngine& engine);

    QString language() const { return language_; }
    QStringList languages() const;
    QStringList languageNames() const;  // each in its own language
    int languageIndex() const { return static_cast<int>(languages().indexOf(language_)); }
    bool mirrored() const { return language_ == QStringLiteral("ar"); }
    bool switching() const { return switching_; }
    int theme() const { return theme_; }
    bool glove() const { return glove_; }
    qreal textScale() const { return textScale_; }
    int autoLockMinutes() const { return autoLockMinutes_; }

    void setLanguage(const QString& language);
    void setLanguageIndex(int index) { setLanguage(languages().value(index)); }
    void setTheme(int theme);
    void setGlove(bool glove);
    void setTextScale(qreal scale);
    void setAutoLockMinutes(int minutes);

  signals:
    void changed();
    void languageChanged();
    void switchingChanged();

  private:
    void install();

    QSettings kept_;
    QString language_;
    int theme_;
    bool glove_;
    qreal textScale_;
    int autoLockMinutes_;
    bool switching_ = false;
    QTranslator translator_;
    QQmlEngine* engine_ = nullptr;
};

}  // namespace cairn
