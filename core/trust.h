// Who is who, and who says so: roots, bundle, voucher, device certificate, holding receipt. Owns
// trust.proto. Pure functions, exact bytes in and out; sizes are limited before parsing and nothing
// is parsed as true before its signatures hold. In core because a court's verifier needs it.
// core/FORMAT.md, "Bundle and voucher".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/clock.h"
#include "core/ledger.h"
#include "core/sealed.h"
#include "core/signature.h"

namespace cairn {

enum class Role : std::uint8_t { Tablet = 1, Review = 2, Authority = 3 };
const char* name(Role role);

struct ReceiptKey {
    std::string name;
    PublicKey key;
    Instant from;
    std::optional<Instant> until;
};

struct Revocation {
    std::uint32_t device = 0;
    std::optional<std::uint32_t> ledger;
    Bytes cutOff;
    std::uint32_t reason = 0;
};

struct Bundle {
    Realm realm = Realm::Exercise;
    std::string operation, title;
    std::uint32_t generation = 1;
    std::vector<PublicKey> roots;
    std::uint32_t threshold = 2;
    struct Compartment {
        std::string name;
        std::vector<Recipient> recipients;
    };
    std::vector<Compartment> compartments;
    std::vector<ReceiptKey> receiptKeys;
    std::vector<Revocation> revocations;
    Instant issued;
    std::optional<Instant> expires;
    std::optional<Digest> previous;

    const std::vector<Recipient>& recipients(std::string_view compartment = "operation") const;
    std::optional<ReceiptKey> receiptKey(std::string_view name) const;
    std::optional<Revocation> revocation(std::uint32_t device, std::uint32_t ledger) const;
};

// Bytes of a SignedBundle. Its SHA-256 is what people compare: the roots hash, for a genesis.
Result<Bytes> signBundle(const Bundle& bundle, std::span<const SigningKey* const> roots);
// A genesis is trusted by its hash, and must be signed by two of its own roots.
Result<Bundle> openGenesis(ByteView signedBundle, const Digest& expected);
// Bundle n+1: signed by two roots of bundle n, names it as previous, same realm and operation,
// generation one higher.
Result<Bundle> openSuccessor(ByteView signedBundle, const Bundle& current,
                             const Digest& currentHash);

struct Voucher {
    Realm realm = Realm::Exercise;
    std::string operation;
    Digest genesis;
    PublicKey codeKey;
    Role role = Role::Tablet;
    std::uint32_t device = 0;
    Instant issued, expires;
};
Result<Bytes> signVoucher(const Voucher& voucher, std::span<const SigningKey* const> roots);
Result<Voucher> openVoucher(ByteView signedVoucher, const Bundle& bundle, const Digest& genesis);

struct DeviceKeys {
    Digest voucher;  // SHA-256 of the signed voucher
    PublicKey ledgerKey;
    Recipient recipient;
    PublicKey tlsKey;
    std::string label;
};
struct DeviceCertificate {
    Voucher voucher;
    DeviceKeys keys;
};
Result<Bytes> certifyDevice(ByteView signedVoucher, const DeviceKeys& keys,
                            const SigningKey& codeKey, const SigningKey& ledgerKey, Realm realm);
Result<DeviceCertificate> openDeviceCertificate(ByteView certificate, const Bundle& bundle,
                                                const Digest& genesis);

struct Holding {
    Realm realm = Realm::Exercise;
    std::string operation;
    std::uint32_t device = 0, ledger = 0;
    Digest manifest;
    std::vector<Digest> objects;  // sorted
    Instant time;
};
Bytes signHolding(const Holding& holding, const SigningKey& receiptKey);
Result<Holding> openHolding(ByteView signedHolding, const Bundle& bundle);

// What a person types or scans to enrol: address, certificate pin, genesis hash, one-time seed.
// Text, one word, with a checksum.
struct EnrolmentCode {
    std::string address;    // HOST:PORT
    Digest certificatePin;  // SHA-256 of the server's CA certificate, DER
    Digest genesis;
    SecretBytes seed;  // 32 bytes: the code's Ed25519 key
};
Result<std::string> encodeEnrolmentCode(
    const EnrolmentCode& code);  // Invalid: no HOST:PORT, or no seed
Result<EnrolmentCode> parseEnrolmentCode(std::string_view text);

}  // namespace cairn
