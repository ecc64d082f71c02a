// The tablet's worker: owns the Locker. See owner_thread.h.
#pragma once

#include "app/owner_thread.h"
#include "core/locker.h"

namespace cairn {

using LockerThread = OwnerThread<Locker>;

}  // namespace cairn
