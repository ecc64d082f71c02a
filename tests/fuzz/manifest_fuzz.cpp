// What a device offers, and what headquarters gives a desk: hostile bytes end as errors. A manifest
// that carries the right signature may hold anything, so its inside is signed here and opened too.
#include <cstdlib>

#include "sync/batch.h"
#include "sync/entry.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto key = SigningKey::fromSeed(SecretBytes(32)).value();
    const ByteView bytes(data, size);
    (void)peekManifest(bytes);
    (void)openManifest(bytes, Realm::Exercise, "op", key.publicKey());
    if (const auto entry = decodeEntry(0, bytes)) {
        const auto again = decodeEntry(0, encodeEntry(*entry));
        if (!again || *again != *entry) std::abort();
    }
    // SignedManifest: field 1 the manifest, field 2 its signature.
    if (size > 0xffff) return 0;
    const auto signature = key.sign(Realm::Exercise, SignatureType::Manifest, bytes);
    Bytes outer{0x0a, static_cast<std::uint8_t>(0x80 | (size & 0x7f)),
                static_cast<std::uint8_t>(0x80 | (size >> 7 & 0x7f)),
                static_cast<std::uint8_t>(size >> 14)};
    append(outer, bytes);
    outer.insert(outer.end(), {0x12, 64});
    append(outer, signature.view());
    if (const auto manifest = openManifest(outer, Realm::Exercise, "op", key.publicKey())) {
        if (manifest->entries.empty() || manifest->entries.size() > kMaxBatchEntries ||
            manifest->objects().size() > kMaxBatchObjects)
            std::abort();
    }
    return 0;
}
