// Pictures of every screen of a window, in every language and theme: what --screenshots makes.
#pragma once

#include <QQuickWindow>
#include <QString>
#include <functional>
#include <vector>

#include "app/settings.h"
#include "core/result.h"

namespace cairn {

struct GalleryScreen {
    QString name;
    std::function<void()> go;     // makes the window show it
    std::function<bool()> ready;  // everything it waits for has come
};

// Writes FOLDER/PROGRAM-SCREEN-LANGUAGE-THEME.png for each. Io names what could not be written;
// Internal a screen that never got ready.
Result<int> makeGallery(QQuickWindow& window, Settings& settings, const QString& folder,
                        const QString& program, const std::vector<GalleryScreen>& screens);

}  // namespace cairn
