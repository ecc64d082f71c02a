#include "core/bech32.h"

#include <cassert>

namespace cairn {

namespace {

constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kGroups = 52;  // of five bits: 256 bits and four of padding
constexpr std::size_t kChecksum = 6;

bool isUpper(std::string_view prefix) { return prefix[0] >= 'A' && prefix[0] <= 'Z'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::uint32_t step(std::uint32_t checksum, std::uint8_t value) {
    constexpr std::uint32_t kGenerator[5] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                             0x2a1462b3};
    const std::uint32_t top = checksum >> 25;
    checksum = (checksum & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < 5; ++i)
        if (top >> i & 1) checksum ^= kGenerator[i];
    return checksum;
}

std::uint32_t checksumOf(std::string_view prefix, std::span<const std::uint8_t> groups) {
    std::uint32_t checksum = 1;
    for (const char c : prefix) checksum = step(checksum, static_cast<std::uint8_t>(lower(c) >> 5));
    checksum = step(checksum, 0);
    for (const char c : prefix) checksum = step(checksum, static_cast<std::uint8_t>(lower(c) & 31));
    for (const std::uint8_t group : groups) checksum = step(checksum, group);
    return checksum;
}

}  // namespace

void bech32Encode(std::string_view prefix, std::span<const std::uint8_t, kBech32Payload> payload,
                  std::span<std::uint8_t> to) {
    assert(to.size() == bech32Size(prefix));
    std::array<std::uint8_t, kGroups + kChecksum> groups{};
    for (std::size_t bit = 0; bit < 256; ++bit)
        groups[bit / 5] = static_cast<std::uint8_t>(
            groups[bit / 5] | (payload[bit / 8] >> (7 - bit % 8) & 1) << (4 - bit % 5));
    const std::uint32_t checksum = checksumOf(prefix, groups) ^ 1;
    for (std::size_t i = 0; i < kChecksum; ++i)
        groups[kGroups + i] = static_cast<std::uint8_t>(checksum >> (5 * (kChecksum - 1 - i)) & 31);

    std::size_t at = 0;
    for (const char c : prefix) to[at++] = static_cast<std::uint8_t>(c);
    to[at++] = '1';
    for (const std::uint8_t group : groups) {
        const char c = kAlphabet[group];
        to[at++] = static_cast<std::uint8_t>(isUpper(prefix) && c >= 'a' ? c - 'a' + 'A' : c);
    }
    wipe(groups.data(), groups.size());
}

Result<void> bech32Decode(std::string_view prefix, std::string_view text,
                          std::span<std::uint8_t, kBech32Payload> to) {
    const Error bad{Code::Malformed, "key text", {}};
    if (text.size() != bech32Size(prefix) || !text.starts_with(prefix) ||
        text[prefix.size()] != '1')
        return bad;
    std::array<std::uint8_t, kGroups + kChecksum> groups{};
    bool good = true;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const char c = text[prefix.size() + 1 + i];
        const bool isLetter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        const bool isUpperLetter = c >= 'A' && c <= 'Z';
        const std::size_t group = kAlphabet.find(lower(c));
        good = good && group != std::string_view::npos &&
               (!isLetter || isUpperLetter == isUpper(prefix));
        groups[i] = static_cast<std::uint8_t>(group & 31);
    }
    good = good && checksumOf(prefix, groups) == 1 &&
           (groups[kGroups - 1] & 15) == 0;  // padding bits are zero
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = 0;
    for (std::size_t bit = 0; good && bit < 256; ++bit)
        to[bit / 8] = static_cast<std::uint8_t>(to[bit / 8] | (groups[bit / 5] >> (4 - bit % 5) & 1)
                                                                  << (7 - bit % 8));
    wipe(groups.data(), groups.size());
    if (!good) return bad;
    return {};
}

}  // namespace cairn
