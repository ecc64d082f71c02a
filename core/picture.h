// What a picture claims about itself, and the messages between the decoder's client (decoder.h) and
// cairn-decode.
//
// Everything here was read from untrusted bytes: claims, never facts about the world. The reading
// side trusts nothing either: parse* bound every length, check every range and refuse trailing
// bytes, so that a decoder taken over by a picture can lie about that picture and do nothing else.
// Pure functions; any thread. Part of cairn_base: no keys, no disk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/bytes.h"
#include "core/result.h"

namespace cairn {

enum class PictureFormat : std::uint8_t {
    Unknown,
    Jpeg,
    Png,
    Heic,
    Tiff
};  // Tiff: DNG, NEF, CR2 too
inline constexpr std::uint8_t pictureFormats = 5;

// Why nothing, or not everything, could be read. The picture is evidence all the same.
enum class Unreadable : std::uint8_t {
    No,           // it was read
    NotAPicture,  // no format that is known here
    Damaged,      // a known format, but its structure does not hold
    Unsupported,  // well formed, of a kind that is not decoded (CMYK, animation)
    TooLarge,     // more pixels or more bytes than are decoded
    Time,         // stopped at the limit of time
    Memory,       // stopped at the limit of memory
    Forbidden,  // stopped because it tried what a decoder may not do: treat the picture as hostile
    Crashed,    // the decoder fell over it
    BadAnswer,  // the decoder answered something that is no answer
    NoDecoder,  // cairn-decode could not be started or was lost
};
inline constexpr std::uint8_t unreadableReasons = 11;
const char* name(Unreadable reason);  // "not-a-picture", "time" …

// Why a picture gives no position.
enum class NoPosition : std::uint8_t {
    Given,         // it gives one
    NotStated,     // no latitude or longitude in it
    ZeroZero,      // 0,0: what receivers write before they know anything
    NoHemisphere,  // numbers without a valid N or S, E or W
    Malformed,     // out of range, zero denominators, wrong types
};
inline constexpr std::uint8_t noPositionReasons = 5;

enum class BearingNorth : std::uint8_t { True, Magnetic };

// Altitude in metres is what the file says; above which surface (sea or ellipsoid) EXIF does not
// say reliably.
struct StatedPosition {
    std::int32_t latE7 = 0;  // degrees * 10^7, south negative
    std::int32_t lonE7 = 0;  // west negative
    std::optional<std::int32_t> altitudeMm;
    double latDeg() const { return latE7 / 1e7; }
    double lonDeg() const { return lonE7 / 1e7; }
    bool operator==(const StatedPosition&) const = default;
};

struct StatedBearing {
    std::uint16_t centidegrees = 0;  // 0 to 35999
    BearingNorth north = BearingNorth::True;
    bool operator==(const StatedBearing&) const = default;
};

struct StatedExposure {
    std::uint32_t numerator = 0;  // seconds, as a fraction; neither is 0
    std::uint32_t denominator = 0;
    bool operator==(const StatedExposure&) const = default;
};

// Absent is std::nullopt, empty text or 0: never a default that looks like a value. Texts are
// printable ASCII of at most maxText characters (anything else in the file became '?').
struct PictureFacts {
    static constexpr std::size_t maxText = 64;

    Unreadable unreadable = Unreadable::No;  // if not No, all the rest is absent
    bool onlyHead = false;  // the file is longer than what is looked at (Decoder::maxBytes): later
                            // metadata was not seen
    PictureFormat format = PictureFormat::Unknown;
    std::uint32_t width =
        0;  // pixels as stored, before orientation; HEIC: after the rotation of its container
    std::uint32_t height = 0;
    std::uint8_t orientation = 0;  // EXIF 1 to 8
    std::optional<StatedPosition> position;
    NoPosition noPosition = NoPosition::NotStated;
    std::optional<StatedBearing> bearing;
    std::string gpsDate;  // "2008-10-23", UTC
    std::string gpsTime;  // "14:27:07.240", UTC
    std::string taken;    // "2020-05-04T18:39:11.644": the camera's clock, whatever it was set to
    std::string takenOffset;  // "-04:00" from UTC, if the camera says
    std::string make;
    std::string model;
    std::string lens;
    std::uint32_t focalLengthUm = 0;
    std::uint32_t fNumberHundredths = 0;
    std::uint32_t iso = 0;
    std::optional<StatedExposure> exposure;

    bool operator==(const PictureFacts&) const = default;
};

// Rows of 8-bit R, G, B without padding, upright.
struct Pixels {
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    bool damaged = false;  // part of the picture could not be decoded and is filled
    Bytes rgb;
};

namespace decode {

// The protocol. The client sends Request as one packet over a SOCK_SEQPACKET socket, with three
// descriptors: a sealed memfd (the input), the write end of a pipe (the answer, written by the
// confined child) and of another (one byte, written by cairn-decode itself once the child is gone:
// 0 ended well, 255 ended badly, else the signal that killed it).
enum class Task : std::uint8_t {
    Facts,      // of the picture
    Pixels,     // of the picture, longest side at most `side`
    Encode,     // of pixels (writePixels) to JPEG: by a child that never sees the picture
    ProbeOpen,  // opens a file: must die. Proves that the confinement holds
    ProbeSpin,  // never ends: must be stopped
    ProbeGreed  // takes memory without end: must be stopped
};
inline constexpr std::uint8_t tasks = 6;

struct Request {
    static constexpr std::size_t size = 8;
    Task task = Task::Facts;
    bool whole =
        true;  // the input is all there is; else its first bytes, and the child may ask for more
    std::uint16_t side = 0;  // pixels
};
inline constexpr std::uint16_t minSide = 16;
inline constexpr std::uint16_t maxSide = 2048;
inline constexpr std::size_t maxFactsAnswer = 1024;
inline constexpr std::size_t maxPixelsAnswer = 16 + std::size_t{3} * maxSide * maxSide;
inline constexpr std::size_t maxJpegAnswer = 8U << 20;

Bytes write(const Request& request);
Result<Request> parseRequest(ByteView packet);

// An answer is "cda1", one byte of outcome (an Unreadable, or 255: the whole file is needed) and,
// if it was read, a body.
struct Answer {
    Unreadable unreadable = Unreadable::No;
    bool needsWhole = false;
    ByteView body;  // into what was parsed
};
Bytes writeFacts(const PictureFacts& facts);
Bytes writePixels(const Pixels& pixels);
Bytes writeJpeg(ByteView jpeg);
Bytes writeUnreadable(Unreadable reason);
Bytes writeNeedsWhole();
Result<Answer> parseAnswer(ByteView answer);
Result<PictureFacts> parseFacts(ByteView body);
Result<Pixels> parsePixels(ByteView body, std::uint16_t side);
Result<Bytes> parseJpeg(ByteView body);

}  // namespace decode
}  // namespace cairn
