// Pictures to small pixels, and small pixels to JPEG. Run in the confined child only. What cannot
// be read ends the child with the reason as its answer: the decoding libraries leave no other way
// out of their callbacks.
#pragma once

#include "core/picture.h"

namespace cairn {

// Upright, longest side at most `side`, never enlarged. Transparent parts become white.
Pixels drawPixels(ByteView picture, std::uint16_t side);

// Baseline JPEG without metadata.
Bytes encodeJpeg(const Pixels& pixels);

}  // namespace cairn
