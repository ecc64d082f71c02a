#include "core/picture.h"

#include <algorithm>
#include <string_view>

namespace cairn {

const char* name(Unreadable reason) {
    switch (reason) {
        case Unreadable::No:
            return "read";
        case Unreadable::NotAPicture:
            return "not-a-picture";
        case Unreadable::Damaged:
            return "damaged";
        case Unreadable::Unsupported:
            return "unsupported";
        case Unreadable::TooLarge:
            return "too-large";
        case Unreadable::Time:
            return "time";
        case Unreadable::Memory:
            return "memory";
        case Unreadable::Forbidden:
            return "forbidden";
        case Unreadable::Crashed:
            return "crashed";
        case Unreadable::BadAnswer:
            return "bad-answer";
        case Unreadable::NoDecoder:
            return "no-decoder";
    }
    return "unknown";
}

namespace decode {
namespace {

constexpr std::string_view requestMagic = "cdq1";
constexpr std::string_view answerMagic = "cda1";
constexpr std::uint8_t wholeNeeded = 255;

Error malformed(const char* where) { return {Code::Malformed, where, "answer of the decoder"}; }

class Writer {
  public:
    explicit Writer(std::string_view magic) { append(out_, view(magic)); }
    Writer& u8(std::uint8_t value) {
        out_.push_back(value);
        return *this;
    }
    Writer& u16(std::uint16_t value) {
        return u8(static_cast<std::uint8_t>(value & 0xff))
            .u8(static_cast<std::uint8_t>(value >> 8));
    }
    Writer& u32(std::uint32_t value) {
        std::uint8_t raw[4];
        storeLe32(raw, value);
        append(out_, raw);
        return *this;
    }
    Writer& i32(std::int32_t value) { return u32(static_cast<std::uint32_t>(value)); }
    Writer& text(std::string_view value) {
        const auto kept = value.substr(0, PictureFacts::maxText);
        u8(static_cast<std::uint8_t>(kept.size()));
        append(out_, view(kept));
        return *this;
    }
    Writer& bytes(ByteView value) {
        append(out_, value);
        return *this;
    }
    Bytes take() { return std::move(out_); }

  private:
    Bytes out_;
};

// Reads past the end give zeros and make the whole answer bad; done() says so once.
class Reader {
  public:
    explicit Reader(ByteView bytes) : rest_(bytes) {}
    ByteView bytes(std::size_t size) {
        if (size > rest_.size()) {
            good_ = false;
            rest_ = {};
            return {};
        }
        const auto out = rest_.first(size);
        rest_ = rest_.subspan(size);
        return out;
    }
    std::uint8_t u8() {
        const auto raw = bytes(1);
        return raw.empty() ? std::uint8_t{0} : raw[0];
    }
    std::uint16_t u16() {
        const auto raw = bytes(2);
        return raw.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(raw[0] | (raw[1] << 8));
    }
    std::uint32_t u32() {
        const auto raw = bytes(4);
        return raw.empty() ? 0U : loadLe32(raw.data());
    }
    std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
    std::string text() {
        const auto raw = bytes(u8());
        if (raw.size() > PictureFacts::maxText) good_ = false;
        for (const auto c : raw)
            if (c < 0x20 || c > 0x7e) good_ = false;
        return good_ ? std::string(cairn::text(raw)) : std::string();
    }
    // A byte that may only be 0 up to `last`.
    std::uint8_t upTo(std::uint8_t last) {
        const auto value = u8();
        if (value > last) good_ = false;
        return value <= last ? value : std::uint8_t{0};
    }
    void require(bool holds) { good_ = good_ && holds; }
    ByteView rest() { return bytes(rest_.size()); }
    bool done() const { return good_ && rest_.empty(); }

  private:
    ByteView rest_;
    bool good_ = true;
};

// '9' in the pattern stands for a digit, '+' for a sign, anything else for itself.
bool looksLike(std::string_view text, std::string_view pattern) {
    return text.size() == pattern.size() &&
           std::equal(text.begin(), text.end(), pattern.begin(), [](char c, char p) {
               if (p == '9') return c >= '0' && c <= '9';
               if (p == '+') return c == '+' || c == '-';
               return c == p;
           });
}

}  // namespace

Bytes write(const Request& request) {
    return Writer(requestMagic)
        .u8(static_cast<std::uint8_t>(request.task))
        .u8(request.whole ? 1 : 0)
        .u16(request.side)
        .take();
}

Result<Request> parseRequest(ByteView packet) {
    if (packet.size() != Request::size) return Error{Code::Malformed, "request", "length"};
    Reader in(packet);
    if (text(in.bytes(requestMagic.size())) != requestMagic)
        return Error{Code::Malformed, "request", "magic"};
    Request out;
    out.task = static_cast<Task>(in.upTo(tasks - 1));
    out.whole = in.upTo(1) != 0;
    out.side = in.u16();
    in.require(out.task != Task::Pixels || (out.side >= minSide && out.side <= maxSide));
    if (!in.done()) return Error{Code::Malformed, "request", "field"};
    return out;
}

Bytes writeUnreadable(Unreadable reason) {
    return Writer(answerMagic).u8(static_cast<std::uint8_t>(reason)).take();
}

Bytes writeNeedsWhole() { return Writer(answerMagic).u8(wholeNeeded).take(); }

Bytes writeFacts(const PictureFacts& facts) {
    if (facts.unreadable != Unreadable::No) return writeUnreadable(facts.unreadable);
    Writer out(answerMagic);
    out.u8(0).u8(static_cast<std::uint8_t>(facts.format)).u32(facts.width).u32(facts.height);
    out.u8(facts.orientation).u8(static_cast<std::uint8_t>(facts.noPosition));
    if (facts.position) {
        out.i32(facts.position->latE7).i32(facts.position->lonE7);
        out.u8(facts.position->altitudeMm ? 1 : 0).i32(facts.position->altitudeMm.value_or(0));
    }
    out.u8(facts.bearing ? 1 : 0);
    if (facts.bearing)
        out.u16(facts.bearing->centidegrees).u8(static_cast<std::uint8_t>(facts.bearing->north));
    for (const auto& text : {facts.gpsDate, facts.gpsTime, facts.taken, facts.takenOffset,
                             facts.make, facts.model, facts.lens})
        out.text(text);
    out.u32(facts.focalLengthUm).u32(facts.fNumberHundredths).u32(facts.iso);
    const auto exposure = facts.exposure.value_or(StatedExposure{});
    return out.u32(exposure.numerator).u32(exposure.denominator).take();
}

Bytes writePixels(const Pixels& pixels) {
    return Writer(answerMagic)
        .u8(0)
        .u16(pixels.width)
        .u16(pixels.height)
        .u8(pixels.damaged ? 1 : 0)
        .bytes(pixels.rgb)
        .take();
}

Bytes writeJpeg(ByteView jpeg) { return Writer(answerMagic).u8(0).bytes(jpeg).take(); }

Result<Answer> parseAnswer(ByteView answer) {
    Reader in(answer);
    if (text(in.bytes(answerMagic.size())) != answerMagic) return malformed("magic");
    const auto outcome = in.u8();
    Answer out;
    out.needsWhole = outcome == wholeNeeded;
    if (!out.needsWhole) {
        // The later reasons are the client's own to give.
        in.require(outcome <= static_cast<std::uint8_t>(Unreadable::Memory));
        out.unreadable = static_cast<Unreadable>(outcome);
        if (outcome == 0) out.body = in.rest();
    }
    if (!in.done()) return malformed("outcome");
    return out;
}

Result<PictureFacts> parseFacts(ByteView body) {
    if (body.size() > maxFactsAnswer) return malformed("length");
    Reader in(body);
    PictureFacts out;
    out.format = static_cast<PictureFormat>(in.upTo(pictureFormats - 1));
    out.width = in.u32();
    out.height = in.u32();
    out.orientation = in.upTo(8);
    out.noPosition = static_cast<NoPosition>(in.upTo(noPositionReasons - 1));
    if (out.noPosition == NoPosition::Given) {
        auto& position = out.position.emplace();
        position.latE7 = in.i32();
        position.lonE7 = in.i32();
        const bool hasAltitude = in.upTo(1) != 0;
        const auto altitude = in.i32();
        if (hasAltitude) position.altitudeMm = altitude;
        in.require(hasAltitude || altitude == 0);
        in.require(position.latE7 >= -900'000'000 && position.latE7 <= 900'000'000);
        in.require(position.lonE7 >= -1'800'000'000 && position.lonE7 <= 1'800'000'000);
        in.require(position.latE7 != 0 || position.lonE7 != 0);
        in.require(altitude >= -20'000'000 && altitude <= 100'000'000);
    }
    if (in.upTo(1) != 0) {
        auto& bearing = out.bearing.emplace();
        bearing.centidegrees = in.u16();
        bearing.north = static_cast<BearingNorth>(in.upTo(1));
        in.require(bearing.centidegrees < 36000);
    }
    for (auto* text : {&out.gpsDate, &out.gpsTime, &out.taken, &out.takenOffset, &out.make,
                       &out.model, &out.lens})
        *text = in.text();
    in.require(out.gpsDate.empty() || looksLike(out.gpsDate, "9999-99-99"));
    in.require(out.gpsTime.empty() || looksLike(out.gpsTime, "99:99:99.999"));
    in.require(out.taken.empty() || looksLike(out.taken, "9999-99-99T99:99:99") ||
               looksLike(out.taken, "9999-99-99T99:99:99.999"));
    in.require(out.takenOffset.empty() || looksLike(out.takenOffset, "+99:99"));
    out.focalLengthUm = in.u32();
    out.fNumberHundredths = in.u32();
    out.iso = in.u32();
    const StatedExposure exposure{in.u32(), in.u32()};
    in.require((exposure.numerator == 0) == (exposure.denominator == 0));
    if (exposure.denominator != 0) out.exposure = exposure;
    if (!in.done()) return malformed("facts");
    return out;
}

Result<Pixels> parsePixels(ByteView body, std::uint16_t side) {
    if (body.size() > maxPixelsAnswer) return malformed("length");
    Reader in(body);
    Pixels out;
    out.width = in.u16();
    out.height = in.u16();
    out.damaged = in.upTo(1) != 0;
    const auto rgb = in.rest();
    in.require(out.width >= 1 && out.width <= side && out.height >= 1 && out.height <= side);
    in.require(rgb.size() == std::size_t{3} * out.width * out.height);
    if (!in.done()) return malformed("pixels");
    out.rgb = copy(rgb);
    return out;
}

Result<Bytes> parseJpeg(ByteView body) {
    const auto size = body.size();
    if (size > maxJpegAnswer) return malformed("length");
    if (size < 4 || body[0] != 0xff || body[1] != 0xd8 || body[size - 2] != 0xff ||
        body[size - 1] != 0xd9)
        return malformed("jpeg");
    return copy(body);
}

}  // namespace decode
}  // namespace cairn
