#include "tests/sync/field.h"

#include <cstdlib>

namespace cairn {

void FieldDevice::record(std::initializer_list<std::size_t> objectBytes,
                         std::vector<std::uint32_t> to) {
    Entry entry;
    entry.sequence = entries.size();
    entry.leaf = leafHash(randomBytes(64));
    entry.sealedRecord = randomBytes(400);
    for (const auto size : objectBytes) {
        auto bytes = randomBytes(size);
        const auto digest = sha256(bytes);
        entry.objects.push_back({digest, size, {}});
        objects.emplace(digest, std::move(bytes));
    }
    entry.to = std::move(to);
    entries.push_back(std::move(entry));
}

FieldDevice FieldDevice::twin() const {
    return {{code.address, code.certificatePin, code.genesis, code.seed.clone()},
            ledgerKey.clone(),
            tlsKey.clone(),
            identity.clone(),
            name,
            caller,
            certificate,
            tlsCertificate,
            firstWitness,
            entries,
            objects};
}

std::vector<Digest> FieldDevice::leaves() const {
    std::vector<Digest> out;
    for (const auto& entry : entries) out.push_back(entry.leaf);
    return out;
}

Batch FieldDevice::batch(std::uint64_t begin, std::uint64_t end) const {
    const auto all = leaves();
    const auto tree = frontierAt(end, leavesOf(all)).value();
    return signBatch(name, begin, std::span(entries).subspan(begin, end - begin), tree, ledgerKey);
}

Field::Field(Realm realm, std::unique_ptr<SimulatedDisk> given)
    : disk(given ? std::move(given) : std::make_unique<SimulatedDisk>()) {
    headquarters = Headquarters::init(*disk, clock, "/hq", "/keys", "Stone Bridge", realm).value();
    restart();
}

void Field::restart() {
    intake.reset();
    archive.reset();
    headquarters.reset();
    headquarters = Headquarters::open(*disk, "/hq").value();
    archive = Archive::open(*disk, headquarters->archive()).value();
    intake = Intake::open(*headquarters, *archive, clock).value();
}

std::string Field::code(Role role) const {
    return headquarters->enrol(clock, "/keys", role, "hq.example.org:7443").value();
}

FieldDevice Field::newDevice(Role role) const {
    FieldDevice device{parseEnrolmentCode(code(role)).value(),
                       SigningKey::generate(),
                       SigningKey::generate(),
                       Identity::generate(),
                       {},
                       {},
                       {},
                       {},
                       {},
                       {},
                       {}};
    const auto codeKey = SigningKey::fromSeed(device.code.seed).value();
    const auto voucher = intake->enrol({codeKey.publicKey(), {}, {}}).value().voucher;
    const auto& bundle = headquarters->bundle();
    const auto opened = openVoucher(voucher, bundle, headquarters->genesis()).value();
    device.name = {bundle.realm, bundle.operation, opened.device, 1};
    device.caller = {opened.device, opened.role};
    device.certificate = certifyDevice(voucher,
                                       {{},
                                        device.ledgerKey.publicKey(),
                                        device.identity.recipient(),
                                        device.tlsKey.publicKey(),
                                        "Tablet"},
                                       codeKey, device.ledgerKey, bundle.realm)
                             .value();
    return device;
}

EnrolmentRequest Field::request(const FieldDevice& device) const {
    const Checkpoint empty{device.name.origin(), 0, Frontier().root()};
    return {SigningKey::fromSeed(device.code.seed).value().publicKey(), device.certificate,
            copy(view(signCheckpoint(empty, device.ledgerKey).encode()))};
}

FieldDevice Field::enrolled(Role role) const {
    auto device = newDevice(role);
    const auto answer = intake->enrol(request(device)).value();
    device.tlsCertificate = answer.tlsCertificate;
    device.firstWitness = answer.firstWitness;
    return device;
}

Part partOf(const Digest& object, ByteView whole, std::uint64_t offset, std::size_t length) {
    Part part{
        object, offset, copy(whole.subspan(offset, std::min(length, whole.size() - offset))), {}};
    part.digest = sha256(part.bytes);
    return part;
}

Result<void> Field::give(const FieldDevice& device, const BatchAnswer& answer,
                         std::size_t partBytes) const {
    for (const auto& lacking : answer.lacking) {
        const ByteView whole = device.objects.at(lacking.object);
        for (const auto& range : lacking.missing)
            for (auto at = range.begin; at < range.end; at += partBytes)
                TRY(intake->put(device.caller,
                                partOf(lacking.object, whole, at,
                                       std::min<std::uint64_t>(partBytes, range.end - at))));
    }
    return {};
}

std::vector<std::string> Field::alarms() const {
    std::vector<std::string> out;
    for (const auto& alarm : archive->alarms(0, 1000).value()) out.push_back(alarm.what);
    return out;
}

bool Field::holds(const Digest& object) const {
    return exists(*disk, "/hq/archive/objects/" + object.hex());
}

}  // namespace cairn
