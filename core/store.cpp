#include "core/store.h"

#include <sqlite3.h>

#include <map>
#include <string>
#include <unordered_map>

#include "core/domain.h"
#include "core/schema_sql.h"
#include "core/sqlite_memory.h"
#include "core/store_index.h"

namespace cairn {
namespace {

constexpr std::size_t kSaltSize = 16;
constexpr int kSchemaVersion = 1;
constexpr int kApplicationId = 0x4341524e;

Error corrupt(std::string detail) {
    return Error{Code::Corrupt, "index.db",
                 detail + "; \"cairn rebuild\" makes it anew from the ledger"};
}

struct Setting {
    const char* set;  // absent: only read back
    const char* read;
    const char* expected;
};

// core/FORMAT.md, "Database", says why each.
constexpr Setting kSettings[] = {
    {nullptr, "PRAGMA cipher_page_size", "4096"},
    {nullptr, "PRAGMA cipher_hmac_algorithm", "HMAC_SHA512"},
    {nullptr, "PRAGMA cipher_use_hmac", "1"},
    {"PRAGMA cipher_memory_security = OFF", "PRAGMA cipher_memory_security", "0"},
    {"PRAGMA journal_mode = TRUNCATE", "PRAGMA journal_mode", "truncate"},
    {"PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3"},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA mmap_size = 0", "PRAGMA mmap_size",
     ""},  // our VFS cannot map at all, and so has no answer
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1"},
};

Result<std::string> ask(sqlite3* database, const char* question) {
    auto sql = TRY(Sql::prepare(database, question));
    if (!TRY(sql.step())) return std::string();
    return sql.text(0);
}

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

// Opens, keys and sets up; the caller looks at the tables.
Result<Database> connect(Files& files, const std::string& path, const SecretBytes& key,
                         const Digest& salt, int flags) {
    if (!sqliteMemoryInForce())
        return Error{Code::Internal, "index.db", "SQLite was used before its memory was prepared"};
    const std::string vfs = sqliteVfs(files);
    sqlite3* raw = nullptr;
    const int opened =
        sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, vfs.c_str());
    Database database(raw);
    if (opened != SQLITE_OK)
        return Error{Code::Io, "index.db", raw ? sqlite3_errmsg(raw) : "no memory"};
    TRY(Sql::run(raw, "PRAGMA cipher_log_level = NONE"));
    // x'<64 digits of key><32 of salt>'. Plain SQLite lacks sqlite3_key_v2: linking it by mistake
    // fails, it does not write plaintext.
    {
        static constexpr char kDigits[] = "0123456789abcdef";
        SecretBytes literal(3 + 2 * (key.size() + kSaltSize));
        std::uint8_t* to = literal.data();
        *to++ = 'x';
        *to++ = '\'';
        const auto hex = [&](ByteView from) {
            for (const std::uint8_t byte : from) {
                *to++ = static_cast<std::uint8_t>(kDigits[byte >> 4]);
                *to++ = static_cast<std::uint8_t>(kDigits[byte & 15]);
            }
        };
        hex(key.view());
        hex(salt.view().first(kSaltSize));
        *to = '\'';
        if (sqlite3_key_v2(raw, "main", literal.data(), static_cast<int>(literal.size())) !=
            SQLITE_OK)
            return corrupt("the key is refused");
    }
    const std::string version = TRY(ask(raw, "PRAGMA cipher_version"));
    if (!version.starts_with("4."))
        return Error{Code::Internal, "index.db", "SQLCipher 4 expected, found \"" + version + "\""};
    for (const auto& setting : kSettings) {
        if (setting.set) {
            auto sql = TRY(Sql::prepare(raw, setting.set));
            while (TRY(sql.step())) {
            }
        }
        const auto answer = TRY(ask(raw, setting.read));
        if (answer != setting.expected)
            return Error{Code::Internal, "index.db",
                         std::string(setting.read) + " answers " + answer};
    }
    int defensive = 0;
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, &defensive);
    if (defensive != 1) return Error{Code::Internal, "index.db", "defensive mode did not take"};
    return database;
}

}  // namespace

struct Store::State {
    Files* files = nullptr;
    std::string path;
    Database database;
    std::uint32_t ownDevice = 0;
    mutable std::map<std::string, Sql, std::less<>> statements;
    std::unordered_map<Digest, std::uint64_t> sent;
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}

Store::~Store() {
    state_->statements.clear();  // before the database they belong to
    state_->database.reset();
    // TRUNCATE leaves an empty journal. One that is not empty is needed by the next opening.
    const std::string journal = state_->path + "-journal";
    if (const auto left = state_->files->info(journal); left && left->size == 0)
        (void)state_->files->remove(journal);
}

Result<std::unique_ptr<Store>> Store::create(Files& files, const std::string& path,
                                             const SecretBytes& key, const Digest& salt,
                                             std::uint32_t ownDevice) {
    if (exists(files, path)) return Error{Code::Exists, "index.db", "a database is there"};
    // Made under another name and renamed when whole: a half-made index is never taken for a
    // damaged one.
    const std::string fresh = path + ".new";
    for (const auto& leftover : {fresh, fresh + "-journal"})
        if (exists(files, leftover)) TRY(files.remove(leftover));
    {
        const auto database =
            TRY(connect(files, fresh, key, salt, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
        auto transaction = TRY(Transaction::begin(database.get()));
        TRY(Sql::run(database.get(), kSchema));
        auto owner = TRY(Sql::prepare(database.get(), "INSERT INTO owner (device) VALUES (?)"));
        TRY(owner.bind(1, std::int64_t{ownDevice}).once());
        TRY(transaction.commit());
    }
    if (exists(files, fresh + "-journal")) TRY(files.remove(fresh + "-journal"));
    // A journal that outlived its database would be played back into this one.
    if (const auto stale = files.info(path + "-journal"); stale) {
        if (stale->size == 0)
            TRY(files.remove(path + "-journal"));
        else
            TRY(files.rename(path + "-journal", path + "-journal.set-aside"));
    }
    TRY(files.rename(fresh, path));
    TRY(files.syncFolder(path.substr(0, path.rfind('/'))));
    return open(files, path, key, salt);
}

Result<std::unique_ptr<Store>> Store::open(Files& files, const std::string& path,
                                           const SecretBytes& key, const Digest& salt) {
    const auto info = TRY(files.info(path));
    if (!info.isFile) return corrupt("not a file");
    if (info.size == 0) return corrupt("it was cut to nothing");
    {
        const auto file = TRY(files.open(path, OpenMode::Read));
        std::array<std::uint8_t, kSaltSize> stored{};
        const auto got = TRY(file->readAt(0, stored));
        // The only bytes that no page MAC covers.
        if (got != kSaltSize || !std::equal(stored.begin(), stored.end(), salt.bytes.begin()))
            return corrupt("its first bytes are not the salt");
    }
    auto connected = connect(files, path, key, salt, SQLITE_OPEN_READWRITE);
    if (!connected)
        return connected.error().code == Code::Corrupt ? corrupt(connected.error().detail)
                                                       : connected.error();
    auto state = std::make_unique<State>();
    state->files = &files;
    state->path = path;
    state->database = std::move(connected).value();
    auto* const database = state->database.get();
    if (TRY(ask(database, "PRAGMA application_id")) != std::to_string(kApplicationId))
        return corrupt("its tables are gone");
    if (const auto version = TRY(ask(database, "PRAGMA user_version"));
        version != std::to_string(kSchemaVersion))
        return Error{Code::Unsupported, "index.db", "version " + version};
    auto owner = Sql::prepare(database, "SELECT device FROM owner");
    if (!owner || !TRY(owner->step())) return corrupt("its tables are gone");
    state->ownDevice = static_cast<std::uint32_t>(owner->integer(0));
    owner->reset();
    return std::unique_ptr<Store>(new Store(std::move(state)));
}

Result<void> Store::apply(std::span<const Applied> records) {
    auto transaction = TRY(Transaction::begin(database()));
    StoreIndex index(*this);
    for (const auto& record : records) TRY(index.apply(record));
    return transaction.commit();
}

Result<void> Store::admit(const ReceiptFacts& receipt) {
    auto transaction = TRY(Transaction::begin(database()));
    TRY(StoreIndex(*this).receipt(receipt, std::nullopt));
    return transaction.commit();
}

Result<void> Store::admit(const Record& statement, Instant at) {
    auto transaction = TRY(Transaction::begin(database()));
    TRY(StoreIndex(*this).statement(statement, statement.head.id, at));
    return transaction.commit();
}

std::uint32_t Store::ownDevice() const { return state_->ownDevice; }

Result<std::uint64_t> Store::indexed(std::uint32_t device, std::uint32_t ledger) const {
    auto sql = TRY(prepared("SELECT entries FROM ledgers WHERE device = ? AND ledger = ?"));
    sql->bind(1, std::int64_t{device}).bind(2, std::int64_t{ledger});
    if (!TRY(sql->step())) return std::uint64_t{0};
    return static_cast<std::uint64_t>(sql->integer(0));
}

Result<std::uint64_t> Store::witnessed(std::uint32_t device, std::uint32_t ledger) const {
    auto sql = TRY(prepared("SELECT witnessed FROM ledgers WHERE device = ? AND ledger = ?"));
    sql->bind(1, std::int64_t{device}).bind(2, std::int64_t{ledger});
    if (!TRY(sql->step())) return std::uint64_t{0};
    return static_cast<std::uint64_t>(sql->integer(0));
}

Result<std::optional<Digest>> Store::leaf(const RecordId& id) const {
    auto sql =
        TRY(prepared("SELECT leaf FROM records WHERE device = ? AND ledger = ? AND sequence = ?"));
    bindRecord(*sql.operator->(), 1, id);
    if (!TRY(sql->step())) return std::optional<Digest>();
    return std::optional(TRY(Digest::from(sql->blob(0))));
}

Result<std::uint64_t> Store::kindCount(std::uint32_t device, std::uint32_t ledger,
                                       std::uint32_t kind) const {
    auto sql =
        TRY(prepared("SELECT records FROM kinds WHERE device = ? AND ledger = ? AND kind = ?"));
    sql->bind(1, std::int64_t{device}).bind(2, std::int64_t{ledger}).bind(3, std::int64_t{kind});
    if (!TRY(sql->step())) return std::uint64_t{0};
    return static_cast<std::uint64_t>(sql->integer(0));
}

Result<std::uint32_t> Store::lastNumber(std::string_view scope) const {
    auto sql = TRY(prepared("SELECT last FROM numbers WHERE device = ? AND scope = ?"));
    sql->bind(1, std::int64_t{state_->ownDevice}).bind(2, scope);
    if (!TRY(sql->step())) return std::uint32_t{0};
    return static_cast<std::uint32_t>(sql->integer(0));
}

Result<bool> Store::delivered(const RecordId& foreign) const {
    auto sql =
        TRY(prepared("SELECT 1 FROM deliveries WHERE device = ? AND ledger = ? AND sequence = ?"));
    bindRecord(*sql.operator->(), 1, foreign);
    return sql->step();
}

Result<std::optional<Store::Object>> Store::object(const Digest& name) const {
    auto sql =
        TRY(prepared("SELECT device, ledger, sequence, bytes, wrapped, held_at, confirmed_at FROM "
                     "objects WHERE name = ?"));
    sql->bind(1, name.view());
    if (!TRY(sql->step())) return std::optional<Object>();
    Object out;
    out.record = recordAt(*sql.operator->(), 0);
    out.bytes = static_cast<std::uint64_t>(sql->integer(3));
    out.wrappedKey = sql->blob(4);
    if (!sql->isNull(5)) out.heldAt = Instant{sql->integer(5)};
    if (!sql->isNull(6)) out.confirmedAt = Instant{sql->integer(6)};
    return std::optional(std::move(out));
}

void Store::noteSent(const Digest& object, std::uint64_t bytes) { state_->sent[object] = bytes; }

std::uint64_t Store::bytesSent(const Digest& object) const {
    const auto found = state_->sent.find(object);
    return found == state_->sent.end() ? 0 : found->second;
}

Result<std::vector<Finding>> Store::check() const {
    std::vector<Finding> out;
    constexpr std::size_t kMaxFindings = 100;
    // Page MACs first: a scan alone misses free pages. No row: all is well.
    auto pages = TRY(Sql::prepare(database(), "PRAGMA cipher_integrity_check"));
    while (out.size() < kMaxFindings) {
        const auto row = pages.step();
        if (!row) {
            out.push_back({Severity::Alarm,
                           "The index cannot be read through: " + row.error().detail, "index.db"});
            return out;
        }
        if (!*row) break;
        out.push_back(
            {Severity::Alarm, "A page of the index was altered: " + pages.text(0), "index.db"});
    }
    auto structure = TRY(Sql::prepare(database(), "PRAGMA integrity_check(20)"));
    while (out.size() < kMaxFindings) {
        const auto row = structure.step();
        if (!row) {
            out.push_back({Severity::Alarm,
                           "The structure of the index cannot be read: " + row.error().detail,
                           "index.db"});
            break;
        }
        if (!*row) break;
        if (const auto words = structure.text(0); words != "ok")
            out.push_back(
                {Severity::Alarm, "The structure of the index is broken: " + words, "index.db"});
    }
    return out;
}

sqlite3* Store::database() const { return state_->database.get(); }

Result<Store::Statement> Store::prepared(std::string_view statement) const {
    auto found = state_->statements.find(statement);
    if (found == state_->statements.end())
        found = state_->statements
                    .emplace(std::string(statement), TRY(Sql::prepare(database(), statement)))
                    .first;
    return Statement(found->second);
}

}  // namespace cairn
