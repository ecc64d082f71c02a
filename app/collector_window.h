// The tablet's window: `cairn` without a verb, and its pictures with --screenshots.
#pragma once

#include <string>

namespace cairn {

struct CollectorWindow {
    std::string locker;    // folder; empty: the user's
    std::string receiver;  // where positions come from, see platform/gnss.h; empty: no receiver
    std::string
        screenshots;     // folder; not empty: render every screen with demo content there, and exit
    std::string photos;  // of the demo; empty: painted scenes
};

// Runs until the window is closed; answers the exit code. Once per process.
int run(const CollectorWindow& options, int argc, char** argv);

}  // namespace cairn
