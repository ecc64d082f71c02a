// How a confined child ends: its answer on descriptor 1, then out, without running any destructor
// over hostile data.
#pragma once

#include "core/picture.h"

namespace cairn {

[[noreturn]] void endWith(const Bytes& answer);
[[noreturn]] void endUnreadable(Unreadable reason);

}  // namespace cairn
