#include "app/decode/metadata.h"

#include <libheif/heif.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <exiv2/exiv2.hpp>
#include <limits>
#include <new>
#include <string_view>

namespace cairn {
namespace {

// True if the header segments of a JPEG, up to its first scan, all lie within `picture`. ITU-T
// T.81, B.1.1.
bool jpegHeaderIsComplete(ByteView picture) {
    std::size_t at = 2;
    while (at + 4 <= picture.size() && picture[at] == 0xff) {
        const auto marker = picture[at + 1];
        if (marker == 0xda) return true;
        if (marker == 0xff) {  // fill byte
            ++at;
            continue;
        }
        const bool alone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
        at += alone ? 2U : 2U + (std::size_t{picture[at + 2]} << 8) + picture[at + 3];
    }
    return false;
}

bool startsWith(ByteView bytes, std::string_view magic, std::size_t at = 0) {
    return bytes.size() >= at + magic.size() && text(bytes.subspan(at, magic.size())) == magic;
}

// The values of one EXIF entry, each kind only from the type that the standard (CIPA DC-008) gives
// it.
class Entries {
  public:
    explicit Entries(const Exiv2::ExifData& data) : data_(data) {}

    std::string ascii(const char* key) const {
        const auto* value = find(key);
        if (value == nullptr || value->typeId() != Exiv2::asciiString) return {};
        auto out = value->toString();
        out.resize(std::min(out.find('\0'), std::min(out.size(), PictureFacts::maxText)));
        for (auto& c : out)
            if (c < 0x20 || c > 0x7e) c = '?';
        out.erase(out.find_last_not_of(' ') + 1);
        return out;
    }

    // Exactly N unsigned fractions, each with a denominator.
    template <std::size_t N>
    std::optional<std::array<Exiv2::URational, N>> fractions(const char* key) const {
        const auto* value = dynamic_cast<const Exiv2::URationalValue*>(find(key));
        if (value == nullptr || value->value_.size() != N) return std::nullopt;
        std::array<Exiv2::URational, N> out;
        for (std::size_t i = 0; i < N; ++i) {
            out[i] = value->value_[i];
            if (out[i].second == 0) return std::nullopt;
        }
        return out;
    }

    std::optional<std::uint32_t> whole(const char* key) const {
        const auto* value = find(key);
        if (const auto* u16 = dynamic_cast<const Exiv2::UShortValue*>(value))
            return u16->value_.empty() ? std::nullopt
                                       : std::optional<std::uint32_t>(u16->value_[0]);
        if (const auto* u32 = dynamic_cast<const Exiv2::ULongValue*>(value))
            return u32->value_.empty() ? std::nullopt
                                       : std::optional<std::uint32_t>(u32->value_[0]);
        return std::nullopt;
    }

    std::optional<std::uint8_t> byte(const char* key) const {
        const auto* value = find(key);
        if (value == nullptr || value->typeId() != Exiv2::unsignedByte || value->size() != 1)
            return std::nullopt;
        std::uint8_t out = 0;
        value->copy(&out, Exiv2::littleEndian);
        return out;
    }

    bool has(const char* key) const { return find(key) != nullptr; }

  private:
    const Exiv2::Value* find(const char* key) const {
        const auto at = data_.findKey(Exiv2::ExifKey(key));
        return at == data_.end() || at->size() == 0 ? nullptr : &at->value();
    }
    const Exiv2::ExifData& data_;
};

double number(const Exiv2::URational& fraction) {
    return static_cast<double>(fraction.first) / static_cast<double>(fraction.second);
}

// A fraction times `scale`, rounded, or 0 if that is no 32-bit number.
std::uint32_t scaled(const std::optional<std::array<Exiv2::URational, 1>>& fraction, double scale) {
    if (!fraction) return 0;
    const double value = std::round(number((*fraction)[0]) * scale);
    return value > std::numeric_limits<std::uint32_t>::max() ? 0U
                                                             : static_cast<std::uint32_t>(value);
}

std::optional<double> degrees(const Entries& exif, const char* key, double most) {
    const auto parts = exif.fractions<3>(key);
    if (!parts) return std::nullopt;
    const double minutes = number((*parts)[1]);
    const double seconds = number((*parts)[2]);
    // 60 seconds: some cameras round up without carrying.
    if (minutes >= 60 || seconds > 60) return std::nullopt;
    const double out = number((*parts)[0]) + minutes / 60 + seconds / 3600;
    return out <= most ? std::optional(out) : std::nullopt;
}

std::optional<std::int32_t> altitudeMm(const Entries& exif) {
    const auto metres = exif.fractions<1>("Exif.GPSInfo.GPSAltitude");
    // Without a reference the standard says: above. 2 and 3 are those of Exif 3.0.
    const auto reference = exif.byte("Exif.GPSInfo.GPSAltitudeRef").value_or(0);
    if (!metres || reference > 3) return std::nullopt;
    const double value = number((*metres)[0]) * (reference % 2 == 1 ? -1000 : 1000);
    if (value < -20'000'000 || value > 100'000'000) return std::nullopt;
    return static_cast<std::int32_t>(std::lround(value));
}

// +1 or -1, or 0 if it is neither of the two letters.
int hemisphere(const Entries& exif, const char* key, char positive, char negative) {
    const auto letter = exif.ascii(key);
    if (letter.size() != 1) return 0;
    return letter[0] == positive ? 1 : letter[0] == negative ? -1 : 0;
}

void readPosition(const Entries& exif, PictureFacts& out) {
    constexpr auto latKey = "Exif.GPSInfo.GPSLatitude";
    constexpr auto lonKey = "Exif.GPSInfo.GPSLongitude";
    if (!exif.has(latKey) || !exif.has(lonKey)) return;  // NotStated
    out.noPosition = NoPosition::Malformed;
    const auto lat = degrees(exif, latKey, 90);
    const auto lon = degrees(exif, lonKey, 180);
    if (!lat || !lon) return;
    const auto latE7 = static_cast<std::int32_t>(std::lround(*lat * 1e7));
    const auto lonE7 = static_cast<std::int32_t>(std::lround(*lon * 1e7));
    out.noPosition = NoPosition::ZeroZero;
    if (latE7 == 0 && lonE7 == 0) return;
    const int north = hemisphere(exif, "Exif.GPSInfo.GPSLatitudeRef", 'N', 'S');
    const int east = hemisphere(exif, "Exif.GPSInfo.GPSLongitudeRef", 'E', 'W');
    out.noPosition = NoPosition::NoHemisphere;
    if (north == 0 || east == 0) return;
    out.noPosition = NoPosition::Given;
    out.position = StatedPosition{north * latE7, east * lonE7, altitudeMm(exif)};
}

void readBearing(const Entries& exif, PictureFacts& out) {
    const auto direction = exif.fractions<1>("Exif.GPSInfo.GPSImgDirection");
    const auto reference = exif.ascii("Exif.GPSInfo.GPSImgDirectionRef");
    if (!direction || (reference != "T" && reference != "M")) return;
    const double value = std::round(number((*direction)[0]) * 100);
    if (value > 36000) return;
    out.bearing = StatedBearing{static_cast<std::uint16_t>(static_cast<int>(value) % 36000),
                                reference == "T" ? BearingNorth::True : BearingNorth::Magnetic};
}

// '9' in the pattern stands for a digit.
bool looksLike(std::string_view text, std::string_view pattern) {
    return text.size() == pattern.size() &&
           std::equal(text.begin(), text.end(), pattern.begin(),
                      [](char c, char p) { return p == '9' ? c >= '0' && c <= '9' : c == p; });
}

// "2008:10:23" to "2008-10-23"; empty unless month and day exist.
std::string isoDate(std::string_view text) {
    if (!looksLike(text, "9999:99:99")) return {};
    const int month = (text[5] - '0') * 10 + text[6] - '0';
    const int day = (text[8] - '0') * 10 + text[9] - '0';
    if (month < 1 || month > 12 || day < 1 || day > 31) return {};
    std::string out(text);
    out[4] = out[7] = '-';
    return out;
}

std::string isoTime(std::string_view text) {
    if (!looksLike(text, "99:99:99")) return {};
    const bool exists = text.substr(0, 2) <= "23" && text[3] <= '5' && text.substr(6) <= "60";
    return exists ? std::string(text) : std::string();
}

std::string twoDigits(unsigned value, unsigned digits = 2) {
    auto out = std::to_string(value);
    return std::string(digits > out.size() ? digits - out.size() : 0, '0') + out;
}

void readTimes(const Entries& exif, PictureFacts& out) {
    out.gpsDate = isoDate(exif.ascii("Exif.GPSInfo.GPSDateStamp"));
    if (const auto parts = exif.fractions<3>("Exif.GPSInfo.GPSTimeStamp")) {
        const double hours = number((*parts)[0]);
        const double minutes = number((*parts)[1]);
        const double seconds = number((*parts)[2]);
        if (hours < 24 && minutes < 60 && seconds < 61 && hours == std::floor(hours) &&
            minutes == std::floor(minutes)) {
            const auto ms = static_cast<unsigned>(std::floor(seconds * 1000 + 1e-6));
            out.gpsTime = twoDigits(static_cast<unsigned>(hours)) + ':' +
                          twoDigits(static_cast<unsigned>(minutes)) + ':' + twoDigits(ms / 1000) +
                          '.' + twoDigits(ms % 1000, 3);
        }
    }
    const auto taken = exif.ascii("Exif.Photo.DateTimeOriginal");
    if (taken.size() == 19 && taken[10] == ' ') {
        const auto date = isoDate(std::string_view(taken).substr(0, 10));
        const auto time = isoTime(std::string_view(taken).substr(11));
        if (!date.empty() && !time.empty()) out.taken = date + 'T' + time;
    }
    if (out.taken.empty()) return;
    auto fraction = exif.ascii("Exif.Photo.SubSecTimeOriginal");
    if (!fraction.empty() && fraction.find_first_not_of("0123456789") == std::string::npos) {
        fraction.resize(3, '0');
        out.taken += '.' + fraction;
    }
    const auto offset = exif.ascii("Exif.Photo.OffsetTimeOriginal");
    const bool isOffset = offset.size() == 6 && (offset[0] == '+' || offset[0] == '-') &&
                          looksLike(std::string_view(offset).substr(1), "99:99") &&
                          offset.substr(1, 2) <= "15" && offset[4] <= '5';
    if (isOffset) out.takenOffset = offset;
}

void readCamera(const Entries& exif, PictureFacts& out) {
    out.make = exif.ascii("Exif.Image.Make");
    out.model = exif.ascii("Exif.Image.Model");
    out.lens = exif.ascii("Exif.Photo.LensModel");
    const auto orientation = exif.whole("Exif.Image.Orientation").value_or(0);
    if (orientation <= 8) out.orientation = static_cast<std::uint8_t>(orientation);
    out.focalLengthUm = scaled(exif.fractions<1>("Exif.Photo.FocalLength"), 1000);
    out.fNumberHundredths = scaled(exif.fractions<1>("Exif.Photo.FNumber"), 100);
    out.iso = exif.whole("Exif.Photo.ISOSpeedRatings").value_or(0);
    const auto exposure = exif.fractions<1>("Exif.Photo.ExposureTime");
    if (exposure && (*exposure)[0].first != 0)
        out.exposure = StatedExposure{(*exposure)[0].first, (*exposure)[0].second};
}

void readExif(const Exiv2::ExifData& data, PictureFacts& out) {
    const Entries exif(data);
    readCamera(exif, out);
    readPosition(exif, out);
    readBearing(exif, out);
    readTimes(exif, out);
}

PictureFacts unreadable(Unreadable reason) {
    PictureFacts out;
    out.unreadable = reason;
    return out;
}

// exiv2 finds the Exif item of some HEIC writers only; libheif of all. The item begins with the
// distance to the TIFF header (ISO/IEC 23008-12, A.2.1).
PictureFacts readHeic(ByteView picture, PictureFacts out) {
    auto* context = heif_context_alloc();
    heif_image_handle* handle = nullptr;
    if (heif_context_read_from_memory_without_copy(context, picture.data(), picture.size(), nullptr)
                .code != heif_error_Ok ||
        heif_context_get_primary_image_handle(context, &handle).code != heif_error_Ok)
        return unreadable(Unreadable::Damaged);
    out.width = static_cast<std::uint32_t>(std::max(heif_image_handle_get_width(handle), 0));
    out.height = static_cast<std::uint32_t>(std::max(heif_image_handle_get_height(handle), 0));
    heif_item_id item = 0;
    if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &item, 1) != 1) return out;
    Bytes block(heif_image_handle_get_metadata_size(handle, item));
    if (block.size() < 4 || block.size() > picture.size() ||
        heif_image_handle_get_metadata(handle, item, block.data()).code != heif_error_Ok)
        return unreadable(Unreadable::Damaged);
    const std::size_t start =
        std::size_t{4} + (static_cast<std::uint32_t>(block[0]) << 24 |
                          static_cast<std::uint32_t>(block[1]) << 16 |
                          static_cast<std::uint32_t>(block[2]) << 8 | block[3]);
    if (start >= block.size()) return unreadable(Unreadable::Damaged);
    Exiv2::ExifData data;
    Exiv2::ExifParser::decode(data, block.data() + start,
                              static_cast<std::uint32_t>(block.size() - start));
    readExif(data, out);
    return out;
}

}  // namespace

PictureFormat formatOf(ByteView picture) {
    if (startsWith(picture, "\xff\xd8\xff")) return PictureFormat::Jpeg;
    if (startsWith(picture, "\x89PNG\r\n\x1a\n")) return PictureFormat::Png;
    using namespace std::string_view_literals;
    if (startsWith(picture, "II*\0"sv) || startsWith(picture, "MM\0*"sv))
        return PictureFormat::Tiff;
    if (startsWith(picture, "ftyp", 4))
        for (const auto brand : {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"})
            if (startsWith(picture, brand, 8)) return PictureFormat::Heic;
    return PictureFormat::Unknown;
}

void prepareMetadata() {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    Exiv2::XmpParser::initialize();
    // The first message that exiv2 makes looks for translations on disk.
    (void)Exiv2::Error(Exiv2::kerErrorMessage, "").what();
    heif_init(nullptr);
}

std::optional<PictureFacts> readFacts(ByteView picture, bool whole) {
    const auto format = formatOf(picture);
    if (format == PictureFormat::Unknown) return unreadable(Unreadable::NotAPicture);
    if (!whole && !(format == PictureFormat::Jpeg && jpegHeaderIsComplete(picture)))
        return std::nullopt;
    PictureFacts out;
    out.format = format;
    try {
        if (format == PictureFormat::Heic) return readHeic(picture, out);
        const auto image =
            Exiv2::ImageFactory::open(picture.data(), static_cast<long>(picture.size()));
        image->readMetadata();
        out.width = static_cast<std::uint32_t>(std::max(image->pixelWidth(), 0));
        out.height = static_cast<std::uint32_t>(std::max(image->pixelHeight(), 0));
        readExif(image->exifData(), out);
        if (out.width == 0 && image->exifData().empty()) return unreadable(Unreadable::Damaged);
    } catch (const std::bad_alloc&) {
        return unreadable(Unreadable::Memory);
    } catch (const std::exception&) {
        return unreadable(Unreadable::Damaged);
    }
    return out;
}

}  // namespace cairn
