// Time as a device can know it. Order never depends on wall time: sequence numbers give order, time
// is evidence with a source.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "core/result.h"

namespace cairn {

// Milliseconds since 1970-01-01T00:00:00Z, by whatever clock the context names.
struct Instant {
    std::int64_t unixMs = 0;
    auto operator<=>(const Instant&) const = default;
};

// RFC 3339, UTC, milliseconds: "2026-03-01T09:14:05.120Z".
std::string toRfc3339(Instant instant);
Result<Instant> fromRfc3339(std::string_view text);

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant wall() const = 0;
    virtual std::int64_t bootMs() const = 0;  // CLOCK_BOOTTIME: never set back, runs on in suspend
    virtual std::string bootId() const = 0;   // changes with every boot
    virtual void pause(std::int64_t ms) const = 0;  // simulated clocks return at once, later
};

Clock& systemClock();

}  // namespace cairn
