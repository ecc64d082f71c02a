// cairn-review: the supervisor's desk at headquarters. Verbs, and the window when none is given.
#include <CLI/CLI.hpp>

#include "app/review_verbs.h"
#ifdef CAIRN_WINDOWS
#include "app/review_window.h"
#endif
#include "core/bytes.h"

int main(int argc, char** argv) {
    cairn::hardenProcess();
    CLI::App app(
        "cairn-review: opens and checks what tablets recorded, decides, and exports for a court.\n"
        "Without a verb it opens the window. Exit 0: done. 1: it did not happen. 2: wrong usage.",
        "cairn-review");
    const cairn::ReviewVerbs verbs(app);
#ifdef CAIRN_WINDOWS
    cairn::ReviewWindow window;
    app.add_option("--desk", window.desk, "Folder of the desk that the window opens");
    app.add_option("--screenshots", window.screenshots,
                   "Render every screen with demo content into this folder, and exit");
    app.add_option("--demo-photos", window.photos,
                   "Folder of photographs for the demo content; without it, painted scenes");
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
