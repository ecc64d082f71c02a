// What the courier asks of the owner of a ledger, tablet or desk: what still waits for a receipt,
// and to file what came. Nothing is remembered outside the ledger and its index. The owner's
// thread.
#pragma once

#include <cstdint>
#include <memory>

#include "core/desk.h"
#include "core/locker.h"

namespace cairn {

class Outbox {
  public:
    virtual ~Outbox() = default;
    virtual Recorder& recorder() = 0;
    virtual Catalog& catalog() = 0;
    virtual Result<void> fileReceipt(Bytes witness, Bytes holding) = 0;  // either may be empty
    virtual Result<void> fileDelivery(Delivery delivery) = 0;
    virtual void noteSent(const Digest& object, std::uint64_t bytes) = 0;
};

std::unique_ptr<Outbox> outboxOf(Locker& locker);
std::unique_ptr<Outbox> outboxOf(Desk& desk);

}  // namespace cairn
