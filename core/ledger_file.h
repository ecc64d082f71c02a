// ledger.<n>: the append-only file whose fsync is the commit point, and head.a / head.b, the two
// small files that outlive the database and tell whether the ledger was cut. core/FORMAT.md,
// "Locker folder".
//
// An entry holds the sealed record itself, so no sealed record exists outside an entry and a
// sequence number cannot be used twice. A torn last entry was never acknowledged: it is cut off
// into a side file and reported. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/files.h"
#include "core/ledger.h"

namespace cairn {

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
};

// What a reader of the file alone can do, without any key: used by the owner and by HQ on a dead
// tablet's card. Frames carry a plain checksum for that, and a MAC that only the owner can check.
struct LedgerScan {
    LedgerName name;
    PublicKey key;
    std::uint64_t goodBytes = 0;  // end of the last whole entry
    std::uint64_t tornBytes = 0;  // after it
    std::uint64_t entries = 0;
    Digest root;
};
Result<LedgerScan> scanLedger(File& file, const std::function<Result<void>(const Entry&)>& each);

class LedgerFile {
  public:
    static Result<LedgerFile> create(Files& files, const std::string& folder,
                                     const LedgerName& name, const SigningKey& key,
                                     const SecretBytes& macKey);
    // Reads everything (checks frame, MAC and leaf chain), cuts a torn tail into
    // ledger.<n>.torn-<k>. Alarm cases are errors: RolledBack when the head is ahead of the ledger,
    // Corrupt when a MAC fails before the end.
    static Result<LedgerFile> open(Files& files, const std::string& folder, const LedgerName& name,
                                   const SigningKey& key, const SecretBytes& macKey,
                                   const std::function<Result<void>(const Entry&)>& each = {});
    LedgerFile(LedgerFile&&) noexcept;
    LedgerFile& operator=(LedgerFile&&) noexcept;
    ~LedgerFile();

    const LedgerName& name() const;
    std::uint64_t size() const;  // entries
    Digest root() const;
    std::uint64_t tornBytes() const;  // cut at open

    // Entries become part of the ledger together when this returns: the commit point. Sequences
    // must continue size().
    Result<void> append(std::span<const Entry> entries);
    // Writes the signed checkpoint of the present size to the older of head.a and head.b, and syncs
    // it.
    Result<Note> writeHead();
    Result<Note> head() const;  // the newest good one

    Result<Entry> read(std::uint64_t sequence);
    LeafRange leaves() const;  // from memory: 32 bytes an entry

  private:
    struct State;
    explicit LedgerFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
