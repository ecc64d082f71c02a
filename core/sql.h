// A prepared statement of the index, for the few files of core that own tables. Values are bound,
// never pasted. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace cairn {

class Sql {
  public:
    static Result<Sql> prepare(sqlite3* database, std::string_view statement);
    // Runs statements that answer nothing.
    static Result<void> run(sqlite3* database, std::string_view statements);
    Sql(Sql&&) noexcept;
    Sql& operator=(Sql&&) noexcept;
    ~Sql();

    // Parameters from 1. A bound view is copied.
    Sql& bind(int at, std::int64_t value);
    Sql& bind(int at, std::string_view value);
    Sql& bind(int at, ByteView value);
    Sql& bindNull(int at);
    Sql& bind(int at, const std::optional<std::int64_t>& value) {
        return value ? bind(at, *value) : bindNull(at);
    }

    Result<bool> step();  // true: there is a row
    Result<void> once();  // step to the end, and ready to be bound again
    void reset();

    // Columns from 0, of the present row.
    std::int64_t integer(int column) const;
    std::optional<std::int64_t> maybeInteger(int column) const;
    std::string text(int column) const;
    Bytes blob(int column) const;
    bool isNull(int column) const;

  private:
    struct Finalise {
        void operator()(sqlite3_stmt* statement) const;
    };
    explicit Sql(sqlite3_stmt* statement);
    std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

// Rolls back unless committed.
class Transaction {
  public:
    static Result<Transaction> begin(sqlite3* database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<void> commit();

  private:
    explicit Transaction(sqlite3* database) : database_(database) {}
    sqlite3* database_;
};

}  // namespace cairn
