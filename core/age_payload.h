// What the doors of sealed.h share: how an age file begins, and where its chunks lie
// (c2sp.org/age).
#pragma once

#include <algorithm>

#include "core/age_header.h"
#include "core/chunk_cipher.h"
#include "core/sealed.h"

namespace cairn {

// Lets the code behind sealed.h reach the key inside Recipient and Identity.
struct SealAccess {
    static ByteView key(const Recipient& recipient) { return recipient.key_.view(); }
    static const SecretBytes& scalar(const Identity& identity) { return identity.scalar_; }
};

inline constexpr std::size_t kPayloadNonce = 16;
inline constexpr std::uint64_t kSealedChunk = kSealChunk + ChunkCipher::kTag;

// Header and payload nonce of a new object.
struct AgeOpening {
    SecretBytes fileKey;
    Bytes bytes;
    ByteView nonce() const { return ByteView(bytes).last(kPayloadNonce); }
};

Result<AgeOpening> newOpening(std::span<const Recipient> recipients);

// NotFound when no stanza is for this identity, Malformed when one breaks the rules.
Result<SecretBytes> fileKeyFor(const AgeHeader& header, const Identity& identity);

// `file` begins with the header.
Result<void> checkHeaderMac(const SecretBytes& fileKey, const AgeHeader& header, ByteView file);

ChunkCipher payloadCipher(const SecretBytes& fileKey, ByteView nonce,
                          ChunkCipher::Direction direction);

// Where the chunks of a payload lie.
struct AgeLayout {
    std::uint64_t chunks = 0;
    std::uint64_t plainBytes = 0;

    static Result<AgeLayout> of(std::uint64_t payloadBytes) {
        const std::uint64_t rest = payloadBytes % kSealedChunk;
        AgeLayout layout;
        layout.chunks = payloadBytes / kSealedChunk + (rest > 0 ? 1 : 0);
        // Only an empty payload may end with an empty chunk.
        if (layout.chunks == 0 || (rest > 0 && rest < ChunkCipher::kTag) ||
            (rest == ChunkCipher::kTag && layout.chunks > 1))
            return Error{Code::Malformed, "sealed payload", "cut"};
        layout.plainBytes = payloadBytes - layout.chunks * ChunkCipher::kTag;
        return layout;
    }
    std::size_t plainChunk(std::uint64_t index) const {
        return static_cast<std::size_t>(std::min(kSealChunk, plainBytes - index * kSealChunk));
    }
};

inline Error damagedChunk(std::uint64_t chunk) {
    return {Code::BadSignature, "sealed payload", "chunk " + std::to_string(chunk)};
}

}  // namespace cairn
