// The supervisor's window: `cairn-review` without a verb, and its pictures with --screenshots.
#pragma once

#include <string>

namespace cairn {

struct ReviewWindow {
    std::string desk;  // folder; empty: the user's
    std::string
        screenshots;     // folder; not empty: render every screen with demo content there, and exit
    std::string photos;  // of the demo; empty: painted scenes
};

// Runs until the window is closed; answers the exit code. Once per process.
int run(const ReviewWindow& options, int argc, char** argv);

}  // namespace cairn
