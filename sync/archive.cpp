#include "sync/archive.h"

#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "core/domain.h"
#include "core/sql.h"
#include "sync/entry.h"
#include "sync/incoming.h"

namespace cairn {
namespace {

constexpr std::int64_t kSchemaVersion = 1;
constexpr std::string_view kSchema = R"(
CREATE TABLE IF NOT EXISTS ledgers(device INTEGER, ledger INTEGER, size INTEGER NOT NULL,
    PRIMARY KEY(device, ledger)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entries(device INTEGER, ledger INTEGER, sequence INTEGER, leaf BLOB NOT NULL,
    entry BLOB NOT NULL, PRIMARY KEY(device, ledger, sequence));
CREATE TABLE IF NOT EXISTS named(device INTEGER, ledger INTEGER, sequence INTEGER, object BLOB, bytes INTEGER NOT NULL,
    PRIMARY KEY(device, ledger, sequence, object)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS named_object ON named(object, bytes);
CREATE TABLE IF NOT EXISTS batches(device INTEGER, ledger INTEGER, end INTEGER, begin INTEGER, manifest BLOB NOT NULL,
    witness BLOB NOT NULL, holding BLOB, PRIMARY KEY(device, ledger, end, begin)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS unheld ON batches(device, ledger) WHERE holding IS NULL;
CREATE TABLE IF NOT EXISTS addressed(recipient INTEGER, device INTEGER, ledger INTEGER, sequence INTEGER,
    PRIMARY KEY(recipient, device, ledger, sequence)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quarantine(device INTEGER, ledger INTEGER, sha256 BLOB, bytes BLOB NOT NULL, reason TEXT NOT NULL,
    at_ms INTEGER NOT NULL, PRIMARY KEY(device, ledger, sha256));
CREATE TABLE IF NOT EXISTS expected(object BLOB PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alarms(id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, what TEXT NOT NULL,
    device INTEGER NOT NULL, ledger INTEGER NOT NULL, detail TEXT NOT NULL, UNIQUE(what, device, ledger, detail));
)";
constexpr int kBusyMs = 20'000;
constexpr std::size_t kMaxQuarantined = 64;  // given at once

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }
std::uint64_t unsign(std::int64_t value) { return static_cast<std::uint64_t>(value); }
std::uint32_t small(std::int64_t value) { return static_cast<std::uint32_t>(value); }

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

Result<Database> openDatabase(Files& files, const std::string& path) {
    sqlite3* raw = nullptr;
    const auto vfs = sqliteVfs(files);
    const int opened = sqlite3_open_v2(
        path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX,
        vfs.c_str());
    Database database(raw);
    if (opened != SQLITE_OK) return Error{Code::Io, "index.db", sqlite3_errstr(opened)};
    sqlite3_busy_timeout(raw, kBusyMs);
    TRY(Sql::run(raw,
                 "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA; PRAGMA temp_store=MEMORY;"
                 "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
                 "PRAGMA cache_size=-16384"));
    auto version = TRY(Sql::prepare(raw, "PRAGMA user_version"));
    TRY(version.step());
    if (version.integer(0) > kSchemaVersion)
        return Error{Code::Unsupported, "index.db", "made by a newer program"};
    if (version.integer(0) == 0) {
        version.reset();
        auto transaction = TRY(Transaction::begin(raw));
        TRY(Sql::run(raw, kSchema));
        TRY(Sql::run(raw, "PRAGMA user_version=" + std::to_string(kSchemaVersion)));
        TRY(transaction.commit());
    }
    return database;
}

using LedgerKey = std::pair<std::uint32_t, std::uint32_t>;

}  // namespace

struct Archive::State {
    Files* files;
    std::string folder;
    Database database;
    Incoming incoming;
    mutable std::mutex mutex;  // of the database and what follows
    std::map<LedgerKey, Frontier> frontiers;

    State(Files& disk, std::string where, Database db)
        : files(&disk),
          folder(std::move(where)),
          database(std::move(db)),
          incoming(disk, folder + "/incoming", folder + "/objects") {}

    Result<Sql> sql(std::string_view statement) const {
        return Sql::prepare(database.get(), statement);
    }
    // All below: the mutex is held.
    Result<std::uint64_t> size(LedgerKey key) const {
        auto query = TRY(sql("SELECT size FROM ledgers WHERE device=? AND ledger=?"));
        query.bind(1, key.first).bind(2, key.second);
        return TRY(query.step()) ? unsign(query.integer(0)) : 0;
    }
    Result<std::vector<Digest>> leaves(LedgerKey key, std::uint64_t begin,
                                       std::uint64_t end) const {
        auto query =
            TRY(sql("SELECT leaf FROM entries WHERE device=? AND ledger=? AND sequence>=? AND "
                    "sequence<? ORDER BY sequence"));
        query.bind(1, key.first).bind(2, key.second).bind(3, number(begin)).bind(4, number(end));
        std::vector<Digest> out;
        while (TRY(query.step())) out.push_back(TRY(Digest::from(query.blob(0))));
        if (out.size() != end - begin)
            return Error{Code::Corrupt, "index.db", "leaves are missing"};
        return out;
    }
    Result<Frontier> frontier(LedgerKey key, std::uint64_t size) {
        const auto known = frontiers.find(key);
        if (known != frontiers.end() && known->second.size() == size) return known->second;
        return frontierAt(
            size, [&](std::uint64_t begin, std::uint64_t end) { return leaves(key, begin, end); });
    }
    Result<std::optional<BatchAnswer>> find(const BatchId& id) const {
        auto query =
            TRY(sql("SELECT manifest, witness, holding FROM batches WHERE device=? AND "
                    "ledger=? AND end=? AND begin=?"));
        query.bind(1, id.device)
            .bind(2, id.ledger)
            .bind(3, number(id.end))
            .bind(4, number(id.begin));
        if (!TRY(query.step())) return std::optional<BatchAnswer>{};
        BatchAnswer answer;
        answer.id = id;
        answer.manifest = TRY(Digest::from(query.blob(0)));
        answer.witness = query.blob(1);
        answer.holding = query.blob(2);
        return std::optional(std::move(answer));
    }
    Result<bool> sameEntries(LedgerKey key, const Manifest& manifest, std::uint64_t end) const {
        auto query =
            TRY(sql("SELECT sequence, entry FROM entries WHERE device=? AND ledger=? AND "
                    "sequence>=? AND sequence<? ORDER BY sequence"));
        query.bind(1, key.first).bind(2, key.second);
        query.bind(3, number(manifest.begin)).bind(4, number(end));
        while (TRY(query.step())) {
            const auto& offered = manifest.entries[unsign(query.integer(0)) - manifest.begin];
            if (query.blob(1) != encodeEntry(offered)) return false;
        }
        return true;
    }
    Result<void> write(const Manifest& manifest, std::uint64_t from, const Digest& hash,
                       const Bytes& witness);
};

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::~Archive() = default;

Result<std::unique_ptr<Archive>> Archive::open(Files& files, const std::string& folder) {
    for (const auto* sub : {"", "/objects", "/incoming"}) TRY(files.makeFolder(folder + sub));
    TRY(files.syncFolder(folder));
    auto database = TRY(openDatabase(files, folder + "/index.db"));
    return std::unique_ptr<Archive>(
        new Archive(std::make_unique<State>(files, folder, std::move(database))));
}

Result<LedgerState> Archive::ledger(std::uint32_t device, std::uint32_t ledger) const {
    const std::lock_guard lock(state_->mutex);
    auto apart = TRY(state_->sql("SELECT 1 FROM quarantine WHERE device=? AND ledger=? LIMIT 1"));
    apart.bind(1, device).bind(2, ledger);
    return LedgerState{device, ledger, TRY(state_->size({device, ledger})), TRY(apart.step())};
}

Result<std::vector<LedgerState>> Archive::ledgersOf(std::uint32_t device) const {
    std::vector<std::uint32_t> numbers;
    {
        const std::lock_guard lock(state_->mutex);
        auto query = TRY(state_->sql(
            "SELECT ledger FROM ledgers WHERE device=?1 UNION SELECT ledger FROM quarantine WHERE "
            "device=?1 ORDER BY 1"));
        query.bind(1, device);
        while (TRY(query.step())) numbers.push_back(small(query.integer(0)));
    }
    std::vector<LedgerState> out;
    for (const auto one : numbers) out.push_back(TRY(ledger(device, one)));
    return out;
}

Result<BatchAnswer> Archive::admit(const Manifest& manifest, const Digest& hash,
                                   const std::function<Bytes()>& sign) {
    const std::lock_guard lock(state_->mutex);
    const LedgerKey key{manifest.name.device, manifest.name.ledger};
    const auto size = TRY(state_->size(key));
    BatchAnswer answer;
    answer.id = manifest.id();
    answer.manifest = hash;
    answer.size = size;
    const auto as = [&](BatchAnswer::Outcome outcome) {
        answer.outcome = outcome;
        return answer;
    };
    if (auto held = TRY(state_->find(answer.id))) {
        if (held->manifest != hash) return as(BatchAnswer::Outcome::Quarantined);
        held->size = size;
        return std::move(*held);
    }
    if (manifest.begin > size) return as(BatchAnswer::Outcome::Gap);
    if (!TRY(state_->sameEntries(key, manifest, std::min(size, manifest.end()))))
        return as(BatchAnswer::Outcome::Quarantined);
    auto tree = TRY(state_->frontier(key, std::min(size, manifest.end())));
    for (auto at = tree.size(); at < manifest.end(); ++at)
        tree.append(manifest.entries[at - manifest.begin].leaf);
    const auto note = TRY(Note::parse(text(manifest.checkpoint)));
    if (TRY(Checkpoint::parseBody(note.text)).root != tree.root())
        return as(BatchAnswer::Outcome::Quarantined);
    answer.witness = sign();
    TRY(state_->write(manifest, size, hash, answer.witness));
    if (manifest.end() > size) {
        state_->frontiers.insert_or_assign(key, std::move(tree));
        answer.size = manifest.end();
    }
    return as(BatchAnswer::Outcome::Kept);
}

// One transaction: the new entries, what they name and to whom, the batch and its witness.
Result<void> Archive::State::write(const Manifest& manifest, std::uint64_t from, const Digest& hash,
                                   const Bytes& witness) {
    const auto device = manifest.name.device, ledger = manifest.name.ledger;
    auto transaction = TRY(Transaction::begin(database.get()));
    auto entry = TRY(sql("INSERT INTO entries VALUES(?,?,?,?,?)"));
    auto object = TRY(sql("INSERT OR IGNORE INTO named VALUES(?,?,?,?,?)"));
    auto recipient = TRY(sql("INSERT OR IGNORE INTO addressed VALUES(?,?,?,?)"));
    for (const auto& one : manifest.entries) {
        if (one.sequence < from) continue;
        const auto sequence = number(one.sequence);
        entry.bind(1, device).bind(2, ledger).bind(3, sequence).bind(4, one.leaf.view());
        TRY(entry.bind(5, ByteView(encodeEntry(one))).once());
        for (const auto& ref : one.objects) {
            object.bind(1, device).bind(2, ledger).bind(3, sequence).bind(4, ref.name.view());
            TRY(object.bind(5, number(ref.sizeBytes)).once());
        }
        for (const auto to : one.to)
            TRY(recipient.bind(1, to).bind(2, device).bind(3, ledger).bind(4, sequence).once());
    }
    auto batch = TRY(sql("INSERT INTO batches VALUES(?,?,?,?,?,?,NULL)"));
    batch.bind(1, device).bind(2, ledger).bind(3, number(manifest.end()));
    batch.bind(4, number(manifest.begin)).bind(5, hash.view());
    TRY(batch.bind(6, ByteView(witness)).once());
    auto size =
        TRY(sql("INSERT INTO ledgers VALUES(?,?,?) ON CONFLICT DO UPDATE SET "
                "size=max(size, excluded.size)"));
    TRY(size.bind(1, device).bind(2, ledger).bind(3, number(manifest.end())).once());
    return transaction.commit();
}

Result<void> Archive::quarantine(const ManifestSender& sender, ByteView signedManifest,
                                 std::string_view reason, Instant now) {
    const std::lock_guard lock(state_->mutex);
    auto insert = TRY(state_->sql("INSERT OR IGNORE INTO quarantine VALUES(?,?,?,?,?,?)"));
    insert.bind(1, sender.device).bind(2, sender.ledger).bind(3, sha256(signedManifest).view());
    return insert.bind(4, signedManifest).bind(5, reason).bind(6, now.unixMs).once();
}

Result<std::vector<Bytes>> Archive::quarantined(std::uint32_t device, std::uint32_t ledger) const {
    const std::lock_guard lock(state_->mutex);
    auto query =
        TRY(state_->sql("SELECT bytes FROM quarantine WHERE device=? AND ledger=? ORDER BY "
                        "at_ms, sha256 LIMIT ?"));
    query.bind(1, device).bind(2, ledger).bind(3, number(kMaxQuarantined));
    std::vector<Bytes> out;
    while (TRY(query.step())) out.push_back(query.blob(0));
    return out;
}

Result<void> Archive::expect(const Manifest& manifest) {
    const std::lock_guard lock(state_->mutex);
    auto transaction = TRY(Transaction::begin(state_->database.get()));
    auto insert = TRY(state_->sql("INSERT OR IGNORE INTO expected VALUES(?,?)"));
    for (const auto& object : manifest.objects())
        TRY(insert.bind(1, object.name.view()).bind(2, number(object.sizeBytes)).once());
    return transaction.commit();
}

Result<BatchAnswer> Archive::batch(const BatchId& id) const {
    const std::lock_guard lock(state_->mutex);
    auto found = TRY(state_->find(id));
    if (!found) return Error{Code::NotFound, "batch", ""};
    found->size = TRY(state_->size({id.device, id.ledger}));
    return std::move(*found);
}

Result<std::vector<BatchAnswer>> Archive::batches(std::uint32_t device, std::uint32_t ledger,
                                                  std::uint64_t from, std::uint32_t limit) const {
    const std::lock_guard lock(state_->mutex);
    const auto size = TRY(state_->size({device, ledger}));
    auto query =
        TRY(state_->sql("SELECT begin, end, manifest, witness, holding FROM batches WHERE "
                        "device=? AND ledger=? AND end>? ORDER BY end, begin LIMIT ?"));
    query.bind(1, device).bind(2, ledger).bind(3, number(from)).bind(4, limit);
    std::vector<BatchAnswer> out;
    while (TRY(query.step())) {
        BatchAnswer answer;
        answer.id = {device, ledger, unsign(query.integer(0)), unsign(query.integer(1))};
        answer.manifest = TRY(Digest::from(query.blob(2)));
        answer.size = size;
        answer.witness = query.blob(3);
        answer.holding = query.blob(4);
        out.push_back(std::move(answer));
    }
    return out;
}

Result<std::vector<ObjectRef>> Archive::objectsOf(const BatchId& id) const {
    const std::lock_guard lock(state_->mutex);
    auto query =
        TRY(state_->sql("SELECT DISTINCT object, bytes FROM named WHERE device=? AND "
                        "ledger=? AND sequence>=? AND sequence<? ORDER BY object"));
    query.bind(1, id.device).bind(2, id.ledger).bind(3, number(id.begin)).bind(4, number(id.end));
    std::vector<ObjectRef> out;
    while (TRY(query.step()))
        out.push_back({TRY(Digest::from(query.blob(0))), unsign(query.integer(1)), {}});
    return out;
}

Result<void> Archive::keepHolding(const BatchId& id, ByteView holding) {
    const std::lock_guard lock(state_->mutex);
    auto update =
        TRY(state_->sql("UPDATE batches SET holding=? WHERE device=? AND ledger=? AND "
                        "end=? AND begin=? AND holding IS NULL"));
    update.bind(1, holding).bind(2, id.device).bind(3, id.ledger);
    return update.bind(4, number(id.end)).bind(5, number(id.begin)).once();
}

Result<std::vector<Lacking>> Archive::lacking(const std::vector<ObjectRef>& objects) {
    std::vector<Lacking> out;
    for (const auto& object : objects) {
        auto ranges = TRY(state_->incoming.missing(object.name, object.sizeBytes));
        if (!ranges.empty()) out.push_back({object.name, object.sizeBytes, std::move(ranges)});
    }
    return out;
}

Result<void> Archive::put(const Part& part) {
    std::optional<std::uint64_t> bytes = state_->incoming.sizeOf(part.object);
    if (!bytes) {
        const std::lock_guard lock(state_->mutex);
        auto query =
            TRY(state_->sql("SELECT bytes FROM named WHERE object=?1 UNION ALL SELECT bytes "
                            "FROM expected WHERE object=?1 LIMIT 1"));
        query.bind(1, part.object.view());
        if (!TRY(query.step()))
            return Error{Code::NotFound, "object", "no batch names it; offer the batch first"};
        bytes = unsign(query.integer(0));
    }
    return state_->incoming.put(part, *bytes);
}

Result<void> Archive::settle() { return state_->incoming.settle(); }

Result<std::unique_ptr<File>> Archive::object(const Digest& name) const {
    return state_->files->open(state_->folder + "/objects/" + name.hex(), OpenMode::Read);
}

Result<EntryPage> Archive::entries(std::uint32_t device, std::uint32_t ledger,
                                   std::uint64_t from) const {
    const std::lock_guard lock(state_->mutex);
    auto batch =
        TRY(state_->sql("SELECT end, witness FROM batches WHERE device=? AND ledger=? AND "
                        "end>? ORDER BY end, begin LIMIT 1"));
    batch.bind(1, device).bind(2, ledger).bind(3, number(from));
    EntryPage page;
    if (!TRY(batch.step())) return page;
    const auto end = batch.integer(0);
    page.witness = batch.blob(1);
    auto query =
        TRY(state_->sql("SELECT sequence, entry FROM entries WHERE device=? AND ledger=? "
                        "AND sequence>=? AND sequence<? ORDER BY sequence"));
    query.bind(1, device).bind(2, ledger).bind(3, number(from)).bind(4, end);
    while (TRY(query.step()))
        page.entries.push_back(TRY(decodeEntry(unsign(query.integer(0)), query.blob(1))));
    return page;
}

LeafRange Archive::leaves(std::uint32_t device, std::uint32_t ledger) const {
    return [this, key = LedgerKey{device, ledger}](std::uint64_t begin, std::uint64_t end) {
        const std::lock_guard lock(state_->mutex);
        return state_->leaves(key, begin, end);
    };
}

Result<std::vector<std::pair<RecordId, Entry>>> Archive::addressed(
    std::uint32_t to, const std::vector<RecordId>& lastHeld, std::uint32_t limit) const {
    std::map<LedgerKey, std::int64_t> after;
    for (const auto& id : lastHeld) after[{id.device, id.ledger}] = number(id.sequence);
    const std::lock_guard lock(state_->mutex);
    auto sources = TRY(state_->sql(
        "SELECT DISTINCT device, ledger FROM addressed WHERE recipient=? ORDER BY device, ledger"));
    sources.bind(1, to);
    auto query =
        TRY(state_->sql("SELECT e.sequence, e.entry FROM addressed a JOIN entries e USING(device, "
                        "ledger, sequence) "
                        "WHERE a.recipient=? AND a.device=? AND a.ledger=? AND a.sequence>? ORDER "
                        "BY a.sequence LIMIT ?"));
    std::vector<std::pair<RecordId, Entry>> out;
    while (TRY(sources.step()) && out.size() < limit) {
        const LedgerKey key{small(sources.integer(0)), small(sources.integer(1))};
        const auto held = after.find(key);
        query.bind(1, to).bind(2, key.first).bind(3, key.second);
        query.bind(4, held == after.end() ? -1 : held->second).bind(5, number(limit - out.size()));
        while (TRY(query.step())) {
            const auto sequence = unsign(query.integer(0));
            out.emplace_back(RecordId{key.first, key.second, sequence},
                             TRY(decodeEntry(sequence, query.blob(1))));
        }
        query.reset();
    }
    return out;
}

Result<BatchAnswer> Archive::newestBatch(std::uint32_t device, std::uint32_t ledger) const {
    BatchId id{device, ledger, 0, 0};
    {
        const std::lock_guard lock(state_->mutex);
        auto query =
            TRY(state_->sql("SELECT begin, end FROM batches WHERE device=? AND ledger=? ORDER "
                            "BY end DESC, begin LIMIT 1"));
        query.bind(1, device).bind(2, ledger);
        if (!TRY(query.step())) return Error{Code::NotFound, "batch", ""};
        id.begin = unsign(query.integer(0));
        id.end = unsign(query.integer(1));
    }
    return batch(id);
}

Result<void> Archive::raise(Alarm alarm) {
    const std::lock_guard lock(state_->mutex);
    auto insert = TRY(state_->sql(
        "INSERT OR IGNORE INTO alarms(at_ms, what, device, ledger, detail) VALUES(?,?,?,?,?)"));
    insert.bind(1, alarm.at.unixMs).bind(2, std::string_view(alarm.what));
    return insert.bind(3, alarm.device).bind(4, alarm.ledger).bind(5, alarm.detail).once();
}

Result<std::vector<Alarm>> Archive::alarms(std::int64_t after, std::uint32_t limit) const {
    const std::lock_guard lock(state_->mutex);
    auto query =
        TRY(state_->sql("SELECT id, at_ms, what, device, ledger, detail FROM alarms WHERE "
                        "id>? ORDER BY id LIMIT ?"));
    query.bind(1, after).bind(2, limit);
    std::vector<Alarm> out;
    while (TRY(query.step()))
        out.push_back({query.integer(0),
                       {query.integer(1)},
                       query.text(2),
                       small(query.integer(3)),
                       small(query.integer(4)),
                       query.text(5)});
    return out;
}

Result<ArchiveTotals> Archive::totals() const {
    const std::lock_guard lock(state_->mutex);
    auto query = TRY(state_->sql(
        "SELECT (SELECT count(*) FROM ledgers), (SELECT coalesce(sum(size), 0) FROM ledgers),"
        "(SELECT count(*) FROM batches), (SELECT count(*) FROM batches b WHERE holding IS NULL AND "
        "EXISTS (SELECT 1 FROM named n WHERE n.device = b.device AND n.ledger = b.ledger AND "
        "n.sequence >= b.begin AND n.sequence < b.end)),"
        "(SELECT count(*) FROM quarantine)"));
    TRY(query.step());
    return ArchiveTotals{unsign(query.integer(0)), unsign(query.integer(1)),
                         unsign(query.integer(2)), unsign(query.integer(3)),
                         unsign(query.integer(4))};
}

Result<ArchiveStored> Archive::stored() const {
    ArchiveStored stored;
    for (const auto& file : TRY(state_->files->list(state_->folder + "/objects"))) {
        ++stored.objects;
        stored.bytes += file.size;
    }
    return stored;
}

}  // namespace cairn
