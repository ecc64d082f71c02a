// X.509 for the transport only: who may talk, not what is true. Ed25519 everywhere. Certificates of
// one operation are valid at every date, because a tablet's clock may be wrong by years; who is let
// in is decided in each call, by key and revocation.
#pragma once

#include <string>
#include <string_view>

#include "core/signature.h"

namespace cairn {

enum class TlsUse { Server, Device };

// The one name on a server's certificate: addresses change, the pinned authority does not.
inline constexpr std::string_view kServerName = "cairn-hq";

// The same key and name give the same bytes. PEM.
Result<Bytes> selfSignedAuthority(const SigningKey& key, std::string_view name);
Result<Bytes> issueCertificate(ByteView authorityPem, const SigningKey& authorityKey,
                               const PublicKey& subject, TlsUse use,
                               std::string_view subjectName);  // a device's: its URI

Result<SecretBytes> privateKeyPem(const SigningKey& key);  // PKCS #8
Result<Digest> certificatePin(ByteView pem);               // SHA-256 of the first certificate, DER
Result<PublicKey> certificateKey(ByteView pem);  // of the first certificate, when it is Ed25519

// urn:cairn:<realm>:<operation>:<device>
std::string deviceUri(Realm realm, std::string_view operation, std::uint32_t device);
Result<std::uint32_t> deviceOfUri(std::string_view uri, Realm realm, std::string_view operation);

}  // namespace cairn
