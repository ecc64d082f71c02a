// The enrolment code of trust.h as text: "cairn1" and, in lowercase base32 (RFC 4648 section 6, no
// padding): pin[32] genesis[32] seed[32] address check[4]. Base32 survives a telephone and fits the
// alphanumeric mode of a QR code.
#include <algorithm>

#include "core/trust.h"

namespace cairn {
namespace {

constexpr std::string_view kPrefix = "cairn1";
constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::size_t kFixedPart = 3 * 32;
constexpr std::size_t kMaxAddress = 255;
constexpr std::size_t kCheck = 4;

Error bad(const char* detail) { return Error{Code::Malformed, "enrolment code", detail}; }

// A typing error is found before anything is sent.
std::array<std::uint8_t, kCheck> checkOf(ByteView payload) {
    const auto digest = sha256({view(kPrefix), payload});
    std::array<std::uint8_t, kCheck> check;
    std::copy_n(digest.bytes.begin(), kCheck, check.begin());
    return check;
}

bool isAddress(std::string_view address) {
    const auto colon = address.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || address.size() > kMaxAddress) return false;
    const auto port = address.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != port.npos)
        return false;
    return std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

Result<std::string> encodeEnrolmentCode(const EnrolmentCode& code) {
    if (!isAddress(code.address)) return Error{Code::Invalid, "address", "must be HOST:PORT"};
    if (code.seed.size() != 32) return Error{Code::Invalid, "seed", "must be 32 bytes"};
    Bytes payload;
    payload.reserve(kFixedPart + code.address.size() + kCheck);
    append(payload, code.certificatePin.view());
    append(payload, code.genesis.view());
    append(payload, code.seed.view());
    append(payload, view(code.address));
    const auto check = checkOf(payload);
    append(payload, check);

    std::string out(kPrefix);
    std::uint32_t bits = 0;
    int count = 0;
    for (const auto byte : payload) {
        bits = (bits << 8 | byte) & 0xfff;
        for (count += 8; count >= 5; count -= 5) out += kAlphabet[bits >> (count - 5) & 31];
    }
    if (count > 0) out += kAlphabet[bits << (5 - count) & 31];
    wipe(payload.data(), payload.size());
    return out;
}

Result<EnrolmentCode> parseEnrolmentCode(std::string_view word) {
    while (!word.empty() && (word.back() == '\n' || word.back() == '\r' || word.back() == ' '))
        word.remove_suffix(1);
    if (word.size() > 1024) return Error{Code::TooLarge, "enrolment code", ""};
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (word.size() < kPrefix.size() || !std::equal(kPrefix.begin(), kPrefix.end(), word.begin(),
                                                    [&](char a, char b) { return a == lower(b); }))
        return bad("does not begin with cairn1");
    SecretBytes payload(word.size() * 5 / 8);
    std::size_t size = 0;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : word.substr(kPrefix.size())) {
        const auto value = kAlphabet.find(lower(c));
        if (value == kAlphabet.npos) return bad("has a character that no code has");
        bits = (bits << 5 | static_cast<std::uint32_t>(value)) & 0xfff;
        count += 5;
        if (count >= 8) {
            count -= 8;
            payload.data()[size++] = static_cast<std::uint8_t>(bits >> count);
        }
    }
    if (count >= 5 || (bits & ((1u << count) - 1)) != 0) return bad("is cut");
    if (size < kFixedPart + kCheck) return bad("is cut");
    const auto all = payload.view().first(size);
    const auto body = all.first(size - kCheck);
    const auto check = checkOf(body);
    if (!std::equal(check.begin(), check.end(), all.last(kCheck).begin()))
        return bad("has a typing error");
    EnrolmentCode code;
    code.certificatePin = TRY(Digest::from(body.first(32)));
    code.genesis = TRY(Digest::from(body.subspan(32, 32)));
    code.seed = SecretBytes::copyOf(body.subspan(64, 32));
    code.address = std::string(text(body.subspan(kFixedPart)));
    if (!isAddress(code.address)) return bad("has no address");
    return code;
}

}  // namespace cairn
