// The tablet's program: headless verbs, and the window when none is given.
#include <CLI/CLI.hpp>

#include "app/collector_window.h"

int main(int argc, char** argv) {
    CLI::App app{"Cairn: field evidence, sealed where it is found"};
    cairn::CollectorWindow window;
    app.add_option("--locker", window.locker, "Folder of the locker that the window opens");
    app.add_option(
        "--receiver", window.receiver,
        "Position receiver: tcp://HOST:PORT, gpsd://HOST, serial:/dev/ttyACM0, file:/path");
    app.add_option("--screenshots", window.screenshots,
                   "Render every screen with demo content into this folder, and exit");
    app.add_option("--demo-photos", window.photos,
                   "Photographs for the demo content; without it, painted scenes");
    CLI11_PARSE(app, argc, argv);
    return cairn::run(window, argc, argv);
}
