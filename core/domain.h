// The field's terms as plain structs, with validation. No bytes formats here (record.h), no disk,
// no Qt. Absent is absent: no zero, no empty date and no host clock stands for something unknown.
// DOMAIN terms: site, exhibit, fix, media, custody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/clock.h"
#include "core/ledger.h"
#include "core/result.h"

namespace cairn {

enum class Kind : std::uint32_t {
    Session = 1,
    LedgerOpened = 2,
    PersonKey = 3,
    Site = 10,
    Exhibit = 11,
    Derived = 12,
    Amendment = 13,
    Withdrawal = 14,
    Custody = 20,
    Search = 21,
    ClockCheck = 22,
    Countersignature = 23,
    Team = 24,
    Receipt = 30,
    Delivery = 31,
    Confirmation = 40,
    Decision = 41,
    Export = 42,
    Task = 43,
    ObjectLink = 44,
    Disposal = 45,
    Recall = 46,
    Brief = 50,
    Inject = 60,
    GroundTruth = 61,
    Rating = 62,  // exercises: reserved
};

enum class Origin : std::uint32_t {
    Captured = 1,
    Imported = 2,
    Received = 3,
    Derived = 4,
    Stated = 5 /* no bytes: words of the program or its user */
};
enum class TimeSource : std::uint32_t {
    Unknown = 0,
    Gnss = 1,
    Ntp = 2,
    RtcUnsynced = 3,
    Manual = 4,
    Peer = 5
};
enum class FixType : std::uint32_t {
    None = 0,
    TwoD = 1,
    ThreeD = 2,
    Dgnss = 3,
    RtkFloat = 4,
    RtkFixed = 5,
    DeadReckoning = 6,
    Manual = 7,
    MapTap = 8,
    Paced = 9
};
enum class NoFixReason : std::uint32_t {
    NotSaid = 0,
    Indoors = 1,
    Jammed = 2,
    ReceiverOff = 3,
    Canopy = 4,
    Urgent = 5,
    NoReceiver = 6,
    NotYet = 7
};
enum class MetadataState : std::uint32_t {
    NotRead = 0,
    Read = 1,
    None = 2 /* the format carries none */,
    Unreadable = 3
};
enum class ReasonCode : std::uint32_t {
    NotSaid = 0,
    TypingError = 1,
    BetterPosition = 2,
    WrongSite = 3,
    Misfire = 4,
    AddedLater = 5,
    ReviewRequest = 6
};
const char* name(ReasonCode reason);  // "typing_error", …
enum class ReviewOutcome : std::uint32_t { Accepted = 1, Returned = 2 };

// Degrees * 10^7 on WGS 84.
struct Position {
    std::int32_t latE7 = 0;
    std::int32_t lonE7 = 0;
    double latitude() const { return latE7 / 1e7; }
    double longitude() const { return lonE7 / 1e7; }
    // Refuses what is out of range or not a number. Exactly 0,0 is refused: receivers write it when
    // they know nothing.
    static Result<Position> fromDegrees(double latitude, double longitude);
    // "LAT,LON" in decimal degrees, with Arabic-Indic or Persian digits too.
    static Result<Position> parse(std::string_view text);
    bool operator==(const Position&) const = default;
};

struct Fix {
    std::optional<Position> position;
    std::optional<double> altitudeEllipsoidM, altitudeMslM, horizontalAccuracyM, verticalAccuracyM;
    std::uint32_t confidencePercent = 0;
    FixType type = FixType::None;
    std::optional<double> hdop, pdop;
    std::optional<std::uint32_t> satellitesUsed, satellitesInView;
    std::string receiver;
    std::optional<std::int64_t> ageMs;
    std::optional<Instant> gnssTime;
    std::vector<std::string> raw;  // sentences, at most 32
    std::string asEntered;
    NoFixReason noFixReason = NoFixReason::NotSaid;
    std::optional<double> bearingDeg, bearingAccuracyDeg;
    bool bearingIsMagnetic = false;
    std::optional<double> speedMps;
    bool operator==(const Fix&) const = default;
};

// Human numbers. A device number comes first, so that two tablets offline never both make site 1;
// an exercise's begin with "E-".
//   site     [E-]S<device>-<n>                       E-S3-1
//   exhibit  <site>-<device>-<n>-<check letter>      E-S3-1-4-17-K
// The check letter is the weighted sum of the characters before it, modulo 17, over
// ACDEFHJKLMNPRTWXY.
std::string siteNumber(Realm realm, std::uint32_t device, std::uint32_t n);
std::string exhibitNumber(std::string_view site, std::uint32_t device, std::uint32_t n);
struct SiteNumberParts {
    std::uint32_t device = 0, n = 0;
};
struct ExhibitNumberParts {
    std::string site;
    std::uint32_t device = 0, n = 0;
};
std::optional<SiteNumberParts> parseSiteNumber(std::string_view text);
std::optional<ExhibitNumberParts> parseExhibitNumber(
    std::string_view text);  // check letter included
bool isSiteNumber(std::string_view text);
bool isExhibitNumber(std::string_view text);  // check letter included

struct Site {
    std::string number;  // filled by the locker
    std::string name;
    std::string nameLocal;
    std::string type;  // site_type code of the vocabulary
    std::string status;
    std::string accessNote;
    std::optional<Fix> fix;
};

struct Subject {
    std::string site;
    std::string exhibit;
    std::string itemType;
    std::vector<std::string> tags;
    std::string form;  // photo, video, audio, document, file
    std::string shotType;
    std::string series;
    std::optional<std::uint32_t> frame;
    std::string sameAs;
    std::string marker;
};

struct TextNote {
    std::string title, note, language, statementKind;
    bool empty() const { return title.empty() && note.empty(); }
};

struct Segment {
    Digest plain;
    std::uint64_t plainBytes = 0;
    Digest object;
    std::uint64_t objectBytes = 0;
    bool operator==(const Segment&) const = default;
};

struct Media {
    std::string type;  // MIME
    std::vector<Segment> segments;
    std::string role = "original";
    std::string derivedBy;
};

struct SourceFile {
    std::string fileName, folder, device;
    std::optional<Instant> modified;
    std::optional<Position> exifPosition;
    std::string exifTime, make, model;
    MetadataState metadata = MetadataState::NotRead;
    std::optional<std::int64_t> deviceClockOffsetMs;
    std::optional<std::uint32_t> orientation, width, height;
};

struct Stamp {
    Instant wall;
    std::int64_t bootMs = 0;
    std::string bootId;
    std::optional<Instant> gnss;
    TimeSource source = TimeSource::Unknown;
    std::optional<std::int64_t> offsetMs, offsetUncertaintyMs;
    Digest beacon;
};

inline constexpr std::size_t kMaxTags = 32;
inline constexpr std::size_t kMaxRawSentences = 32;

// The code point at `at`, which moves behind it; absent at the end and where the bytes are not
// well-formed UTF-8 (then `at` stays).
std::optional<char32_t> takeCodePoint(std::string_view text, std::size_t& at);

// A name from outside as people may be shown it and a record may hold it: bytes that are no UTF-8,
// controls, line separators, characters that override reading direction and the backslash itself
// are written as \xHH, \uHHHH and \\. Never a path again. Cut at `limit`.
std::string printableName(std::string_view raw, std::size_t limit = 1024);

// Text from outside: valid UTF-8, no NUL, no control but LF and TAB, at most `limit` bytes. Invalid
// names the field.
Result<void> checkText(std::string_view text, std::string_view field, std::size_t limit = 8192);
Result<void> validate(const Site& site);
Result<void> validate(const Subject& subject);
Result<void> validate(const TextNote& text);
Result<void> validate(const Fix& fix);

// Where a record stands.
struct RecordId {
    std::uint32_t device = 0;
    std::uint32_t ledger = 0;
    std::uint64_t sequence = 0;
    auto operator<=>(const RecordId&) const = default;
    std::string text() const;  // "3/1/17"
};

}  // namespace cairn
