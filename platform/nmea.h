// Reads what GNSS receivers say in NMEA 0183 (versions 2.1 to 4.11): checksummed sentences,
// gathered into one Fix a measurement.
//
// The bytes come from outside and are believed only as far as they go: no checksum, no sentence; a
// field that is not what the standard says is absent; void, simulated and 0,0 positions are no
// position; time without a valid fix is the receiver's own guess and is left out. The sentences
// themselves are kept as they came. No Qt, no clock of its own: the caller says when bytes arrived,
// on the clock that never goes back (Clock::bootMs). One thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/domain.h"

namespace cairn {

// Gathers sentences into measurements.
class NmeaReader {
  public:
    static constexpr std::size_t maxSentence = 120;  // the standard says 82; receivers exceed it
    static constexpr std::size_t maxRaw =
        32;  // of one measurement; satellites in view are left out first

    // Takes bytes as they come, cut anywhere. Returns the measurements that they completed: one is
    // complete when a sentence of the next begins.
    std::vector<Fix> read(ByteView bytes, std::int64_t bootMs);

    // Nothing came for a while (receivers pause between measurements): completes what was begun.
    std::optional<Fix> pause(std::int64_t bootMs);

    std::uint64_t sentences() const { return sentences_; }  // well formed
    std::uint64_t refused() const { return refused_; }      // broken: checksum, length, characters

  private:
    struct Measurement {
        Measurement();
        Fix fix;
        std::int64_t beganMs = 0;
        std::string time;                    // "hhmmss.ss" as the first sentence that has one says
        std::optional<std::int64_t> dayMs;   // midnight, UTC
        std::optional<std::int64_t> timeMs;  // of that day
        std::optional<std::uint32_t> quality;
        std::optional<std::uint32_t> dimensions;
        std::set<std::uint32_t> used;  // satellites: system * 1000 + number
        bool isVoid = false;
        std::vector<std::string> kinds;  // of the sentences so far that come once a measurement
    };
    struct InView {
        std::uint32_t count = 0;
        std::int64_t bootMs = 0;
    };
    using Fields = std::vector<std::string_view>;

    std::optional<Fix> take(std::string_view sentence, std::int64_t bootMs);
    bool beginsAnother(std::string_view kind, std::string_view time) const;
    std::optional<Fix> complete(std::int64_t bootMs);
    void readGga(const Fields& fields);
    void readRmc(const Fields& fields);
    void readGns(const Fields& fields);
    void readGll(const Fields& fields);
    void readGsa(const Fields& fields);
    void readGst(const Fields& fields);
    void readGsv(std::string_view talker, const Fields& fields, std::int64_t bootMs);
    void readZda(const Fields& fields);
    void addEllipsoid(std::string_view separation);
    void setTime(std::string_view time);

    std::string line_;
    bool tooLong_ = false;
    std::optional<Measurement> now_;
    std::map<std::string, InView>
        views_;  // by talker and signal; bounded by the two-letter talkers that are known
    std::uint64_t sentences_ = 0;
    std::uint64_t refused_ = 0;
};

}  // namespace cairn
