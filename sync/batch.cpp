#include "sync/batch.h"

#include <algorithm>
#include <map>

#include "sync/batch.pb.h"
#include "sync/entry.h"

namespace cairn {
namespace {

constexpr std::uint32_t kVersion = 1;
// Checkpoint, names and framing of a manifest, with room to spare.
constexpr std::size_t kManifestFrame = 4096;
constexpr std::size_t kEntryFrame = 5;  // tag and length
constexpr std::uint64_t kMaxObject = 1ull << 42;

Error malformed(const char* detail) { return Error{Code::Malformed, "manifest", detail}; }

sync::ManifestEntry toMessage(const Entry& entry) {
    sync::ManifestEntry message;
    message.set_leaf(std::string(text(entry.leaf.view())));
    message.set_sealed_record(std::string(text(entry.sealedRecord)));
    for (const auto& object : entry.objects) {
        auto* to = message.add_object();
        to->set_sha256(std::string(text(object.name.view())));
        to->set_bytes(object.sizeBytes);
    }
    for (const auto device : entry.to) message.add_to(device);
    return message;
}

Result<Entry> fromMessage(std::uint64_t sequence, const sync::ManifestEntry& message) {
    Entry entry;
    entry.sequence = sequence;
    entry.leaf = TRY(Digest::from(view(message.leaf())));
    if (message.sealed_record().empty() || message.sealed_record().size() > kMaxSealedRecord)
        return malformed("sealed record");
    entry.sealedRecord = copy(view(message.sealed_record()));
    if (message.object_size() > static_cast<int>(kMaxEntryObjects)) return malformed("objects");
    for (const auto& object : message.object()) {
        if (object.bytes() == 0 || object.bytes() > kMaxObject) return malformed("object size");
        entry.objects.push_back({TRY(Digest::from(view(object.sha256()))), object.bytes(), {}});
    }
    if (message.to_size() > static_cast<int>(kMaxEntryAddressees)) return malformed("addressees");
    entry.to.assign(message.to().begin(), message.to().end());
    return entry;
}

Bytes encode(const google::protobuf::MessageLite& message) {
    Bytes out(message.ByteSizeLong());
    message.SerializeToArray(out.data(), static_cast<int>(out.size()));
    return out;
}

Result<sync::SignedManifest> parseOuter(ByteView signedManifest) {
    if (signedManifest.size() > kMaxManifest)
        return Error{Code::TooLarge, "manifest", std::to_string(signedManifest.size())};
    sync::SignedManifest outer;
    if (!outer.ParseFromArray(signedManifest.data(), static_cast<int>(signedManifest.size())))
        return malformed("not a signed manifest");
    return outer;
}

}  // namespace

Bytes encodeEntry(const Entry& entry) { return encode(toMessage(entry)); }

Result<Entry> decodeEntry(std::uint64_t sequence, ByteView bytes) {
    if (bytes.size() > kMaxManifest) return Error{Code::TooLarge, "entry", ""};
    sync::ManifestEntry message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error{Code::Malformed, "entry", std::to_string(sequence)};
    return fromMessage(sequence, message);
}

std::vector<ObjectRef> Manifest::objects() const {
    std::map<Digest, std::uint64_t> distinct;
    for (const auto& entry : entries)
        for (const auto& object : entry.objects) distinct[object.name] = object.sizeBytes;
    std::vector<ObjectRef> out;
    for (const auto& [object, bytes] : distinct) out.push_back({object, bytes, {}});
    return out;
}

Batch signBatch(const LedgerName& name, std::uint64_t begin, std::span<const Entry> entries,
                const Frontier& after, const SigningKey& ledgerKey) {
    Batch batch{{name.device, name.ledger, begin, begin + entries.size()}, {}, {}, 0};
    const Checkpoint checkpoint{name.origin(), after.size(), after.root()};
    sync::Manifest manifest;
    manifest.set_version(kVersion);
    manifest.set_realm(static_cast<std::uint32_t>(name.realm));
    manifest.set_operation(name.operation);
    manifest.set_device(name.device);
    manifest.set_ledger(name.ledger);
    manifest.set_begin(begin);
    for (const auto& entry : entries) {
        *manifest.add_entry() = toMessage(entry);
        batch.objects += entry.objects.size();
    }
    manifest.set_checkpoint(signCheckpoint(checkpoint, ledgerKey).encode());
    const auto bytes = encode(manifest);
    sync::SignedManifest out;
    out.set_manifest(std::string(text(bytes)));
    const auto signature = ledgerKey.sign(name.realm, SignatureType::Manifest, bytes);
    out.set_signature(std::string(text(signature.view())));
    out.set_device(name.device);
    out.set_ledger(name.ledger);
    batch.signedManifest = encode(out);
    batch.hash = sha256(batch.signedManifest);
    return batch;
}

Result<Batch> pack(LedgerFile& ledger, const SigningKey& key, Frontier& before, std::uint64_t end,
                   std::size_t bytes) {
    const auto begin = before.size();
    if (begin >= end || end > ledger.size())
        return Error{Code::Invalid, "batch", "nothing to pack at " + std::to_string(begin)};
    const auto limit = std::min(bytes, kMaxManifest - kManifestFrame);
    std::vector<Entry> entries;
    std::size_t size = 0, objects = 0;
    for (auto sequence = begin; sequence < end && entries.size() < kMaxBatchEntries; ++sequence) {
        auto entry = TRY(ledger.read(sequence));
        size += toMessage(entry).ByteSizeLong() + kEntryFrame;
        objects += entry.objects.size();
        if (!entries.empty() && (size > limit || objects > kMaxBatchObjects)) break;
        if (size > kMaxManifest - kManifestFrame)
            return Error{Code::TooLarge, "batch", "one record of " + std::to_string(size)};
        before.append(entry.leaf);
        entries.push_back(std::move(entry));
    }
    return signBatch(ledger.name(), begin, entries, before, key);
}

Result<Batch> packRange(LedgerFile& ledger, const SigningKey& key, std::uint64_t begin,
                        std::uint64_t end) {
    if (begin >= end || end > ledger.size())
        return Error{Code::NotFound, "batch", std::to_string(begin) + " to " + std::to_string(end)};
    auto tree = TRY(frontierAt(begin, ledger.leaves()));
    auto batch = TRY(pack(ledger, key, tree, end));
    if (batch.id.end != end) return Error{Code::TooLarge, "batch", std::to_string(end - begin)};
    return batch;
}

Result<Frontier> frontierAt(std::uint64_t size, const LeafRange& leaves) {
    constexpr std::uint64_t kStep = 4096;
    Frontier tree;
    while (tree.size() < size) {
        const auto until = std::min(size, tree.size() + kStep);
        for (const auto& leaf : TRY(leaves(tree.size(), until))) tree.append(leaf);
        if (tree.size() != until) return Error{Code::Corrupt, "leaves", std::to_string(until)};
    }
    return tree;
}

Result<ManifestSender> peekManifest(ByteView signedManifest) {
    const auto outer = TRY(parseOuter(signedManifest));
    return ManifestSender{outer.device(), outer.ledger()};
}

Result<Manifest> openManifest(ByteView signedManifest, Realm realm, std::string_view operation,
                              const PublicKey& ledgerKey) {
    const auto outer = TRY(parseOuter(signedManifest));
    const auto signature = Signature::from(view(outer.signature()));
    const auto bytes = view(outer.manifest());
    if (!signature || !verify(ledgerKey, realm, SignatureType::Manifest, bytes, *signature))
        return Error{Code::BadSignature, "manifest",
                     "not signed by the ledger's key in this realm"};
    sync::Manifest message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return malformed("not a manifest");
    if (message.version() != kVersion)
        return Error{Code::Unsupported, "manifest", "version " + std::to_string(message.version())};
    if (message.realm() != static_cast<std::uint32_t>(realm))
        return Error{Code::WrongRealm, "manifest", ""};
    if (message.operation() != operation) return Error{Code::WrongOperation, "manifest", ""};
    if (message.device() != outer.device() || message.ledger() != outer.ledger())
        return malformed("another sender inside");
    if (message.entry_size() == 0 || message.entry_size() > static_cast<int>(kMaxBatchEntries))
        return malformed("number of records");

    Manifest manifest;
    manifest.name = {realm, message.operation(), message.device(), message.ledger()};
    manifest.begin = message.begin();
    if (manifest.begin > ~std::uint64_t{0} / 2) return malformed("sequence");
    std::map<Digest, std::uint64_t> sizes;
    for (const auto& from : message.entry()) {
        auto entry = TRY(fromMessage(manifest.end(), from));
        for (const auto& object : entry.objects)
            if (sizes.emplace(object.name, object.sizeBytes).first->second != object.sizeBytes)
                return malformed("two sizes of one object");
        manifest.entries.push_back(std::move(entry));
    }
    if (sizes.size() > kMaxBatchObjects) return malformed("objects");
    manifest.checkpoint = copy(view(message.checkpoint()));
    const auto note = TRY(Note::parse(message.checkpoint()));
    const auto checkpoint = TRY(openCheckpoint(note, ledgerKey));
    if (checkpoint.origin != manifest.name.origin())
        return malformed("checkpoint of another ledger");
    if (checkpoint.size != manifest.end()) return malformed("checkpoint of another size");
    return manifest;
}

}  // namespace cairn
