// Records as bytes: composing, signing, opening. Owns record.proto; nobody else includes its
// generated header. core/FORMAT.md, "Record". Pure functions. Limits: an envelope 64 KiB (128 KiB
// for a receipt or delivery, which carries what another signed, whole), a string 8 KiB, 32 parts;
// sizes are checked before protobuf sees a byte, and signatures before anything is believed. A
// record that exists outlives the program that reads it: unknown kinds and parts are kept as bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/bytes.h"
#include "core/domain.h"
#include "core/signature.h"

namespace cairn {

inline constexpr std::size_t kMaxOwnEnvelope = 64 * 1024;  // of every kind but Receipt and Delivery
inline constexpr std::size_t kMaxEnvelope = 128 * 1024;
inline constexpr std::size_t kMaxParts = 32;
inline constexpr std::size_t kPartSalt = 32;

// Type numbers are the field numbers of record.proto's Part.
enum class PartType : std::uint32_t {
    Author = 2,
    Fix = 3,
    Subject = 4,
    Text = 5,
    Media = 6,
    Source = 7,
    Custody = 8,
    Countersign = 9,
    Link = 10,
    Session = 11,
    Person = 12,
    Receipt = 13,
    Delivery = 14,
    Confirmation = 15,
    Decision = 16,
    Export = 17,
    LedgerOpening = 18,
    Site = 19,
};
const char* name(PartType type);

struct Author {
    std::string person;
    PublicKey key;
    Signature signature;
};
struct Link {
    struct Target {
        std::uint64_t sequence = 0;
        std::uint32_t segment = 0;
    };
    std::string relation;
    RecordId record;
    std::vector<Target> targets;
    std::optional<Digest> object, otherObject;
};
struct SessionInfo {
    std::string program, version, build, system, deviceModel, vocabulary;
    Digest vocabularyDigest;
    Digest bundle;
};
struct PersonKey {
    std::string person;
    PublicKey key;
    Signature ledgerSignature;
};
// Certifies a person's key by the ledger it signs in.
PersonKey certifyPerson(std::string person, const PublicKey& key, const SigningKey& ledgerKey,
                        Realm realm);
struct LedgerOpening {
    std::uint32_t previousLedger = 0;
    Bytes checkpoint;
    std::string reason;
    PublicKey key;
    std::optional<Signature> keySignature;
};
struct ReceiptPart {
    Bytes witness;
    Bytes holding;
};
struct Delivery {
    Bytes envelope;
    RecordId record;
    Proof proof;
    Bytes checkpoint;
    Bytes certificate;
};
struct Confirmation {
    std::uint32_t device = 0, ledger = 0;
    Bytes checkpoint;
    std::vector<Digest> objects;
    std::uint64_t fromSequence = 0, toSequence = 0;  // [from, to): records opened
};
struct Decision {
    std::string exhibit;
    RecordId record;
    Digest leaf;
    ReviewOutcome outcome = ReviewOutcome::Accepted;
    std::string reason;
};
struct ExportStatement {
    struct File {
        std::string path;
        Digest sha256;
        std::uint64_t bytes = 0;
    };
    struct Exhibit {
        std::string exhibit;
        RecordId record;
        std::vector<PartType> withheld;
        std::string original;
    };
    struct Range {
        std::uint32_t device = 0, ledger = 0;
        std::uint64_t begin = 0, end = 0;
    };
    std::vector<File> files;
    std::vector<Exhibit> exhibits;
    std::vector<Range> ranges;
    std::string purpose;
    std::optional<Digest> fileList;  // instead of files, when the list is a file of its own
};

using PartContent = std::variant<std::monostate, Author, Fix, Subject, TextNote, Media, SourceFile,
                                 Link, SessionInfo, PersonKey, LedgerOpening, ReceiptPart, Delivery,
                                 Confirmation, Decision, ExportStatement, Site>;

struct Head {
    Realm realm = Realm::Exercise;
    std::string operation;
    RecordId id;
    std::uint32_t kind = 0;  // Kind, or a number this program does not know
    std::uint64_t kindCount = 0;
    std::uint32_t origin = 0;
    std::uint64_t session = 0;
    std::string compartment = "operation";
    Stamp stamp;
    std::optional<std::uint64_t> corrects;
    ReasonCode reason = ReasonCode::NotSaid;
    bool is(Kind k) const { return kind == static_cast<std::uint32_t>(k); }
};

struct PartSlot {
    std::uint32_t type = 0;
    Digest digest;
    std::optional<Bytes> bytes;  // absent: withheld
    PartContent content;         // monostate when withheld or unknown
};

struct Record {
    Head head;
    std::vector<PartSlot> parts;
    Bytes signedRecord;  // exact bytes
    Digest leaf;
    PublicKey ledgerKey;  // that verified it

    template <class T>
    const T* part() const {
        for (const auto& slot : parts)
            if (const auto* found = std::get_if<T>(&slot.content)) return found;
        return nullptr;
    }
};

// Makes a record. The author part is added here when a person key is given: it signs the digests of
// all other parts.
struct Composed {
    Bytes envelope;
    Bytes signedRecord;
    Digest leaf;
};
struct PersonSigner {
    std::string person;
    const SigningKey* key = nullptr;
};
Result<Composed> compose(const Head& head, const std::vector<PartContent>& parts,
                         const SigningKey& ledgerKey, const PersonSigner& author);

// Opens an envelope (whole, or with parts withheld), or a signed record with whatever parts are
// disclosed. Checks sizes, ledger signature, every disclosed part's digest and the author's
// signature. BadSignature / Corrupt / TooLarge / Malformed otherwise.
Result<Record> openEnvelope(ByteView envelope, const PublicKey& ledgerKey);
Result<Record> openDisclosed(ByteView signedRecord, const std::vector<Bytes>& parts,
                             const PublicKey& ledgerKey);

// Head of a signed record whose ledger key is not known yet (routing only; believe nothing).
Result<Head> peekHead(ByteView signedRecord);

struct EnvelopePieces {
    Bytes signedRecord;
    std::vector<Bytes> parts;
};
Result<EnvelopePieces> splitEnvelope(ByteView envelope);

}  // namespace cairn
