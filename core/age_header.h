// The header of an age v1 file (c2sp.org/age, "Header"): text to structure and back, strictly. No
// keys here.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"

namespace cairn {

struct AgeStanza {
    std::string type;
    std::vector<std::string> arguments;  // after the type
    Bytes body;
};

struct AgeHeader {
    static constexpr std::size_t kMostBytes = 64 * 1024;
    static constexpr std::size_t kMostStanzas = 32;

    std::vector<AgeStanza> stanzas;
    std::array<std::uint8_t, 32> mac{};
    std::size_t macedBytes = 0;  // the MAC covers the file's first so many bytes, "---" included
    std::size_t bytes = 0;       // the payload begins here

    // From the beginning of a file. Malformed for anything that the specification does not allow;
    // TooLarge above the limits.
    static Result<AgeHeader> parse(ByteView file);
};

// Header text up to and including "---"; what the MAC is computed over.
std::string ageHeaderText(const std::vector<AgeStanza>& stanzas);
// " ", the MAC in base64 and the last LF.
std::string ageHeaderEnd(ByteView mac);

// Standard base64 without padding, as age writes it; decoding is canonical.
std::string toBase64Unpadded(ByteView bytes);
Result<Bytes> fromBase64Unpadded(std::string_view text);

}  // namespace cairn
