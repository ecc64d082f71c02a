// What a receipt or a delivery proves to the device that holds it. Everything is checked here,
// whoever brought it: the courier is not believed. Pure functions. core/FORMAT.md, "Filed receipts
// and deliveries".
#pragma once

#include <optional>
#include <vector>

#include "core/ledger.h"
#include "core/record.h"
#include "core/trust.h"

namespace cairn {

struct ReceiptFacts {
    std::uint32_t device = 0, ledger = 0;
    std::optional<Checkpoint> witnessed;  // countersigned
    std::optional<Instant> witnessedAt;   // HQ's clock
    std::vector<Digest> held;             // sealed objects
    std::optional<Instant> heldAt;        // HQ's clock
};

// `of` and `ledgerKey` say whose receipt it must be. BadSignature, WrongRealm, WrongOperation, or
// Refused: for another device or ledger. The caller compares the checkpoint's root with its own
// leaves, and the objects with those that the ledger names.
Result<ReceiptFacts> checkReceipt(const ReceiptPart& receipt, const Bundle& bundle,
                                  const LedgerName& of, const PublicKey& ledgerKey);

struct DeliveryFacts {
    DeviceCertificate from;
    Record record;
    Instant witnessedAt;  // HQ's clock, in the checkpoint that covers it
};

// A record of another device's ledger: certificate under the genesis, not revoked before it, ledger
// signature, place, inclusion in a checkpoint that HQ countersigned.
Result<DeliveryFacts> checkDelivery(const Delivery& delivery, const Bundle& bundle,
                                    const Digest& genesis);

}  // namespace cairn
