#include "tests/testkit/seeded_random.h"

#include <sodium.h>

#include "core/bytes.h"

namespace cairn {

namespace {

std::uint64_t seedOfNext[2];  // seed, number of the next request

void fill(void* const to, const std::size_t size) {
    std::uint8_t request[16];
    storeLe64(request, seedOfNext[0]);
    storeLe64(request + 8, seedOfNext[1]++);
    randombytes_buf_deterministic(to, size, sha256(request).bytes.data());
}

std::uint32_t one() {
    std::uint8_t bytes[4];
    fill(bytes, sizeof bytes);
    return loadLe32(bytes);
}

const char* nameOfThis() { return "seeded"; }

randombytes_implementation seeded{nameOfThis, one, nullptr, nullptr, fill, nullptr};

}  // namespace

SeededRandom::SeededRandom(std::uint64_t seed) {
    (void)randomBytes(1);  // libsodium is ready: it would put its own in our place
    seedOfNext[0] = seed;
    seedOfNext[1] = 0;
    randombytes_set_implementation(&seeded);
}

SeededRandom::~SeededRandom() {
    randombytes_set_implementation(&randombytes_sysrandom_implementation);
}

}  // namespace cairn
