// What a child of cairn-decode may do: read its input, compute, write its answer, end. Nothing
// else.
#pragma once

#include <linux/filter.h>

#include <vector>

#include "core/result.h"

namespace cairn {

// The filter of system calls, compiled once by the parent: default is death (SIGSYS).
class Confinement {
  public:
    static Result<Confinement> prepare();

    // In the forked child, once, before it touches a byte of input. Limits: memory 256 MiB of
    // addresses, CPU time, no core, no file growth; no new privileges; not dumpable. False if any
    // part could not be applied: the child must end.
    [[nodiscard]] bool enter(unsigned cpuSeconds) const;

  private:
    explicit Confinement(std::vector<sock_filter> program) : program_(std::move(program)) {}
    std::vector<sock_filter> program_;
};

}  // namespace cairn
