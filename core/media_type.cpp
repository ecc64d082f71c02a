#include "core/media_type.h"

#include <algorithm>

namespace cairn {
namespace {

struct Suffix {
    std::string_view suffix, type;
};
constexpr Suffix kSuffixes[] = {
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"png", "image/png"},
    {"heic", "image/heic"},
    {"heif", "image/heif"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"dng", "image/x-adobe-dng"},
    {"nef", "image/x-nikon-nef"},
    {"cr2", "image/x-canon-cr2"},
    {"arw", "image/x-sony-arw"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"bmp", "image/bmp"},
    {"mp4", "video/mp4"},
    {"mov", "video/quicktime"},
    {"avi", "video/x-msvideo"},
    {"mkv", "video/x-matroska"},
    {"3gp", "video/3gpp"},
    {"mts", "video/mp2t"},
    {"webm", "video/webm"},
    {"mp3", "audio/mpeg"},
    {"m4a", "audio/mp4"},
    {"wav", "audio/wav"},
    {"ogg", "audio/ogg"},
    {"opus", "audio/ogg"},
    {"amr", "audio/amr"},
    {"pdf", "application/pdf"},
    {"txt", "text/plain"},
    {"csv", "text/csv"},
    {"html", "text/html"},
    {"doc", "application/msword"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"gpx", "application/gpx+xml"},
    {"zip", "application/zip"},
    {"json", "application/json"},
};

}  // namespace

std::string mediaType(PictureFormat seen, std::string_view fileName) {
    std::string suffix(fileName.substr(std::min(fileName.rfind('.') + 1, fileName.size())));
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string_view named = "application/octet-stream";
    for (const auto& known : kSuffixes)
        if (known.suffix == suffix) named = known.type;
    switch (seen) {
        case PictureFormat::Jpeg:
            return "image/jpeg";
        case PictureFormat::Png:
            return "image/png";
        case PictureFormat::Heic:
            return "image/heic";
        case PictureFormat::Tiff:
            return std::string(named.starts_with("image/") && named != "image/jpeg" ? named
                                                                                    : "image/tiff");
        case PictureFormat::Unknown:
            break;
    }
    return std::string(named);
}

std::string mediaForm(std::string_view mediaType) {
    if (mediaType.starts_with("image/")) return "photo";
    if (mediaType.starts_with("video/")) return "video";
    if (mediaType.starts_with("audio/")) return "audio";
    if (mediaType.starts_with("text/") || mediaType == "application/pdf" ||
        mediaType == "application/msword" ||
        mediaType.find("opendocument") != std::string_view::npos)
        return "document";
    return "file";
}

}  // namespace cairn
