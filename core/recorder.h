// The one way a record comes to exist: compose, seal, append to the ledger (the commit point),
// index, head. Locker, desk and authority each own one. core/FORMAT.md, "Database". One
// thread.
//
// A folder holds lock, keys.a keys.b, enrolment, ledger.1 and its two heads, index.db, beacon,
// objects/. See keyring.h, ledger_file.h, store.h, vault.h. Opening takes the lock: InUse names the
// process that has it.
//
// After an error at or behind the commit point nobody here knows what is on the medium: every later
// write answers with an error until the folder is opened anew, which finds out.
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

// What a device is made of when it enrols. Keys are durable before anything is sent, so that
// enrolment can be repeated after a kill.
struct Membership {
    Bundle bundle;       // the newest
    Bytes signedBundle;  // of it
    Digest genesis;
    Bytes certificate;  // DeviceCertificate
    DeviceCertificate device;
    Bytes firstWitness;               // cosigned checkpoint of size 0: the first beacon
    std::string address;              // HQ
    Bytes tlsCertificate;             // PEM chain for the transport
    Bytes tlsAuthority;               // PEM: HQ's CA
    std::string person;               // person code
    std::vector<Bytes> olderBundles;  // signed, from the genesis to the one before signedBundle
};

struct NewRecord {
    Kind kind{};
    Origin origin = Origin::Stated;
    std::vector<PartContent> parts;
    std::vector<ObjectRef> objects;  // sealed objects that belong to it; wrappedKey filled by the
                                     // recorder from fileKeys
    std::vector<SecretBytes> fileKeys;  // one an object; empty: none is kept
    std::vector<std::uint32_t> to;      // devices it is addressed to
    std::optional<std::uint64_t> corrects;
    ReasonCode reason = ReasonCode::NotSaid;
    std::optional<Stamp> stamp;  // of the capture; else now
    // Extra recipients are found from `to` by the caller and given here.
    std::vector<Recipient> alsoTo;
};

class Recorder {
  public:
    // First half of enrolment: keyring and device keys, durable. Repeating it with the same
    // passphrase answers the same keys.
    struct NewDevice {
        SigningKey ledgerKey;
        Identity identity;
        SigningKey tlsKey;
    };
    static Result<NewDevice> prepare(Files& files, const std::string& folder,
                                     const SecretBytes& passphrase, KdfCost cost);
    // Second half: membership kept, ledger 1 and index made, session, ledger-opening and person-key
    // records written. Repeatable with the same certificate; Exists with another one.
    static Result<std::unique_ptr<Recorder>> found(Files& files, Clock& clock,
                                                   const std::string& folder,
                                                   const SecretBytes& passphrase,
                                                   const Membership& membership);

    // NotFound when the folder was never enrolled. RolledBack, Forked or Corrupt when ledger, heads
    // and index contradict one another.
    static Result<std::unique_ptr<Recorder>> open(Files& files, Clock& clock,
                                                  const std::string& folder,
                                                  const SecretBytes& passphrase);
    // Opens with a new index, made from the ledger. The old one is set aside as
    // index.db.set-aside-<n>, never deleted.
    static Result<std::unique_ptr<Recorder>> rebuild(Files& files, Clock& clock,
                                                     const std::string& folder,
                                                     const SecretBytes& passphrase);
    ~Recorder();

    // Records become durable together; on error none did. Returns their ids. The first write after
    // opening is preceded by a session record.
    Result<std::vector<RecordId>> record(std::vector<NewRecord> records);
    Result<RecordId> record(NewRecord one);

    // HQ's receipt about the own ledger: checked again, filed as a record, effective in the index.
    // One that says nothing new is not filed. RolledBack when it covers more than this ledger
    // holds, Forked when it covers another history.
    Result<void> fileReceipt(Bytes witness, Bytes holding);
    // A record that was addressed to this device, checked again. One that was filed before is not
    // filed twice.
    Result<void> fileDelivery(Delivery delivery);

    Store& store();
    Vault& vault();
    LedgerFile& ledger();
    Keyring& keyring();
    Clock& clock();
    Files& files();
    const std::string& folder() const;
    const Membership& membership() const;
    const std::vector<Recipient>& recipients() const;
    Result<SigningKey> ledgerKey() const;
    Result<SigningKey> tlsKey() const;
    Result<Identity> identity() const;
    Result<void> replaceBundle(
        Bytes signedBundle);  // checked as a successor; the present one again is fine

    // File keys are kept wrapped under the reader epoch key, bound to the entry that holds them and
    // to the object's name.
    Result<SecretBytes> unwrapFileKey(ByteView wrapped, const RecordId& id,
                                      const Digest& objectName) const;
    // Plaintext of a sealed object that the index knows.
    Result<SealReader> openObject(const Digest& name) const;
    Result<Record> readRecord(std::uint64_t sequence);  // own ledger, opened
    Stamp now() const;

    // Newest cosigned checkpoint of this ledger that the device holds; its SHA-256 is the beacon of
    // the next record. fileReceipt sets it.
    const Bytes& beacon() const;
    Result<void> setBeacon(Bytes note);  // checked; an older one is ignored

    struct Opened {
        std::uint64_t replayed = 0;     // entries that the index did not know
        std::uint64_t tornBytes = 0;    // cut off the ledger into a side file
        std::vector<Finding> findings;  // of the ledger's files
    };
    const Opened& opened() const;  // what start-up found

    // What lies in objects/ and belongs to no record. Kept, whatever it is.
    struct Strays {
        std::vector<std::string> unterminated;  // parts of objects whose writing was cut off
        std::vector<Digest> orphans;            // objects that no entry names
        std::vector<std::string> unknown;
    };
    Result<Strays> strays() const;

  private:
    struct State;
    explicit Recorder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
