// Headquarters' door, without sockets: checks who speaks and what is said, stores, witnesses. It
// holds no key that opens evidence. Idempotent everywhere: what was answered is durable, and the
// same question gives the same bytes. Thread-safe; memory does not grow with what is sent.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "core/clock.h"
#include "sync/archive.h"
#include "sync/headquarters.h"

namespace cairn {

// Who speaks, as transport and enrolment agree. Made by Intake::caller only.
struct Caller {
    std::uint32_t device = 0;
    Role role = Role::Tablet;
};

class Intake {
  public:
    // Both outlive it. Reads all enrolled devices.
    static Result<std::unique_ptr<Intake>> open(Headquarters& headquarters, Archive& archive,
                                                Clock& clock);
    ~Intake();

    Result<EnrolmentAnswer> enrol(const EnrolmentRequest& request);
    // The device that this transport key was enrolled for. Untrusted: unknown device or another
    // key; Revoked.
    Result<Caller> caller(std::string_view uri, const PublicKey& tlsKey) const;

    Result<LedgerState> ask(const Caller& caller, std::uint32_t ledger, std::uint64_t ownSize);
    Result<std::vector<BatchAnswer>> batches(const Caller& caller, std::uint32_t device,
                                             std::uint32_t ledger, std::uint64_t from,
                                             std::uint32_t limit) const;
    Result<BatchAnswer> offer(const Caller& caller, ByteView signedManifest);
    Result<void> put(const Caller& caller, const Part& part);
    Result<BatchAnswer> commit(const Caller& caller, const BatchId& batch);
    Result<std::vector<Parcel>> deliveries(const Caller& caller,
                                           const std::vector<RecordId>& lastHeld,
                                           std::uint32_t limit) const;

    Result<Survey> survey(const Caller& caller, std::uint32_t generation,
                          std::uint32_t afterDevice) const;
    Result<EntryPage> entries(const Caller& caller, std::uint32_t device, std::uint32_t ledger,
                              std::uint64_t from) const;
    Result<std::vector<Bytes>> quarantined(const Caller& caller, std::uint32_t device,
                                           std::uint32_t ledger) const;
    Result<std::unique_ptr<File>> object(const Caller& caller, const Digest& name) const;

  private:
    struct State;
    explicit Intake(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
