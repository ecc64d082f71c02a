// cairn-review: the supervisor's desk at headquarters.
#include <CLI/CLI.hpp>

#include "app/review_verbs.h"

int main(int argc, char** argv) {
    CLI::App app(
        "cairn-review: opens and checks what tablets recorded, decides, and exports for a court.\n"
        "Exit 0: done. 1: it did not happen. 2: wrong usage.",
        "cairn-review");
    const cairn::ReviewVerbs verbs(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (verbs.asked()) return verbs.run();
    app.exit(CLI::CallForHelp());
    return 2;
}
