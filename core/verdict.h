// What can be said about one exhibit: the one piece of logic behind the desk's list, the review
// window and the court's verifier. Pure: those who hold the bytes check signatures, digests and
// proofs and say here what they saw; judge() draws the conclusion.
//
// valid: nothing contradicts and every proof is there. incomplete: nothing contradicts, a proof is
// missing. invalid: something contradicts. quarantined: kept and shown, and not to be relied on: a
// forked ledger, a device past its revocation. Parts that are declared withheld do not make a
// verdict worse; the checks say which they were.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/record.h"
#include "core/trust.h"

namespace cairn {

// From best to worst.
enum class Verdict : std::uint8_t { Valid, Incomplete, Quarantined, Invalid };
const char* name(Verdict verdict);  // "valid", …
Verdict worse(Verdict a, Verdict b);

// What is looked at, in the order in which a person reads it.
enum class Check : std::uint8_t {
    Certificate,  // the device was vouched for under these roots
    Standing,     // and not revoked before this record
    Realm,        // the record belongs to this realm and operation
    LedgerKey,    // the ledger's key signed it
    Number,       // the exhibit's number is well formed and the device's own
    Author,       // a person signed it, with a key that this ledger certified
    Ledger,       // it stands in its ledger: leaf, root and checkpoint agree
    Sequence,     // nothing is missing between the ledger's records; one history
    Original,     // every original's bytes have the digest that was signed
    Witness,      // headquarters countersigned a checkpoint that covers the record
    Holding,      // headquarters signed that it holds every original
    Beacon,       // the receipt the device held when it made the record is known
};
const char* name(Check check);  // "certificate", …

enum class Outcome : std::uint8_t {
    Holds,
    NotAsked,  // does not apply here
    Withheld,  // declared so; its digest is bound
    Missing,   // a proof is not there
    Contradicts,
    Suspended,  // what quarantines
};
const char* name(
    Outcome outcome);  // "holds", "not_asked", "withheld", "missing", "contradicts", "suspended"

struct Checked {
    Check check;
    Outcome outcome;
    std::string where;  // record, object or key it is about; may be empty
    bool operator==(const Checked&) const = default;
};

// Inside the bracket only the order of a ledger's records is proven, no moment.
struct TimeBracket {
    std::optional<Instant>
        recordNotBefore;               // proven: HQ's time in the receipt that the record names
    std::optional<Instant> notBefore;  // claimed by the device, and only for what it captured
                                       // itself. Bytes may be older than their record
    std::optional<Instant>
        notAfter;  // proven: HQ's time in the first receipt that covers the record
    std::optional<Instant>
        seenByDesk;  // a second witness of notAfter; absent: time is by HQ's word alone
    bool contradictory() const {
        return recordNotBefore && notAfter && *notAfter < *recordNotBefore;
    }
};

// A cosigned checkpoint of the record's ledger whose signatures hold and whose tree contains the
// record when size covers it.
struct Witnessed {
    std::uint64_t size = 0;
    Instant time;
};

struct OriginalSeen {
    Digest object;  // sealed
    Outcome bytes = Outcome::Missing;
    std::optional<Instant> heldSince;  // time of a holding that names it
};

// What the caller saw. Record and certificate were opened by their own functions, which check what
// they can by themselves.
struct Evidence {
    const Record* record = nullptr;                  // openEnvelope or openDisclosed
    const Bundle* bundle = nullptr;                  // newest
    const DeviceCertificate* certificate = nullptr;  // openDeviceCertificate; null: not there
    std::optional<PublicKey>
        laterLedgerKey;  // of ledgers after the first: as certified by the ledger before
    const PersonKey* personKey =
        nullptr;  // the ledger's own record about the author's key; null: not there
    Outcome ledger = Outcome::Missing;
    Outcome sequence = Outcome::Missing;
    std::vector<Witnessed> witnesses;
    std::optional<Instant> beacon;
    std::vector<OriginalSeen> originals;
    std::optional<Instant> seenByDesk;
};

struct ExhibitVerdict {
    Verdict verdict = Verdict::Incomplete;
    std::vector<Checked>
        checks;  // one of each, in the order of Check; the worst when there were several
    TimeBracket time;
    std::vector<PartType> withheld;
    bool received = false;  // witnessed, and every original in a holding
    const Checked& at(Check check) const;
};

ExhibitVerdict judge(const Evidence& evidence);

// The ledger's signature in a person-key record: type PersonKey over person, LF, key.
bool certifies(const PersonKey& personKey, Realm realm, const PublicKey& ledgerKey);

}  // namespace cairn
