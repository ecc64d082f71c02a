// A clock that stands still until it is told to go on. pause() moves it and returns at once.
#pragma once

#include "core/clock.h"

namespace cairn {

class SimulatedClock : public Clock {
  public:
    explicit SimulatedClock(Instant start = {1'772'356'445'120})
        : wall_(start) {}  // 2026-03-01T09:14:05.120Z
    Instant wall() const override { return wall_; }
    std::int64_t bootMs() const override { return bootMs_; }
    std::string bootId() const override {
        return "00000000-0000-4000-8000-" + std::to_string(100'000'000'000 + boots_);
    }
    void pause(std::int64_t ms) const override { advance(ms); }

    void advance(std::int64_t ms) const {
        wall_.unixMs += ms;
        bootMs_ += ms;
    }
    void setWall(Instant wall) {
        wall_ = wall;
    }  // as a person or a network would: bootMs() knows nothing of it
    void reboot() {
        bootMs_ = 0;
        ++boots_;
    }

  private:
    mutable Instant wall_;
    mutable std::int64_t bootMs_ = 60'000;
    std::int64_t boots_ = 0;
};

}  // namespace cairn
