#include "core/bag_trust.h"

#include <algorithm>

namespace cairn {

namespace {

constexpr std::uint64_t kMaxBundle = 256u << 10;
constexpr std::uint64_t kMaxCertificate = 16u << 10;
constexpr std::uint64_t kMaxNote = 64u << 10;
constexpr std::uint64_t kMaxHolding = 128u << 10;
constexpr std::uint64_t kMaxRecord = 256u << 10;

}  // namespace

BagTrust::BagTrust(BagFiles& bag, const std::optional<Digest>& roots)
    : bag_(bag), list_(*bag.list()) {
    readTrust(roots);
    readCertificates();
    readNotes();
    readHoldings();
}

const BagTrust::NoteSeen* BagTrust::note(const Digest& digest) const {
    const auto found = notes_.find(digest);
    return found == notes_.end() ? nullptr : &found->second;
}

std::optional<Instant> BagTrust::heldSince(const Digest& object) const {
    const auto found = held_.find(object);
    return found == held_.end() ? std::nullopt : std::optional(found->second);
}

void BagTrust::readTrust(const std::optional<Digest>& roots) {
    Digest last;
    for (std::uint32_t generation = 1;; ++generation) {
        const std::string path = "cairn/bundle/" + std::to_string(generation) + ".pb";
        if (!bag_.listed(path)) {
            if (generation == 1)
                bag_.add(Severity::Alarm,
                         "The export does not say whose it is: the first bundle is missing.", path);
            break;
        }
        const auto bytes = bag_.load(path, kMaxBundle);
        if (!bytes) {
            bundle_.reset();
            return;
        }
        const Digest digest = sha256(*bytes);
        if (generation == 1) genesis_ = digest;
        auto bundle =
            generation == 1 ? openGenesis(*bytes, digest) : openSuccessor(*bytes, *bundle_, last);
        if (!bundle) {
            bag_.add(Severity::Alarm, "A bundle is not signed by the roots of the operation.",
                     path);
            bundle_.reset();
            return;
        }
        bundle_ = std::move(*bundle);
        last = digest;
    }
    if (roots && *roots != genesis_) {
        bag_.add(Severity::Alarm, "This export was made under other roots than those you trust.",
                 genesis_.hex());
    }
    if (bundle_ && (bundle_->realm != list_.realm || bundle_->operation != list_.operation)) {
        bag_.add(Severity::Alarm, "The export names another operation than its bundle.",
                 "cairn/export.txt");
    }
    if (bundle_ && bag_.listedBelow("cairn/bundle/").size() != bundle_->generation) {
        bag_.add(Severity::Alarm, "A bundle does not follow the one before it.", "cairn/bundle");
    }
}

void BagTrust::readCertificates() {
    for (const std::string& path : bag_.listedBelow("cairn/certificates/")) {
        const auto bytes = bag_.load(path, kMaxCertificate);
        if (!bytes || !bundle_) continue;
        auto certificate = openDeviceCertificate(*bytes, *bundle_, genesis_);
        if (!certificate) {
            bag_.add(Severity::Alarm, "A device's certificate does not hold under these roots.",
                     path);
            continue;
        }
        const std::uint32_t device = certificate->voucher.device;
        if (path != "cairn/certificates/" + std::to_string(device) + ".pb") {
            bag_.add(Severity::Alarm, "A certificate is that of another device than its name says.",
                     path);
            continue;
        }
        certificates_.emplace(device, std::move(*certificate));
    }
}

// The first ledger's key stands in the certificate. Nothing in a bag of this version certifies that
// of a later one.
std::optional<PublicKey> BagTrust::keyOf(const RecordId& id) const {
    const auto found = certificates_.find(id.device);
    if (found == certificates_.end() || id.ledger != 1) return {};
    return found->second.keys.ledgerKey;
}

std::optional<BagTrust::NoteSeen> BagTrust::readNote(ByteView bytes, const std::string& where) {
    const auto note = Note::parse(text(bytes));
    const auto checkpoint =
        note ? Checkpoint::parseBody(note->text) : Result<Checkpoint>(note.error());
    const auto name =
        checkpoint ? LedgerName::parse(checkpoint->origin) : Result<LedgerName>(checkpoint.error());
    if (!name) {
        bag_.add(Severity::Alarm, "A checkpoint cannot be read.", where);
        return {};
    }
    if (name->realm != bundle_->realm || name->operation != bundle_->operation) {
        bag_.add(Severity::Alarm, "A checkpoint is of another operation.", where);
        return {};
    }
    NoteSeen seen{*name, *checkpoint, false, {}};
    if (const auto key = keyOf({name->device, name->ledger, 0})) {
        if (!openCheckpoint(*note, *key)) {
            bag_.add(Severity::Alarm, "A checkpoint is not signed by its ledger.", where);
            return {};
        }
        seen.byLedger = true;
    }
    for (const ReceiptKey& witness : bundle_->receiptKeys) {
        const auto time = checkCosignature(*note, witness.name, witness.key);
        if (!time && time.error().code == Code::NotFound) continue;
        // Cosignatures tell whole seconds.
        const bool inTime = time && time->unixMs >= witness.from.unixMs / 1000 * 1000 &&
                            (!witness.until || *time <= *witness.until);
        if (!inTime) {
            bag_.add(Severity::Alarm, "A receipt of headquarters does not hold.", where);
            return {};
        }
        if (!seen.cosigned || *time < *seen.cosigned) seen.cosigned = *time;
    }
    return seen;
}

void BagTrust::readNotes() {
    std::map<std::pair<std::string, std::uint64_t>, Digest> trees;
    for (const std::string& path : bag_.listedBelow("cairn/notes/")) {
        const auto bytes = bag_.load(path, kMaxNote);
        if (!bytes || !bundle_) continue;
        const Digest digest = sha256(*bytes);
        if (path != "cairn/notes/" + digest.hex() + ".txt") {
            bag_.add(Severity::Alarm, "A checkpoint does not have the name that its bytes give it.",
                     path);
            continue;
        }
        auto seen = readNote(*bytes, path);
        if (!seen) continue;
        const auto [tree, added] = trees.emplace(
            std::pair(seen->checkpoint.origin, seen->checkpoint.size), seen->checkpoint.root);
        if (!added && tree->second != seen->checkpoint.root) {
            bag_.add(Severity::Alarm, "Two checkpoints show two histories of one ledger.", path);
        }
        notes_.emplace(digest, std::move(*seen));
    }
}

void BagTrust::readHoldings() {
    for (const std::string& path : bag_.listedBelow("cairn/holdings/")) {
        const auto bytes = bag_.load(path, kMaxHolding);
        if (!bytes || !bundle_) continue;
        const auto holding = openHolding(*bytes, *bundle_);
        if (!holding || path != "cairn/holdings/" + sha256(*bytes).hex() + ".pb") {
            bag_.add(Severity::Alarm, "A receipt of headquarters for originals does not hold.",
                     path);
            continue;
        }
        for (const Digest& object : holding->objects) {
            const auto [held, added] = held_.emplace(object, holding->time);
            if (!added) held->second = std::min(held->second, holding->time);
        }
    }
}

std::optional<Record> BagTrust::openRecord(const DisclosedRecord& from, const std::string& where) {
    const auto head = peekHead(from.signedRecord);
    if (!head) {
        bag_.add(Severity::Alarm, "A record cannot be read.", where);
        return {};
    }
    const auto key = keyOf(head->id);
    if (!key) {
        unvouched_.insert(head->id);
        bag_.add(Severity::Incomplete, "No certificate says who this device is.", where);
        return {};
    }
    std::vector<Bytes> parts;
    for (const auto& part : from.parts) {
        if (part) parts.push_back(*part);
    }
    auto record = openDisclosed(from.signedRecord, parts, *key);
    if (!record) {
        bag_.add(Severity::Alarm, "A record is not what was signed.", where);
        return {};
    }
    // Which parts are shown is said twice, by the list of parts and by their bytes.
    bool agrees = record->parts.size() == from.parts.size();
    for (std::size_t i = 0; agrees && i < from.parts.size(); ++i) {
        agrees = from.parts[i].has_value() == record->parts[i].bytes.has_value() &&
                 (!from.parts[i] || *from.parts[i] == *record->parts[i].bytes);
    }
    if (!agrees) {
        bag_.add(Severity::Alarm, "The parts of a record are not those that its head names.",
                 where);
        return {};
    }
    if (record->head.realm != bundle_->realm || record->head.operation != bundle_->operation) {
        bag_.add(Severity::Alarm, "A record is of another operation.", where);
        return {};
    }
    return std::move(*record);
}

Outcome BagTrust::inLedger(const Record& record, const DisclosedRecord& from,
                           const Checkpoint& checkpoint) const {
    const LedgerName name{record.head.realm, record.head.operation, record.head.id.device,
                          record.head.id.ledger};
    const bool stands = checkpoint.origin == name.origin() && from.size == checkpoint.size &&
                        checkInclusion(record.head.id.sequence, checkpoint.size, record.leaf,
                                       from.proof, checkpoint.root);
    return stands ? Outcome::Holds : Outcome::Contradicts;
}

std::optional<DisclosedRecord> BagTrust::loadRecord(const std::string& path) {
    const auto bytes = bag_.load(path, kMaxRecord);
    if (!bytes) return {};
    auto from = parseDisclosedRecord(*bytes);
    if (from) return std::move(*from);
    bag_.add(Severity::Alarm, "A record's file cannot be read.", path);
    return {};
}

}  // namespace cairn
