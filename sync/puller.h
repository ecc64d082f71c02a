// Brings everything headquarters holds into a review desk's folder: bundles, certificates, ledgers
// with their receipts, objects. The desk checks what it is given; the puller only asks what is
// lacking, so it may be killed and repeated at any point.
#pragma once

#include <cstdint>
#include <functional>

#include "core/desk.h"
#include "sync/channel.h"

namespace cairn {

struct PullProgress {
    std::uint64_t records = 0, objectsDone = 0, objectsTotal = 0, bytesDone = 0, bytesTotal = 0;
};
struct Pulled {
    std::uint64_t records = 0, objects = 0, bytes = 0;
    std::vector<Finding> findings;  // what the desk refused, and why
};

// The desk's thread. `progress` may stop the work by returning false (Cancelled).
Result<Pulled> pull(IntakeChannel& channel, Desk& desk,
                    const std::function<bool(const PullProgress&)>& progress = {});

}  // namespace cairn
