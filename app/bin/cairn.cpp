// The tablet's program: headless verbs, and the window when none is given.
#include <CLI/CLI.hpp>

#include "app/collector_verbs.h"
#ifdef CAIRN_WINDOWS
#include "app/collector_window.h"
#endif
#include "core/bytes.h"

int main(int argc, char** argv) {
    cairn::hardenProcess();
    CLI::App app(
        "cairn: field evidence, sealed where it is found. Without a verb the window opens.\n"
        "Exit 0: done. 1: it did not happen. 2: wrong usage.",
        "cairn");
    const cairn::CollectorVerbs verbs(app);
#ifdef CAIRN_WINDOWS
    cairn::CollectorWindow window;
    app.add_option("--locker", window.locker, "Folder of the locker that the window opens");
    app.add_option(
        "--receiver", window.receiver,
        "Position receiver: tcp://HOST:PORT, gpsd://HOST, serial:/dev/ttyACM0, file:/path");
    app.add_option("--screenshots", window.screenshots,
                   "Render every screen with demo content into this folder, and exit");
    app.add_option("--demo-photos", window.photos,
                   "Photographs for the demo content; without it, painted scenes");
#endif
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (verbs.asked()) return verbs.run();
#ifdef CAIRN_WINDOWS
    return cairn::run(window, argc, argv);
#else
    app.exit(CLI::CallForHelp());
    return 2;
#endif
}
