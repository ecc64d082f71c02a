#include "platform/nmea.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cairn {
namespace {

constexpr double knotsToMps = 1852.0 / 3600;
constexpr std::int64_t dayLengthMs = 86'400'000;
constexpr std::int64_t viewLifeMs = 10'000;
constexpr std::size_t maxViews = 64;
constexpr std::uint32_t simulated = 8;  // quality of GGA

bool isDigits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A plain decimal number: digits, perhaps a sign and a fraction. No exponent, no infinity.
std::optional<double> decimal(std::string_view text) {
    const auto unsignedPart = !text.empty() && text[0] == '-' ? text.substr(1) : text;
    if (unsignedPart.empty() || unsignedPart.size() > 18 || unsignedPart[0] < '0' ||
        unsignedPart[0] > '9')
        return std::nullopt;
    double value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> notNegative(std::string_view text, double most) {
    const auto value = decimal(text);
    return value && *value >= 0 && *value <= most ? value : std::nullopt;
}

// Metres above or below something: from the deepest trench to where receivers stop.
std::optional<double> altitudeM(std::string_view text) {
    const auto value = decimal(text);
    return value && *value >= -12'000 && *value <= 99'000 ? value : std::nullopt;
}

std::optional<std::uint32_t> whole(std::string_view text, std::uint32_t most) {
    if (!isDigits(text) || text.size() > 9) return std::nullopt;
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value <= most ? std::optional(value) : std::nullopt;
}

std::string_view field(const std::vector<std::string_view>& fields, std::size_t at) {
    return at < fields.size() ? fields[at] : std::string_view();
}

// "dddmm.mmmm" and its hemisphere to degrees. NMEA 0183, 5.2.
std::optional<double> angle(std::string_view text, std::string_view hemisphere, char positive,
                            char negative, std::size_t degreeDigits, double most) {
    if (hemisphere.size() != 1 || (hemisphere[0] != positive && hemisphere[0] != negative))
        return std::nullopt;
    if (text.size() < degreeDigits + 2 || !isDigits(text.substr(0, degreeDigits + 2)))
        return std::nullopt;
    const auto degrees = decimal(text.substr(0, degreeDigits));
    const auto minutes = decimal(text.substr(degreeDigits));
    if (!degrees || !minutes || *minutes >= 60) return std::nullopt;
    const double out = *degrees + *minutes / 60;
    if (out > most) return std::nullopt;
    return hemisphere[0] == positive ? out : -out;
}

std::optional<Position> position(const std::vector<std::string_view>& fields, std::size_t at) {
    const auto lat = angle(field(fields, at), field(fields, at + 1), 'N', 'S', 2, 90);
    const auto lon = angle(field(fields, at + 2), field(fields, at + 3), 'E', 'W', 3, 180);
    if (!lat || !lon) return std::nullopt;
    const auto place = Position::fromDegrees(*lat, *lon);
    return place ? std::optional(*place) : std::nullopt;
}

// Milliseconds of the day of "hhmmss" or "hhmmss.sss".
std::optional<std::int64_t> timeOfDay(std::string_view text) {
    if (text.size() < 6 || !isDigits(text.substr(0, 6))) return std::nullopt;
    const auto hours = whole(text.substr(0, 2), 23);
    const auto minutes = whole(text.substr(2, 2), 59);
    const auto seconds = notNegative(text.substr(4), 60.999);  // a leap second
    if (!hours || !minutes || !seconds) return std::nullopt;
    return (std::int64_t{*hours} * 60 + *minutes) * 60'000 + std::llround(*seconds * 1000);
}

// Midnight of a day of the Gregorian calendar, in milliseconds since 1970. Nothing if there is no
// such day.
std::optional<std::int64_t> midnight(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
    constexpr std::uint32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1980 || year > 2200 || month < 1 || month > 12) return std::nullopt;
    const auto leap = [](std::uint32_t y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
    if (day < 1 || day > lengths[month - 1] + (month == 2 && leap(year) ? 1U : 0U))
        return std::nullopt;
    std::int64_t days = day - 1;
    for (std::uint32_t y = 1970; y < year; ++y) days += leap(y) ? 366 : 365;
    for (std::uint32_t m = 1; m < month; ++m)
        days += lengths[m - 1] + (m == 2 && leap(year) ? 1U : 0U);
    return days * dayLengthMs;
}

// "$…*hh" to what stands between, or nothing.
std::optional<std::string_view> checkedBody(std::string_view sentence) {
    if (sentence.size() < 9 || sentence[0] != '$') return std::nullopt;
    const auto star = sentence.size() - 3;
    if (sentence[star] != '*') return std::nullopt;
    const auto body = sentence.substr(1, star - 1);
    unsigned sum = 0;
    for (const char c : body) {
        if (c < 0x20 || c > 0x7e) return std::nullopt;
        sum ^= static_cast<unsigned char>(c);
    }
    unsigned said = 0;
    const auto* end = sentence.data() + sentence.size();
    const auto [stop, error] = std::from_chars(end - 2, end, said, 16);
    return error == std::errc() && stop == end && said == sum ? std::optional(body) : std::nullopt;
}

std::vector<std::string_view> split(std::string_view body) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto comma = body.find(',');
        out.push_back(body.substr(0, comma));
        if (comma == std::string_view::npos) return out;
        body.remove_prefix(comma + 1);
    }
}

// What GGA's quality and GSA's dimensions make together.
FixType typeOf(std::uint32_t quality, std::optional<std::uint32_t> dimensions, bool hasAltitude) {
    switch (quality) {
        case 2:
            return FixType::Dgnss;
        case 4:
            return FixType::RtkFixed;
        case 5:
            return FixType::RtkFloat;
        case 6:
            return FixType::DeadReckoning;
        case 7:
            return FixType::Manual;
        default:
            break;
    }
    const bool three = dimensions ? *dimensions == 3 : hasAltitude;
    return three ? FixType::ThreeD : FixType::TwoD;
}

// Quality from the mode letters of RMC, GLL and GNS (NMEA 2.3 and later).
std::optional<std::uint32_t> qualityOf(char mode) {
    switch (mode) {
        case 'A':
        case 'P':
            return 1;
        case 'D':
            return 2;
        case 'R':
            return 4;
        case 'F':
            return 5;
        case 'E':
            return 6;
        case 'M':
            return 7;
        case 'S':
            return simulated;
        case 'N':
            return 0;
        default:
            return std::nullopt;
    }
}

}  // namespace

NmeaReader::Measurement::Measurement() = default;

std::vector<Fix> NmeaReader::read(ByteView bytes, std::int64_t bootMs) {
    std::vector<Fix> out;
    for (const auto byte : bytes) {
        const char c = static_cast<char>(byte);
        if (c == '\n' || c == '\r') {
            if (tooLong_)
                ++refused_;
            else if (!line_.empty() && line_[0] == '$')
                if (auto fix = take(line_, bootMs)) out.push_back(*std::move(fix));
            line_.clear();
            tooLong_ = false;
        } else if (c == '$') {  // a sentence begins, whatever was before
            line_.assign(1, c);
            tooLong_ = false;
        } else if (line_.size() >= maxSentence) {
            tooLong_ = true;
        } else {
            line_.push_back(c);
        }
    }
    return out;
}

std::optional<Fix> NmeaReader::pause(std::int64_t bootMs) { return complete(bootMs); }

std::optional<Fix> NmeaReader::take(std::string_view sentence, std::int64_t bootMs) {
    const auto body = checkedBody(sentence);
    if (!body) {
        ++refused_;
        return std::nullopt;
    }
    ++sentences_;
    const auto fields = split(*body);
    const auto address = fields[0];
    const bool known =
        address.size() == 5;  // two letters of talker, three of kind; else proprietary
    const auto kind = known ? address.substr(2) : std::string_view();

    constexpr std::string_view once[] = {"RMC", "GGA", "GNS", "GLL", "GST", "ZDA"};
    const bool comesOnce = std::find(std::begin(once), std::end(once), kind) != std::end(once);
    std::string_view time;
    if (comesOnce) time = field(fields, kind == "GLL" ? 5 : 1);
    std::optional<Fix> finished;
    if (comesOnce && beginsAnother(kind, time)) finished = complete(bootMs);
    if (!now_) {
        now_.emplace();
        now_->beganMs = bootMs;
    }
    if (comesOnce) {
        now_->kinds.emplace_back(kind);
        setTime(time);
    }
    if (kind == "GGA") readGga(fields);
    if (kind == "RMC") readRmc(fields);
    if (kind == "GNS") readGns(fields);
    if (kind == "GLL") readGll(fields);
    if (kind == "GSA") readGsa(fields);
    if (kind == "GST") readGst(fields);
    if (kind == "GSV") readGsv(address.substr(0, 2), fields, bootMs);
    if (kind == "ZDA") readZda(fields);

    auto& raw = now_->fix.raw;
    if (raw.size() >= maxRaw && kind != "GSV") {
        const auto view = std::find_if(raw.rbegin(), raw.rend(), [](const std::string& old) {
            return old.size() > 6 && old.compare(3, 3, "GSV") == 0;
        });
        if (view != raw.rend()) raw.erase(std::next(view).base());
    }
    if (raw.size() < maxRaw) raw.emplace_back(sentence);
    return finished;
}

// A new time, or the same kind again where it comes without one.
bool NmeaReader::beginsAnother(std::string_view kind, std::string_view time) const {
    if (!now_) return false;
    if (!time.empty() && !now_->time.empty() && timeOfDay(time) != now_->timeMs) return true;
    return std::find(now_->kinds.begin(), now_->kinds.end(), kind) != now_->kinds.end();
}

void NmeaReader::setTime(std::string_view time) {
    if (!now_->time.empty() || !timeOfDay(time)) return;
    now_->time = time;
    now_->timeMs = timeOfDay(time);
}

std::optional<Fix> NmeaReader::complete(std::int64_t bootMs) {
    if (!now_) return std::nullopt;
    auto measured = *std::move(now_);
    now_.reset();
    auto& fix = measured.fix;
    // Only of sentences that speak of a position: a pause between two of satellites is no
    // measurement.
    if (measured.kinds.empty()) return std::nullopt;

    const auto quality = measured.quality.value_or(0);
    const bool valid =
        !measured.isVoid && quality != 0 && quality != simulated && measured.dimensions != 1U;
    if (!valid || !fix.position) {
        auto raw = std::move(fix.raw);
        fix = Fix{};
        fix.raw = std::move(raw);
        fix.noFixReason = NoFixReason::NotYet;
    } else {
        fix.type = typeOf(quality, measured.dimensions, fix.altitudeMslM.has_value());
        const auto counted = static_cast<std::uint32_t>(measured.used.size());
        if (counted > fix.satellitesUsed.value_or(0)) fix.satellitesUsed = counted;
        if (fix.type == FixType::TwoD) fix.altitudeMslM = fix.altitudeEllipsoidM = std::nullopt;
        if (measured.dayMs && measured.timeMs)
            fix.gnssTime = Instant{*measured.dayMs + *measured.timeMs};
    }
    std::erase_if(views_,
                  [&](const auto& view) { return bootMs - view.second.bootMs > viewLifeMs; });
    std::map<std::string, std::uint32_t> best;  // a satellite is heard on several signals
    for (const auto& [key, view] : views_) {
        auto& count = best[key.substr(0, 2)];
        count = std::max(count, view.count);
    }
    std::uint32_t inView = 0;
    for (const auto& [talker, count] : best) inView += count;
    if (!views_.empty()) fix.satellitesInView = inView;
    fix.ageMs = std::max<std::int64_t>(bootMs - measured.beganMs, 0);
    return fix;
}

// The ellipsoid lies within 110 m of the sea everywhere.
void NmeaReader::addEllipsoid(std::string_view separation) {
    auto& fix = now_->fix;
    const auto metres = decimal(separation);
    if (!fix.altitudeMslM || !metres || std::abs(*metres) > 200) return;
    const double sum = *fix.altitudeMslM + *metres;
    if (sum >= -12'000) fix.altitudeEllipsoidM = sum;
}

// $xxGGA,time,lat,N,lon,E,quality,satellites,hdop,altitude,M,geoid separation,M,age,station
void NmeaReader::readGga(const Fields& fields) {
    auto& fix = now_->fix;
    now_->quality = whole(field(fields, 6), 8).value_or(0);
    fix.position = position(fields, 2);
    fix.satellitesUsed = whole(field(fields, 7), 200);
    fix.hdop = notNegative(field(fields, 8), 99.98);  // 99.99 stands for "unknown"
    if (field(fields, 10) != "M") return;
    fix.altitudeMslM = altitudeM(field(fields, 9));
    if (field(fields, 12) == "M") addEllipsoid(field(fields, 11));
}

// $xxRMC,time,status,lat,N,lon,E,knots,course,ddmmyy,variation,E[,mode[,navigation status]]
void NmeaReader::readRmc(const Fields& fields) {
    auto& fix = now_->fix;
    if (field(fields, 2) != "A") now_->isVoid = true;
    const auto mode = field(fields, 12);
    const auto quality = mode.size() == 1 ? qualityOf(mode[0]) : std::optional<std::uint32_t>(1);
    if (!now_->quality || quality == 0U || quality == simulated)
        now_->quality = quality.value_or(0);
    if (!fix.position) fix.position = position(fields, 3);
    if (const auto knots = notNegative(field(fields, 7), 2000)) fix.speedMps = *knots * knotsToMps;
    const auto date = field(fields, 9);
    if (date.size() != 6 || !isDigits(date)) return;
    const auto year = *whole(date.substr(4), 99);
    now_->dayMs = midnight(year < 80 ? 2000 + year : 1900 + year, *whole(date.substr(2, 2), 99),
                           *whole(date.substr(0, 2), 99));
}

// $xxGNS,time,lat,N,lon,E,modes,satellites,hdop,altitude,geoid separation,age,station[,navigation
// status]
void NmeaReader::readGns(const Fields& fields) {
    auto& fix = now_->fix;
    std::uint32_t best = 0;
    for (const char mode : field(fields, 6)) {
        const auto quality = qualityOf(mode).value_or(0);
        if (quality == simulated) now_->isVoid = true;
        if (best == 0 || quality == 4 || quality == 5) best = quality;
    }
    if (!now_->quality) now_->quality = best;
    if (!fix.position) fix.position = position(fields, 2);
    if (!fix.satellitesUsed) fix.satellitesUsed = whole(field(fields, 7), 200);
    if (!fix.hdop) fix.hdop = notNegative(field(fields, 8), 99.98);
    if (fix.altitudeMslM) return;
    fix.altitudeMslM = altitudeM(field(fields, 9));
    addEllipsoid(field(fields, 10));
}

// $xxGLL,lat,N,lon,E,time,status[,mode]
void NmeaReader::readGll(const Fields& fields) {
    if (field(fields, 6) != "A") now_->isVoid = true;
    const auto mode = field(fields, 7);
    if (!now_->quality) now_->quality = mode.size() == 1 ? qualityOf(mode[0]).value_or(0) : 1;
    if (!now_->fix.position) now_->fix.position = position(fields, 1);
}

// $xxGSA,A,dimensions,12 satellites,pdop,hdop,vdop[,system]
void NmeaReader::readGsa(const Fields& fields) {
    const auto dimensions = whole(field(fields, 2), 3);
    // One sentence a system: the best of them speaks for the fix.
    if (dimensions && *dimensions >= 1)
        now_->dimensions = std::max(now_->dimensions.value_or(1), *dimensions);
    if (const auto pdop = notNegative(field(fields, 15), 99.98)) now_->fix.pdop = pdop;
    // GGA counts to 12 only. Systems number their satellites alike, so the system belongs to the
    // number.
    for (std::size_t at = 3; at < 15; ++at)
        if (const auto satellite = whole(field(fields, at), 999); satellite && *satellite > 0)
            now_->used.insert(whole(field(fields, 18), 15).value_or(0) * 1000 + *satellite);
    if (!now_->fix.hdop) now_->fix.hdop = notNegative(field(fields, 16), 99.98);
}

// $xxGST,time,rms,semi-major,semi-minor,orientation,latitude,longitude,altitude: standard
// deviations in metres
void NmeaReader::readGst(const Fields& fields) {
    const auto lat = notNegative(field(fields, 6), 1e6);
    const auto lon = notNegative(field(fields, 7), 1e6);
    auto& fix = now_->fix;
    fix.verticalAccuracyM = notNegative(field(fields, 8), 1e6);
    if (lat && lon) fix.horizontalAccuracyM = std::hypot(*lat, *lon);
    if (fix.horizontalAccuracyM || fix.verticalAccuracyM) fix.confidencePercent = 68;
}

// $xxGSV,sentences,number,satellites in view,…[,signal]
void NmeaReader::readGsv(std::string_view talker, const Fields& fields, std::int64_t bootMs) {
    const auto count = whole(field(fields, 3), 200);
    if (!count || field(fields, 2) != "1") return;
    // Four fields a satellite; one left over at the end is the signal.
    const bool hasSignal = fields.size() > 4 && (fields.size() - 4) % 4 == 1;
    std::string key(talker);
    if (hasSignal) key += fields.back();
    if (views_.size() >= maxViews && !views_.contains(key)) return;
    views_[key] = {*count, bootMs};
}

// $xxZDA,time,day,month,year,zone hours,zone minutes
void NmeaReader::readZda(const Fields& fields) {
    const auto day = whole(field(fields, 2), 31);
    const auto month = whole(field(fields, 3), 12);
    const auto year = whole(field(fields, 4), 2200);
    if (day && month && year && !now_->dayMs) now_->dayMs = midnight(*year, *month, *day);
}

}  // namespace cairn
