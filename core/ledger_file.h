// ledger.<n>: the append-only file whose fsync is the commit point, and ledger.<n>.head.a /
// .head.b, the two small files that outlive the database and tell whether the ledger was cut.
// core/FORMAT.md, "Ledger" and "Locker folder".
//
// An entry holds the sealed record itself, so no sealed record exists outside an entry and a
// sequence number cannot be used twice. A torn last entry was never acknowledged: it is moved to a
// side file and reported. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/files.h"
#include "core/finding.h"
#include "core/ledger.h"

namespace cairn {

// Limits of one entry. A record is at most 128 KiB before it is sealed; the rest is age's header, a
// recipient at a time.
inline constexpr std::size_t kMaxSealedRecord = 160 * 1024;
inline constexpr std::size_t kMaxWrappedKey = 255;
inline constexpr std::size_t kMaxEntryObjects = 1024;
inline constexpr std::size_t kMaxEntryAddressees = 1024;

struct ObjectRef {
    Digest name;                  // of the sealed bytes
    std::uint64_t sizeBytes = 0;  // of the sealed bytes
    Bytes wrappedKey;  // file key under the reader epoch key; empty in write-only mode. Never
                       // leaves the device.
    bool operator==(const ObjectRef&) const = default;
};

struct Entry {
    std::uint64_t sequence = 0;  // index of the leaf, from 0
    Digest leaf;                 // RFC 6962 leaf hash of the SignedRecord's bytes
    Bytes sealedRecord;          // age, holds a RecordEnvelope
    Bytes wrappedKey;            // the sealed record's file key, as above
    std::vector<ObjectRef> objects;
    std::vector<std::uint32_t>
        to;  // device numbers this record is addressed to (routing; not secret)
    bool operator==(const Entry&) const = default;
};

// File names of ledger n in its folder.
std::string ledgerFileName(std::uint32_t ledger);
std::string ledgerHeadName(std::uint32_t ledger, char copy);  // 'a' or 'b'

// What a reader of the file alone can do, without any key: HQ with a dead tablet's card. Frames
// carry a plain checksum for that, and a MAC that only the owner can check. Memory is bounded
// whatever the file holds; `each` hears whole entries in file order and may stop the reading with
// an error. Whole entries after damaged bytes are heard too, but are not under `root`.
struct LedgerScan {
    LedgerName name;
    PublicKey key;
    std::uint64_t goodBytes = 0;  // end of the last whole entry before any damage
    std::uint64_t tornBytes = 0;  // after it
    std::uint64_t entries = 0;    // up to there, numbered from 0 without a gap
    Digest root;                  // of those
    std::uint64_t salvaged = 0;   // whole entries found after damage
};
Result<LedgerScan> scanLedger(File& file,
                              const std::function<Result<void>(const Entry&)>& each = {});

// The owner's check of one ledger and its heads: everything LedgerFile::open checks, and nothing is
// written. For the audit.
struct LedgerAudit {
    std::uint64_t entries = 0;
    Digest root;
    std::uint64_t tornBytes = 0;
    std::optional<Note> head;       // the newest good one
    std::vector<Finding> findings;  // torn tail, damaged copy of the head
};
Result<LedgerAudit> auditLedger(Files& files, const std::string& folder, const LedgerName& name,
                                const PublicKey& key, const SecretBytes& macKey,
                                const std::function<Result<void>(const Entry&)>& each = {});

class LedgerFile {
  public:
    // Makes an empty ledger and both heads, durable on return. Exists when there is one.
    static Result<LedgerFile> create(Files& files, const std::string& folder,
                                     const LedgerName& name, const SigningKey& key,
                                     const SecretBytes& macKey);
    // Reads everything and checks frames, MACs, sequence and heads before anything is changed. Then
    // moves a torn tail to ledger.<n>.torn-<digest>, makes entries that no head covers durable, and
    // brings the heads up to date. `each` hears every entry after all checks have passed. Alarms
    // are errors that change nothing, and name the entry: RolledBack when a head covers more
    // entries than the file holds, Forked when a head's root is another, Corrupt when an entry that
    // a head covers is damaged, or when a whole entry was not written with this key. NotFound only
    // when neither ledger nor head exists.
    static Result<LedgerFile> open(Files& files, const std::string& folder, const LedgerName& name,
                                   const SigningKey& key, const SecretBytes& macKey,
                                   const std::function<Result<void>(const Entry&)>& each = {});
    LedgerFile(LedgerFile&&) noexcept;
    LedgerFile& operator=(LedgerFile&&) noexcept;
    ~LedgerFile();

    const LedgerName& name() const;
    std::uint64_t size() const;  // entries
    Digest root() const;
    std::uint64_t tornBytes() const;               // moved aside at open
    const std::vector<Finding>& findings() const;  // of open

    // Entries become part of the ledger together when this returns: the commit point. Sequences
    // must continue size(). A write that failed and could be taken back leaves the ledger as it
    // was. After a failed sync nobody knows what is on the medium: this object then answers every
    // append and writeHead with an error, and the ledger must be opened anew.
    Result<void> append(std::span<const Entry> entries);
    // Writes the signed checkpoint of the present size to the older of the two heads, and syncs it.
    Result<Note> writeHead();
    const Note& head() const;  // the newest on disk

    Result<Entry> read(std::uint64_t sequence);  // checked again: frame, MAC, leaf
    LeafRange leaves() const;  // from memory: 32 bytes an entry; valid while this ledger is open

  private:
    struct State;
    explicit LedgerFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
