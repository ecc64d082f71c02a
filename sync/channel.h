// What a device can say to headquarters, whatever carries it: gRPC (grpc_channel.h) or a call in
// the same process (local_channel.h). Every verb may be repeated and gives the same result; what
// was answered is durable at headquarters.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/domain.h"
#include "core/ledger_file.h"
#include "core/result.h"
#include "core/trust.h"
#include "sync/batch.h"

namespace cairn {

// First without a certificate (answers bundles and voucher), then with one. certificate:
// DeviceCertificate; checkpoint: note over size 0.
struct EnrolmentRequest {
    PublicKey codeKey;
    Bytes certificate;
    Bytes checkpoint;
};
struct EnrolmentAnswer {
    std::vector<Bytes> bundles;  // genesis first, each next one its successor
    Bytes voucher;
    Bytes tlsCertificate;  // PEM, when a certificate was sent
    Bytes firstWitness;    // the checkpoint, cosigned
};

struct ByteRange {
    std::uint64_t begin = 0, end = 0;
    bool operator==(const ByteRange&) const = default;
};
struct Lacking {
    Digest object;
    std::uint64_t bytes = 0;         // whole size
    std::vector<ByteRange> missing;  // at most kMaxRanges; ask again after those
    static constexpr std::size_t kMaxRanges = 64;
};

// One batch as headquarters has it: the two parts of the receipt, and what is missing for the
// second.
struct BatchAnswer {
    enum class Outcome : std::uint8_t {
        Kept = 1,         // records durable: witness is there. holding is empty while objects lack
        Gap = 2,          // begins after what is held: send from `size` on. Nothing was kept
        Quarantined = 3,  // contradicts the ledger held: kept apart, never witnessed
    };
    Outcome outcome = Outcome::Kept;
    BatchId id;
    Digest manifest;
    std::uint64_t size = 0;  // records of this ledger at headquarters
    Bytes witness;
    Bytes holding;
    std::vector<Lacking> lacking;
};

struct LedgerState {
    std::uint32_t device = 0, ledger = 0;
    std::uint64_t size = 0;
    bool quarantined = false;  // something of it was kept apart
};

// A range of bytes of an object that some accepted manifest names. offset: multiple of kPartUnit;
// length too, or up to the end.
struct Part {
    Digest object;
    std::uint64_t offset = 0;
    Bytes bytes;    // at most kMaxPart
    Digest digest;  // of bytes
};
inline constexpr std::uint64_t kPartUnit = 64 * 1024;
inline constexpr std::uint64_t kMaxPart = 1 << 20;

class PartStream {
  public:
    virtual ~PartStream() = default;
    // Returns when the part is on its way. An error ends the stream; headquarters keeps what
    // reached it.
    virtual Result<void> send(Part part) = 0;
    virtual Result<void> finish() = 0;  // every part sent has been received
};

struct Survey {
    std::vector<Bytes> bundles;  // those after the generation asked with
    std::vector<Bytes>
        certificates;  // DeviceCertificate, of devices above the one asked with; at most 256
    std::vector<Bytes> firstWitnesses;  // beside each: its cosigned checkpoint over size 0
    std::vector<LedgerState> ledgers;   // of the same devices
    bool more = false;
};

struct EntryPage {
    std::vector<Entry> entries;  // from the sequence asked for to the end of the batch that holds
                                 // it; empty: nothing more
    Bytes witness;               // over the last of them
};

struct Parcel {  // a record addressed to the caller, with what proves it
    RecordId record;
    Digest leaf;
    Bytes sealedRecord;
    Proof proof;       // inclusion in the checkpoint
    Bytes checkpoint;  // cosigned
    Bytes certificate;
};

class IntakeChannel {
  public:
    virtual ~IntakeChannel() = default;
    virtual Result<EnrolmentAnswer> enrol(const EnrolmentRequest& request) = 0;

    // The caller's own ledgers. `ownSize`: so that headquarters sees a ledger that shrank.
    virtual Result<LedgerState> ask(std::uint32_t ledger, std::uint64_t ownSize) = 0;
    // Batches of the caller's ledger that end after `from`, in order, a page of at most `limit`,
    // without what they lack.
    virtual Result<std::vector<BatchAnswer>> batches(std::uint32_t device, std::uint32_t ledger,
                                                     std::uint64_t from, std::uint32_t limit) = 0;
    virtual Result<BatchAnswer> offer(ByteView signedManifest) = 0;
    virtual Result<std::unique_ptr<PartStream>> putParts() = 0;
    virtual Result<BatchAnswer> commit(const BatchId& batch) = 0;  // NotFound: offer it

    // Records addressed to the caller, in order, each ledger after the last record held of it; at
    // most `limit`.
    virtual Result<std::vector<Parcel>> deliveries(const std::vector<RecordId>& lastHeld,
                                                   std::uint32_t limit) = 0;

    // A review desk's. Refused to others (batches too, for another's ledger).
    virtual Result<Survey> survey(std::uint32_t generation, std::uint32_t afterDevice) = 0;
    virtual Result<EntryPage> entries(std::uint32_t device, std::uint32_t ledger,
                                      std::uint64_t from) = 0;
    virtual Result<std::vector<Bytes>> quarantined(std::uint32_t device,
                                                   std::uint32_t ledger) = 0;  // signed manifests
    virtual Result<void> fetch(const Digest& object, std::uint64_t offset,
                               const std::function<Result<void>(ByteView)>& to) = 0;
};

}  // namespace cairn
