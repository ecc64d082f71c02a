#include "core/verdict.h"

#include <algorithm>

namespace cairn {

namespace {

// The device number in "[E-]S<site's device>-<n>-<device>-<n>-<letter>".
std::optional<std::uint32_t> deviceOf(std::string_view exhibit) {
    const auto letter = exhibit.rfind('-');
    if (letter == std::string_view::npos || letter == 0) return {};
    const auto number = exhibit.rfind('-', letter - 1);
    if (number == std::string_view::npos || number == 0) return {};
    const auto device = exhibit.rfind('-', number - 1);
    if (device == std::string_view::npos) return {};
    std::uint64_t value = 0;
    for (const char c : exhibit.substr(device + 1, number - device - 1)) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
        if (value > UINT32_MAX) return {};
    }
    return static_cast<std::uint32_t>(value);
}

const PartSlot* slotOf(const Record& record, PartType type) {
    for (const auto& slot : record.parts)
        if (slot.type == static_cast<std::uint32_t>(type)) return &slot;
    return nullptr;
}

Outcome certificate(const Evidence& evidence) {
    if (!evidence.certificate) return Outcome::Missing;
    return evidence.certificate->voucher.device == evidence.record->head.id.device
               ? Outcome::Holds
               : Outcome::Contradicts;
}

Outcome standing(const Evidence& evidence) {
    const auto& id = evidence.record->head.id;
    const auto revocation = evidence.bundle->revocation(id.device, id.ledger);
    if (!revocation) return Outcome::Holds;
    const auto note = Note::parse(text(revocation->cutOff));
    if (!note) return Outcome::Suspended;  // nothing of it counts
    const auto last = Checkpoint::parseBody(note->text);
    const bool before =
        last && id.sequence < last->size &&
        last->origin == LedgerName{evidence.record->head.realm, evidence.record->head.operation,
                                   id.device, id.ledger}
                            .origin();
    return before ? Outcome::Holds : Outcome::Suspended;
}

Outcome realm(const Evidence& evidence) {
    const auto& head = evidence.record->head;
    const bool same =
        head.realm == evidence.bundle->realm && head.operation == evidence.bundle->operation &&
        (!evidence.certificate || (evidence.certificate->voucher.realm == head.realm &&
                                   evidence.certificate->voucher.operation == head.operation));
    return same ? Outcome::Holds : Outcome::Contradicts;
}

std::optional<PublicKey> ledgerKey(const Evidence& evidence) {
    if (evidence.record->head.id.ledger != 1) return evidence.laterLedgerKey;
    if (!evidence.certificate) return {};
    return evidence.certificate->keys.ledgerKey;
}

Outcome signature(const Evidence& evidence) {
    const auto key = ledgerKey(evidence);
    if (!key) return Outcome::Missing;
    return *key == evidence.record->ledgerKey ? Outcome::Holds : Outcome::Contradicts;
}

Outcome number(const Evidence& evidence) {
    const auto* slot = slotOf(*evidence.record, PartType::Subject);
    if (!slot) return Outcome::NotAsked;
    if (!slot->bytes) return Outcome::Withheld;
    const auto* subject = evidence.record->part<Subject>();
    if (!subject) return Outcome::Contradicts;
    const bool own =
        isExhibitNumber(subject->exhibit) &&
        deviceOf(subject->exhibit) == evidence.record->head.id.device &&
        (subject->exhibit.rfind("E-", 0) == 0) == (evidence.record->head.realm == Realm::Exercise);
    return own ? Outcome::Holds : Outcome::Contradicts;
}

Outcome author(const Evidence& evidence) {
    const auto* slot = slotOf(*evidence.record, PartType::Author);
    if (!slot) return Outcome::Missing;
    if (!slot->bytes) return Outcome::Withheld;
    const auto* signedBy = evidence.record->part<Author>();
    if (!signedBy) return Outcome::Contradicts;
    if (!evidence.personKey) return Outcome::Missing;
    const bool certified =
        evidence.personKey->key == signedBy->key &&
        evidence.personKey->person == signedBy->person &&
        certifies(*evidence.personKey, evidence.record->head.realm, evidence.record->ledgerKey);
    return certified ? Outcome::Holds : Outcome::Contradicts;
}

struct Originals {
    Outcome bytes = Outcome::NotAsked;
    Outcome holding = Outcome::NotAsked;
    std::string bytesWhere, holdingWhere;
};

Originals originals(const Evidence& evidence) {
    Originals out;
    const auto* slot = slotOf(*evidence.record, PartType::Media);
    if (!slot) return out;
    if (!slot->bytes) {
        out.bytes = out.holding = Outcome::Withheld;
        return out;
    }
    const auto* media = evidence.record->part<Media>();
    if (!media || media->segments.empty()) {
        out.bytes = out.holding = Outcome::Contradicts;
        return out;
    }
    out.bytes = out.holding = Outcome::Holds;
    for (const auto& segment : media->segments) {
        const auto seen =
            std::ranges::find(evidence.originals, segment.object, &OriginalSeen::object);
        const bool found = seen != evidence.originals.end();
        const auto bytes = found ? seen->bytes : Outcome::Missing;
        const auto held = found && seen->heldSince ? Outcome::Holds : Outcome::Missing;
        if (bytes > out.bytes) out.bytes = bytes, out.bytesWhere = segment.object.hex();
        if (held > out.holding) out.holding = held, out.holdingWhere = segment.object.hex();
    }
    return out;
}

}  // namespace

const char* name(Verdict verdict) {
    switch (verdict) {
        case Verdict::Valid:
            return "valid";
        case Verdict::Incomplete:
            return "incomplete";
        case Verdict::Quarantined:
            return "quarantined";
        case Verdict::Invalid:
            return "invalid";
    }
    return "invalid";
}

const char* name(Check check) {
    switch (check) {
        case Check::Certificate:
            return "certificate";
        case Check::Standing:
            return "standing";
        case Check::Realm:
            return "realm";
        case Check::LedgerKey:
            return "ledger_key";
        case Check::Number:
            return "number";
        case Check::Author:
            return "author";
        case Check::Ledger:
            return "ledger";
        case Check::Sequence:
            return "sequence";
        case Check::Original:
            return "original";
        case Check::Witness:
            return "witness";
        case Check::Holding:
            return "holding";
        case Check::Beacon:
            return "beacon";
    }
    return "unknown";
}

const char* name(Outcome outcome) {
    switch (outcome) {
        case Outcome::Holds:
            return "holds";
        case Outcome::NotAsked:
            return "not_asked";
        case Outcome::Withheld:
            return "withheld";
        case Outcome::Missing:
            return "missing";
        case Outcome::Contradicts:
            return "contradicts";
        case Outcome::Suspended:
            return "suspended";
    }
    return "contradicts";
}

Verdict worse(Verdict a, Verdict b) { return std::max(a, b); }

const Checked& ExhibitVerdict::at(Check check) const {
    return checks[static_cast<std::size_t>(check)];
}

bool certifies(const PersonKey& personKey, Realm realm, const PublicKey& ledgerKey) {
    Bytes message = copy(view(personKey.person));
    message.push_back('\n');
    append(message, personKey.key.view());
    return verify(ledgerKey, realm, SignatureType::PersonKey, message, personKey.ledgerSignature);
}

ExhibitVerdict judge(const Evidence& evidence) {
    ExhibitVerdict out;
    const auto& record = *evidence.record;
    const auto set = [&](Check check, Outcome outcome, std::string where = {}) {
        out.checks.push_back({check, outcome, std::move(where)});
    };
    for (const auto& slot : record.parts)
        if (!slot.bytes) out.withheld.push_back(static_cast<PartType>(slot.type));

    if (evidence.beacon) out.time.recordNotBefore = evidence.beacon;
    if (record.head.origin == static_cast<std::uint32_t>(Origin::Captured))
        out.time.notBefore = record.head.stamp.gnss.value_or(record.head.stamp.wall);
    for (const auto& witness : evidence.witnesses) {
        if (witness.size <= record.head.id.sequence) continue;
        if (!out.time.notAfter || witness.time < *out.time.notAfter)
            out.time.notAfter = witness.time;
    }
    out.time.seenByDesk = evidence.seenByDesk;

    const auto media = originals(evidence);
    const auto beacon = !evidence.beacon           ? Outcome::Missing
                        : out.time.contradictory() ? Outcome::Contradicts
                                                   : Outcome::Holds;
    const auto where = record.head.id.text();
    set(Check::Certificate, certificate(evidence), std::to_string(record.head.id.device));
    set(Check::Standing, standing(evidence), std::to_string(record.head.id.device));
    set(Check::Realm, realm(evidence), where);
    set(Check::LedgerKey, signature(evidence), where);
    set(Check::Number, number(evidence), where);
    set(Check::Author, author(evidence), where);
    set(Check::Ledger, evidence.ledger, where);
    set(Check::Sequence, evidence.sequence, where);
    set(Check::Original, media.bytes, media.bytesWhere);
    set(Check::Witness, out.time.notAfter ? Outcome::Holds : Outcome::Missing, where);
    set(Check::Holding, media.holding, media.holdingWhere);
    set(Check::Beacon, beacon, record.head.stamp.beacon.hex());

    out.verdict = Verdict::Valid;
    for (const auto& checked : out.checks) {
        if (checked.outcome == Outcome::Contradicts)
            out.verdict = worse(out.verdict, Verdict::Invalid);
        if (checked.outcome == Outcome::Suspended)
            out.verdict = worse(out.verdict, Verdict::Quarantined);
        if (checked.outcome == Outcome::Missing)
            out.verdict = worse(out.verdict, Verdict::Incomplete);
    }
    out.received = out.at(Check::Witness).outcome == Outcome::Holds &&
                   (media.holding == Outcome::Holds || media.holding == Outcome::NotAsked);
    return out;
}

}  // namespace cairn
