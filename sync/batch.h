// A batch: a signed manifest with a range of one ledger, and the sealed objects that its records
// name. Owns batch.proto. core/FORMAT.md, "Batch". The same range of the same ledger always gives
// the same bytes, so that nobody has to remember what was sent.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/ledger_file.h"

namespace cairn {

inline constexpr std::size_t kMaxManifest = 1 << 20;
inline constexpr std::size_t kMaxBatchObjects = 2000;
inline constexpr std::size_t kMaxBatchEntries = 4096;

// Names a batch within an operation. A second batch of the same id with other bytes is an alarm.
struct BatchId {
    std::uint32_t device = 0, ledger = 0;
    std::uint64_t begin = 0, end = 0;  // sequences [begin, end)
    auto operator<=>(const BatchId&) const = default;
};

struct Manifest {
    LedgerName name;
    std::uint64_t begin = 0;
    std::vector<Entry> entries;  // wrapped keys never leave a device: empty here
    Bytes checkpoint;            // note over size end()
    std::uint64_t end() const { return begin + entries.size(); }
    BatchId id() const { return {name.device, name.ledger, begin, end()}; }
    std::vector<ObjectRef> objects() const;  // distinct, sorted by name
};

struct Batch {
    BatchId id;
    Bytes signedManifest;
    Digest hash;              // of signedManifest: what a holding is bound to
    std::size_t objects = 0;  // named by its records
};

// Signs these entries, which begin at `begin`, as one batch; `after` is the tree at their end.
Batch signBatch(const LedgerName& name, std::uint64_t begin, std::span<const Entry> entries,
                const Frontier& after, const SigningKey& ledgerKey);

// The longest range from `begin`, at most to `end`, whose manifest stays within the limits and,
// past the first entry, within `bytes`. `before` is the tree at `begin` and is moved to the end of
// the batch. One thread, the ledger's.
Result<Batch> pack(LedgerFile& ledger, const SigningKey& key, Frontier& before, std::uint64_t end,
                   std::size_t bytes = kMaxManifest);
// Exactly that range, as it was packed before. TooLarge when no batch can hold it.
Result<Batch> packRange(LedgerFile& ledger, const SigningKey& key, std::uint64_t begin,
                        std::uint64_t end);

// The tree at `size`, rebuilt from leaves.
Result<Frontier> frontierAt(std::uint64_t size, const LeafRange& leaves);

// Whose manifest this claims to be, to find the key with. Believe nothing else before openManifest.
struct ManifestSender {
    std::uint32_t device = 0, ledger = 0;
};
Result<ManifestSender> peekManifest(ByteView signedManifest);

// Size, signature, form, limits and the checkpoint's signature hold. Whether the entries continue a
// ledger is for its keeper to say.
Result<Manifest> openManifest(ByteView signedManifest, Realm realm, std::string_view operation,
                              const PublicKey& ledgerKey);

}  // namespace cairn
