#include "core/domain.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/vocabulary.h"

namespace cairn {
namespace {

constexpr std::string_view kCheckLetters = "ACDEFHJKLMNPRTWXY";

// Position weights run 1..16: never a multiple of 17, and neighbours differ, so that one wrong
// character and two swapped neighbours always change the letter.
char checkLetter(std::string_view text) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto weight = static_cast<std::uint32_t>(i % 16 + 1);
        sum += weight * static_cast<std::uint8_t>(text[i]);
    }
    return kCheckLetters[sum % kCheckLetters.size()];
}

bool take(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(expected.size());
    return true;
}

// A running number: digits without a leading zero that fit 32 bits.
std::optional<std::uint32_t> takeNumber(std::string_view& text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || text.front() == '0') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<SiteNumberParts> takeSiteNumber(std::string_view& text) {
    take(text, "E-");
    if (!take(text, "S")) return std::nullopt;
    const auto device = takeNumber(text);
    if (!device || !take(text, "-")) return std::nullopt;
    const auto n = takeNumber(text);
    if (!n) return std::nullopt;
    return SiteNumberParts{*device, *n};
}

// Digits of Arabic and Persian keyboards, their decimal sign and the typographic minus, as ASCII.
// What people type.
std::string asciiNumerals(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto point = takeCodePoint(text, i);
        if (!point) return {};
        if (*point >= 0x660 && *point <= 0x669)
            out += static_cast<char>('0' + (*point - 0x660));
        else if (*point >= 0x6F0 && *point <= 0x6F9)
            out += static_cast<char>('0' + (*point - 0x6F0));
        else if (*point == 0x66B)
            out += '.';
        else if (*point == 0x60C || *point == 0x61B)
            out += ';';  // Arabic comma and semicolon separate
        else if (*point == 0x2212)
            out += '-';
        else if (*point == 0x200E || *point == 0x200F || *point == 0x61C)
            continue;  // direction marks
        else if (*point < 0x80)
            out += static_cast<char>(*point);
        else
            return {};
    }
    return out;
}

std::optional<double> degrees(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (take(text, "+") && (text.empty() || text.front() == '-')) return std::nullopt;
    if (text.empty() || text.size() > 24) return std::nullopt;
    std::string number(text);
    for (auto& c : number) {
        if (c == ',') c = '.';
        if (!(c >= '0' && c <= '9') && c != '.' && c != '-') return std::nullopt;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value,
                                              std::chars_format::fixed);
    if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
    return value;
}

Error invalid(std::string_view field, std::string detail) {
    return Error{Code::Invalid, std::string(field), std::move(detail)};
}

Result<void> checkCode(std::string_view set, std::string_view code, bool required) {
    if (code.empty() && !required) return {};
    if (!vocabulary().find(set, code))
        return invalid(set, "not a code of vocabulary " + vocabulary().version());
    return {};
}

Result<void> checkRange(std::optional<double> value, double low, double high,
                        std::string_view field) {
    if (value && !(*value >= low && *value <= high)) return invalid(field, "out of range");
    return {};
}

}  // namespace

std::optional<char32_t> takeCodePoint(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    if (at >= text.size()) return std::nullopt;
    const std::uint8_t first = byte(at);
    if (first < 0x80) return ++at, first;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() - at < length) return std::nullopt;
    char32_t point = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return std::nullopt;
        point = (point << 6) | (byte(at + i) & 0x3Fu);
    }
    const char32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
    if (point < least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        return std::nullopt;
    at += length;
    return point;
}

std::string printableName(std::string_view raw, std::size_t limit) {
    std::string out;
    for (std::size_t i = 0; i < raw.size();) {
        const std::size_t begin = i;
        const auto point = takeCodePoint(raw, i);
        std::string piece;
        if (!point || *point < 0x20 || (*point >= 0x7F && *point < 0xA0)) {
            static constexpr char kHex[] = "0123456789abcdef";
            i = point ? i : begin + 1;
            for (std::size_t k = begin; k < i; ++k) {
                const auto byte = static_cast<std::uint8_t>(raw[k]);
                piece += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
            }
        } else if (*point == '\\') {
            piece = "\\\\";
        } else if ((*point >= 0x202A && *point <= 0x202E) ||
                   (*point >= 0x2066 && *point <= 0x2069) || *point == 0x2028 || *point == 0x2029) {
            piece = "\\u";
            for (int shift = 12; shift >= 0; shift -= 4)
                piece += "0123456789abcdef"[(*point >> shift) & 15];
        } else {
            piece.assign(raw.substr(begin, i - begin));
        }
        if (out.size() + piece.size() > limit) break;
        out += piece;
    }
    return out;
}

const char* name(ReasonCode reason) {
    switch (reason) {
        case ReasonCode::NotSaid:
            return "not_said";
        case ReasonCode::TypingError:
            return "typing_error";
        case ReasonCode::BetterPosition:
            return "better_position";
        case ReasonCode::WrongSite:
            return "wrong_site";
        case ReasonCode::Misfire:
            return "misfire";
        case ReasonCode::AddedLater:
            return "added_later";
        case ReasonCode::ReviewRequest:
            return "review_request";
    }
    return "unknown";
}

Result<Position> Position::fromDegrees(double latitude, double longitude) {
    if (!(std::abs(latitude) <= 90.0)) return invalid("latitude", "not within -90 and 90 degrees");
    if (!(std::abs(longitude) <= 180.0))
        return invalid("longitude", "not within -180 and 180 degrees");
    Position out;
    out.latE7 = static_cast<std::int32_t>(std::lround(latitude * 1e7));
    out.lonE7 = static_cast<std::int32_t>(std::lround(longitude * 1e7));
    if (out.latE7 == 0 && out.lonE7 == 0)
        return invalid("position", "0,0 is what receivers write when they know nothing");
    return out;
}

Result<Position> Position::parse(std::string_view text) {
    if (text.size() > 128) return invalid("position", "too long");
    const std::string ascii = asciiNumerals(text);
    // "36.2,37.16" · "36,2;37,16" · "36,2, 37,16"
    std::size_t split = ascii.find(';');
    if (split == std::string::npos) {
        const auto commas = std::count(ascii.begin(), ascii.end(), ',');
        split = ascii.find(',');
        if (commas == 3)
            split = ascii.find(',', split + 1);
        else if (commas != 1)
            return invalid("position", "expected LAT,LON in decimal degrees");
    }
    const auto latitude = degrees(std::string_view(ascii).substr(0, split));
    const auto longitude = degrees(std::string_view(ascii).substr(split + 1));
    if (!latitude || !longitude) return invalid("position", "expected LAT,LON in decimal degrees");
    return fromDegrees(*latitude, *longitude);
}

std::string siteNumber(Realm realm, std::uint32_t device, std::uint32_t n) {
    return (realm == Realm::Exercise ? "E-S" : "S") + std::to_string(device) + "-" +
           std::to_string(n);
}

std::string exhibitNumber(std::string_view site, std::uint32_t device, std::uint32_t n) {
    std::string out =
        std::string(site) + "-" + std::to_string(device) + "-" + std::to_string(n) + "-";
    out += checkLetter(out);
    return out;
}

std::optional<SiteNumberParts> parseSiteNumber(std::string_view text) {
    const auto parts = takeSiteNumber(text);
    return text.empty() ? parts : std::nullopt;
}

std::optional<ExhibitNumberParts> parseExhibitNumber(std::string_view text) {
    std::string_view rest = text;
    if (!takeSiteNumber(rest)) return std::nullopt;
    ExhibitNumberParts out;
    out.site = text.substr(0, text.size() - rest.size());
    if (!take(rest, "-")) return std::nullopt;
    const auto device = takeNumber(rest);
    if (!device || !take(rest, "-")) return std::nullopt;
    const auto n = takeNumber(rest);
    if (!n || !take(rest, "-") || rest.size() != 1 ||
        rest.front() != checkLetter(text.substr(0, text.size() - 1)))
        return std::nullopt;
    out.device = *device;
    out.n = *n;
    return out;
}

bool isSiteNumber(std::string_view text) { return parseSiteNumber(text).has_value(); }
bool isExhibitNumber(std::string_view text) { return parseExhibitNumber(text).has_value(); }

Result<void> checkText(std::string_view text, std::string_view field, std::size_t limit) {
    if (text.size() > limit)
        return Error{Code::TooLarge, std::string(field),
                     "at most " + std::to_string(limit) + " bytes"};
    for (std::size_t i = 0; i < text.size();) {
        const auto point = takeCodePoint(text, i);
        if (!point) return invalid(field, "not valid UTF-8");
        const bool control = *point < 0x20 || (*point >= 0x7F && *point < 0xA0);
        if (control && *point != '\n' && *point != '\t')
            return invalid(field, "holds a control character");
    }
    return {};
}

Result<void> validate(const Site& site) {
    if (site.name.empty()) return invalid("name", "a site needs a name");
    TRY(checkText(site.name, "name", 256));
    TRY(checkText(site.nameLocal, "name_local", 256));
    TRY(checkText(site.accessNote, "access_note"));
    TRY(checkCode("site_type", site.type, true));
    TRY(checkCode("site_status", site.status, false));
    if (site.fix) TRY(validate(*site.fix));
    return {};
}

Result<void> validate(const Subject& subject) {
    if (!isSiteNumber(subject.site)) return invalid("site", "not a site number");
    if (!isExhibitNumber(subject.exhibit)) return invalid("exhibit", "not an exhibit number");
    if (!subject.sameAs.empty() && !isExhibitNumber(subject.sameAs))
        return invalid("same_as", "not an exhibit number");
    TRY(checkCode("item_type", subject.itemType, false));
    TRY(checkCode("shot_type", subject.shotType, false));
    if (subject.tags.size() > kMaxTags)
        return Error{Code::TooLarge, "tags", "at most " + std::to_string(kMaxTags)};
    for (const auto& tag : subject.tags) {
        if (tag.empty()) return invalid("tags", "an empty tag");
        TRY(checkText(tag, "tags", 64));
    }
    TRY(checkText(subject.form, "form", 32));
    TRY(checkText(subject.series, "series", 64));
    TRY(checkText(subject.marker, "marker", 32));
    return {};
}

Result<void> validate(const TextNote& text) {
    TRY(checkText(text.title, "title", 512));
    TRY(checkText(text.note, "note"));
    TRY(checkText(text.language, "language", 35));
    TRY(checkCode("statement_kind", text.statementKind, false));
    return {};
}

Result<void> validate(const Fix& fix) {
    if (fix.position)
        TRY(Position::fromDegrees(fix.position->latitude(), fix.position->longitude()));
    TRY(checkRange(fix.altitudeEllipsoidM, -12000, 100000, "altitude"));
    TRY(checkRange(fix.altitudeMslM, -12000, 100000, "altitude"));
    TRY(checkRange(fix.horizontalAccuracyM, 0, 1e7, "accuracy"));
    TRY(checkRange(fix.verticalAccuracyM, 0, 1e7, "accuracy"));
    TRY(checkRange(fix.hdop, 0, 1000, "hdop"));
    TRY(checkRange(fix.pdop, 0, 1000, "pdop"));
    TRY(checkRange(fix.bearingDeg, 0, 360, "bearing"));
    TRY(checkRange(fix.bearingAccuracyDeg, 0, 360, "bearing"));
    TRY(checkRange(fix.speedMps, 0, 1e5, "speed"));
    if (fix.confidencePercent > 100) return invalid("confidence", "above 100 percent");
    if (fix.raw.size() > kMaxRawSentences)
        return Error{Code::TooLarge, "raw", "at most 32 sentences"};
    for (const auto& sentence : fix.raw) TRY(checkText(sentence, "raw", 512));
    TRY(checkText(fix.receiver, "receiver", 128));
    TRY(checkText(fix.asEntered, "as_entered", 128));
    return {};
}

std::string RecordId::text() const {
    return std::to_string(device) + "/" + std::to_string(ledger) + "/" + std::to_string(sequence);
}

}  // namespace cairn
