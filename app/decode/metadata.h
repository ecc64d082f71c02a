// Reads what a picture says about itself. Runs in the confined child only: its input is hostile.
#pragma once

#include "core/picture.h"

namespace cairn {

PictureFormat formatOf(ByteView picture);

// Once, before any child is forked: the tables of exiv2 that read files or are not made for several
// threads.
void prepareMetadata();

// nullopt: these are only the first bytes (`whole` is false) and what is needed may stand later.
std::optional<PictureFacts> readFacts(ByteView picture, bool whole);

}  // namespace cairn
