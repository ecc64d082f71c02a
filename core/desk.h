// The supervisor's review desk: the deep module of headquarters. It collects the ledgers of all
// devices, opens and checks everything with the opening identity, judges, confirms, decides and
// exports. No network: sync/puller brings what the desk asks for, and the courier pushes the desk's
// own ledger. Needs core/FORMAT.md, "Desk folder".
//
// The folder is a Recorder's, and its index holds foreign ledgers too: HQ can give all of them
// again, so the index may be lost. What the desk itself said (confirmations, decisions, export
// statements) stands in its own ledger alone, and is read from there: a kill at any point leaves
// nothing to be said twice. One thread, except where a verb says otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/bag.h"
#include "core/catalog.h"
#include "core/recorder.h"
#include "core/verdict.h"

namespace cairn {

struct DeskExhibit {
    ExhibitRow row;  // state: as this desk can prove it
    ExhibitVerdict verdict;
};

struct DeskLedger {
    std::uint32_t device = 0, ledger = 0;
    std::string label;  // of the device's certificate
    Role role = Role::Tablet;
    std::uint64_t records = 0;    // held and consistent
    std::uint64_t witnessed = 0;  // size of the newest checkpoint that HQ countersigned
    std::optional<Instant> lastWitness;
    std::uint64_t exhibits = 0;
    std::uint64_t objectsMissing = 0;
    bool quarantined = false;  // forked, revoked, or without a certificate
};

struct DeskProgress {
    std::uint64_t objectsDone = 0, objectsTotal = 0, bytesDone = 0, bytesTotal = 0;
};

// What is withheld from an export. Either one withholds every original, source and note too: they
// may embed it.
struct Withhold {
    bool location = false;
    bool author = false;
};

struct Exported {
    std::string folder;
    std::uint64_t exhibits = 0, files = 0, bytes = 0;
    RecordId statement;
};

class Desk {
  public:
    // First opening after enrolment: checks that the identity is one of the bundle's recipients and
    // keeps it in the keyring. Repeatable.
    static Result<std::unique_ptr<Desk>> found(std::unique_ptr<Recorder> recorder,
                                               Identity opening);
    static Result<std::unique_ptr<Desk>> open(Files& files, Clock& clock, const std::string& folder,
                                              const SecretBytes& passphrase);
    ~Desk();

    // --- Pull. The puller asks what is held, brings what is not, in any order and any number of
    // times. An error means that nothing of the call was kept; what is kept but contradicts becomes
    // a finding.
    Result<void> admitBundle(ByteView signedBundle);  // genesis, the present one, or its successor
    Result<void> admitCertificate(ByteView certificate);
    // A checkpoint note of any ledger, signed by its key and, when HQ countersigned, with that.
    // Size 0 included: it is the first beacon.
    Result<void> admitNote(ByteView note);
    Result<void> admitHolding(ByteView signedHolding);
    Result<std::uint64_t> held(std::uint32_t device,
                               std::uint32_t ledger) const;  // entries; the next to bring
    // Sequence of the first record that names an object which no admitted holding covers; held()
    // when there is none: receipts are asked from there.
    Result<std::uint64_t> receipted(std::uint32_t device, std::uint32_t ledger) const;
    // Entries that continue held(), up to a checkpoint note that covers the last of them. Nothing
    // is taken without the checkpoint's consent.
    Result<void> admitEntries(std::uint32_t device, std::uint32_t ledger,
                              std::span<const Entry> entries, ByteView checkpointNote);
    // A history that HQ itself keeps apart as forked or foreign: stored as bytes, shown, believed
    // in nothing.
    Result<void> quarantine(std::uint32_t device, std::uint32_t ledger, std::string_view reason,
                            ByteView bytes);
    // Objects that records name and the vault lacks, at most `limit`, small first. admitted by
    // vault().admit, from any thread.
    Result<std::vector<ObjectRef>> missingObjects(std::uint32_t limit = 1000) const;
    const Vault& vault() const;

    // Opens every object that was not opened yet and compares it with its record; then writes what
    // is to be confirmed, one addressed record a device with something new (more only when a record
    // would grow too large). Answers their number.
    Result<std::uint64_t> confirm(const std::function<bool(const DeskProgress&)>& progress = {});

    // --- Review. Offline.
    Result<std::vector<DeskExhibit>> exhibits(const Catalog::Page& page);
    Result<DeskExhibit> exhibit(std::string_view number);
    Result<std::vector<DeskLedger>> ledgers() const;
    Result<std::vector<Finding>> findings()
        const;  // what the pulls saw that contradicts or is kept apart
    Result<void> decide(std::string_view exhibit, ReviewOutcome outcome, std::string_view reason);
    Result<SealReader> openOriginal(std::string_view exhibit);
    Result<SealReader> openPreview(std::string_view exhibit);

    // A bag in `out`, which must not exist: written beside it and renamed when whole. Originals are
    // decrypted. No numbers: all exhibits.
    Result<Exported> exportBag(const std::string& out, const std::vector<std::string>& exhibits,
                               const Withhold& withhold, std::string_view purpose,
                               const std::function<bool(const DeskProgress&)>& progress = {});

    Catalog& catalog();
    Recorder& recorder();

  private:
    Result<void> admitOwnBundles();
    struct State;
    explicit Desk(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
