// The one way a record comes to exist: compose, seal, append to the ledger (the commit point), index, head. Locker, desk and authority
// each own one. core/FORMAT.md, "Saved means saved". One thread.
//
// A folder holds keys.a keys.b, ledger.1…, head.a head.b, index.db, objects/, enrolment (certificate, bundle). See ledger_file.h, keyring.h, vault.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/files.h"
#include "core/keyring.h"
#include "core/ledger_file.h"
#include "core/record.h"
#include "core/store.h"
#include "core/trust.h"
#include "core/vault.h"

namespace cairn {

// What a device is made of when it enrols. Keys are durable before anything is sent, so that enrolment can be repeated after a kill.
struct Membership {
    Bundle bundle;
    Bytes signedBundle;
    Digest genesis;
    Bytes certificate;       // DeviceCertificate
    DeviceCertificate device;
    Bytes firstWitness;      // cosigned checkpoint of size 0: the first beacon
    std::string address;     // HQ
    Bytes tlsCertificate;    // PEM chain for the transport
    Bytes tlsAuthority;      // PEM: HQ's CA
    std::string person;      // person code
};

struct NewRecord {
    Kind kind;
    Origin origin = Origin::Stated;
    std::vector<PartContent> parts;
    std::vector<ObjectRef> objects;     // sealed objects that belong to it; wrappedKey filled by the recorder from fileKeys
    std::vector<SecretBytes> fileKeys;  // one an object
    std::vector<std::uint32_t> to;      // devices it is addressed to
    std::optional<std::uint64_t> corrects;
    ReasonCode reason = ReasonCode::NotSaid;
    std::optional<Stamp> stamp;         // of the capture; else now
    // Extra recipients are found from `to` by the caller and given here.
    std::vector<Recipient> alsoTo;
};

class Recorder {
 public:
    // First half of enrolment: keyring and device keys, durable. Repeating it with the same passphrase answers the same keys.
    struct NewDevice { SigningKey ledgerKey; Identity identity; SigningKey tlsKey; };
    static Result<NewDevice> prepare(Files& files, const std::string& folder, const SecretBytes& passphrase, KdfCost cost);
    // Second half: membership kept, ledger 1 and index made, ledger-opening, person-key and session records written. Repeatable.
    static Result<std::unique_ptr<Recorder>> found(Files& files, Clock& clock, const std::string& folder, const SecretBytes& passphrase, const Membership& membership);

    static Result<std::unique_ptr<Recorder>> open(Files& files, Clock& clock, const std::string& folder, const SecretBytes& passphrase);
    ~Recorder();

    // Records become durable together; on error none did. Returns their ids.
    Result<std::vector<RecordId>> record(std::vector<NewRecord> records);
    Result<RecordId> record(NewRecord one);

    Store& store();
    Vault& vault();
    LedgerFile& ledger();
    Keyring& keyring();
    Clock& clock();
    Files& files();
    const Membership& membership() const;
    const std::vector<Recipient>& recipients() const;
    Result<SigningKey> ledgerKey() const;
    Result<SigningKey> tlsKey() const;
    Result<Identity> identity() const;
    Result<void> replaceBundle(Bytes signedBundle);       // checked as a successor
    Result<SecretBytes> unwrapFileKey(ByteView wrapped) const;
    Result<Record> readRecord(std::uint64_t sequence);    // own ledger, opened
    // Newest cosigned checkpoint held; its SHA-256 is the beacon of the next record.
    Result<void> setBeacon(Bytes note);
    struct Opened { std::uint64_t replayed = 0; std::uint64_t tornBytes = 0; std::vector<std::string> unterminated; std::vector<Digest> orphans; };
    const Opened& opened() const;  // what start-up found

 private:
    struct State;
    explicit Recorder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
