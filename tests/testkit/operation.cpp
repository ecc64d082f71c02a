#include "tests/testkit/operation.h"

#include <algorithm>

namespace cairn {

namespace {

constexpr const char* kWitness = "hq.example/receipts";

}  // namespace

Operation::Operation(Realm itsRealm, std::string itsName)
    : realm(itsRealm),
      name(std::move(itsName)),
      receiptKey(SigningKey::generate()),
      opening(Identity::generate()),
      escrow(Identity::generate()) {
    for (int i = 0; i < 3; ++i) roots.push_back(SigningKey::generate());
    bundle.realm = realm;
    bundle.operation = name;
    bundle.title = "Stone bridge";
    for (const auto& root : roots) bundle.roots.push_back(root.publicKey());
    bundle.compartments = {{"operation", {opening.recipient(), escrow.recipient()}}};
    bundle.receiptKeys = {{kWitness, receiptKey.publicKey(), now, {}}};
    bundle.issued = now;
    const SigningKey* const two[] = {&roots[0], &roots[1]};
    signedBundle = signBundle(bundle, two).value();
    genesis = sha256(signedBundle);
}

Bytes Operation::certify(std::uint32_t device, Role role, const SigningKey& ledgerKey,
                         const Identity& identity, const SigningKey& tlsKey) const {
    const auto codeKey = SigningKey::generate();
    Voucher voucher;
    voucher.realm = realm;
    voucher.operation = name;
    voucher.genesis = genesis;
    voucher.codeKey = codeKey.publicKey();
    voucher.role = role;
    voucher.device = device;
    voucher.issued = now;
    voucher.expires = {now.unixMs + 86'400'000};
    const SigningKey* const two[] = {&roots[0], &roots[2]};
    const auto signedVoucher = signVoucher(voucher, two).value();
    const DeviceKeys keys{sha256(signedVoucher), ledgerKey.publicKey(), identity.recipient(),
                          tlsKey.publicKey(), "device " + std::to_string(device)};
    return certifyDevice(signedVoucher, keys, codeKey, ledgerKey, realm).value();
}

Membership Operation::admit(std::uint32_t device, Role role, const Recorder::NewDevice& keys,
                            const std::string& person) const {
    Membership out;
    out.bundle = bundle;
    out.signedBundle = signedBundle;
    out.genesis = genesis;
    out.certificate = certify(device, role, keys.ledgerKey, keys.identity, keys.tlsKey);
    out.device = openDeviceCertificate(out.certificate, bundle, genesis).value();
    Checkpoint empty{LedgerName{realm, name, device, 1}.origin(), 0, Frontier().root()};
    out.firstWitness = cosigned(signCheckpoint(empty, keys.ledgerKey));
    out.address = "127.0.0.1:1";
    out.tlsCertificate = copy(view("-"));
    out.tlsAuthority = copy(view("-"));
    out.person = person;
    return out;
}

Bytes Operation::cosigned(const Note& checkpoint) const {
    Note note = checkpoint;
    note.signatures.push_back(cosign(checkpoint, kWitness, receiptKey, now));
    return copy(view(note.encode()));
}

Bytes Operation::holding(std::uint32_t device, std::vector<Digest> objects) const {
    Holding out;
    out.realm = realm;
    out.operation = name;
    out.device = device;
    out.ledger = 1;
    out.manifest = sha256(view("manifest"));
    std::ranges::sort(objects);
    out.objects = std::move(objects);
    out.time = now;
    return signHolding(out, receiptKey);
}

Bytes Operation::succeed(const std::function<void(Bundle&)>& change) {
    ++bundle.generation;
    bundle.previous = sha256(signedBundle);
    change(bundle);
    const SigningKey* const two[] = {&roots[0], &roots[1]};
    signedBundle = signBundle(bundle, two).value();
    return signedBundle;
}

HandLedger::HandLedger(const Operation& operation, std::uint32_t number, Role role)
    : device(number),
      ledgerKey(SigningKey::generate()),
      tlsKey(SigningKey::generate()),
      personKey(SigningKey::generate()),
      identity(Identity::generate()),
      certificate(operation.certify(number, role, ledgerKey, identity, tlsKey)),
      operation_(&operation) {
    firstWitness = operation.cosigned(checkpoint(0));
    beacon = sha256(firstWitness);
}

HandLedger::HandLedger(const HandLedger& from, int)
    : device(from.device),
      ledgerKey(from.ledgerKey.clone()),
      tlsKey(from.tlsKey.clone()),
      personKey(from.personKey.clone()),
      identity(from.identity.clone()),
      person(from.person),
      certificate(from.certificate),
      firstWitness(from.firstWitness),
      entries(from.entries),
      envelopes(from.envelopes),
      objects(from.objects),
      beacon(from.beacon),
      operation_(from.operation_),
      counts_(from.counts_),
      sites_(from.sites_),
      exhibits_(from.exhibits_),
      site_(from.site_) {}

HandLedger HandLedger::restored() const { return HandLedger(*this, 0); }

void HandLedger::begin() {
    LedgerOpening opening;
    opening.reason = "enrolled";
    opening.key = ledgerKey.publicKey();
    add(Kind::LedgerOpened, {opening});
    add(Kind::PersonKey,
        {certifyPerson(person, personKey.publicKey(), ledgerKey, operation_->realm)});
    SessionInfo session;
    session.program = "cairn";
    add(Kind::Session, {session});
}

RecordId HandLedger::add(Kind kind, std::vector<PartContent> parts,
                         const std::function<void(Head&)>& bend) {
    Head head;
    head.realm = operation_->realm;
    head.operation = operation_->name;
    head.id = {device, 1, entries.size()};
    head.kind = static_cast<std::uint32_t>(kind);
    head.kindCount = counts_[head.kind]++;
    head.origin = static_cast<std::uint32_t>(Origin::Stated);
    head.session = std::min<std::uint64_t>(2, entries.size());
    head.stamp.wall = {operation_->now.unixMs + static_cast<std::int64_t>(entries.size())};
    head.stamp.bootId = "boot";
    head.stamp.beacon = beacon;
    if (bend) bend(head);
    const auto composed = compose(head, parts, ledgerKey, {person, &personKey}).value();
    Entry entry;
    entry.sequence = entries.size();
    entry.leaf = composed.leaf;
    const auto& recipients = operation_->bundle.recipients();
    entry.sealedRecord = seal(recipients, composed.envelope).value().bytes;
    for (const auto& part : parts)
        if (const auto* media = std::get_if<Media>(&part))
            for (const auto& segment : media->segments)
                entry.objects.push_back({segment.object, segment.objectBytes, {}});
    entries.push_back(std::move(entry));
    envelopes.push_back(composed.envelope);
    return head.id;
}

std::string HandLedger::addSite() {
    Site site;
    site.number = siteNumber(operation_->realm, device, ++sites_);
    site.name = "North bank";
    site.type = "ST01";
    site_ = site.number;
    add(Kind::Site, {site});
    return site_;
}

std::string HandLedger::addExhibit(ByteView bytes, Origin origin, const std::optional<Fix>& fix) {
    if (site_.empty()) addSite();
    auto sealed = seal(operation_->bundle.recipients(), bytes).value();
    Media media;
    media.type = "image/jpeg";
    media.segments = {{sealed.sealed.plain, sealed.sealed.plainBytes, sealed.sealed.sealed,
                       sealed.sealed.sealedBytes}};
    objects[sealed.sealed.sealed] = std::move(sealed.bytes);
    Subject subject;
    subject.site = site_;
    subject.exhibit = exhibitNumber(site_, device, ++exhibits_);
    subject.form = "photo";
    SourceFile source;
    source.fileName = "IMG_0001.JPG";
    std::vector<PartContent> parts = {subject, media, source};
    if (fix) parts.emplace_back(*fix);
    add(Kind::Exhibit, std::move(parts),
        [&](Head& head) { head.origin = static_cast<std::uint32_t>(origin); });
    return subject.exhibit;
}

void HandLedger::reseal(std::uint64_t sequence, ByteView envelope) {
    entries[sequence].sealedRecord = seal(operation_->bundle.recipients(), envelope).value().bytes;
}

Note HandLedger::checkpoint() const { return checkpoint(entries.size()); }

Note HandLedger::checkpoint(std::uint64_t size) const {
    Frontier frontier;
    for (std::uint64_t i = 0; i < size; ++i) frontier.append(entries[i].leaf);
    return signCheckpoint({LedgerName{operation_->realm, operation_->name, device, 1}.origin(),
                           size, frontier.root()},
                          ledgerKey);
}

std::vector<Digest> HandLedger::leaves() const {
    std::vector<Digest> out;
    for (const auto& entry : entries) out.push_back(entry.leaf);
    return out;
}

std::vector<Digest> HandLedger::objectNames() const {
    std::vector<Digest> out;
    for (const auto& [name, bytes] : objects) out.push_back(name);
    return out;
}

}  // namespace cairn
