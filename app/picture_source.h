// An exhibit's picture for the screens, from a Locker or a Desk. Bytes made elsewhere are decoded
// by the confined program only; what Qt decodes is the JPEG that the program wrote. In the owning
// thread.
#pragma once

#include <QImage>

#include "app/pictures.h"
#include "core/decoder.h"
#include "core/sealed.h"

namespace cairn {

inline constexpr std::uint16_t kPreviewSide = 512;
inline constexpr std::uint16_t kLargeSide = 1600;

// The whole plaintext, refused above `limit`.
Result<Bytes> readPlain(SealReader& reader, std::uint64_t limit);
Pictures::Answer shownPicture(Decoder& decoder, ByteView picture, std::uint16_t side);

template <class Keeper>
Result<Pictures::Answer> pictureOf(Keeper& keeper, Decoder* decoder, std::string_view exhibit,
                                   Pictures::Size size) {
    if (!decoder) return Pictures::Answer{};
    if (size == Pictures::Size::Preview) {
        if (auto preview = keeper.openPreview(exhibit)) {
            const auto bytes = TRY(readPlain(*preview, Decoder::maxBytes));
            return shownPicture(*decoder, bytes, kPreviewSide);
        }
    }
    auto original = TRY(keeper.openOriginal(exhibit));
    const auto bytes = TRY(readPlain(original, Decoder::maxBytes));
    return shownPicture(*decoder, bytes,
                        size == Pictures::Size::Preview ? kPreviewSide : kLargeSide);
}

}  // namespace cairn
