// What kind of file it seems to be: by what the decoder saw, else by its name. A label for people,
// never trusted. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/picture.h"

namespace cairn {

std::string mediaType(
    PictureFormat seen,
    std::string_view fileName);  // MIME; "application/octet-stream" when nothing tells
std::string mediaForm(std::string_view mediaType);  // photo, video, audio, document, file

}  // namespace cairn
