#include "core/recorder.h"

#include <sys/utsname.h>

#include <algorithm>
#include <map>

#include "core/entry_key.h"
#include "core/membership.h"
#include "core/vocabulary.h"

namespace cairn {
namespace {

constexpr std::size_t kReplayGroup = 64;
constexpr std::uint64_t kLargestBeacon = 64u << 10;

Result<SigningKey> signingKey(const Keyring& keyring, std::string_view name) {
    return SigningKey::fromSeed(TRY(keyring.load(name)));
}

std::vector<NewRecord> one(NewRecord record) {
    std::vector<NewRecord> out;
    out.push_back(std::move(record));
    return out;
}

SessionInfo thisProgram(const Membership& membership) {
    // What runs is what the system started, not what lies on disk under its name by now.
    static const Digest build = [] {
        Sha256 hash;
        if (auto file = realFiles().open("/proc/self/exe", OpenMode::ReadGiven)) {
            const auto hashed = drain(sourceOf(std::shared_ptr<File>(std::move(*file))),
                                      [&](ByteView piece) -> Result<void> {
                                          hash.update(piece);
                                          return {};
                                      });
            if (!hashed) return Digest{};
        }
        return hash.finish();
    }();
    SessionInfo out;
    if (const auto program = readAll(realFiles(), "/proc/self/comm", 4096))
        out.program = printableName(text(*program).substr(0, text(*program).find('\n')), 64);
    out.version = CAIRN_VERSION;
    out.build = build.hex();
    utsname system{};
    if (uname(&system) == 0)
        out.system = printableName(
            std::string(system.sysname) + " " + system.release + " " + system.machine, 256);
    out.vocabulary = vocabulary().version();
    out.vocabularyDigest = vocabulary().digest();
    out.bundle = sha256(membership.signedBundle);
    return out;
}

}  // namespace

struct Recorder::State {
    Files* fileSystem;
    Clock* time;
    std::string folderPath;
    std::unique_ptr<File> lock;
    Keyring keys;
    Membership member;
    SigningKey ledgerSigner;
    SigningKey personSigner;
    SecretBytes epochKey;
    std::unique_ptr<Store> index;
    std::optional<Vault> objects;
    std::optional<LedgerFile> file;
    Opened found;
    Bytes beaconNote;
    Instant beaconTime;
    std::optional<std::uint64_t> session;
    bool broken = false;

    std::string path(std::string_view name) const { return folderPath + "/" + std::string(name); }
    std::uint32_t device() const { return member.device.voucher.device; }
    LedgerName ledgerName() const {
        return {member.bundle.realm, member.bundle.operation, device(), kLedger};
    }
    RecordId id(std::uint64_t sequence) const { return {device(), kLedger, sequence}; }

    static Result<std::unique_ptr<State>> unlock(Files& files, Clock& clock,
                                                 const std::string& folder,
                                                 const SecretBytes& passphrase);
    Result<void> keepMembership(const Membership& membership) const;
    Result<void> openIndex();
    Result<void> openLedger(bool mayCreate);
    Result<void> setIndexAside() const;
    Result<void> checkIndexAgainstLedger() const;
    Result<void> readMembership();
    Result<void> openAll(bool mayCreate);
    Result<void> findBeacon();
    Result<void> checkOwn(const Checkpoint& checkpoint) const;
    Result<std::uint64_t> countedRecords(
        std::uint64_t begin, std::uint64_t end) const;  // sent, but for receipts and the like
    Stamp now() const;
    Result<Record> open(const Entry& entry) const;
    Result<void> intoIndex(std::span<const Entry> entries, std::span<const Record> records);
    Result<void> replay(std::vector<Entry>& waiting);
    Result<std::vector<RecordId>> write(std::vector<NewRecord> records);
    void useBeacon(Bytes note, Instant at);
};

Result<std::unique_ptr<Recorder::State>> Recorder::State::unlock(Files& files, Clock& clock,
                                                                 const std::string& folder,
                                                                 const SecretBytes& passphrase) {
    if (!exists(files, folder + "/keys.a") && !exists(files, folder + "/keys.b"))
        return Error{Code::NotFound, folder, "no locker is here"};
    auto lock = TRY(files.lock(folder + "/lock"));
    auto keys = TRY(Keyring::unlock(files, folder, passphrase));
    auto ledgerSigner = TRY(signingKey(keys, kLedgerKeyName));
    auto personSigner = TRY(SigningKey::fromSeed(keys.personSeed()));
    auto epochKey = TRY(keys.load(kEpochKeyName));
    return std::unique_ptr<State>(new State{&files,
                                            &clock,
                                            folder,
                                            std::move(lock),
                                            std::move(keys),
                                            {},
                                            std::move(ledgerSigner),
                                            std::move(personSigner),
                                            std::move(epochKey),
                                            nullptr,
                                            std::nullopt,
                                            std::nullopt,
                                            {},
                                            {},
                                            {},
                                            std::nullopt,
                                            false});
}

Result<void> Recorder::State::keepMembership(const Membership& membership) const {
    const auto key = TRY(keys.derive(WrappedUnder::SendKey, kEnrolmentContext));
    return writeDurably(*fileSystem, path("enrolment"), sealMembership(membership, key));
}

Result<void> Recorder::State::openIndex() {
    const auto key = TRY(keys.deriveDatabaseKey(kEpoch));
    const Digest salt = indexSalt(member);
    auto opened = Store::open(*fileSystem, path("index.db"), key, salt);
    if (!opened && opened.error().code == Code::NotFound)
        opened = Store::create(*fileSystem, path("index.db"), key, salt, device());
    if (!opened) return opened.error();
    index = std::move(opened).value();
    if (index->ownDevice() != device())
        return Error{Code::Corrupt, "index.db", "of another device"};
    return {};
}

Result<void> Recorder::State::setIndexAside() const {
    for (const std::string_view name : {"index.db", "index.db-journal"}) {
        if (!exists(*fileSystem, path(name))) continue;
        constexpr int kMost = 10'000;
        for (int n = 1; n < kMost; ++n) {
            const std::string aside = path(name) + ".set-aside-" + std::to_string(n);
            if (exists(*fileSystem, aside)) continue;
            TRY(fileSystem->rename(path(name), aside));
            break;
        }
    }
    return fileSystem->syncFolder(folderPath);
}

// Reads the whole ledger; what the index does not know yet is brought into it on the way.
Result<void> Recorder::State::openLedger(bool mayCreate) {
    const auto macKey = TRY(keys.derive(WrappedUnder::SendKey, kLedgerContext));
    const auto known = TRY(index->indexed(device(), kLedger));
    std::vector<Entry> waiting;
    auto opened = LedgerFile::open(*fileSystem, folderPath, ledgerName(), ledgerSigner, macKey,
                                   [&](const Entry& entry) -> Result<void> {
                                       if (entry.sequence < known) return {};
                                       waiting.push_back(entry);
                                       if (waiting.size() < kReplayGroup) return {};
                                       return replay(waiting);
                                   });
    if (!opened && opened.error().code == Code::NotFound) {
        if (known > 0)
            return Error{
                Code::RolledBack, "ledger.1",
                "the ledger is missing; the index knows " + std::to_string(known) + " entries"};
        if (!mayCreate)
            return Error{Code::NotFound, "ledger.1", "the enrolment was not finished; repeat it"};
        opened = LedgerFile::create(*fileSystem, folderPath, ledgerName(), ledgerSigner, macKey);
    }
    if (!opened) return opened.error();
    file.emplace(std::move(opened).value());
    TRY(replay(waiting));
    found.tornBytes = file->tornBytes();
    found.findings = file->findings();
    return checkIndexAgainstLedger();
}

Result<void> Recorder::State::checkIndexAgainstLedger() const {
    const auto known = TRY(index->indexed(device(), kLedger));
    if (known > file->size())
        return Error{Code::RolledBack, "ledger.1",
                     "the index knows " + std::to_string(known) + " entries, the ledger has " +
                         std::to_string(file->size())};
    if (known == 0) return {};
    const auto expected = TRY(index->leaf(id(known - 1)));
    const auto leaves = TRY(file->leaves()(known - 1, known));
    if (!expected || leaves.size() != 1 || leaves.front() != *expected)
        return Error{
            Code::Forked, "index.db",
            "another history than the ledger's; \"cairn rebuild\" makes it anew from the ledger"};
    return {};
}

Result<Record> Recorder::State::open(const Entry& entry) const {
    return openEntry(entry, ledgerName(), epochKey, ledgerSigner.publicKey());
}

Result<void> Recorder::State::intoIndex(std::span<const Entry> entries,
                                        std::span<const Record> records) {
    // What receipts and deliveries prove is checked each time, also when they come from the own
    // ledger.
    std::vector<std::optional<ReceiptFacts>> receipts(entries.size());
    std::vector<std::optional<DeliveryFacts>> deliveries(entries.size());
    std::vector<Store::Applied> applied(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto* record = &records[i];
        if (const auto* part = record->part<ReceiptPart>()) {
            if (auto facts =
                    checkReceipt(*part, member.bundle, ledgerName(), ledgerSigner.publicKey()))
                receipts[i] = std::move(*facts);
        } else if (const auto* delivery = record->part<Delivery>()) {
            if (auto facts = checkDelivery(*delivery, member.bundle, member.genesis))
                deliveries[i] = std::move(*facts);
        }
        applied[i] = {
            &entries[i], id(entries[i].sequence), record->signedRecord.empty() ? nullptr : record,
            receipts[i] ? &*receipts[i] : nullptr, deliveries[i] ? &*deliveries[i] : nullptr};
    }
    return index->apply(applied);
}

Result<void> Recorder::State::replay(std::vector<Entry>& waiting) {
    if (waiting.empty()) return {};
    std::vector<Record> records;
    for (const auto& entry : waiting) {
        // Without its key (purged, or write-only) a record keeps its place and says nothing.
        if (entry.wrappedKey.empty())
            records.emplace_back();
        else
            records.push_back(TRY(open(entry)));
    }
    TRY(intoIndex(waiting, records));
    found.replayed += waiting.size();
    waiting.clear();
    return {};
}

// A checkpoint of this ledger, whoever shows it, must be of this history.
Result<void> Recorder::State::checkOwn(const Checkpoint& checkpoint) const {
    if (checkpoint.size > file->size())
        return Error{Code::RolledBack, "ledger.1",
                     "headquarters has seen " + std::to_string(checkpoint.size) +
                         " entries, here are " + std::to_string(file->size())};
    if (TRY(rootOf(checkpoint.size, file->leaves())) != checkpoint.root)
        return Error{Code::Forked, "ledger.1",
                     "another history than the one that headquarters has seen"};
    return {};
}

Result<std::uint64_t> Recorder::State::countedRecords(std::uint64_t begin,
                                                      std::uint64_t end) const {
    auto sql =
        TRY(index->prepared("SELECT count(*) FROM records WHERE counted AND device = ? AND ledger "
                            "= ? AND sequence >= ? AND sequence < ?"));
    sql->bind(1, std::int64_t{device()})
        .bind(2, std::int64_t{kLedger})
        .bind(3, static_cast<std::int64_t>(begin))
        .bind(4, static_cast<std::int64_t>(end));
    TRY(sql->step());
    return static_cast<std::uint64_t>(sql->integer(0));
}

Stamp Recorder::State::now() const {
    Stamp out;
    out.wall = time->wall();
    out.bootMs = time->bootMs();
    out.bootId = time->bootId();
    if (!beaconNote.empty()) out.beacon = sha256(beaconNote);
    return out;
}

Result<void> Recorder::State::readMembership() {
    auto file_ = readAll(*fileSystem, path("enrolment"), kLargestEnrolment);
    if (!file_ && file_.error().code == Code::NotFound)
        return Error{Code::NotFound, "enrolment", "this folder was not enrolled"};
    if (!file_) return file_.error();
    const auto key = TRY(keys.derive(WrappedUnder::SendKey, kEnrolmentContext));
    member = TRY(openMembership(*file_, key));
    if (member.device.keys.ledgerKey != ledgerSigner.publicKey())
        return Error{Code::Corrupt, "enrolment", "for another ledger key"};
    return {};
}

Result<void> Recorder::State::openAll(bool mayCreate) {
    TRY(openIndex());
    objects.emplace(TRY(Vault::open(*fileSystem, path("objects"))));
    TRY(openLedger(mayCreate));
    return findBeacon();
}

void Recorder::State::useBeacon(Bytes note, Instant at) {
    if (!beaconNote.empty() && at <= beaconTime) return;
    beaconNote = std::move(note);
    beaconTime = at;
}

// The newest of: the beacon file, the last receipt in the ledger, what enrolment gave. A damaged
// file costs a later lower bound, no more.
Result<void> Recorder::State::findBeacon() {
    const auto consider = [&](ByteView note) {
        const auto facts =
            checkReceipt({copy(note), {}}, member.bundle, ledgerName(), ledgerSigner.publicKey());
        if (!facts || !facts->witnessed || facts->witnessed->size > file->size()) return false;
        useBeacon(copy(note), *facts->witnessedAt);
        return true;
    };
    consider(member.firstWitness);
    if (const auto kept = readAll(*fileSystem, path("beacon"), kLargestBeacon);
        kept && consider(*kept))
        return {};
    std::optional<std::uint64_t> last;
    {
        auto sql = TRY(index->prepared(
            "SELECT max(sequence) FROM records WHERE device = ? AND ledger = ? AND kind = ?"));
        sql->bind(1, std::int64_t{device()})
            .bind(2, std::int64_t{kLedger})
            .bind(3, static_cast<std::int64_t>(Kind::Receipt));
        if (TRY(sql->step()) && !sql->isNull(0)) last = static_cast<std::uint64_t>(sql->integer(0));
    }
    if (!last) return {};
    const auto entry = TRY(file->read(*last));
    if (const auto record = open(entry))
        if (const auto* receipt = record->part<ReceiptPart>()) consider(receipt->witness);
    return {};
}

Result<std::vector<RecordId>> Recorder::State::write(std::vector<NewRecord> news) {
    if (broken)
        return Error{Code::Io, "locker", "an earlier write failed; close it and open it again"};
    if (!session) {
        NewRecord opening;
        opening.kind = Kind::Session;
        opening.parts = {thisProgram(member)};
        news.insert(news.begin(), std::move(opening));
    }
    std::vector<Entry> entries;
    std::vector<Record> records;
    std::vector<RecordId> ids;
    std::map<std::uint32_t, std::uint64_t> counts;
    std::uint64_t inSession = session.value_or(file->size());
    for (auto& wanted : news) {
        Head head;
        head.realm = member.bundle.realm;
        head.operation = member.bundle.operation;
        head.id = id(file->size() + entries.size());
        head.kind = static_cast<std::uint32_t>(wanted.kind);
        if (!counts.contains(head.kind))
            counts[head.kind] = TRY(index->kindCount(device(), kLedger, head.kind));
        head.kindCount = counts[head.kind]++;
        head.origin = static_cast<std::uint32_t>(wanted.origin);
        if (wanted.kind == Kind::Session) inSession = head.id.sequence;
        head.session = inSession;
        const Stamp present = now();
        head.stamp = wanted.stamp.value_or(present);
        head.stamp.beacon = present.beacon;
        head.corrects = wanted.corrects;
        head.reason = wanted.reason;
        const auto composed =
            TRY(compose(head, wanted.parts, ledgerSigner, {member.person, &personSigner}));

        std::vector<Recipient> recipients = member.bundle.recipients();
        recipients.insert(recipients.end(), wanted.alsoTo.begin(), wanted.alsoTo.end());
        auto sealed = TRY(seal(recipients, composed.envelope));
        Entry entry;
        entry.sequence = head.id.sequence;
        entry.leaf = composed.leaf;
        entry.wrappedKey =
            wrapFileKey(sealed.sealed.fileKey, epochKey, head.id, sealed.sealed.sealed);
        entry.sealedRecord = std::move(sealed.bytes);
        entry.objects = std::move(wanted.objects);
        for (std::size_t i = 0; i < entry.objects.size(); ++i)
            entry.objects[i].wrappedKey =
                i < wanted.fileKeys.size() && !wanted.fileKeys[i].empty()
                    ? wrapFileKey(wanted.fileKeys[i], epochKey, head.id, entry.objects[i].name)
                    : Bytes();
        entry.to = std::move(wanted.to);
        entries.push_back(std::move(entry));
        records.push_back(TRY(openEnvelope(composed.envelope, ledgerSigner.publicKey())));
        ids.push_back(head.id);
    }
    // The commit point. A failure that could be taken back leaves the ledger usable; after any
    // other it refuses by itself.
    TRY(file->append(entries));
    // Behind it: the records exist, and whoever opens the folder next will find them. What fails
    // here is not said to be saved.
    broken = true;
    TRY(intoIndex(entries, records));
    TRY(file->writeHead());
    broken = false;
    session = inSession;
    return ids;
}

Recorder::Recorder(std::unique_ptr<State> state) : state_(std::move(state)) {}
Recorder::~Recorder() = default;

Result<Recorder::NewDevice> Recorder::prepare(Files& files, const std::string& folder,
                                              const SecretBytes& passphrase, KdfCost cost) {
    TRY(files.makeFolder(folder));
    const auto lock = TRY(files.lock(folder + "/lock"));
    auto keys = Keyring::create(files, folder, passphrase, cost);
    if (!keys && keys.error().code == Code::Exists)
        keys = Keyring::unlock(files, folder, passphrase);
    if (!keys) return keys.error();
    for (const char* name : {kLedgerKeyName, kAgeKeyName, kTlsKeyName})
        if (!keys->has(name))
            TRY(keys->store(name, WrappedUnder::SendKey, SecretBytes::random(32)));
    if (!keys->has(kEpochKeyName))
        TRY(keys->store(kEpochKeyName, WrappedUnder::MasterKey, SecretBytes::random(32)));
    auto ledgerKey = TRY(signingKey(*keys, kLedgerKeyName));
    auto tlsKey = TRY(signingKey(*keys, kTlsKeyName));
    const auto age = TRY(keys->load(kAgeKeyName));
    auto identity = TRY(Identity::fromSecret(age));
    return NewDevice{std::move(ledgerKey), std::move(identity), std::move(tlsKey)};
}

Result<std::unique_ptr<Recorder>> Recorder::found(Files& files, Clock& clock,
                                                  const std::string& folder,
                                                  const SecretBytes& passphrase,
                                                  const Membership& membership) {
    auto state = TRY(State::unlock(files, clock, folder, passphrase));
    if (membership.device.keys.ledgerKey != state->ledgerSigner.publicKey())
        return Error{Code::Invalid, "certificate",
                     "it is for another ledger key than this folder's"};
    TRY(checkText(membership.person, "person", 128));
    if (!exists(files, state->path("enrolment"))) TRY(state->keepMembership(membership));
    TRY(state->readMembership());
    if (state->member.certificate != membership.certificate ||
        state->member.genesis != membership.genesis)
        return Error{Code::Exists, "enrolment", "this folder is enrolled already"};
    TRY(state->openAll(true));
    if (state->file->size() == 0) {
        std::vector<NewRecord> first(2);
        first[0].kind = Kind::LedgerOpened;
        first[0].parts = {
            LedgerOpening{0, {}, "enrolment", state->ledgerSigner.publicKey(), std::nullopt}};
        first[1].kind = Kind::PersonKey;
        first[1].parts = {certifyPerson(state->member.person, state->personSigner.publicKey(),
                                        state->ledgerSigner, state->member.bundle.realm)};
        TRY(state->write(std::move(first)));
    }
    return std::unique_ptr<Recorder>(new Recorder(std::move(state)));
}

Result<std::unique_ptr<Recorder>> Recorder::open(Files& files, Clock& clock,
                                                 const std::string& folder,
                                                 const SecretBytes& passphrase) {
    auto state = TRY(State::unlock(files, clock, folder, passphrase));
    TRY(state->readMembership());
    TRY(state->openAll(false));
    return std::unique_ptr<Recorder>(new Recorder(std::move(state)));
}

Result<std::unique_ptr<Recorder>> Recorder::rebuild(Files& files, Clock& clock,
                                                    const std::string& folder,
                                                    const SecretBytes& passphrase) {
    auto state = TRY(State::unlock(files, clock, folder, passphrase));
    TRY(state->readMembership());
    TRY(state->setIndexAside());
    TRY(state->openAll(false));
    return std::unique_ptr<Recorder>(new Recorder(std::move(state)));
}

Result<std::vector<RecordId>> Recorder::record(std::vector<NewRecord> records) {
    const std::size_t wanted = records.size();
    if (wanted == 0) return std::vector<RecordId>();
    auto ids = TRY(state_->write(std::move(records)));
    ids.erase(ids.begin(), ids.end() - static_cast<std::ptrdiff_t>(wanted));  // the session's
    return ids;
}

Result<RecordId> Recorder::record(NewRecord single) {
    const auto ids = TRY(record(one(std::move(single))));
    return ids.front();
}

Result<void> Recorder::fileReceipt(Bytes witness, Bytes holding) {
    auto& state = *state_;
    ReceiptPart part{std::move(witness), std::move(holding)};
    const auto facts = TRY(checkReceipt(part, state.member.bundle, state.ledgerName(),
                                        state.ledgerSigner.publicKey()));
    bool isNew = false;
    if (facts.witnessed) {
        TRY(state.checkOwn(*facts.witnessed));
        const auto before = TRY(state.index->witnessed(state.device(), kLedger));
        isNew = TRY(state.countedRecords(before, facts.witnessed->size)) > 0;
    }
    for (const auto& object : facts.held) {
        const auto known = TRY(state.index->object(object));
        if (!known || known->record.device != state.device())
            return Error{Code::Refused, "holding",
                         "it names an object that is not of this ledger: " + object.hex()};
        isNew = isNew || !known->heldAt;
    }
    if (isNew) {
        NewRecord record;
        record.kind = Kind::Receipt;
        record.parts = {part};
        TRY(state.write(one(std::move(record))));
    }
    return part.witness.empty() ? Result<void>() : setBeacon(std::move(part.witness));
}

Result<void> Recorder::fileDelivery(Delivery delivery) {
    auto& state = *state_;
    const auto facts = TRY(checkDelivery(delivery, state.member.bundle, state.member.genesis));
    if (TRY(state.index->delivered(delivery.record))) return {};
    const auto& head = facts.record.head;
    const bool judges = head.is(Kind::Confirmation) || head.is(Kind::Decision);
    if (judges && facts.from.voucher.role != Role::Review)
        return Error{Code::Untrusted, "delivery", "only a review desk confirms and decides"};
    if (const auto* said = facts.record.part<Confirmation>()) {
        if (said->device != state.device() || said->ledger != kLedger)
            return Error{Code::Refused, "delivery", "it is about another device"};
        // What the desk saw must be this ledger, not a view that somebody made for it.
        const auto note = TRY(Note::parse(text(said->checkpoint)));
        const auto seen = TRY(openCheckpoint(note, state.ledgerSigner.publicKey()));
        if (seen.origin != state.ledgerName().origin())
            return Error{Code::Refused, "delivery", "it is about another ledger"};
        TRY(state.checkOwn(seen));
        if (said->toSequence > seen.size)
            return Error{Code::Refused, "delivery", "it confirms more than the desk saw"};
    }
    if (const auto* said = facts.record.part<Decision>())
        if (said->record.device != state.device())
            return Error{Code::Refused, "delivery", "it is about another device"};
    NewRecord record;
    record.kind = Kind::Delivery;
    record.parts = {std::move(delivery)};
    TRY(state.write(one(std::move(record))));
    return {};
}

Store& Recorder::store() { return *state_->index; }
Vault& Recorder::vault() { return *state_->objects; }
LedgerFile& Recorder::ledger() { return *state_->file; }
Keyring& Recorder::keyring() { return state_->keys; }
Clock& Recorder::clock() { return *state_->time; }
Files& Recorder::files() { return *state_->fileSystem; }
const std::string& Recorder::folder() const { return state_->folderPath; }
const Membership& Recorder::membership() const { return state_->member; }
const std::vector<Recipient>& Recorder::recipients() const {
    return state_->member.bundle.recipients();
}
Result<SigningKey> Recorder::ledgerKey() const { return state_->ledgerSigner.clone(); }
Result<SigningKey> Recorder::tlsKey() const { return signingKey(state_->keys, kTlsKeyName); }

Result<Identity> Recorder::identity() const {
    const auto secret = TRY(state_->keys.load(kAgeKeyName));
    return Identity::fromSecret(secret);
}

Result<void> Recorder::replaceBundle(Bytes signedBundle) {
    auto& state = *state_;
    if (signedBundle == state.member.signedBundle) return {};
    auto next =
        TRY(openSuccessor(signedBundle, state.member.bundle, sha256(state.member.signedBundle)));
    Membership changed = state.member;
    changed.olderBundles.push_back(std::move(changed.signedBundle));
    changed.signedBundle = std::move(signedBundle);
    changed.bundle = std::move(next);
    TRY(state.keepMembership(changed));
    state.member = std::move(changed);
    return {};
}

Result<SecretBytes> Recorder::unwrapFileKey(ByteView wrapped, const RecordId& id,
                                            const Digest& objectName) const {
    return cairn::unwrapFileKey(wrapped, state_->epochKey, id, objectName);
}

Result<SealReader> Recorder::openObject(const Digest& name) const {
    const auto known = TRY(state_->index->object(name));
    if (!known) return Error{Code::NotFound, "object", name.hex()};
    const auto key =
        TRY(cairn::unwrapFileKey(known->wrappedKey, state_->epochKey, known->record, name));
    return state_->objects->open(name, key);
}

Result<Record> Recorder::readRecord(std::uint64_t sequence) {
    const auto entry = TRY(state_->file->read(sequence));
    return state_->open(entry);
}

Stamp Recorder::now() const { return state_->now(); }
const Bytes& Recorder::beacon() const { return state_->beaconNote; }

Result<void> Recorder::setBeacon(Bytes note) {
    auto& state = *state_;
    const auto facts = TRY(checkReceipt({note, {}}, state.member.bundle, state.ledgerName(),
                                        state.ledgerSigner.publicKey()));
    if (!facts.witnessed) return Error{Code::Invalid, "beacon", "empty"};
    TRY(state.checkOwn(*facts.witnessed));
    if (!state.beaconNote.empty() && *facts.witnessedAt <= state.beaconTime) return {};
    TRY(writeDurably(*state.fileSystem, state.path("beacon"), note));
    state.useBeacon(std::move(note), *facts.witnessedAt);
    return {};
}

const Recorder::Opened& Recorder::opened() const { return state_->found; }

Result<Recorder::Strays> Recorder::strays() const {
    auto contents = TRY(state_->objects->contents());
    auto sql = TRY(state_->index->prepared("SELECT name FROM objects ORDER BY name"));
    std::vector<Digest> named;
    while (TRY(sql->step())) named.push_back(TRY(Digest::from(sql->blob(0))));
    Strays out;
    out.unterminated = std::move(contents.unterminated);
    out.unknown = std::move(contents.unknown);
    std::set_difference(contents.objects.begin(), contents.objects.end(), named.begin(),
                        named.end(), std::back_inserter(out.orphans));
    return out;
}

}  // namespace cairn
