#include "app/window_frame.h"

#include <QFont>
#include <QSurfaceFormat>
#include <cstdio>

namespace cairn {

void prepareWindows(bool headless) {
    if (headless) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_QUICK_BACKEND", "software");
    }
    if (!qEnvironmentVariableIsSet("QT_MEDIA_BACKEND")) qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    // What Qt would remember of a session on disk or in a log.
    qputenv("QML_DISABLE_DISK_CACHE", "1");
    auto format = QSurfaceFormat::defaultFormat();
    format.setSamples(4);  // the drawn signs have slanted edges
    QSurfaceFormat::setDefaultFormat(format);
    QCoreApplication::setOrganizationName(QStringLiteral("cairn"));
    QCoreApplication::setApplicationName(QStringLiteral("cairn"));
}

Result<QQuickWindow*> loadWindow(QQmlApplicationEngine& engine, Settings& settings,
                                 const QString& file, const QVariantMap& properties) {
    QFont::insertSubstitution(QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans Arabic"));
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans Arabic")});
    font.setStyleHint(QFont::SansSerif);
    QGuiApplication::setFont(font);
    settings.speakTo(engine);
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties(properties);
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Cairn/Ui/") + file));
    auto* window = engine.rootObjects().isEmpty()
                       ? nullptr
                       : qobject_cast<QQuickWindow*>(engine.rootObjects().first());
    if (!window) return Error{Code::Internal, "window", file.toStdString()};
    return window;
}

int failed(const Error& error) {
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    return 1;
}

}  // namespace cairn
