// What both windows have in common before their first line of QML: fonts, style, plugins,
// environment.
#pragma once

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include "app/settings.h"
#include "core/result.h"

namespace cairn {

// Call before the application object is made. `headless`: nothing is shown, pictures only.
void prepareWindows(bool headless);

// Loads a window of Cairn.Ui with its model. The engine lives as long as the window.
Result<QQuickWindow*> loadWindow(QQmlApplicationEngine& engine, Settings& settings,
                                 const QString& file, const QVariantMap& properties);

// Says on standard error what did not work; answers 1.
int failed(const Error& error);

}  // namespace cairn
