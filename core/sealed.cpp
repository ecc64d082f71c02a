#include "core/sealed.h"

#include <algorithm>
#include <cassert>

#include "core/age_payload.h"

namespace cairn {

namespace {

std::uint64_t headerSize(std::size_t recipients) {
    return std::string_view("age-encryption.org/v1\n").size() +
           recipients * std::string_view("-> X25519 ").size() + recipients * 2 * 44 +
           std::string_view("--- ").size() + 44;  // 44: 32 bytes in base64 and a LF
}

Result<SecretBytes> unsealPayload(ByteView sealed, const AgeHeader& header,
                                  const SecretBytes& fileKey, std::uint64_t limit) {
    TRY(checkHeaderMac(fileKey, header, sealed));
    ByteView payload = sealed.subspan(header.bytes);
    if (payload.size() < kPayloadNonce) return Error{Code::Malformed, "sealed header", "cut"};
    ChunkCipher cipher =
        payloadCipher(fileKey, payload.first(kPayloadNonce), ChunkCipher::Direction::Open);
    payload = payload.subspan(kPayloadNonce);
    const AgeLayout layout = TRY(AgeLayout::of(payload.size()));
    if (layout.plainBytes > limit)
        return Error{Code::TooLarge, "sealed payload",
                     std::to_string(layout.plainBytes) + " bytes"};
    SecretBytes plain(static_cast<std::size_t>(layout.plainBytes));
    std::uint8_t nothing = 0;  // where an empty payload would go
    for (std::uint64_t i = 0; i < layout.chunks; ++i) {
        const ByteView chunk =
            payload.subspan(i * kSealedChunk, layout.plainChunk(i) + ChunkCipher::kTag);
        std::uint8_t* to = plain.empty() ? &nothing : plain.data() + i * kSealChunk;
        if (!cipher.open(i, i + 1 == layout.chunks, chunk, to)) return damagedChunk(i);
    }
    return plain;
}

}  // namespace

std::uint64_t sealedSize(std::uint64_t plainSize, std::size_t recipients) {
    const std::uint64_t chunks =
        std::max<std::uint64_t>(1, (plainSize + kSealChunk - 1) / kSealChunk);
    return headerSize(recipients) + kPayloadNonce + plainSize + chunks * ChunkCipher::kTag;
}

Result<SealedBytes> seal(std::span<const Recipient> recipients, ByteView plain) {
    AgeOpening opening = TRY(newOpening(recipients));
    ChunkCipher cipher =
        payloadCipher(opening.fileKey, opening.nonce(), ChunkCipher::Direction::Seal);
    SealedBytes out;
    out.bytes = std::move(opening.bytes);
    std::size_t at = out.bytes.size();
    out.bytes.resize(static_cast<std::size_t>(sealedSize(plain.size(), recipients.size())));
    const AgeLayout layout = AgeLayout::of(out.bytes.size() - at).value();
    for (std::uint64_t i = 0; i < layout.chunks; ++i) {
        const ByteView chunk = plain.subspan(i * kSealChunk, layout.plainChunk(i));
        cipher.seal(i, i + 1 == layout.chunks, chunk, out.bytes.data() + at);
        at += chunk.size() + ChunkCipher::kTag;
    }
    assert(at == out.bytes.size());
    out.sealed = {sha256(plain), sha256(out.bytes), plain.size(), out.bytes.size(),
                  std::move(opening.fileKey)};
    return out;
}

Result<SecretBytes> unseal(ByteView sealed, const Identity& identity, std::uint64_t limit) {
    const AgeHeader header = TRY(AgeHeader::parse(sealed));
    return unsealPayload(sealed, header, TRY(fileKeyFor(header, identity)), limit);
}

Result<SecretBytes> unsealWithFileKey(ByteView sealed, const SecretBytes& fileKey,
                                      std::uint64_t limit) {
    return unsealPayload(sealed, TRY(AgeHeader::parse(sealed)), fileKey, limit);
}

}  // namespace cairn
