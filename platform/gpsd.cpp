#include "platform/gpsd.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cairn {
namespace {

constexpr int maxDepth = 8;
constexpr std::size_t maxMembers = 64;
constexpr std::size_t maxRawBytes = 512;  // what a Fix carries of a sentence

// One JSON object (RFC 8259): its members whose values are text, numbers or words, as they are
// written. Objects and arrays within are checked and passed over.
class Object {
  public:
    static std::optional<Object> parse(std::string_view text) {
        Object out;
        out.rest_ = text;
        if (!out.object(0, true)) return std::nullopt;
        out.space();
        return out.rest_.empty() ? std::optional(std::move(out)) : std::nullopt;
    }

    std::string_view text(std::string_view name) const {
        const auto value = find(name);
        return value.size() >= 2 && value[0] == '"' ? value.substr(1, value.size() - 2)
                                                    : std::string_view();
    }

    std::optional<double> number(std::string_view name, double least, double most) const {
        const auto value = find(name);
        if (value.empty() || !(value[0] == '-' || (value[0] >= '0' && value[0] <= '9')))
            return std::nullopt;
        double out = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
        const bool good = error == std::errc() && end == value.data() + value.size() &&
                          out >= least && out <= most;
        return good ? std::optional(out) : std::nullopt;
    }

    std::optional<std::uint32_t> count(std::string_view name, std::uint32_t most) const {
        const auto value = number(name, 0, most);
        return value && *value == std::floor(*value)
                   ? std::optional(static_cast<std::uint32_t>(*value))
                   : std::nullopt;
    }

  private:
    std::string_view find(std::string_view name) const {
        for (const auto& [key, value] : members_)
            if (key == name) return value;
        return {};
    }

    void space() {
        const auto at = rest_.find_first_not_of(" \t\r\n");
        rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at);
    }

    bool eat(char c) {
        space();
        if (rest_.empty() || rest_[0] != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    // With its quotation marks; escapes stay as they are.
    bool string(std::string_view& out) {
        space();
        if (rest_.empty() || rest_[0] != '"') return false;
        for (std::size_t at = 1; at < rest_.size(); ++at) {
            if (static_cast<unsigned char>(rest_[at]) < 0x20) return false;
            if (rest_[at] == '\\') {
                ++at;
            } else if (rest_[at] == '"') {
                out = rest_.substr(0, at + 1);
                rest_.remove_prefix(at + 1);
                return true;
            }
        }
        return false;
    }

    bool scalar(std::string_view& out) {
        const auto end = std::min(rest_.find_first_of(",]} \t\r\n"), rest_.size());
        out = rest_.substr(0, end);
        rest_.remove_prefix(end);
        const bool number =
            !out.empty() && out.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
        return number || out == "true" || out == "false" || out == "null";
    }

    bool value(int depth, std::string_view& out) {
        space();
        if (rest_.empty() || depth > maxDepth) return false;
        if (rest_[0] == '{') return object(depth + 1, false);
        if (rest_[0] == '[') return array(depth + 1);
        if (rest_[0] == '"') return string(out);
        return scalar(out);
    }

    bool array(int depth) {
        if (!eat('[')) return false;
        if (eat(']')) return true;
        std::string_view ignored;
        do {
            if (!value(depth, ignored)) return false;
        } while (eat(','));
        return eat(']');
    }

    bool object(int depth, bool keep) {
        if (!eat('{')) return false;
        if (eat('}')) return true;
        do {
            std::string_view key;
            std::string_view content;
            if (!string(key) || !eat(':') || !value(depth, content)) return false;
            if (keep && !content.empty() && members_.size() < maxMembers)
                members_.emplace_back(key.substr(1, key.size() - 2), content);
        } while (eat(','));
        return eat('}');
    }

    std::string_view rest_;
    std::vector<std::pair<std::string_view, std::string_view>> members_;
};

FixType typeOf(std::uint32_t mode, std::uint32_t status) {
    switch (status) {
        case 2:
            return FixType::Dgnss;
        case 3:
            return FixType::RtkFixed;
        case 4:
            return FixType::RtkFloat;
        case 5:
        case 6:
            return FixType::DeadReckoning;
        case 7:
            return FixType::Manual;  // a surveyed place, for receivers that give time
        default:
            return mode == 3 ? FixType::ThreeD : FixType::TwoD;
    }
}

constexpr std::uint32_t simulated = 8;

}  // namespace

std::vector<Fix> GpsdReader::read(ByteView bytes) {
    std::vector<Fix> out;
    for (const auto byte : bytes) {
        const char c = static_cast<char>(byte);
        if (c == '\n') {
            if (tooLong_)
                ++refused_;
            else if (auto fix = take(line_))
                out.push_back(*std::move(fix));
            line_.clear();
            tooLong_ = false;
        } else if (line_.size() >= maxLine) {
            tooLong_ = true;
        } else {
            line_.push_back(c);
        }
    }
    return out;
}

std::optional<Fix> GpsdReader::take(std::string_view line) {
    if (line.find_first_not_of(" \r") == std::string_view::npos) return std::nullopt;
    const auto report = Object::parse(line);
    if (!report) {
        ++refused_;
        return std::nullopt;
    }
    const auto kind = report->text("class");
    if (kind == "SKY") {
        hdop_ = report->number("hdop", 0, 99.98);
        pdop_ = report->number("pdop", 0, 99.98);
        used_ = report->count("uSat", 200);
        inView_ = report->count("nSat", 200);
    }
    if (kind != "TPV") return std::nullopt;

    Fix fix;
    fix.satellitesUsed = used_;
    fix.satellitesInView = inView_;
    while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.size() <= maxRawBytes) fix.raw.emplace_back(line);
    fix.noFixReason = NoFixReason::NotYet;
    const auto mode = report->count("mode", 3).value_or(0);
    const auto status = report->count("status", 9).value_or(1);
    const auto lat = report->number("lat", -90, 90);
    const auto lon = report->number("lon", -180, 180);
    if (mode < 2 || status == simulated || !lat || !lon) return fix;
    const auto place = Position::fromDegrees(*lat, *lon);
    if (!place) return fix;

    fix.noFixReason = NoFixReason::NotSaid;
    fix.position = *place;
    fix.type = typeOf(mode, status);
    fix.hdop = hdop_;
    fix.pdop = pdop_;
    if (mode == 3) {
        fix.altitudeEllipsoidM = report->number("altHAE", -12'000, 99'000);
        fix.altitudeMslM = report->number("altMSL", -12'000, 99'000);
        fix.verticalAccuracyM = report->number("epv", 0, 1e6);
    }
    // gpsd does not say how certain its errors are: confidencePercent stays 0.
    fix.horizontalAccuracyM = report->number("eph", 0, 1e6);
    fix.speedMps = report->number("speed", 0, 1e4);
    if (const auto time = fromRfc3339(report->text("time"))) fix.gnssTime = *time;
    return fix;
}

}  // namespace cairn
