#include "core/desk.h"

#include <algorithm>

#include "core/desk_state.h"

namespace cairn {

namespace {

constexpr std::string_view kOpeningIdentity = "opening";
constexpr std::size_t kRecordsAtOnce = 512;

// Tables of the desk beside those of the store. All of it can be brought again by a pull, but for
// what own records say, which is read from the own ledger.
constexpr std::string_view kTables = R"(
CREATE TABLE IF NOT EXISTS desk_bundle(generation INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS desk_certificate(device INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS desk_entry(
  device INTEGER NOT NULL, ledger INTEGER NOT NULL, sequence INTEGER NOT NULL,
  leaf BLOB NOT NULL, sealed BLOB NOT NULL, envelope BLOB, state INTEGER NOT NULL,
  kind INTEGER, kind_count INTEGER, corrects INTEGER, exhibit TEXT,
  PRIMARY KEY(device, ledger, sequence)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS desk_entry_exhibit ON desk_entry(exhibit) WHERE exhibit IS NOT NULL;
CREATE INDEX IF NOT EXISTS desk_entry_corrects ON desk_entry(device, ledger, corrects)
  WHERE corrects IS NOT NULL;
CREATE TABLE IF NOT EXISTS desk_entry_object(
  device INTEGER NOT NULL, ledger INTEGER NOT NULL, sequence INTEGER NOT NULL,
  object BLOB NOT NULL, bytes INTEGER NOT NULL,
  PRIMARY KEY(device, ledger, sequence, object)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS desk_entry_object_name ON desk_entry_object(object);
CREATE TABLE IF NOT EXISTS desk_object(
  object BLOB NOT NULL, plain BLOB NOT NULL, plain_bytes INTEGER NOT NULL, bytes INTEGER NOT NULL,
  device INTEGER NOT NULL, ledger INTEGER NOT NULL, sequence INTEGER NOT NULL,
  state INTEGER NOT NULL, PRIMARY KEY(object, plain)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS desk_object_open ON desk_object(state, bytes);
CREATE TABLE IF NOT EXISTS desk_person(
  device INTEGER NOT NULL, ledger INTEGER NOT NULL, key BLOB NOT NULL, sequence INTEGER NOT NULL,
  PRIMARY KEY(device, ledger, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS desk_note(
  digest BLOB PRIMARY KEY, device INTEGER NOT NULL, ledger INTEGER NOT NULL, size INTEGER NOT NULL,
  root BLOB NOT NULL, cosigned_ms INTEGER, state INTEGER NOT NULL, bytes BLOB NOT NULL)
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS desk_note_size ON desk_note(device, ledger, size);
CREATE TABLE IF NOT EXISTS desk_holding(
  digest BLOB PRIMARY KEY, time_ms INTEGER NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS desk_held(
  object BLOB NOT NULL, holding BLOB NOT NULL, time_ms INTEGER NOT NULL,
  PRIMARY KEY(object, time_ms, holding)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS desk_apart(
  digest BLOB PRIMARY KEY, device INTEGER NOT NULL, ledger INTEGER NOT NULL, reason TEXT NOT NULL,
  bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS desk_finding(
  severity INTEGER NOT NULL, what TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(what, at))
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS desk_own(one INTEGER PRIMARY KEY CHECK(one = 1), next INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS desk_confirmation(
  own INTEGER PRIMARY KEY, device INTEGER NOT NULL, ledger INTEGER NOT NULL, upto INTEGER NOT NULL,
  at_ms INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS desk_confirmed(
  object BLOB PRIMARY KEY, at_ms INTEGER NOT NULL, own INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS desk_decision(
  own INTEGER PRIMARY KEY, exhibit TEXT NOT NULL, outcome INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS desk_decision_exhibit ON desk_decision(exhibit, own);
)";

}  // namespace

Desk::Desk(std::unique_ptr<State> state) : state_(std::move(state)) {}
Desk::~Desk() = default;

Result<std::unique_ptr<Desk>> Desk::found(std::unique_ptr<Recorder> recorder, Identity opening) {
    const auto& recipients = recorder->recipients();
    if (std::ranges::find(recipients, opening.recipient()) == recipients.end())
        return Error{Code::Untrusted, "identity", "no recipient of this operation"};
    TRY(recorder->keyring().store(kOpeningIdentity, WrappedUnder::MasterKey, opening.secret()));
    auto state = std::make_unique<State>(std::move(recorder), std::move(opening));
    TRY(state->makeTables());
    std::unique_ptr<Desk> desk(new Desk(std::move(state)));
    TRY(desk->admitOwnBundles());
    TRY(desk->state_->catchUp());
    return desk;
}

Result<std::unique_ptr<Desk>> Desk::open(Files& files, Clock& clock, const std::string& folder,
                                         const SecretBytes& passphrase) {
    auto recorder = TRY(Recorder::open(files, clock, folder, passphrase));
    auto secret = recorder->keyring().load(kOpeningIdentity);
    if (!secret)
        return Error{Code::NotFound, "identity",
                     "this folder is no review desk, or init did not end"};
    auto opening = TRY(Identity::fromSecret(*secret));
    auto state = std::make_unique<State>(std::move(recorder), std::move(opening));
    TRY(state->makeTables());
    std::unique_ptr<Desk> desk(new Desk(std::move(state)));
    TRY(desk->admitOwnBundles());
    TRY(desk->state_->catchUp());
    return desk;
}

// Those of the enrolment, so that an export can show the whole chain; an index that was lost has
// none.
Result<void> Desk::admitOwnBundles() {
    const auto& membership = state_->recorder->membership();
    for (const auto& older : membership.olderBundles) TRY(admitBundle(older));
    return admitBundle(membership.signedBundle);
}

Catalog& Desk::catalog() { return state_->catalog; }
Recorder& Desk::recorder() { return *state_->recorder; }
const Vault& Desk::vault() const { return state_->recorder->vault(); }

Result<void> Desk::State::makeTables() { return Sql::run(database(), kTables); }

// A kill may have come between the two transactions of admitEntries.
Result<void> Desk::State::catchUp() {
    std::vector<std::pair<LedgerKey, std::uint64_t>> ledgers;
    {
        auto sql = TRY(Sql::prepare(database(),
                                    "SELECT device, ledger, max(sequence) + 1 FROM desk_entry "
                                    "GROUP BY device, ledger"));
        while (TRY(sql.step()))
            ledgers.push_back({{static_cast<std::uint32_t>(sql.integer(0)),
                                static_cast<std::uint32_t>(sql.integer(1))},
                               static_cast<std::uint64_t>(sql.integer(2))});
    }
    for (const auto& [key, size] : ledgers) {
        auto at = TRY(recorder->store().indexed(key.first, key.second));
        while (at < size) {
            const auto end = std::min<std::uint64_t>(size, at + kRecordsAtOnce);
            std::vector<Entry> entries;
            std::vector<std::optional<Record>> records;
            for (auto sequence = at; sequence < end; ++sequence) {
                const RecordId id{key.first, key.second, sequence};
                entries.push_back(TRY(entry(id)));
                auto one = stored(id);
                if (one)
                    records.emplace_back(std::move(one->record));
                else
                    records.emplace_back();
            }
            TRY(apply(key, entries, records));
            at = end;
        }
    }
    return readOwn();
}

Result<void> Desk::State::apply(const LedgerKey& key, const std::vector<Entry>& entries,
                                const std::vector<std::optional<Record>>& records) {
    std::vector<Store::Applied> applied;
    for (std::size_t i = 0; i < entries.size(); ++i)
        applied.push_back({&entries[i],
                           {key.first, key.second, entries[i].sequence},
                           records[i] ? &*records[i] : nullptr});
    return recorder->store().apply(applied);
}

// What this desk said, from its own ledger: the only place where it stands.
Result<void> Desk::State::readOwn() {
    std::uint64_t next = 0;
    {
        auto sql = TRY(Sql::prepare(database(), "SELECT next FROM desk_own"));
        if (TRY(sql.step())) next = static_cast<std::uint64_t>(sql.integer(0));
    }
    const auto size = recorder->ledger().size();
    while (next < size) {
        const auto end = std::min<std::uint64_t>(size, next + kRecordsAtOnce);
        std::vector<Record> records;
        for (auto sequence = next; sequence < end; ++sequence) {
            records.push_back(TRY(recorder->readRecord(sequence)));
            // First, as it may be said twice: a kill before the next commit only repeats it.
            const auto& said = records.back();
            if (said.head.is(Kind::Confirmation) || said.head.is(Kind::Decision))
                TRY(recorder->store().admit(said, said.head.stamp.wall));
        }
        auto transaction = TRY(Transaction::begin(database()));
        for (const auto& record : records) {
            const auto at = record.head.stamp.wall.unixMs;
            if (const auto* said = record.part<Confirmation>();
                said && record.head.is(Kind::Confirmation)) {
                auto sql = TRY(Sql::prepare(
                    database(),
                    "INSERT OR REPLACE INTO desk_confirmation VALUES(?1, ?2, ?3, ?4, ?5)"));
                TRY(sql.bind(1, integer(next))
                        .bind(2, integer(said->device))
                        .bind(3, integer(said->ledger))
                        .bind(4, integer(said->toSequence))
                        .bind(5, at)
                        .once());
                auto object = TRY(Sql::prepare(
                    database(), "INSERT OR IGNORE INTO desk_confirmed VALUES(?1, ?2, ?3)"));
                for (const auto& digest : said->objects)
                    TRY(object.bind(1, digest.view()).bind(2, at).bind(3, integer(next)).once());
            }
            if (const auto* said = record.part<Decision>();
                said && record.head.is(Kind::Decision)) {
                auto sql = TRY(Sql::prepare(
                    database(), "INSERT OR REPLACE INTO desk_decision VALUES(?1, ?2, ?3, ?4)"));
                TRY(sql.bind(1, integer(next))
                        .bind(2, said->exhibit)
                        .bind(3, static_cast<std::int64_t>(said->outcome))
                        .bind(4, said->reason)
                        .once());
            }
            ++next;
        }
        auto sql = TRY(Sql::prepare(database(), "INSERT OR REPLACE INTO desk_own VALUES(1, ?1)"));
        TRY(sql.bind(1, integer(next)).once());
        TRY(transaction.commit());
    }
    return {};
}

Result<const DeviceCertificate*> Desk::State::certificate(std::uint32_t device) {
    auto found = known.find(device);
    if (found == known.end()) {
        std::optional<DeviceCertificate> opened;
        const auto bytes = TRY(certificateBytes(device));
        if (!bytes.empty())
            opened = TRY(openDeviceCertificate(bytes, bundle(), recorder->membership().genesis));
        found = known.emplace(device, std::move(opened)).first;
    }
    return found->second ? &*found->second : nullptr;
}

Result<Bytes> Desk::State::certificateBytes(std::uint32_t device) {
    if (device == ownDevice()) return recorder->membership().certificate;
    auto sql =
        TRY(Sql::prepare(database(), "SELECT bytes FROM desk_certificate WHERE device = ?1"));
    sql.bind(1, integer(device));
    return TRY(sql.step()) ? sql.blob(0) : Bytes();
}

// Ledgers after the first need the opening record's chain of keys; until a device opens one, none
// is believed.
Result<std::optional<PublicKey>> Desk::State::keyOf(std::uint32_t device, std::uint32_t ledger) {
    const auto* opened = TRY(certificate(device));
    if (!opened || ledger != 1) return std::optional<PublicKey>();
    return std::optional(opened->keys.ledgerKey);
}

LeafRange Desk::State::leaves(std::uint32_t device, std::uint32_t ledger) const {
    if (device == ownDevice()) return recorder->ledger().leaves();
    auto* handle = database();
    return [handle, device, ledger](std::uint64_t begin,
                                    std::uint64_t end) -> Result<std::vector<Digest>> {
        auto sql = TRY(Sql::prepare(handle,
                                    "SELECT leaf FROM desk_entry WHERE device = ?1 AND ledger = ?2 "
                                    "AND sequence >= ?3 AND sequence < ?4 ORDER BY sequence"));
        sql.bind(1, integer(device)).bind(2, integer(ledger)).bind(3, integer(begin));
        sql.bind(4, integer(end));
        std::vector<Digest> out;
        out.reserve(end - begin);
        while (TRY(sql.step())) out.push_back(TRY(Digest::from(sql.blob(0))));
        return out;
    };
}

Result<Desk::State::Held*> Desk::State::ledger(std::uint32_t device, std::uint32_t ledgerNumber) {
    const LedgerKey key{device, ledgerNumber};
    if (const auto found = heldLedgers.find(key); found != heldLedgers.end()) return &found->second;
    Held held;
    auto sql =
        TRY(Sql::prepare(database(),
                         "SELECT leaf, kind, kind_count FROM desk_entry WHERE device = ?1 AND "
                         "ledger = ?2 ORDER BY sequence"));
    sql.bind(1, integer(device)).bind(2, integer(ledgerNumber));
    while (TRY(sql.step())) {
        if (!sql.isNull(1))
            held.counts[static_cast<std::uint32_t>(sql.integer(1))] =
                static_cast<std::uint64_t>(sql.integer(2)) + 1;
        else if (held.firstUnread > held.frontier.size())
            held.firstUnread = held.frontier.size();
        held.frontier.append(TRY(Digest::from(sql.blob(0))));
    }
    auto notes =
        TRY(Sql::prepare(database(),
                         "SELECT count(*), count(cosigned_ms) FROM desk_note WHERE device = "
                         "?1 AND ledger = ?2 AND state = 2"));
    notes.bind(1, integer(device)).bind(2, integer(ledgerNumber));
    TRY(notes.step());
    held.forked = notes.integer(0) > 0;
    held.forkedWitnessed = notes.integer(1) > 0;
    return &heldLedgers.emplace(key, std::move(held)).first->second;
}

Result<void> Desk::State::find(Severity severity, std::string_view what, std::string_view where) {
    auto sql =
        TRY(Sql::prepare(database(), "INSERT OR IGNORE INTO desk_finding VALUES(?1, ?2, ?3)"));
    return sql.bind(1, static_cast<std::int64_t>(severity)).bind(2, what).bind(3, where).once();
}

Result<Entry> Desk::State::entry(const RecordId& id) {
    auto sql =
        TRY(Sql::prepare(database(),
                         "SELECT leaf, sealed FROM desk_entry WHERE device = ?1 AND ledger = "
                         "?2 AND sequence = ?3"));
    sql.bind(1, integer(id.device)).bind(2, integer(id.ledger)).bind(3, integer(id.sequence));
    if (!TRY(sql.step())) return Error{Code::NotFound, "record", id.text()};
    Entry out;
    out.sequence = id.sequence;
    out.leaf = TRY(Digest::from(sql.blob(0)));
    out.sealedRecord = sql.blob(1);
    auto objects = TRY(Sql::prepare(database(),
                                    "SELECT object, bytes FROM desk_entry_object WHERE device = ?1 "
                                    "AND ledger = ?2 AND sequence = ?3"));
    objects.bind(1, integer(id.device)).bind(2, integer(id.ledger)).bind(3, integer(id.sequence));
    while (TRY(objects.step())) {
        ObjectRef object;
        object.name = TRY(Digest::from(objects.blob(0)));
        object.sizeBytes = static_cast<std::uint64_t>(objects.integer(1));
        out.objects.push_back(std::move(object));
    }
    return out;
}

Result<Desk::State::Stored> Desk::State::stored(const RecordId& id) {
    if (id.device == ownDevice()) {
        auto own = TRY(recorder->readRecord(id.sequence));
        return Stored{std::move(own), EntryState::Good};
    }
    auto sql = TRY(Sql::prepare(database(),
                                "SELECT envelope, state FROM desk_entry WHERE device = ?1 AND "
                                "ledger = ?2 AND sequence = ?3"));
    sql.bind(1, integer(id.device)).bind(2, integer(id.ledger)).bind(3, integer(id.sequence));
    if (!TRY(sql.step()) || sql.isNull(0)) return Error{Code::NotFound, "record", id.text()};
    const auto key = TRY(keyOf(id.device, id.ledger));
    if (!key) return Error{Code::Untrusted, "certificate", id.text()};
    const auto envelope = sql.blob(0);
    auto record = TRY(openEnvelope(envelope, *key));
    return Stored{std::move(record), static_cast<EntryState>(sql.integer(1))};
}

Result<std::vector<RecordId>> Desk::State::recordsOf(std::string_view exhibit,
                                                     std::uint32_t device) const {
    // The plus keeps the planner on the exhibit's index: by device it would read the whole ledger.
    auto sql = TRY(Sql::prepare(
        database(),
        "SELECT device, ledger, sequence FROM desk_entry WHERE exhibit = ?1 AND +device = ?2 UNION "
        "SELECT c.device, c.ledger, c.sequence FROM desk_entry e JOIN desk_entry c ON c.device = "
        "e.device AND c.ledger = e.ledger AND c.corrects = e.sequence WHERE e.exhibit = ?1 AND "
        "+e.device = ?2 AND c.kind IS NOT NULL ORDER BY 2, 3"));
    sql.bind(1, exhibit).bind(2, integer(device));
    std::vector<RecordId> out;
    while (TRY(sql.step()))
        out.push_back({static_cast<std::uint32_t>(sql.integer(0)),
                       static_cast<std::uint32_t>(sql.integer(1)),
                       static_cast<std::uint64_t>(sql.integer(2))});
    return out;
}

Result<std::optional<std::uint64_t>> Desk::State::personKeyRecord(const RecordId& id,
                                                                  const PublicKey& key) const {
    auto sql =
        TRY(Sql::prepare(database(),
                         "SELECT sequence FROM desk_person WHERE device = ?1 AND ledger = ?2 "
                         "AND key = ?3"));
    sql.bind(1, integer(id.device)).bind(2, integer(id.ledger)).bind(3, key.view());
    if (!TRY(sql.step())) return std::optional<std::uint64_t>();
    return std::optional(static_cast<std::uint64_t>(sql.integer(0)));
}

Result<Evidence> Desk::State::evidence(const Stored& from, std::optional<PersonKey>& person) {
    const auto& id = from.record.head.id;
    Evidence out;
    out.record = &from.record;
    out.bundle = &bundle();
    out.certificate = TRY(certificate(id.device));
    if (const auto* author = from.record.part<Author>()) {
        if (const auto sequence = TRY(personKeyRecord(id, author->key))) {
            const auto record = TRY(stored({id.device, id.ledger, *sequence}));
            if (const auto* key = record.record.part<PersonKey>()) person = *key;
            out.personKey = person ? &*person : nullptr;
        }
    }
    const auto* held = TRY(ledger(id.device, id.ledger));
    out.ledger = from.state == EntryState::LeafDiffers || from.state == EntryState::OutOfPlace
                     ? Outcome::Contradicts
                     : Outcome::Holds;
    out.sequence = from.state == EntryState::CountWrong ? Outcome::Contradicts
                   : held->firstUnread < id.sequence    ? Outcome::Missing
                                                        : Outcome::Holds;
    auto notes = TRY(Sql::prepare(database(),
                                  "SELECT size, cosigned_ms FROM desk_note WHERE device = ?1 AND "
                                  "ledger = ?2 AND size > ?3 AND state = 1 AND cosigned_ms IS NOT "
                                  "NULL ORDER BY cosigned_ms LIMIT 1"));
    notes.bind(1, integer(id.device)).bind(2, integer(id.ledger)).bind(3, integer(id.sequence));
    if (TRY(notes.step()))
        out.witnesses.push_back(
            {static_cast<std::uint64_t>(notes.integer(0)), Instant{notes.integer(1)}});
    // What stood under a receipt before the ledger forked goes on counting, unless headquarters
    // countersigned both histories: then nothing says which came first.
    if (held->forkedWitnessed || (held->forked && out.witnesses.empty()))
        out.sequence = Outcome::Suspended;
    auto beacon =
        TRY(Sql::prepare(database(),
                         "SELECT cosigned_ms FROM desk_note WHERE digest = ?1 AND state != "
                         "2 AND cosigned_ms IS NOT NULL"));
    beacon.bind(1, from.record.head.stamp.beacon.view());
    if (TRY(beacon.step())) out.beacon = Instant{beacon.integer(0)};

    std::optional<std::int64_t> confirmed;
    auto confirmation =
        TRY(Sql::prepare(database(),
                         "SELECT min(at_ms) FROM desk_confirmation WHERE device = ?1 "
                         "AND ledger = ?2 AND upto > ?3"));
    confirmation.bind(1, integer(id.device)).bind(2, integer(id.ledger));
    confirmation.bind(3, integer(id.sequence));
    if (TRY(confirmation.step())) confirmed = confirmation.maybeInteger(0);

    if (const auto* media = from.record.part<Media>()) {
        auto state = TRY(Sql::prepare(
            database(), "SELECT state FROM desk_object WHERE object = ?1 AND plain = ?2"));
        auto holding =
            TRY(Sql::prepare(database(), "SELECT min(time_ms) FROM desk_held WHERE object = ?1"));
        auto seen =
            TRY(Sql::prepare(database(), "SELECT at_ms FROM desk_confirmed WHERE object = ?1"));
        for (const auto& segment : media->segments) {
            OriginalSeen original{segment.object, Outcome::Missing, {}};
            state.bind(1, segment.object.view()).bind(2, segment.plain.view());
            if (TRY(state.step())) {
                const auto is = static_cast<ObjectState>(state.integer(0));
                if (is == ObjectState::Matches) original.bytes = Outcome::Holds;
                if (is == ObjectState::Differs) original.bytes = Outcome::Contradicts;
            }
            state.reset();
            holding.bind(1, segment.object.view());
            if (TRY(holding.step()) && !holding.isNull(0))
                original.heldSince = Instant{holding.integer(0)};
            holding.reset();
            seen.bind(1, segment.object.view());
            if (!TRY(seen.step()))
                confirmed.reset();
            else if (confirmed)
                confirmed = std::max(*confirmed, seen.integer(0));
            seen.reset();
            out.originals.push_back(original);
        }
    }
    if (confirmed) out.seenByDesk = Instant{*confirmed};
    return out;
}

Result<DeskExhibit> Desk::State::judged(ExhibitRow row) {
    DeskExhibit out;
    bool first = true;
    for (const auto& id : TRY(recordsOf(row.number, row.record.device))) {
        const auto one = TRY(stored(id));
        if (!one.record.head.is(Kind::Exhibit)) continue;
        std::optional<PersonKey> person;
        const auto seen = TRY(evidence(one, person));
        auto verdict = judge(seen);
        if (first || worse(verdict.verdict, out.verdict.verdict) != out.verdict.verdict)
            out.verdict = std::move(verdict);
        first = false;
    }
    if (first) return Error{Code::NotFound, "exhibit", row.number};
    row.receivedAt.reset();
    row.confirmedAt = out.verdict.time.seenByDesk;
    row.state = row.confirmedAt        ? ExhibitState::Confirmed
                : out.verdict.received ? ExhibitState::Received
                                       : ExhibitState::Saved;
    if (out.verdict.received) row.receivedAt = out.verdict.time.notAfter;
    auto sql =
        TRY(Sql::prepare(database(),
                         "SELECT outcome, reason FROM desk_decision WHERE exhibit = ?1 ORDER "
                         "BY own DESC LIMIT 1"));
    sql.bind(1, row.number);
    if (TRY(sql.step())) {
        row.review = static_cast<ReviewOutcome>(sql.integer(0));
        row.reviewReason = sql.text(1);
    }
    out.row = std::move(row);
    return out;
}

Result<std::vector<DeskExhibit>> Desk::exhibits(const Catalog::Page& page) {
    std::vector<DeskExhibit> out;
    for (auto& row : TRY(state_->catalog.exhibits(page)))
        out.push_back(TRY(state_->judged(std::move(row))));
    return out;
}

Result<DeskExhibit> Desk::exhibit(std::string_view number) {
    return state_->judged(TRY(state_->catalog.exhibit(number)));
}

Result<std::vector<DeskLedger>> Desk::ledgers() const {
    std::vector<DeskLedger> out;
    auto sql = TRY(Sql::prepare(state_->database(),
                                "SELECT device, ledger, count(*), "
                                "sum(kind = ?1) FROM desk_entry GROUP BY device, ledger"));
    sql.bind(1, static_cast<std::int64_t>(Kind::Exhibit));
    while (TRY(sql.step())) {
        DeskLedger one;
        one.device = static_cast<std::uint32_t>(sql.integer(0));
        one.ledger = static_cast<std::uint32_t>(sql.integer(1));
        one.records = static_cast<std::uint64_t>(sql.integer(2));
        one.exhibits = static_cast<std::uint64_t>(sql.integer(3));
        out.push_back(std::move(one));
    }
    for (auto& one : out) {
        if (const auto* certificate = TRY(state_->certificate(one.device))) {
            one.label = certificate->keys.label;
            one.role = certificate->voucher.role;
        }
        auto note =
            TRY(Sql::prepare(state_->database(),
                             "SELECT size, cosigned_ms FROM desk_note WHERE device = ?1 AND "
                             "ledger = ?2 AND state = 1 AND cosigned_ms IS NOT NULL ORDER BY "
                             "size DESC, cosigned_ms LIMIT 1"));
        note.bind(1, integer(one.device)).bind(2, integer(one.ledger));
        if (TRY(note.step())) {
            one.witnessed = static_cast<std::uint64_t>(note.integer(0));
            one.lastWitness = Instant{note.integer(1)};
        }
        auto objects = TRY(Sql::prepare(state_->database(),
                                        "SELECT count(*) FROM desk_object WHERE device = ?1 AND "
                                        "ledger = ?2 AND state = 0"));
        objects.bind(1, integer(one.device)).bind(2, integer(one.ledger));
        TRY(objects.step());
        one.objectsMissing = static_cast<std::uint64_t>(objects.integer(0));
        const auto* held = TRY(state_->ledger(one.device, one.ledger));
        one.quarantined = held->forked || state_->bundle().revocation(one.device, one.ledger);
    }
    auto apart =
        TRY(Sql::prepare(state_->database(), "SELECT DISTINCT device, ledger FROM desk_apart"));
    while (TRY(apart.step())) {
        const auto device = static_cast<std::uint32_t>(apart.integer(0));
        const auto number = static_cast<std::uint32_t>(apart.integer(1));
        const auto found = std::ranges::find_if(
            out, [&](const auto& one) { return one.device == device && one.ledger == number; });
        if (found != out.end()) {
            found->quarantined = true;
            continue;
        }
        DeskLedger one;
        one.device = device;
        one.ledger = number;
        one.quarantined = true;
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::vector<Finding>> Desk::findings() const {
    std::vector<Finding> out;
    auto sql =
        TRY(Sql::prepare(state_->database(),
                         "SELECT severity, what, at FROM desk_finding ORDER BY severity DESC, "
                         "at, what"));
    while (TRY(sql.step()))
        out.push_back({static_cast<Severity>(sql.integer(0)), sql.text(1), sql.text(2)});
    return out;
}

Result<void> Desk::decide(std::string_view number, ReviewOutcome outcome, std::string_view reason) {
    TRY(checkText(reason, "reason"));
    if (outcome == ReviewOutcome::Returned && reason.empty())
        return Error{Code::Invalid, "reason", "the investigator needs to know what to do"};
    const auto reviewed = TRY(exhibit(number));
    // The same decision twice is one decision, so that a verb can be repeated after a kill.
    if (reviewed.row.review == outcome && reviewed.row.reviewReason == reason) return {};
    const auto& id = reviewed.row.record;
    const auto* certificate = TRY(state_->certificate(id.device));
    if (!certificate) return Error{Code::Untrusted, "certificate", std::to_string(id.device)};
    const auto record = TRY(state_->stored(id));
    NewRecord decision;
    decision.kind = Kind::Decision;
    decision.parts = {
        Decision{std::string(number), id, record.record.leaf, outcome, std::string(reason)}};
    decision.to = {id.device};
    decision.alsoTo = {certificate->keys.recipient};
    TRY(state_->recorder->record(std::move(decision)));
    return state_->readOwn();
}

Result<SealReader> Desk::openOriginal(std::string_view number) {
    const auto row = TRY(state_->catalog.exhibit(number));
    if (row.segments.empty()) return Error{Code::NotFound, "original", row.number};
    return state_->recorder->vault().open(row.segments.front().object, state_->identity);
}

Result<SealReader> Desk::openPreview(std::string_view number) {
    const auto row = TRY(state_->catalog.exhibit(number));
    if (!row.preview) return Error{Code::NotFound, "preview", row.number};
    return state_->recorder->vault().open(row.preview->object, state_->identity);
}

}  // namespace cairn
