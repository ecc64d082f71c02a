// Headquarters' store, in one folder: sealed objects as plain files named by their SHA-256, parts
// on their way, and an index of ledgers, batches and receipts in SQLite. It holds no key and can
// open nothing. core/FORMAT.md, "Archive folder".
//
// What a call says is kept is on stable storage when it returns. Thread-safe; other processes may
// read the index at the same time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/files.h"
#include "core/ledger_file.h"
#include "sync/batch.h"
#include "sync/channel.h"

namespace cairn {

struct Alarm {
    std::int64_t id = 0;
    Instant at;
    std::string what;  // fork, rewind, bytes, voucher, stranger
    std::uint32_t device = 0, ledger = 0;
    std::string detail;
};

struct ArchiveTotals {
    std::uint64_t ledgers = 0, records = 0, batches = 0, unheld = 0, quarantined = 0;
};

struct ArchiveStored {
    std::uint64_t objects = 0, bytes = 0;
};

class Archive {
  public:
    static Result<std::unique_ptr<Archive>> open(Files& files, const std::string& folder);
    ~Archive();

    Result<LedgerState> ledger(std::uint32_t device, std::uint32_t ledger) const;
    Result<std::vector<LedgerState>> ledgersOf(std::uint32_t device) const;

    // Keeps a manifest that was checked (openManifest) if it continues or repeats its ledger, with
    // the witness that `sign` gives for it. What contradicts is an outcome, not an error, and is
    // not kept here.
    Result<BatchAnswer> admit(const Manifest& manifest, const Digest& hash,
                              const std::function<Bytes()>& sign);
    Result<void> quarantine(const ManifestSender& sender, ByteView signedManifest,
                            std::string_view reason, Instant now);
    Result<std::vector<Bytes>> quarantined(std::uint32_t device, std::uint32_t ledger) const;
    // Objects of a quarantined manifest are taken too: evidence is not thrown away because a card
    // was restored.
    Result<void> expect(const Manifest& manifest);

    // Without what it lacks. NotFound.
    Result<BatchAnswer> batch(const BatchId& id) const;
    Result<std::vector<BatchAnswer>> batches(std::uint32_t device, std::uint32_t ledger,
                                             std::uint64_t from, std::uint32_t limit) const;
    Result<std::vector<ObjectRef>> objectsOf(const BatchId& id) const;  // distinct, sorted
    Result<void> keepHolding(const BatchId& id, ByteView holding);

    // Objects. put: NotFound when no kept manifest names it.
    Result<std::vector<Lacking>> lacking(const std::vector<ObjectRef>& objects);
    Result<void> put(const Part& part);
    Result<void> settle();
    Result<std::unique_ptr<File>> object(const Digest& name) const;

    Result<EntryPage> entries(std::uint32_t device, std::uint32_t ledger, std::uint64_t from) const;
    LeafRange leaves(std::uint32_t device, std::uint32_t ledger) const;
    // Witnessed records addressed to a device, each ledger after the last record held of it; in
    // order.
    Result<std::vector<std::pair<RecordId, Entry>>> addressed(std::uint32_t to,
                                                              const std::vector<RecordId>& lastHeld,
                                                              std::uint32_t limit) const;
    Result<BatchAnswer> newestBatch(std::uint32_t device, std::uint32_t ledger) const;

    Result<void> raise(Alarm alarm);  // once for the same what, device, ledger and detail
    Result<std::vector<Alarm>> alarms(std::int64_t after, std::uint32_t limit) const;
    Result<ArchiveTotals> totals() const;
    Result<ArchiveStored> stored() const;  // reads the folder

  private:
    struct State;
    explicit Archive(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
