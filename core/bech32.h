// Bech32 (BIP 173) for 32 bytes, as age writes recipients and identities: without BIP 173's limit
// of 90 characters.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/bytes.h"

namespace cairn {

inline constexpr std::size_t kBech32Payload = 32;

// Characters of prefix, "1", 52 groups and 6 of checksum.
constexpr std::size_t bech32Size(std::string_view prefix) { return prefix.size() + 1 + 52 + 6; }

// Fills bech32Size(prefix) characters in the case of the prefix. Nothing of the payload stays
// elsewhere in memory.
void bech32Encode(std::string_view prefix, std::span<const std::uint8_t, kBech32Payload> payload,
                  std::span<std::uint8_t> to);

// Malformed unless it is exactly what the encoder writes for that prefix, case included.
Result<void> bech32Decode(std::string_view prefix, std::string_view text,
                          std::span<std::uint8_t, kBech32Payload> to);

}  // namespace cairn
