// While it lives, all random bytes of the process come from a seed: for vectors, which have to be
// the same in every run. One at a time, and no other thread meanwhile.
#pragma once

#include <cstdint>

namespace cairn {

class SeededRandom {
  public:
    explicit SeededRandom(std::uint64_t seed);
    ~SeededRandom();
    SeededRandom(const SeededRandom&) = delete;
    SeededRandom& operator=(const SeededRandom&) = delete;
};

}  // namespace cairn
