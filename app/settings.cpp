#include "app/settings.h"

#include <QGuiApplication>
#include <QQmlEngine>
#include <QStandardPaths>
#include <algorithm>

#include "app/format.h"

namespace cairn {

namespace {

QString place(const QString& file) {
    return file.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                                QStringLiteral("/screens.ini")
                          : file;
}

QString known(const QString& language) {
    for (const auto* code : Settings::kLanguages)
        if (language == QLatin1String(code)) return language;
    return QStringLiteral("en");
}

}  // namespace

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent),
      kept_(place(file), QSettings::IniFormat),
      language_(known(
          kept_.value(QStringLiteral("language"), QLocale::system().name().left(2)).toString())),
      theme_(std::clamp(kept_.value(QStringLiteral("theme"), 0).toInt(), 0, 2)),
      glove_(kept_.value(QStringLiteral("glove"), false).toBool()),
      textScale_(std::clamp(kept_.value(QStringLiteral("textScale"), 1.0).toReal(), 1.0, 2.0)),
      autoLockMinutes_(
          std::clamp(kept_.value(QStringLiteral("autoLockMinutes"), 5).toInt(), 1, 60)) {
    install();
}

QStringList Settings::languages() const { return {kLanguages.begin(), kLanguages.end()}; }

QStringList Settings::languageNames() const {
    return {QStringLiteral("English"), QStringLiteral("Français"), QStringLiteral("Español"),
            QStringLiteral("العربية")};
}

void Settings::speakTo(QQmlEngine& engine) {
    engine_ = &engine;
    QObject::connect(&engine, &QObject::destroyed, this, [this] { engine_ = nullptr; });
}

void Settings::install() {
    const auto locale = localeOf(language_);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&translator_);
    // English too: its file holds the plural forms.
    if (translator_.load(QStringLiteral(":/i18n/cairn_") + language_))
        QCoreApplication::installTranslator(&translator_);
    QGuiApplication::setLayoutDirection(locale.textDirection());
    if (engine_) engine_->retranslate();
}

void Settings::setLanguage(const QString& language) {
    if (language == language_ || known(language) != language) return;
    language_ = language;
    kept_.setValue(QStringLiteral("language"), language);
    switching_ = true;
    emit switchingChanged();
    install();
    emit languageChanged();
    switching_ = false;
    emit switchingChanged();
}

void Settings::setTheme(int theme) {
    if (theme == theme_ || theme < 0 || theme > 2) return;
    theme_ = theme;
    kept_.setValue(QStringLiteral("theme"), theme);
    emit changed();
}

void Settings::setGlove(bool glove) {
    if (glove == glove_) return;
    glove_ = glove;
    kept_.setValue(QStringLiteral("glove"), glove);
    emit changed();
}

void Settings::setTextScale(qreal scale) {
    scale = std::clamp(scale, 1.0, 2.0);
    if (qFuzzyCompare(scale, textScale_)) return;
    textScale_ = scale;
    kept_.setValue(QStringLiteral("textScale"), scale);
    emit changed();
}

void Settings::setAutoLockMinutes(int minutes) {
    minutes = std::clamp(minutes, 1, 60);
    if (minutes == autoLockMinutes_) return;
    autoLockMinutes_ = minutes;
    kept_.setValue(QStringLiteral("autoLockMinutes"), minutes);
    emit changed();
}

}  // namespace cairn
