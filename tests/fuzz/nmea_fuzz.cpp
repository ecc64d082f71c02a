// What receivers and gpsd say. Whatever it was: a measurement keeps the rules of the domain.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "platform/gpsd.h"
#include "platform/nmea.h"

using namespace cairn;

namespace {

void require(const Fix& fix) {
    if (!validate(fix)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    NmeaReader nmea;
    for (const auto& fix : nmea.read(bytes, 1'000)) require(fix);
    if (const auto last = nmea.pause(2'000)) require(*last);
    GpsdReader gpsd;
    for (const auto& fix : gpsd.read(bytes)) require(fix);
    return 0;
}
