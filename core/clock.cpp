#include "core/clock.h"

#include <time.h>

#include <cerrno>
#include <chrono>
#include <cstdio>

#include "core/bytes.h"
#include "core/files.h"

namespace cairn {

namespace {

std::int64_t read(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

class SystemClock : public Clock {
  public:
    Instant wall() const override { return {read(CLOCK_REALTIME)}; }
    std::int64_t bootMs() const override { return read(CLOCK_BOOTTIME); }
    std::string bootId() const override {
        constexpr std::uint64_t kLongest = 64;
        const auto said = readAll(realFiles(), "/proc/sys/kernel/random/boot_id", kLongest);
        if (!said) return {};  // unknown stays unknown
        return std::string(text(*said).substr(0, text(*said).find('\n')));
    }
    void pause(std::int64_t ms) const override {
        if (ms <= 0) return;
        timespec left{static_cast<time_t>(ms / 1000), static_cast<long>(ms % 1000 * 1'000'000)};
        while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR) {
        }
    }
};

// A number of exactly `width` digits at `at`; false when there is anything else.
bool digits(std::string_view text, std::size_t at, std::size_t width, int& value) {
    value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        value = value * 10 + (text[i] - '0');
    }
    return true;
}

}  // namespace

// Dates by std::chrono's proleptic Gregorian calendar: no time zone, locale or C library state
// takes part.
std::string toRfc3339(Instant instant) {
    using namespace std::chrono;
    constexpr std::int64_t kYear0 = -62'167'219'200'000;
    constexpr std::int64_t kYear10000 = 253'402'300'800'000;
    if (instant.unixMs < kYear0 || instant.unixMs >= kYear10000)
        return "unknown";  // RFC 3339 has four digits
    const sys_time<milliseconds> at{milliseconds{instant.unixMs}};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss<milliseconds> time{at - day};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                  static_cast<int>(date.year()) % 10000, static_cast<unsigned>(date.month()) % 100,
                  static_cast<unsigned>(date.day()) % 100,
                  static_cast<int>(time.hours().count()) % 100,
                  static_cast<int>(time.minutes().count()) % 100,
                  static_cast<int>(time.seconds().count()) % 100,
                  static_cast<int>(time.subseconds().count()) % 1000);
    return text;
}

Result<Instant> fromRfc3339(std::string_view text) {
    using namespace std::chrono;
    const Error bad{Code::Malformed, "time", "expected YYYY-MM-DDThh:mm:ss[.mmm]Z"};
    if (text.size() != 20 && text.size() != 24) return bad;
    int year, month, day, hour, minute, second, ms = 0;
    const bool shaped = digits(text, 0, 4, year) && text[4] == '-' && digits(text, 5, 2, month) &&
                        text[7] == '-' && digits(text, 8, 2, day) && text[10] == 'T' &&
                        digits(text, 11, 2, hour) && text[13] == ':' &&
                        digits(text, 14, 2, minute) && text[16] == ':' &&
                        digits(text, 17, 2, second) && text.back() == 'Z' &&
                        (text.size() == 20 || (text[19] == '.' && digits(text, 20, 3, ms)));
    if (!shaped) return bad;
    const year_month_day date{std::chrono::year{year},
                              std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) return bad;
    const auto at =
        sys_days{date} + hours{hour} + minutes{minute} + seconds{second} + milliseconds{ms};
    return Instant{duration_cast<milliseconds>(at.time_since_epoch()).count()};
}

Clock& systemClock() {
    static SystemClock clock;
    return clock;
}

}  // namespace cairn
