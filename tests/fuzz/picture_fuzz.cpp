// The client's reading of what a decoder answers.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/picture.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    (void)decode::parseRequest(bytes);
    const auto answer = decode::parseAnswer(bytes);
    if (!answer) return 0;
    (void)decode::parseJpeg(answer->body);
    (void)decode::parsePixels(answer->body, decode::maxSide);
    const auto facts = decode::parseFacts(answer->body);
    // What is believed can be said again in the same bytes.
    if (facts && decode::writeFacts(*facts) != copy(bytes)) std::abort();
    return 0;
}
