#include <sodium.h>

#include <optional>

#include "core/bech32.h"
#include "core/sealed.h"

namespace cairn {

namespace {

constexpr std::string_view kRecipientPrefix = "age";
constexpr std::string_view kIdentityPrefix = "AGE-SECRET-KEY-";
constexpr std::uint64_t kIdentityFileLimit = 64 * 1024;

}  // namespace

Result<Recipient> Recipient::parse(std::string_view text) {
    Recipient recipient;
    TRY(bech32Decode(kRecipientPrefix, text, recipient.key_.bytes));
    return recipient;
}

std::string Recipient::text() const {
    std::string text(bech32Size(kRecipientPrefix), '\0');
    bech32Encode(kRecipientPrefix, key_.bytes,
                 {reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    return text;
}

Identity Identity::generate() {
    return fromSecret(SecretBytes::random(crypto_scalarmult_SCALARBYTES)).value();
}

Result<Identity> Identity::fromSecret(const SecretBytes& scalar) {
    if (scalar.size() != crypto_scalarmult_SCALARBYTES)
        return Error{Code::Malformed, "identity", std::to_string(scalar.size()) + " bytes"};
    Recipient recipient;
    crypto_scalarmult_base(recipient.key_.bytes.data(), scalar.data());
    return Identity(scalar.clone(), recipient);
}

Result<Identity> Identity::parse(ByteView file) {
    if (file.size() > kIdentityFileLimit) return Error{Code::TooLarge, "identity", {}};
    std::string_view rest = cairn::text(file);
    std::optional<Identity> found;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with("age-encryption.org/") || line.starts_with("-----BEGIN AGE"))
            return Error{Code::Unsupported, "identity",
                         "it is encrypted: decrypt it with age first"};
        if (found) return Error{Code::Invalid, "identity", "more than one in the file"};
        SecretBytes scalar(crypto_scalarmult_SCALARBYTES);
        TRY(bech32Decode(kIdentityPrefix, line,
                         std::span<std::uint8_t, kBech32Payload>(scalar.data(), kBech32Payload)));
        found = TRY(fromSecret(scalar));
    }
    if (!found) return Error{Code::Malformed, "identity", "none in the file"};
    return std::move(*found);
}

Identity Identity::clone() const { return Identity(scalar_.clone(), recipient_); }

SecretBytes Identity::text() const {
    SecretBytes text(bech32Size(kIdentityPrefix));
    bech32Encode(kIdentityPrefix,
                 std::span<const std::uint8_t, kBech32Payload>(scalar_.data(), kBech32Payload),
                 text.span());
    return text;
}

SecretBytes Identity::secret() const { return scalar_.clone(); }

}  // namespace cairn
