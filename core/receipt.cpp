#include "core/receipt.h"

namespace cairn {
namespace {

// Time of the first good cosignature by a receipt key of the bundle, within that key's term.
Result<Instant> countersigned(const Note& note, const Bundle& bundle) {
    for (const auto& key : bundle.receiptKeys) {
        const auto at = checkCosignature(note, key.name, key.key);
        if (!at && at.error().code == Code::NotFound) continue;
        if (!at) return at.error();
        // The cosignature's time has whole seconds.
        if (at->unixMs + 999 < key.from.unixMs || (key.until && *at > *key.until))
            return Error{Code::Expired, "receipt key", key.name};
        return *at;
    }
    return Error{Code::BadSignature, "checkpoint", "no receipt key of the bundle countersigned it"};
}

Result<void> checkOrigin(const std::string& origin, const LedgerName& expected) {
    const auto name = TRY(LedgerName::parse(origin));
    if (name.realm != expected.realm)
        return Error{Code::WrongRealm, "checkpoint", cairn::name(name.realm)};
    if (name.operation != expected.operation)
        return Error{Code::WrongOperation, "checkpoint", name.operation};
    if (name != expected) return Error{Code::Refused, "checkpoint", "of ledger " + name.origin()};
    return {};
}

struct WitnessedCheckpoint {
    Checkpoint checkpoint;
    Instant at;
};

Result<WitnessedCheckpoint> openWitnessed(ByteView bytes, const Bundle& bundle,
                                          const LedgerName& of, const PublicKey& ledgerKey) {
    const auto note = TRY(Note::parse(text(bytes)));
    const auto checkpoint = TRY(openCheckpoint(note, ledgerKey));
    TRY(checkOrigin(checkpoint.origin, of));
    const Instant at = TRY(countersigned(note, bundle));
    return WitnessedCheckpoint{checkpoint, at};
}

Result<void> checkStanding(const Bundle& bundle, const RecordId& id) {
    const auto revocation = bundle.revocation(id.device, id.ledger);
    if (!revocation) return {};
    const Error revoked{Code::Revoked, "device", std::to_string(id.device)};
    if (revocation->cutOff.empty()) return revoked;
    const auto note = TRY(Note::parse(text(revocation->cutOff)));
    const auto cutOff = TRY(Checkpoint::parseBody(note.text));
    if (id.sequence >= cutOff.size) return revoked;
    return {};
}

}  // namespace

Result<ReceiptFacts> checkReceipt(const ReceiptPart& receipt, const Bundle& bundle,
                                  const LedgerName& of, const PublicKey& ledgerKey) {
    ReceiptFacts out;
    out.device = of.device;
    out.ledger = of.ledger;
    if (!receipt.witness.empty()) {
        const auto witnessed = TRY(openWitnessed(receipt.witness, bundle, of, ledgerKey));
        out.witnessed = witnessed.checkpoint;
        out.witnessedAt = witnessed.at;
    }
    if (!receipt.holding.empty()) {
        const auto holding = TRY(openHolding(receipt.holding, bundle));
        if (holding.realm != of.realm)
            return Error{Code::WrongRealm, "holding", name(holding.realm)};
        if (holding.operation != of.operation)
            return Error{Code::WrongOperation, "holding", holding.operation};
        if (holding.device != of.device || holding.ledger != of.ledger)
            return Error{Code::Refused, "holding",
                         "for device " + std::to_string(holding.device) + ", ledger " +
                             std::to_string(holding.ledger)};
        out.held = holding.objects;
        out.heldAt = holding.time;
    }
    return out;
}

Result<DeliveryFacts> checkDelivery(const Delivery& delivery, const Bundle& bundle,
                                    const Digest& genesis) {
    auto certificate = TRY(openDeviceCertificate(delivery.certificate, bundle, genesis));
    const auto& id = delivery.record;
    if (certificate.voucher.device != id.device)
        return Error{Code::Untrusted, "delivery", "the certificate is another device's"};
    if (id.ledger != 1)
        return Error{Code::Untrusted, "delivery",
                     "no certificate for ledger " + std::to_string(id.ledger)};
    TRY(checkStanding(bundle, id));
    auto record = TRY(openEnvelope(delivery.envelope, certificate.keys.ledgerKey));
    if (record.head.realm != bundle.realm)
        return Error{Code::WrongRealm, "delivery", name(record.head.realm)};
    if (record.head.operation != bundle.operation)
        return Error{Code::WrongOperation, "delivery", record.head.operation};
    if (record.head.id != id)
        return Error{Code::Corrupt, "delivery",
                     "the record says that it is " + record.head.id.text()};
    const LedgerName ledger{bundle.realm, bundle.operation, id.device, id.ledger};
    const auto witnessed =
        TRY(openWitnessed(delivery.checkpoint, bundle, ledger, certificate.keys.ledgerKey));
    TRY(checkInclusion(id.sequence, witnessed.checkpoint.size, record.leaf, delivery.proof,
                       witnessed.checkpoint.root));
    return DeliveryFacts{std::move(certificate), std::move(record), witnessed.at};
}

}  // namespace cairn
