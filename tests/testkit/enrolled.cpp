#include "tests/testkit/enrolled.h"

#include <QtGlobal>
#include <algorithm>

namespace cairn {
namespace {

constexpr const char* kReceiptName = "receipt.example/1";

template <class T>
T must(Result<T> result) {
    if (!result) qFatal("%s", describe(result.error()).c_str());
    return std::move(result).value();
}

}  // namespace

TestHq::TestHq(Realm itsRealm, std::string itsOperation)
    : realm(itsRealm),
      operation(std::move(itsOperation)),
      roots{SigningKey::generate(), SigningKey::generate(), SigningKey::generate()},
      receiptKey(SigningKey::generate()),
      opening(Identity::generate()),
      escrow(Identity::generate()) {
    bundle.realm = realm;
    bundle.operation = operation;
    bundle.title = "Test";
    for (const auto& root : roots) bundle.roots.push_back(root.publicKey());
    bundle.compartments = {{"operation", {opening.recipient(), escrow.recipient()}}};
    bundle.receiptKeys = {
        {kReceiptName, receiptKey.publicKey(), {1'700'000'000'000}, std::nullopt}};
    bundle.issued = {1'700'000'000'000};
    const SigningKey* signers[] = {&roots[0], &roots[1]};
    signedBundle = must(signBundle(bundle, signers));
    genesis = sha256(signedBundle);
    bundle = must(openGenesis(signedBundle, genesis));
}

Membership TestHq::enrol(const Recorder::NewDevice& keys, Role role, std::uint32_t device,
                         std::string person) const {
    const auto codeKey = SigningKey::generate();
    Voucher voucher;
    voucher.realm = realm;
    voucher.operation = operation;
    voucher.genesis = genesis;
    voucher.codeKey = codeKey.publicKey();
    voucher.role = role;
    voucher.device = device;
    voucher.issued = {1'700'000'000'000};
    voucher.expires = {1'900'000'000'000};
    const SigningKey* signers[] = {&roots[0], &roots[2]};
    const Bytes signedVoucher = must(signVoucher(voucher, signers));
    const DeviceKeys deviceKeys{sha256(signedVoucher), keys.ledgerKey.publicKey(),
                                keys.identity.recipient(), keys.tlsKey.publicKey(), "test tablet"};
    Membership out;
    out.bundle = bundle;
    out.signedBundle = signedBundle;
    out.genesis = genesis;
    out.certificate =
        must(certifyDevice(signedVoucher, deviceKeys, codeKey, keys.ledgerKey, realm));
    out.device = must(openDeviceCertificate(out.certificate, bundle, genesis));
    const Checkpoint empty{LedgerName{realm, operation, device, 1}.origin(), 0, Frontier().root()};
    out.firstWitness = witness(signCheckpoint(empty, keys.ledgerKey), {1'772'000'000'000});
    out.address = "127.0.0.1:1";
    out.person = std::move(person);
    return out;
}

Bytes TestHq::witness(const Note& checkpoint, Instant at) const {
    Note note = checkpoint;
    note.signatures.push_back(cosign(checkpoint, kReceiptName, receiptKey, at));
    return copy(view(note.encode()));
}

Bytes TestHq::holding(std::uint32_t device, std::vector<Digest> objects, Instant at) const {
    std::sort(objects.begin(), objects.end());
    objects.erase(std::unique(objects.begin(), objects.end()), objects.end());
    Holding out;
    out.realm = realm;
    out.operation = operation;
    out.device = device;
    out.ledger = 1;
    out.manifest = sha256(view("manifest"));
    out.objects = std::move(objects);
    out.time = at;
    return signHolding(out, receiptKey);
}

Bytes TestHq::holdingOf(Recorder& recorder, Instant at) const {
    std::vector<Digest> objects;
    for (std::uint64_t i = 0; i < recorder.ledger().size(); ++i)
        for (const auto& object : must(recorder.ledger().read(i)).objects)
            objects.push_back(object.name);
    return holding(recorder.membership().device.voucher.device, std::move(objects), at);
}

Delivery TestHq::deliver(Recorder& from, std::uint64_t sequence, Instant at) const {
    const auto record = must(from.readRecord(sequence));
    const auto entry = must(from.ledger().read(sequence));
    const auto key =
        must(from.unwrapFileKey(entry.wrappedKey, record.head.id, sha256(entry.sealedRecord)));
    Delivery out;
    const auto envelope = must(unsealWithFileKey(entry.sealedRecord, key, kMaxEnvelope));
    out.envelope = copy(envelope.view());
    out.record = record.head.id;
    out.proof = must(inclusionProof(sequence, from.ledger().size(), from.ledger().leaves()));
    out.checkpoint = witnessOf(from, at);
    out.certificate = from.membership().certificate;
    return out;
}

SecretBytes passphraseOf(std::string_view text) { return SecretBytes::copyOf(view(text)); }

std::unique_ptr<Recorder> foundRecorder(Files& files, Clock& clock, const std::string& folder,
                                        const TestHq& hq, Role role, std::uint32_t device,
                                        std::string_view passphrase) {
    const auto secret = passphraseOf(passphrase);
    const auto keys = must(Recorder::prepare(files, folder, secret, KdfCost::floor()));
    return must(Recorder::found(files, clock, folder, secret, hq.enrol(keys, role, device)));
}

std::unique_ptr<Locker> foundLocker(Files& files, Clock& clock, const std::string& folder,
                                    const TestHq& hq, std::uint32_t device,
                                    std::string_view passphrase) {
    return std::make_unique<Locker>(
        foundRecorder(files, clock, folder, hq, Role::Tablet, device, passphrase));
}

}  // namespace cairn
