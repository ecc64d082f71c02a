// An operation with its roots, receipt key and recipients, and devices with ledgers made by hand,
// so that any byte of them can be wrong. No disk, no network.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/ledger_file.h"
#include "core/record.h"
#include "core/recorder.h"
#include "core/sealed.h"
#include "core/trust.h"

namespace cairn {

class Operation {
  public:
    explicit Operation(Realm realm = Realm::Exercise, std::string name = "op-demo");

    Realm realm;
    std::string name;
    std::vector<SigningKey> roots;
    SigningKey receiptKey;
    Identity opening, escrow;
    Bundle bundle;
    Bytes signedBundle;
    Digest genesis;
    Instant now{1'772'356'445'000};  // headquarters' clock; whole seconds, as cosignatures have

    // A voucher and its certificate for keys of a device.
    Bytes certify(std::uint32_t device, Role role, const SigningKey& ledgerKey,
                  const Identity& identity, const SigningKey& tlsKey) const;
    // What enrolment gives a device whose keys Recorder::prepare made.
    Membership admit(std::uint32_t device, Role role, const Recorder::NewDevice& keys,
                     const std::string& person) const;

    Bytes cosigned(const Note& checkpoint) const;  // at `now`
    Bytes holding(std::uint32_t device, std::vector<Digest> objects) const;
    // Bundle n+1, in force from here on.
    Bytes succeed(const std::function<void(Bundle&)>& change);
};

// One device and its first ledger.
class HandLedger {
  public:
    HandLedger(const Operation& operation, std::uint32_t device, Role role = Role::Tablet);

    std::uint32_t device;
    SigningKey ledgerKey, tlsKey, personKey;
    Identity identity;
    std::string person = "P-1";
    Bytes certificate;
    Bytes firstWitness;  // cosigned over size 0
    std::vector<Entry> entries;
    std::vector<Bytes> envelopes;  // as they were before sealing
    std::map<Digest, Bytes> objects;
    Digest beacon;

    // Opening, person key and session, as a ledger begins.
    void begin();
    // Composes, seals and appends. Head can be bent before it is signed.
    RecordId add(Kind kind, std::vector<PartContent> parts,
                 const std::function<void(Head&)>& bend = {});
    // A site's and an exhibit's record; the exhibit's bytes are sealed into `objects`. Answers the
    // number.
    std::string addSite();
    std::string addExhibit(ByteView bytes, Origin origin = Origin::Imported,
                           const std::optional<Fix>& fix = {});
    // Of the same number of entries, sealed anew: changes what lies at a place, not what was logged
    // there.
    void reseal(std::uint64_t sequence, ByteView envelope);

    // The same device with the same ledger, as an old card put back gives it.
    HandLedger restored() const;

    Note checkpoint() const;  // over all entries, as their leaves say
    Note checkpoint(std::uint64_t size) const;
    std::vector<Digest> leaves() const;
    std::vector<Digest> objectNames() const;

  private:
    HandLedger(const HandLedger& from, int);
    const Operation* operation_;
    std::map<std::uint32_t, std::uint64_t> counts_;
    std::uint32_t sites_ = 0, exhibits_ = 0;
    std::string site_;
};

}  // namespace cairn
