#include "core/sql.h"

#include <sqlite3.h>

#include <utility>

namespace cairn {

namespace {

Error failure(sqlite3* database, std::string_view where) {
    const int code = sqlite3_errcode(database) & 0xff;
    const char* words = sqlite3_errmsg(database);  // names of tables and columns, never a value
    if (code == SQLITE_FULL) return Error{Code::StorageFull, std::string(where), words};
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
        return Error{Code::Corrupt, std::string(where), words};
    if (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
        return Error{Code::Io, std::string(where), words};
    return Error{Code::Internal, std::string(where), words};
}

}  // namespace

void Sql::Finalise::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
Sql::Sql(sqlite3_stmt* statement) : statement_(statement) {}
Sql::Sql(Sql&&) noexcept = default;
Sql& Sql::operator=(Sql&&) noexcept = default;
Sql::~Sql() = default;

Result<Sql> Sql::prepare(sqlite3* database, std::string_view statement) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database, statement.data(), static_cast<int>(statement.size()),
                           &prepared, nullptr) != SQLITE_OK)
        return failure(database, "index.db");
    return Sql(prepared);
}

Result<void> Sql::run(sqlite3* database, std::string_view statements) {
    const std::string terminated(statements);
    if (sqlite3_exec(database, terminated.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(database, "index.db");
    return {};
}

Sql& Sql::bind(int at, std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), at, value);
    return *this;
}

Sql& Sql::bind(int at, std::string_view value) {
    // A null pointer would bind NULL: an empty text is a text.
    sqlite3_bind_text(statement_.get(), at, value.empty() ? "" : value.data(),
                      static_cast<int>(value.size()), SQLITE_TRANSIENT);
    return *this;
}

Sql& Sql::bind(int at, ByteView value) {
    if (value.empty())
        sqlite3_bind_zeroblob(statement_.get(), at, 0);
    else
        sqlite3_bind_blob(statement_.get(), at, value.data(), static_cast<int>(value.size()),
                          SQLITE_TRANSIENT);
    return *this;
}

Sql& Sql::bindNull(int at) {
    sqlite3_bind_null(statement_.get(), at);
    return *this;
}

Result<bool> Sql::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failure(sqlite3_db_handle(statement_.get()), "index.db");
}

Result<void> Sql::once() {
    const auto stepped = step();
    reset();
    if (!stepped) return stepped.error();
    return {};
}

void Sql::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

std::int64_t Sql::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::optional<std::int64_t> Sql::maybeInteger(int column) const {
    if (isNull(column)) return {};
    return integer(column);
}

std::string Sql::text(int column) const {
    const auto* bytes = sqlite3_column_text(statement_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes ? std::string(reinterpret_cast<const char*>(bytes), size) : std::string();
}

Bytes Sql::blob(int column) const {
    const auto* bytes =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes ? Bytes(bytes, bytes + size) : Bytes();
}

bool Sql::isNull(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Result<Transaction> Transaction::begin(sqlite3* database) {
    TRY(Sql::run(database, "BEGIN IMMEDIATE"));
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    if (database_) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
    TRY(Sql::run(database_, "COMMIT"));
    database_ = nullptr;
    return {};
}

}  // namespace cairn
