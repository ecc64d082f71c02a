#include "app/picture_source.h"

namespace cairn {

Result<Bytes> readPlain(SealReader& reader, std::uint64_t limit) {
    const auto size = reader.size();
    if (size > limit) return Error{Code::TooLarge, "picture", {}};
    Bytes bytes(static_cast<std::size_t>(size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto got = TRY(reader.readAt(done, std::span(bytes).subspan(done)));
        if (got == 0) return Error{Code::Corrupt, "picture", {}};
        done += got;
    }
    return bytes;
}

Pictures::Answer shownPicture(Decoder& decoder, ByteView picture, std::uint16_t side) {
    const auto preview = decoder.preview(picture, side);
    if (preview.jpeg.empty()) return {};
    return {QImage::fromData(preview.jpeg.data(), static_cast<int>(preview.jpeg.size()), "JPEG"),
            preview.damaged};
}

}  // namespace cairn
