#include "sync/intake.h"

#include <algorithm>

#include "sync/tls.h"

namespace cairn {
namespace {

constexpr std::uint32_t kMaxPage = 64;
constexpr std::size_t kMaxSurvey = 256;

struct Device {
    EnrolledDevice enrolled;
    DeviceCertificate certificate;
};

Result<void> onlyReview(const Caller& caller) {
    if (caller.role != Role::Review)
        return Error{Code::Refused, "request", "only a review desk may ask this"};
    return {};
}

bool sameKeys(const DeviceKeys& a, const DeviceKeys& b) {
    return a.ledgerKey == b.ledgerKey && a.recipient == b.recipient && a.tlsKey == b.tlsKey;
}

}  // namespace

struct Intake::State {
    Headquarters* headquarters;
    Archive* archive;
    Clock* clock;
    mutable std::mutex mutex;  // of devices, and of enrolment
    std::map<std::uint32_t, Device> devices;

    const Bundle& bundle() const { return headquarters->bundle(); }

    Result<Device> device(std::uint32_t number) const {
        const std::lock_guard lock(mutex);
        const auto found = devices.find(number);
        if (found == devices.end())
            return Error{Code::Untrusted, "device", "unknown: " + std::to_string(number)};
        return found->second;
    }

    // The alarm is best effort: a refusal must not depend on it.
    void alarm(const char* what, std::uint32_t deviceNumber, std::uint32_t ledger,
               std::string detail) const {
        (void)archive->raise({0, clock->wall(), what, deviceNumber, ledger, std::move(detail)});
    }

    Bytes cosigned(Note note) const {
        const auto& key = headquarters->receiptKey();
        note.signatures.push_back(
            cosign(note, key.name, headquarters->receiptSecret(), clock->wall()));
        return copy(view(note.encode()));
    }

    Result<BatchAnswer> setApart(const Manifest& manifest, ByteView signedManifest,
                                 BatchAnswer answer);
};

Intake::Intake(std::unique_ptr<State> state) : state_(std::move(state)) {}
Intake::~Intake() = default;

Result<std::unique_ptr<Intake>> Intake::open(Headquarters& headquarters, Archive& archive,
                                             Clock& clock) {
    auto state = std::make_unique<State>();
    state->headquarters = &headquarters;
    state->archive = &archive;
    state->clock = &clock;
    for (auto& enrolled : TRY(headquarters.devices())) {
        auto certificate = TRY(openDeviceCertificate(enrolled.certificate, headquarters.bundle(),
                                                     headquarters.genesis()));
        const auto number = certificate.voucher.device;
        state->devices.emplace(number, Device{std::move(enrolled), std::move(certificate)});
    }
    return std::unique_ptr<Intake>(new Intake(std::move(state)));
}

Result<EnrolmentAnswer> Intake::enrol(const EnrolmentRequest& request) {
    auto& state = *state_;
    const auto& headquarters = *state.headquarters;
    EnrolmentAnswer answer;
    answer.bundles = headquarters.bundles();
    auto voucher = headquarters.voucher(request.codeKey);
    if (!voucher && voucher.error().code == Code::NotFound)
        return Error{Code::Untrusted, "enrolment code", "not of this headquarters"};
    answer.voucher = TRY(std::move(voucher));
    const auto opened = TRY(openVoucher(answer.voucher, state.bundle(), headquarters.genesis()));
    if (request.certificate.empty()) return answer;

    const auto certificate =
        TRY(openDeviceCertificate(request.certificate, state.bundle(), headquarters.genesis()));
    if (certificate.keys.voucher != sha256(answer.voucher))
        return Error{Code::Untrusted, "device certificate", "for another voucher"};
    const std::lock_guard lock(state.mutex);
    if (const auto known = state.devices.find(opened.device); known != state.devices.end()) {
        if (!sameKeys(known->second.certificate.keys, certificate.keys)) {
            state.alarm("voucher", opened.device, 0,
                        "other keys under a used voucher: " + certificate.keys.ledgerKey.hex());
            return Error{Code::VoucherUsed, "enrolment code", "it certified other keys"};
        }
        answer.tlsCertificate = known->second.enrolled.tlsCertificate;
        answer.firstWitness = known->second.enrolled.firstWitness;
        return answer;
    }
    if (state.clock->wall() >= opened.expires) return Error{Code::Expired, "enrolment code", ""};
    const auto note = TRY(Note::parse(text(request.checkpoint)));
    const auto checkpoint = TRY(openCheckpoint(note, certificate.keys.ledgerKey));
    const LedgerName name{opened.realm, opened.operation, opened.device, 1};
    if (checkpoint.origin != name.origin() || checkpoint.size != 0 || note.signatures.size() != 1)
        return Error{Code::Invalid, "checkpoint", "must be over size 0 of ledger 1"};
    EnrolledDevice enrolled{request.certificate,
                            TRY(headquarters.issueTls(certificate.keys.tlsKey, opened.device)),
                            state.cosigned(note)};
    TRY(headquarters.keep(opened.device, enrolled));
    answer.tlsCertificate = enrolled.tlsCertificate;
    answer.firstWitness = enrolled.firstWitness;
    state.devices.emplace(opened.device, Device{std::move(enrolled), certificate});
    return answer;
}

Result<Caller> Intake::caller(std::string_view uri, const PublicKey& tlsKey) const {
    const auto& bundle = state_->bundle();
    const auto number = TRY(deviceOfUri(uri, bundle.realm, bundle.operation));
    const auto device = TRY(state_->device(number));
    if (device.certificate.keys.tlsKey != tlsKey)
        return Error{Code::Untrusted, "device", "another transport key than enrolled"};
    if (const auto revoked = bundle.revocation(number, 1); revoked && !revoked->ledger)
        return Error{Code::Revoked, "device", std::to_string(number)};
    return Caller{number, device.certificate.voucher.role};
}

Result<LedgerState> Intake::ask(const Caller& caller, std::uint32_t ledger, std::uint64_t ownSize) {
    auto held = TRY(state_->archive->ledger(caller.device, ledger));
    if (ownSize < held.size)
        state_->alarm(
            "rewind", caller.device, ledger,
            std::to_string(ownSize) + " records, " + std::to_string(held.size) + " were received");
    return held;
}

Result<std::vector<BatchAnswer>> Intake::batches(const Caller& caller, std::uint32_t device,
                                                 std::uint32_t ledger, std::uint64_t from,
                                                 std::uint32_t limit) const {
    if (device != caller.device) TRY(onlyReview(caller));
    return state_->archive->batches(device, ledger, from, std::min(limit, kMaxPage));
}

Result<BatchAnswer> Intake::offer(const Caller& caller, ByteView signedManifest) {
    auto& state = *state_;
    const auto sender = TRY(peekManifest(signedManifest));
    if (sender.device != caller.device)
        return Error{Code::Untrusted, "manifest", "of another device"};
    const auto device = TRY(state.device(sender.device));
    if (sender.ledger != 1)
        return Error{Code::Unsupported, "manifest", "ledger " + std::to_string(sender.ledger)};
    auto opened = openManifest(signedManifest, state.bundle().realm, state.bundle().operation,
                               device.certificate.keys.ledgerKey);
    if (!opened) {
        state.alarm("manifest", sender.device, sender.ledger, describe(opened.error()));
        return opened.error();
    }
    const auto manifest = TRY(std::move(opened));
    const auto note = TRY(Note::parse(text(manifest.checkpoint)));
    if (note.signatures.size() != 1)
        return Error{Code::Malformed, "manifest", "checkpoint signed by more than its ledger"};
    auto answer = TRY(state.archive->admit(manifest, sha256(signedManifest),
                                           [&] { return state.cosigned(note); }));
    if (answer.outcome == BatchAnswer::Outcome::Quarantined)
        return state.setApart(manifest, signedManifest, std::move(answer));
    if (answer.outcome == BatchAnswer::Outcome::Kept && answer.holding.empty())
        answer.lacking = TRY(state.archive->lacking(manifest.objects()));
    return answer;
}

// Two histories: nobody can say here which is the true one. Neither is lost, and only one was ever
// witnessed.
Result<BatchAnswer> Intake::State::setApart(const Manifest& manifest, ByteView signedManifest,
                                            BatchAnswer answer) {
    const auto& name = manifest.name;
    TRY(archive->quarantine({name.device, name.ledger}, signedManifest,
                            "contradicts the ledger held", clock->wall()));
    TRY(archive->expect(manifest));
    alarm("fork", name.device, name.ledger,
          "records " + std::to_string(manifest.begin) + " to " + std::to_string(manifest.end()) +
              " contradict what was received");
    answer.lacking = TRY(archive->lacking(manifest.objects()));
    return answer;
}

Result<void> Intake::put(const Caller& caller, const Part& part) {
    auto kept = state_->archive->put(part);
    if (!kept && kept.error().code == Code::Corrupt)
        state_->alarm("bytes", caller.device, 0, kept.error().where + " " + kept.error().detail);
    return kept;
}

Result<BatchAnswer> Intake::commit(const Caller& caller, const BatchId& id) {
    auto& state = *state_;
    if (id.device != caller.device) return Error{Code::Untrusted, "batch", "of another device"};
    auto answer = TRY(state.archive->batch(id));
    if (!answer.holding.empty()) return answer;
    const auto objects = TRY(state.archive->objectsOf(id));
    answer.lacking = TRY(state.archive->lacking(objects));
    if (!answer.lacking.empty()) return answer;
    TRY(state.archive->settle());
    Holding holding{
        state.bundle().realm, state.bundle().operation, id.device, id.ledger, answer.manifest, {},
        state.clock->wall()};
    for (const auto& object : objects) holding.objects.push_back(object.name);
    TRY(state.archive->keepHolding(id, signHolding(holding, state.headquarters->receiptSecret())));
    return state.archive->batch(id);  // of two commits at once, both get the one that was kept
}

Result<std::vector<Parcel>> Intake::deliveries(const Caller& caller,
                                               const std::vector<RecordId>& lastHeld,
                                               std::uint32_t limit) const {
    const auto& archive = *state_->archive;
    std::vector<Parcel> out;
    const auto found = TRY(archive.addressed(caller.device, lastHeld, std::min(limit, kMaxPage)));
    std::optional<BatchAnswer> newest;
    for (const auto& [id, entry] : found) {
        if (!newest || newest->id.device != id.device || newest->id.ledger != id.ledger)
            newest = TRY(archive.newestBatch(id.device, id.ledger));
        const auto sender = TRY(state_->device(id.device));
        Parcel parcel{id, entry.leaf,      entry.sealedRecord,
                      {}, newest->witness, sender.enrolled.certificate};
        parcel.proof =
            TRY(inclusionProof(id.sequence, newest->id.end, archive.leaves(id.device, id.ledger)));
        out.push_back(std::move(parcel));
    }
    return out;
}

Result<Survey> Intake::survey(const Caller& caller, std::uint32_t generation,
                              std::uint32_t afterDevice) const {
    TRY(onlyReview(caller));
    Survey survey;
    const auto& bundles = state_->headquarters->bundles();
    for (std::size_t i = generation; i < bundles.size(); ++i) survey.bundles.push_back(bundles[i]);
    std::vector<std::uint32_t> numbers;
    {
        const std::lock_guard lock(state_->mutex);
        for (auto at = state_->devices.upper_bound(afterDevice); at != state_->devices.end();
             ++at) {
            if (numbers.size() == kMaxSurvey) {
                survey.more = true;
                break;
            }
            numbers.push_back(at->first);
            survey.certificates.push_back(at->second.enrolled.certificate);
            survey.firstWitnesses.push_back(at->second.enrolled.firstWitness);
        }
    }
    for (const auto number : numbers)
        for (const auto& one : TRY(state_->archive->ledgersOf(number)))
            survey.ledgers.push_back(one);
    return survey;
}

Result<EntryPage> Intake::entries(const Caller& caller, std::uint32_t device, std::uint32_t ledger,
                                  std::uint64_t from) const {
    TRY(onlyReview(caller));
    return state_->archive->entries(device, ledger, from);
}

Result<std::vector<Bytes>> Intake::quarantined(const Caller& caller, std::uint32_t device,
                                               std::uint32_t ledger) const {
    TRY(onlyReview(caller));
    return state_->archive->quarantined(device, ledger);
}

Result<std::unique_ptr<File>> Intake::object(const Caller& caller, const Digest& name) const {
    TRY(onlyReview(caller));
    return state_->archive->object(name);
}

}  // namespace cairn
