#include "core/signature.h"

#include <sodium.h>

#include <cstdlib>
#include <string_view>

namespace cairn {

namespace {

constexpr std::uint8_t kVersion = 1;

// The bytes that are signed for a message of one realm and type.
Bytes framed(const PublicKey& key, Realm realm, SignatureType type, ByteView message) {
    Bytes bytes;
    bytes.reserve(25 + message.size());
    append(bytes, view(std::string_view("cairn\0", 6)));
    bytes.push_back(kVersion);
    bytes.push_back(static_cast<std::uint8_t>(realm));
    bytes.push_back(static_cast<std::uint8_t>(type));
    append(bytes, keyId(key).view());
    std::uint8_t length[8];
    storeLe64(length, message.size());
    append(bytes, length);
    append(bytes, message);
    return bytes;
}

}  // namespace

const char* name(Realm realm) { return realm == Realm::Real ? "real" : "exercise"; }

Result<Realm> realmFromName(std::string_view name) {
    if (name == "real") return Realm::Real;
    if (name == "exercise") return Realm::Exercise;
    return Error{Code::Unsupported, "realm", std::string(name.substr(0, 16))};
}

KeyId keyId(const PublicKey& key) {
    KeyId id;
    std::memcpy(id.bytes.data(), sha256(key.view()).bytes.data(), KeyId::size);
    return id;
}

SigningKey SigningKey::generate() {
    return fromSeed(SecretBytes::random(crypto_sign_SEEDBYTES)).value();
}

Result<SigningKey> SigningKey::fromSeed(const SecretBytes& seed) {
    if (seed.size() != crypto_sign_SEEDBYTES)
        return Error{Code::Malformed, "signing key seed", std::to_string(seed.size()) + " bytes"};
    PublicKey key;
    SecretBytes secret(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(key.bytes.data(), secret.data(), seed.data());
    return SigningKey(key, std::move(secret));
}

SigningKey SigningKey::clone() const { return SigningKey(public_, secret_.clone()); }

SecretBytes SigningKey::seed() const {
    return SecretBytes::copyOf(secret_.view().first(crypto_sign_SEEDBYTES));
}

Signature SigningKey::sign(Realm realm, SignatureType type, ByteView message) const {
    return signRaw(framed(public_, realm, type, message));
}

Signature SigningKey::signRaw(ByteView message) const {
    Signature signature;
    crypto_sign_detached(signature.bytes.data(), nullptr, message.data(), message.size(),
                         secret_.data());
    return signature;
}

bool verify(const PublicKey& key, Realm realm, SignatureType type, ByteView message,
            const Signature& signature) {
    return verifyRaw(key, framed(key, realm, type, message), signature);
}

bool verifyRaw(const PublicKey& key, ByteView message, const Signature& signature) {
    return crypto_sign_verify_detached(signature.bytes.data(), message.data(), message.size(),
                                       key.bytes.data()) == 0;
}

}  // namespace cairn
