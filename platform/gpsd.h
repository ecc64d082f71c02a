// Reads what gpsd says: lines of JSON, protocol 3.11 and later (gpsd_json(5)). Where gpsd is there
// it owns the receiver, and a program asks it. Limits as for NMEA: gpsd's own greatest line is 10
// KiB; longer or malformed ones are refused; unknown classes and members are passed over. No Qt.
// One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/domain.h"

namespace cairn {

class GpsdReader {
  public:
    static constexpr std::size_t maxLine = 10'240;

    // What to send once connected.
    static std::string_view watchCommand() { return "?WATCH={\"enable\":true,\"json\":true};\n"; }

    // Each report of time and position (TPV) is a measurement; reports on the sky (SKY) add to the
    // next.
    std::vector<Fix> read(ByteView bytes);

    std::uint64_t refused() const { return refused_; }

  private:
    std::optional<Fix> take(std::string_view line);

    std::string line_;
    bool tooLong_ = false;
    std::optional<double> hdop_, pdop_;
    std::optional<std::uint32_t> used_, inView_;
    std::uint64_t refused_ = 0;
};

}  // namespace cairn
