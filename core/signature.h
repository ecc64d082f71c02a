// Cairn's own signatures (checkpoints and cosignatures follow C2SP instead: see ledger.h).
// core/FORMAT.md, "Signatures".
//
// Signed bytes: "cairn" 0x00 version realm type key_id[8] LE64(length) message. Ed25519, verified
// by libsodium everywhere: it refuses low-order keys and non-canonical encodings that other
// libraries accept.
#pragma once

#include <cstdint>

#include "core/bytes.h"
#include "core/result.h"

namespace cairn {

// Real and exercise evidence never meet: roots, keys, folders and every signed byte differ.
enum class Realm : std::uint8_t { Real = 1, Exercise = 2 };
const char* name(Realm realm);  // "real", "exercise"
Result<Realm> realmFromName(std::string_view name);

// What a signature is about. A signature of one type never verifies as another.
enum class SignatureType : std::uint8_t {
    Record = 1,  // ledger key over a head
    Author = 2,  // person key over (realm, operation, device, ledger, sequence, kind, digests of
                 // the other parts)
    Countersign = 3,  // another person or device over the same
    Manifest = 4,     // ledger key over a batch manifest
    Holding = 5,      // receipt key over a list of held objects
    Bundle = 6,       // root key over a trust bundle
    Voucher = 7,      // root key over a voucher
    DeviceKeys = 8,   // code key, and the device's own, over a device's public keys
    PersonKey = 9,    // ledger key over a person's public key
    Request = 10,     // device key over a request outside a TLS session's proof
};

KeyId keyId(const PublicKey& key);

class SigningKey {
  public:
    static SigningKey generate();
    static Result<SigningKey> fromSeed(const SecretBytes& seed);  // 32 bytes
    SigningKey clone() const;
    const PublicKey& publicKey() const { return public_; }
    SecretBytes seed() const;
    Signature sign(Realm realm, SignatureType type, ByteView message) const;
    Signature signRaw(ByteView message) const;  // plain Ed25519, for C2SP notes and TLS

  private:
    SigningKey(PublicKey key, SecretBytes secret) : public_(key), secret_(std::move(secret)) {}
    PublicKey public_;
    SecretBytes secret_;  // libsodium's 64 bytes: seed, public key
};

bool verify(const PublicKey& key, Realm realm, SignatureType type, ByteView message,
            const Signature& signature);
bool verifyRaw(const PublicKey& key, ByteView message, const Signature& signature);

}  // namespace cairn
