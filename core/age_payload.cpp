#include "core/age_payload.h"

#include <sodium.h>

#include <optional>

#include "core/hkdf.h"

namespace cairn {

namespace {

constexpr std::string_view kStanzaType = "X25519";
constexpr std::string_view kWrapContext = "age-encryption.org/v1/X25519";
constexpr std::size_t kPoint = crypto_scalarmult_BYTES;
constexpr std::size_t kWrapped = kFileKeySize + crypto_aead_chacha20poly1305_ietf_ABYTES;
constexpr std::uint8_t kZeroNonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES] = {};

SecretBytes wrapKey(ByteView sharedSecret, ByteView ephemeral, ByteView recipient) {
    Bytes salt = copy(ephemeral);
    append(salt, recipient);
    return hkdfSha256(sharedSecret, salt, view(kWrapContext));
}

// The shared secret, or nothing for a point of low order: it would be the same for everybody.
std::optional<SecretBytes> agree(const SecretBytes& scalar, ByteView point) {
    SecretBytes shared(kPoint);
    if (crypto_scalarmult(shared.data(), scalar.data(), point.data()) != 0) return std::nullopt;
    return shared;
}

Result<AgeStanza> wrapFor(const Recipient& recipient, const SecretBytes& fileKey) {
    const SecretBytes ephemeral = SecretBytes::random(crypto_scalarmult_SCALARBYTES);
    Bytes share(kPoint);
    crypto_scalarmult_base(share.data(), ephemeral.data());
    const auto shared = agree(ephemeral, SealAccess::key(recipient));
    if (!shared) return Error{Code::Invalid, "recipient", "a key of low order"};
    AgeStanza stanza{std::string(kStanzaType), {toBase64Unpadded(share)}, Bytes(kWrapped)};
    crypto_aead_chacha20poly1305_ietf_encrypt(
        stanza.body.data(), nullptr, fileKey.data(), fileKey.size(), nullptr, 0, nullptr,
        kZeroNonce, wrapKey(shared->view(), share, SealAccess::key(recipient)).data());
    return stanza;
}

// The file key in a stanza, nothing when it is another recipient's, an error when the stanza breaks
// the rules.
Result<std::optional<SecretBytes>> unwrap(const AgeStanza& stanza, const Identity& identity) {
    const Error bad{Code::Malformed, "sealed header", "X25519 stanza"};
    if (stanza.arguments.size() != 1) return bad;
    const Bytes share = TRY(fromBase64Unpadded(stanza.arguments[0]));
    if (share.size() != kPoint || stanza.body.size() != kWrapped) return bad;
    const auto shared = agree(SealAccess::scalar(identity), share);
    if (!shared) return bad;
    SecretBytes fileKey(kFileKeySize);
    const SecretBytes key = wrapKey(shared->view(), share, SealAccess::key(identity.recipient()));
    if (crypto_aead_chacha20poly1305_ietf_decrypt(fileKey.data(), nullptr, nullptr,
                                                  stanza.body.data(), stanza.body.size(), nullptr,
                                                  0, kZeroNonce, key.data()) != 0)
        return std::optional<SecretBytes>{};
    return std::optional<SecretBytes>{std::move(fileKey)};
}

Bytes headerMac(const SecretBytes& fileKey, ByteView maced) {
    const SecretBytes key = hkdfSha256(fileKey.view(), {}, view("header"));
    Bytes mac(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256(mac.data(), maced.data(), maced.size(), key.data());
    return mac;
}

}  // namespace

Result<SecretBytes> fileKeyFor(const AgeHeader& header, const Identity& identity) {
    std::optional<SecretBytes> found;
    for (const AgeStanza& stanza : header.stanzas) {
        if (stanza.type == "scrypt" && header.stanzas.size() > 1)
            return Error{Code::Malformed, "sealed header", "a passphrase beside other recipients"};
        if (stanza.type != kStanzaType) continue;
        std::optional<SecretBytes> key = TRY(unwrap(stanza, identity));
        if (key && !found) found = std::move(key);
    }
    if (!found) return Error{Code::NotFound, "recipient", "not sealed to this key"};
    return std::move(*found);
}

Result<void> checkHeaderMac(const SecretBytes& fileKey, const AgeHeader& header, ByteView file) {
    const Bytes mac = headerMac(fileKey, file.first(header.macedBytes));
    if (sodium_memcmp(mac.data(), header.mac.data(), mac.size()) != 0)
        return Error{Code::BadSignature, "sealed header", "MAC"};
    return {};
}

ChunkCipher payloadCipher(const SecretBytes& fileKey, ByteView nonce,
                          ChunkCipher::Direction direction) {
    return ChunkCipher(hkdfSha256(fileKey.view(), nonce, view("payload")), direction);
}

Result<AgeOpening> newOpening(std::span<const Recipient> recipients) {
    if (recipients.empty() || recipients.size() > AgeHeader::kMostStanzas)
        return Error{Code::Invalid, "recipients", std::to_string(recipients.size())};
    AgeOpening opening;
    opening.fileKey = SecretBytes::random(kFileKeySize);
    std::vector<AgeStanza> stanzas;
    for (const Recipient& recipient : recipients)
        stanzas.push_back(TRY(wrapFor(recipient, opening.fileKey)));
    const std::string header = ageHeaderText(stanzas);
    append(opening.bytes, view(header));
    append(opening.bytes, view(ageHeaderEnd(headerMac(opening.fileKey, view(header)))));
    append(opening.bytes, randomBytes(kPayloadNonce));
    return opening;
}

}  // namespace cairn
