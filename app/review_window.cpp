#include "app/review_window.h"

#include <QtQml/qqmlextensionplugin.h>
#include <QStandardPaths>

#include "app/demo.h"
#include "app/errands.h"
#include "app/gallery.h"
#include "app/review_session.h"
#include "app/window_frame.h"

Q_IMPORT_QML_PLUGIN(Cairn_AppPlugin)
Q_IMPORT_QML_PLUGIN(Cairn_UiPlugin)

namespace cairn {

namespace {

std::string deskFolder(const ReviewWindow& options) {
    if (!options.desk.empty()) return options.desk;
    return (QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
            QStringLiteral("/desk"))
        .toStdString();
}

QVariantMap with(ReviewSession& session) {
    return {{QStringLiteral("session"), QVariant::fromValue(&session)}};
}

std::vector<GalleryScreen> screens(ReviewSession& session) {
    auto* way = session.navigation();
    auto* exporter = session.exporter();
    const auto settled = [&session] { return !session.pictures()->waiting(); };
    const auto last = [&session] {
        return session.inbox()
            ->index(session.inbox()->count() - 1)
            .data(ReviewInbox::Number)
            .toString();
    };
    return {
        {QStringLiteral("unlock"), [] {}, [] { return true; }},
        {QStringLiteral("inbox"), [&session] { session.unlock(Demo::passphrase()); },
         [&session, settled] {
             return session.stage() == ReviewSession::Stage::Open && session.inbox()->count() > 0 &&
                    settled();
         }},
        {QStringLiteral("exhibit-shielded"), [&session, last] { session.openExhibit(last()); },
         [&session, settled] { return session.exhibit()->loaded() && settled(); }},
        {QStringLiteral("exhibit"), [&session] { session.exhibit()->unshield(); }, settled},
        {QStringLiteral("export"),
         [&session, way, exporter, last] {
             session.inbox()->choose(last(), true);
             way->show(ReviewSession::Exporting);
             exporter->folders()->enter(
                 exporter->folders()->index(0).data(FolderModel::Path).toString());
             exporter->setProperty("name", QStringLiteral("court-2026-01"));
         },
         settled},
        {QStringLiteral("export-done"), [exporter] { exporter->start(); },
         [exporter, settled] {
             return exporter->stage() == ReviewExport::Stage::Done && settled();
         }},
        {QStringLiteral("settings"), [way] { way->show(ReviewSession::Preferences); }, settled},
    };
}

Result<int> paint(const ReviewWindow& options, Settings& settings, Decoder* decoder) {
    const auto folder = QString::fromStdString(options.screenshots);
    const auto demo = TRY(Demo::make(decoder, options.photos));
    {
        ReviewSession session(
            {realFiles(), systemClock(), demo->deskFolder() + "-new", decoder, {}, {}, {}},
            settings);
        QQmlApplicationEngine engine;
        auto* window =
            TRY(loadWindow(engine, settings, QStringLiteral("ReviewMain.qml"), with(session)));
        TRY(makeGallery(*window, settings, folder, QStringLiteral("cairn-review"),
                        {{QStringLiteral("join"), [] {}, [] { return true; }}}));
    }
    ReviewSession session({realFiles(),
                           systemClock(),
                           demo->deskFolder(),
                           decoder,
                           {QString::fromStdString(demo->cardFolder())},
                           {},
                           {}},
                          settings);
    QQmlApplicationEngine engine;
    auto* window =
        TRY(loadWindow(engine, settings, QStringLiteral("ReviewMain.qml"), with(session)));
    return makeGallery(*window, settings, folder, QStringLiteral("cairn-review"), screens(session));
}

}  // namespace

int run(const ReviewWindow& options, int argc, char** argv) {
    prepareWindows(!options.screenshots.empty());
    const QGuiApplication app(argc, argv);
    // Started before any key is in this process.
    const auto started = Decoder::start();
    if (!started) failed(started.error());
    auto* decoder = started ? started->get() : nullptr;

    if (!options.screenshots.empty()) {
        Settings settings(QString::fromStdString(options.screenshots) +
                          QStringLiteral("/settings.ini"));
        const auto painted = paint(options, settings, decoder);
        return painted ? 0 : failed(painted.error());
    }

    const auto folder = deskFolder(options);
    ReviewDoors doors{realFiles(), systemClock(), folder, decoder, {}, {}, {}};
    doors.enrol = [folder](std::string code, std::string person, std::string identity,
                           const SecretBytes& passphrase) {
        return joinAsDesk(folder, code, person, identity, passphrase);
    };
    doors.fetch = [](Desk& desk, const std::function<bool()>& closing) {
        return fetch(desk, connectionOf(desk.recorder()), closing);
    };
    Settings settings;
    ReviewSession session(std::move(doors), settings);
    QQmlApplicationEngine engine;
    const auto window =
        loadWindow(engine, settings, QStringLiteral("ReviewMain.qml"), with(session));
    return window ? QGuiApplication::exec() : failed(window.error());
}

}  // namespace cairn
