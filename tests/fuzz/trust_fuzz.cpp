// Bundle, voucher, device certificate, holding and enrolment code: hostile bytes end as errors,
// also when they carry good signatures.
#include <cstdlib>

#include "core/trust.h"

using namespace cairn;

namespace {

SigningKey keyOf(std::uint8_t byte) {
    return SigningKey::fromSeed(SecretBytes::copyOf(Bytes(32, byte))).value();
}

// One field of a protobuf message, with a length of up to three bytes.
void field(Bytes& to, std::uint8_t number, ByteView bytes) {
    to.push_back(static_cast<std::uint8_t>(number << 3 | 2));
    to.push_back(static_cast<std::uint8_t>(0x80 | (bytes.size() & 0x7f)));
    to.push_back(static_cast<std::uint8_t>(0x80 | (bytes.size() >> 7 & 0x7f)));
    to.push_back(static_cast<std::uint8_t>(bytes.size() >> 14));
    append(to, bytes);
}

struct Keys {
    SigningKey first = keyOf(1), second = keyOf(2), third = keyOf(3);
    Bundle bundle;
    Keys() {
        bundle.operation = "op";
        bundle.roots = {first.publicKey(), second.publicKey(), third.publicKey()};
        bundle.receiptKeys = {{"receipts", third.publicKey(), {}, {}}};
    }
    Bytes signedBy(SignatureType type, ByteView inside) const {
        Bytes out;
        field(out, 1, inside);
        for (const auto* root : {&first, &second}) {
            Bytes signature;
            field(signature, 1, root->publicKey().view());
            field(signature, 2, root->sign(bundle.realm, type, inside).view());
            field(out, 2, signature);
        }
        return out;
    }
    Bytes holding(ByteView inside) const {
        Bytes out;
        field(out, 1, inside);
        field(out, 2, keyId(third.publicKey()).view());
        field(out, 3, third.sign(bundle.realm, SignatureType::Holding, inside).view());
        return out;
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Keys keys;
    const ByteView bytes(data, size);
    if (size > 0xffff) return 0;
    (void)openGenesis(bytes, sha256(bytes));
    (void)openVoucher(bytes, keys.bundle, {});
    (void)openDeviceCertificate(bytes, keys.bundle, {});
    (void)openHolding(bytes, keys.bundle);
    (void)openSuccessor(keys.signedBy(SignatureType::Bundle, bytes), keys.bundle, {});
    (void)openVoucher(keys.signedBy(SignatureType::Voucher, bytes), keys.bundle, {});
    if (const auto holding = openHolding(keys.holding(bytes), keys.bundle))
        if (signHolding(*holding, keys.third).empty()) std::abort();
    if (const auto code = parseEnrolmentCode(text(bytes))) {
        const auto again = encodeEnrolmentCode(*code);
        if (!again || !parseEnrolmentCode(*again)) std::abort();
    }
    return 0;
}
