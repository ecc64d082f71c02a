// Private to the desk: what its three sources (desk.cpp, desk_pull.cpp, desk_export.cpp) share.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/desk.h"
#include "core/sql.h"

namespace cairn {

// What became of an entry of a foreign ledger. Stored.
enum class EntryState : std::uint8_t {
    Good = 0,
    NotOpened = 1,    // the identity does not open it, or what came out is no record of this ledger
    LeafDiffers = 2,  // a good record, but not the one that was logged
    OutOfPlace = 3,   // a good record of another place, ledger, operation or realm
    CountWrong = 4,   // the running count of its kind skips or repeats
};

// What became of an object. Stored.
enum class ObjectState : std::uint8_t { Unseen = 0, Matches = 1, Differs = 2 };

// Whether a checkpoint note agrees with the entries held. Stored.
enum class NoteState : std::uint8_t { Ahead = 0, Agrees = 1, Contradicts = 2 };

// As SQLite's columns hold it.
inline std::int64_t integer(std::uint64_t value) { return static_cast<std::int64_t>(value); }

inline std::string ledgerText(std::uint32_t device, std::uint32_t ledger) {
    return std::to_string(device) + "/" + std::to_string(ledger);
}

struct Desk::State {
    using LedgerKey = std::pair<std::uint32_t, std::uint32_t>;  // device, ledger

    // A foreign ledger as far as it is held.
    struct Held {
        Frontier frontier;
        std::map<std::uint32_t, std::uint64_t> counts;  // records of each kind
        std::uint64_t firstUnread = std::numeric_limits<std::uint64_t>::max();
        bool forked = false;           // another history is known
        bool forkedWitnessed = false;  // and headquarters countersigned that one too
    };

    State(std::unique_ptr<Recorder> itsRecorder, Identity opening)
        : recorder(std::move(itsRecorder)),
          catalog(recorder->store()),
          identity(std::move(opening)) {}

    std::unique_ptr<Recorder> recorder;
    Catalog catalog;
    Identity identity;
    std::map<LedgerKey, Held> heldLedgers;                            // filled as needed
    std::map<std::uint32_t, std::optional<DeviceCertificate>> known;  // filled as needed

    sqlite3* database() const { return recorder->store().database(); }
    const Bundle& bundle() const { return recorder->membership().bundle; }
    std::uint32_t ownDevice() const { return recorder->membership().device.voucher.device; }
    LedgerName ledgerName(std::uint32_t device, std::uint32_t ledger) const {
        return {bundle().realm, bundle().operation, device, ledger};
    }

    Result<void> makeTables();
    Result<void> catchUp();  // the store behind the entries; own records behind the ledger
    Result<void> readOwn();
    Result<Held*> ledger(std::uint32_t device, std::uint32_t ledger);
    Result<const DeviceCertificate*> certificate(std::uint32_t device);  // null: not there
    Result<Bytes> certificateBytes(std::uint32_t device);
    Result<std::optional<PublicKey>> keyOf(std::uint32_t device, std::uint32_t ledger);
    LeafRange leaves(std::uint32_t device, std::uint32_t ledger) const;
    Result<void> find(Severity severity, std::string_view what, std::string_view where);
    Result<void> settleNotes();
    Result<void> tellStore();  // what receipts say, so that pages and counts agree with verdicts
    Result<void> openObjects(const std::function<bool(const DeskProgress&)>& progress);
    Result<void> keepApart(std::uint32_t device, std::uint32_t ledger, std::string_view reason,
                           ByteView bytes);

    // A checkpoint note whose ledger's signature holds; headquarters' time when it countersigned.
    struct ReadNote {
        Bytes bytes;
        LedgerName name;
        Checkpoint checkpoint;
        std::optional<Instant> cosigned;
    };
    Result<ReadNote> readNote(ByteView bytes);
    Result<void> keepNote(const ReadNote& note, NoteState noteState);
    template <class OpenedEntries>
    Result<void> keepEntries(const LedgerKey& key, const OpenedEntries& opened,
                             const ReadNote& note);
    template <class Answers>
    Result<void> keepOpened(const Answers& answers, DeskProgress& done);

    struct Packer;  // of desk_export.cpp

    struct Stored {
        Record record;
        EntryState state = EntryState::Good;
    };
    Result<Stored> stored(const RecordId& id);
    Result<Entry> entry(const RecordId& id);  // as it was brought, without its addresses
    Result<void> apply(const LedgerKey& key, const std::vector<Entry>& entries,
                       const std::vector<std::optional<Record>>& records);
    // Records of an exhibit: those whose subject names it, and corrections of those. In order.
    Result<std::vector<RecordId>> recordsOf(std::string_view exhibit, std::uint32_t device) const;
    Result<std::optional<std::uint64_t>> personKeyRecord(const RecordId& id,
                                                         const PublicKey& key) const;
    Result<Evidence> evidence(const Stored& stored, std::optional<PersonKey>& person);
    Result<DeskExhibit> judged(ExhibitRow row);
};

}  // namespace cairn
