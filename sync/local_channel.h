// A channel into an intake of the same process: tests, and a simulated field.
#pragma once

#include "sync/channel.h"
#include "sync/intake.h"

namespace cairn {

// As that caller; device 0 may only enrol. The intake outlives it.
std::unique_ptr<IntakeChannel> connectLocally(Intake& intake, Caller caller);

}  // namespace cairn
