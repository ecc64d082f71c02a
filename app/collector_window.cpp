#include "app/collector_window.h"

#include <QtQml/qqmlextensionplugin.h>
#include <QStandardPaths>

#include "app/demo.h"
#include "app/devices.h"
#include "app/errands.h"
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

QVariantMap with(Session& session) {
    return {{QStringLiteral("session"), QVariant::fromValue(&session)}};
}

// Every screen, in the order of a day.
std::vector<GalleryScreen> screens(Session& session) {
    auto* way = session.navigation();
    auto* importer = session.importer();
    const auto settled = [&session] { return !session.pictures()->waiting(); };
    const auto first = [] { return QStringLiteral("E-S1-1"); };  // where the demo's day took place
    return {
        {QStringLiteral("unlock"), [] {}, [] { return true; }},
        {QStringLiteral("sites"), [&session] { session.unlock(Demo::passphrase()); },
         [&session, settled] {
             return session.stage() == Session::Stage::Open && session.sites()->loaded() &&
                    settled();
         }},
        {QStringLiteral("new-site"), [&session] { session.newSite(); }, settled},
        {QStringLiteral("site"),
         [&session, way, first] {
             way->show(Session::Sites);
             session.openSite(first());
         },
         [&session, settled] { return session.exhibits()->count() > 0 && settled(); }},
        {QStringLiteral("exhibit"),
         [&session] {
             session.openExhibit(session.exhibits()
                                     ->index(session.exhibits()->count() - 2)
                                     .data(ExhibitsModel::Number)
                                     .toString());
         },
         [&session, settled] { return session.exhibit()->loaded() && settled(); }},
        {QStringLiteral("capture"), [&session] { session.captureHere(); },
         [&session] {
             return !session.capture()->view().isNull() &&
                    session.receiver()->state() == ReceiverModel::State::Fixed;
         }},
        {QStringLiteral("outbox"), [way] { way->show(Session::Outbox); },
         [&session, settled] { return session.outbox()->exhibits()->loaded() && settled(); }},
        {QStringLiteral("import"),
         [way, importer, first] {
             way->show(Session::Import);
             importer->setProperty("site", first());
             importer->folders()->enter(
                 importer->folders()->index(0).data(FolderModel::Path).toString());
         },
         settled},
        {QStringLiteral("import-done"), [importer] { importer->start(); },
         [importer, settled] {
             return importer->stage() == ImportModel::Stage::Done && settled();
         }},
        {QStringLiteral("settings"), [way] { way->show(Session::Preferences); }, settled},
    };
}

Result<int> paint(const CollectorWindow& options, Settings& settings, Decoder* decoder) {
    const auto folder = QString::fromStdString(options.screenshots);
    const auto demo = TRY(Demo::make(decoder, options.photos));
    {
        // A device that has not joined yet.
        Session session(
            {realFiles(), systemClock(), demo->lockerFolder() + "-new", decoder, {}, {}, {}},
            settings);
        QQmlApplicationEngine engine;
        auto* window =
            TRY(loadWindow(engine, settings, QStringLiteral("CollectorMain.qml"), with(session)));
        TRY(makeGallery(*window, settings, folder, QStringLiteral("cairn"),
                        {{QStringLiteral("join"), [] {}, [] { return true; }}}));
    }
    Session session({realFiles(),
                     systemClock(),
                     demo->lockerFolder(),
                     decoder,
                     {QString::fromStdString(demo->cardFolder())},
                     {},
                     {}},
                    settings);
    SimulatedCamera camera(QString::fromStdString(options.photos), decoder, systemClock());
    SimulatedGnss gnss(*Position::fromDegrees(43.34360, 17.81430), systemClock());
    const CameraLine cameraLine(camera, session);
    const ReceiverLine receiverLine(gnss, session);
    QQmlApplicationEngine engine;
    auto* window =
        TRY(loadWindow(engine, settings, QStringLiteral("CollectorMain.qml"), with(session)));
    return makeGallery(*window, settings, folder, QStringLiteral("cairn"), screens(session));
}

}  // namespace

int run(const CollectorWindow& options, int argc, char** argv) {
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

    const auto folder = lockerFolder(options);
    SessionDoors doors{realFiles(), systemClock(), folder, decoder, {}, {}, {}};
    doors.enrol = [folder](std::string code, std::string person, const SecretBytes& passphrase) {
        return joinAsTablet(folder, code, person, passphrase);
    };
    doors.send = [](Locker& locker, const std::function<bool()>& closing) {
        return send(locker, connectionOf(locker.recorder()), closing);
    };
    Settings settings;
    Session session(std::move(doors), settings);
    DeviceCamera camera(systemClock());
    ReceiverGnss gnss(QUrl(QString::fromStdString(options.receiver)), systemClock());
    const CameraLine cameraLine(camera, session);
    const ReceiverLine receiverLine(gnss, session);

    QQmlApplicationEngine engine;
    const auto window =
        loadWindow(engine, settings, QStringLiteral("CollectorMain.qml"), with(session));
    return window ? QGuiApplication::exec() : failed(window.error());
}

}  // namespace cairn
