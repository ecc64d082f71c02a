// The headless verbs of `cairn`: init, site, import, list, sync, audit. Their words and JSON names
// are a contract (README). No Qt.
#pragma once

#include <memory>

namespace CLI {
class App;
}

namespace cairn {

// Adds the verbs to a command line whose main program decides what to do when none was given. After
// parsing, `run` does the one that was asked for and answers the exit code.
class CollectorVerbs {
  public:
    explicit CollectorVerbs(CLI::App& app);
    ~CollectorVerbs();
    CollectorVerbs(const CollectorVerbs&) = delete;
    CollectorVerbs& operator=(const CollectorVerbs&) = delete;

    bool asked() const;
    int run() const;

  private:
    struct Options;
    std::unique_ptr<Options> options_;
};

}  // namespace cairn
