// Record envelopes and signed records from outside. The first byte chooses: raw bytes, or bytes
// that a ledger did sign, so that what lies behind the signature is reached too.
#include "core/record.h"

#include <cstdint>

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const SigningKey key = *SigningKey::fromSeed(SecretBytes(32));
    if (size == 0) return 0;
    const ByteView input(data + 1, size - 1);
    if (data[0] & 1) {
        (void)openEnvelope(input, key.publicKey());
        (void)peekHead(input);
        return 0;
    }
    // SignedRecord { head = 1, signature = 2 } around the input.
    if (input.size() > 16'000) return 0;
    Bytes record{0x0A};
    std::size_t length = input.size();
    for (; length >= 0x80; length >>= 7) record.push_back(static_cast<std::uint8_t>(length | 0x80));
    record.push_back(static_cast<std::uint8_t>(length));
    append(record, input);
    record.push_back(0x12);
    record.push_back(Signature::size);
    append(record, key.sign(Realm::Exercise, SignatureType::Record, input).view());
    (void)openDisclosed(record, {copy(input)}, key.publicKey());
    return 0;
}
