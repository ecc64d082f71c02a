// Brings a device's own ledger and objects to headquarters, and what is addressed to it back. Asks
// what is missing, never remembers: an outage, a kill or a change of address costs at most the part
// in flight. Records travel first, then small objects, then large ones.
//
// Every receipt is checked before it is filed: right key, checkpoint, manifest, device. A wrong one
// is refused, reported and never filed. One thread, the recorder's.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/finding.h"
#include "core/recorder.h"
#include "sync/channel.h"

namespace cairn {

struct CourierProgress {
    std::uint64_t recordsLeft = 0;
    std::uint64_t bytesDone = 0, bytesTotal = 0;  // sealed bytes; total: known to be missing so far
    Digest object;                                // being sent; zero: records
};

struct CourierPolicy {
    int attempts = 5;                 // outages in a row without a byte of progress between them
    std::int64_t firstPauseMs = 500;  // doubled each time, with jitter
    std::int64_t longestPauseMs = 30'000;
};

struct CourierResult {
    std::uint64_t received = 0;  // records and objects that got their receipt in this run
    std::uint64_t left = 0;      // those still without one; receipts and the like do not count
    std::string reason;          // why something is left, or what else went wrong; else empty
    std::vector<Finding> findings;
};

class Courier {
  public:
    // Opens a channel, anew after each outage.
    using Connect = std::function<Result<std::unique_ptr<IntakeChannel>>()>;
    // All outlive it.
    Courier(Connect connect, Recorder& recorder, Clock& clock, CourierPolicy policy = {});

    // Pushes, then fetches. `progress` may stop the work by returning false: what was received
    // stays received.
    CourierResult sync(const std::function<bool(const CourierProgress&)>& progress = {});

  private:
    Connect connect_;
    Recorder* recorder_;
    Clock* clock_;
    CourierPolicy policy_;
};

}  // namespace cairn
