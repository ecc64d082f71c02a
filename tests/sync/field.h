// A headquarters on a disk in memory, and devices whose records are noise: the intake cannot read
// them anyway.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/ledger_file.h"
#include "sync/intake.h"
#include "sync/local_channel.h"
#include "tests/testkit/simulated_clock.h"
#include "tests/testkit/simulated_disk.h"

namespace cairn {

class FieldDevice {
  public:
    EnrolmentCode code;
    SigningKey ledgerKey, tlsKey;
    Identity identity;
    LedgerName name;
    Caller caller;
    Bytes certificate, tlsCertificate, firstWitness;
    std::vector<Entry> entries;
    std::map<Digest, Bytes> objects;

    FieldDevice twin() const;  // the same keys and records: a copied card
    // A record that names objects of these sizes.
    void record(std::initializer_list<std::size_t> objectBytes = {},
                std::vector<std::uint32_t> to = {});
    Batch batch(std::uint64_t begin, std::uint64_t end) const;
    Batch batch() const { return batch(0, entries.size()); }
    std::vector<Digest> leaves() const;
};

class Field {
  public:
    explicit Field(Realm realm = Realm::Exercise, std::unique_ptr<SimulatedDisk> disk = nullptr);

    std::unique_ptr<SimulatedDisk> disk;
    SimulatedClock clock;
    std::unique_ptr<Headquarters> headquarters;
    std::unique_ptr<Archive> archive;
    std::unique_ptr<Intake> intake;

    // As after a kill -9: everything in memory is gone, the disk is as it is.
    void restart();

    std::string code(Role role = Role::Tablet) const;
    FieldDevice newDevice(Role role = Role::Tablet) const;  // has a code, not enrolled
    EnrolmentRequest request(const FieldDevice& device) const;
    FieldDevice enrolled(Role role = Role::Tablet) const;

    // Every missing range of what was answered, in parts of that size.
    Result<void> give(const FieldDevice& device, const BatchAnswer& answer,
                      std::size_t partBytes = kMaxPart) const;
    std::vector<std::string> alarms() const;
    bool holds(const Digest& object) const;
};

Part partOf(const Digest& object, ByteView whole, std::uint64_t offset, std::size_t length);

template <class T>
Code codeOf(const Result<T>& result) {
    return result ? Code::Internal : result.error().code;
}

}  // namespace cairn
