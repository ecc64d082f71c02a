// Who is who in a bag, and what they signed: bundles from the genesis on, certificates, checkpoints
// with their cosignatures, holdings, records. Private to the verifier (bag_verify.cpp). Nothing is
// answered that did not verify; what did not is a finding.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/bag_files.h"

namespace cairn {

class BagTrust {
  public:
    // A checkpoint note whose signatures hold.
    struct NoteSeen {
        LedgerName name;
        Checkpoint checkpoint;
        bool byLedger = false;            // signed by its ledger's key; else that key is not known
        std::optional<Instant> cosigned;  // and countersigned by headquarters
    };

    // Reads everything but records. `roots` is what the caller trusts.
    BagTrust(BagFiles& bag, const std::optional<Digest>& roots);

    const Digest& genesis() const { return genesis_; }  // its SHA-256: the roots hash
    const std::optional<Bundle>& bundle() const {
        return bundle_;
    }  // the newest; absent: nothing can be believed
    // Of a device that a record which opened is from.
    const DeviceCertificate& certificate(std::uint32_t device) const {
        return certificates_.at(device);
    }
    const NoteSeen* note(const Digest& digest) const;
    std::optional<Instant> heldSince(const Digest& object) const;

    std::optional<NoteSeen> readNote(ByteView bytes, const std::string& where);
    std::optional<DisclosedRecord> loadRecord(const std::string& path);
    // A record whose signature and disclosed parts hold, of this operation.
    std::optional<Record> openRecord(const DisclosedRecord& from, const std::string& where);
    bool unvouched(const RecordId& id) const {
        return unvouched_.contains(id);
    }  // its certificate is not here
    Outcome inLedger(const Record& record, const DisclosedRecord& from,
                     const Checkpoint& checkpoint) const;

  private:
    void readTrust(const std::optional<Digest>& roots);
    void readCertificates();
    void readNotes();
    void readHoldings();
    std::optional<PublicKey> keyOf(const RecordId& id) const;

    BagFiles& bag_;
    const ExportList& list_;
    Digest genesis_;
    std::optional<Bundle> bundle_;
    std::map<std::uint32_t, DeviceCertificate> certificates_;
    std::map<Digest, NoteSeen> notes_;
    std::map<Digest, Instant> held_;  // sealed object -> earliest holding
    std::set<RecordId> unvouched_;
};

}  // namespace cairn
