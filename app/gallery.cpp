#include "app/gallery.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QImage>
#include <utility>

namespace cairn {

namespace {

constexpr const char* kThemes[] = {"standard", "sunlight", "night"};

bool waitFor(const std::function<bool()>& ready) {
    QDeadlineTimer deadline(60'000);
    while (!ready()) {
        if (deadline.hasExpired()) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
    }
    // What became known in the last event may still have to reach the items.
    for (int i = 0; i < 4; ++i) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
    }
    return ready();
}

// Layouts inside layouts settle one rendering after another: a picture counts when the next is the
// same, or when what moves (a viewfinder) has had its time.
QImage settled(QQuickWindow& window) {
    constexpr int kMost = 8;
    QImage before;
    QImage now = window.grabWindow();
    for (int i = 0; i < kMost && now != before; ++i) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        before = std::exchange(now, window.grabWindow());
    }
    return now;
}

}  // namespace

Result<int> makeGallery(QQuickWindow& window, Settings& settings, const QString& folder,
                        const QString& program, const std::vector<GalleryScreen>& screens) {
    if (!QDir().mkpath(folder)) return Error{Code::Io, folder.toStdString(), {}};
    int made = 0;
    for (const auto& screen : screens) {
        screen.go();
        for (const auto& language : settings.languages()) {
            settings.setLanguage(language);
            for (int theme = 0; theme < 3; ++theme) {
                settings.setTheme(theme);
                if (!waitFor(screen.ready))
                    return Error{Code::Internal, screen.name.toStdString(), "never ready"};
                const auto name =
                    QStringList{program, screen.name, language, QLatin1String(kThemes[theme])}.join(
                        QLatin1Char('-')) +
                    QStringLiteral(".png");
                if (!settled(window).save(folder + QLatin1Char('/') + name))
                    return Error{Code::Io, name.toStdString(), {}};
                ++made;
            }
        }
    }
    return made;
}

}  // namespace cairn
