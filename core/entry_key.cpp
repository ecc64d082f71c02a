#include "core/entry_key.h"

#include <sodium.h>

namespace cairn {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

Bytes contextOf(const RecordId& id, const Digest& name) {
    Bytes out = copy(view("cairn file key 1"));
    std::uint8_t numbers[16];
    storeLe32(numbers, id.device);
    storeLe32(numbers + 4, id.ledger);
    storeLe64(numbers + 8, id.sequence);
    append(out, numbers);
    append(out, name.view());
    return out;
}

}  // namespace

Bytes wrapFileKey(const SecretBytes& fileKey, const SecretBytes& epochKey, const RecordId& id,
                  const Digest& name) {
    const Bytes context = contextOf(id, name);
    Bytes out = randomBytes(kNonce);
    out.resize(kNonce + fileKey.size() + kTag);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonce, nullptr, fileKey.data(),
                                               fileKey.size(), context.data(), context.size(),
                                               nullptr, out.data(), epochKey.data());
    return out;
}

Result<SecretBytes> unwrapFileKey(ByteView wrapped, const SecretBytes& epochKey, const RecordId& id,
                                  const Digest& name) {
    if (wrapped.empty()) return Error{Code::NotFound, "file key", "not kept on this device"};
    if (wrapped.size() != kNonce + kFileKeySize + kTag)
        return Error{Code::Malformed, "file key", id.text()};
    const Bytes context = contextOf(id, name);
    SecretBytes out(kFileKeySize);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            out.data(), nullptr, nullptr, wrapped.data() + kNonce, wrapped.size() - kNonce,
            context.data(), context.size(), wrapped.data(), epochKey.data()) != 0)
        return Error{Code::Corrupt, "file key", id.text()};
    return out;
}

Result<Record> openEntry(const Entry& entry, const LedgerName& ledger, const SecretBytes& epochKey,
                         const PublicKey& ledgerKey) {
    const RecordId id{ledger.device, ledger.ledger, entry.sequence};
    const auto key = TRY(unwrapFileKey(entry.wrappedKey, epochKey, id, sha256(entry.sealedRecord)));
    const auto envelope = TRY(unsealWithFileKey(entry.sealedRecord, key, kMaxEnvelope));
    auto record = TRY(openEnvelope(envelope.view(), ledgerKey));
    if (record.leaf != entry.leaf || record.head.id != id || record.head.realm != ledger.realm ||
        record.head.operation != ledger.operation)
        return Error{Code::Corrupt, id.text(), "the record is not the one that the ledger names"};
    return record;
}

}  // namespace cairn
