// The index: SQLCipher tables that can be rebuilt from ledger and objects. Settings of
// core/FORMAT.md, "Database", are set, read back, and a database that does not take them is
// refused. A file cut to nothing, or without its tables, is an alarm and never made anew in
// silence. All writes pass through Files. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/files.h"
#include "core/finding.h"
#include "core/ledger_file.h"
#include "core/receipt.h"
#include "core/record.h"
#include "core/result.h"
#include "core/sql.h"

struct sqlite3;

namespace cairn {

// Segments as the index keeps them in one column: 80 bytes each.
Bytes packSegments(std::span<const Segment> segments);
std::vector<Segment> unpackSegments(ByteView packed);

// Words as the index compares them: Arabic without vowel signs and with one form of alef, ya and
// ta, digits as ASCII. Accents of Latin letters are the tokenizer's work.
std::string foldForSearch(std::string_view text);

class Store {
  public:
    // `ownDevice`: whose numbers, outbox and words count as this folder's own. A half-made file of
    // an earlier try is replaced; a database is not (Exists).
    static Result<std::unique_ptr<Store>> create(Files& files, const std::string& path,
                                                 const SecretBytes& key, const Digest& salt,
                                                 std::uint32_t ownDevice);
    // NotFound when there is no file; Corrupt when it was cut, lost its tables, or the key does not
    // open it.
    static Result<std::unique_ptr<Store>> open(Files& files, const std::string& path,
                                               const SecretBytes& key, const Digest& salt);
    ~Store();

    // One transaction: records of ledgers, each ledger's in order from indexed() on, and what they
    // mean. `record` is absent for a foreign record that could not be opened. What a receipt or
    // delivery proves was checked by the caller; without it the record means nothing.
    struct Applied {
        const Entry* entry = nullptr;
        RecordId id;
        const Record* record = nullptr;
        const ReceiptFacts* receipt = nullptr;
        const DeliveryFacts* delivery = nullptr;
    };
    Result<void> apply(std::span<const Applied> records);

    // The same for what a desk learns without a record of its own: HQ's word about a ledger, and a
    // confirmation or decision whose exhibits came later than it. Saying it twice changes nothing.
    Result<void> admit(const ReceiptFacts& receipt);
    Result<void> admit(const Record& statement, Instant at);

    std::uint32_t ownDevice() const;
    Result<std::uint64_t> indexed(
        std::uint32_t device, std::uint32_t ledger) const;  // entries of that ledger in the index
    Result<std::uint64_t> witnessed(std::uint32_t device, std::uint32_t ledger)
        const;  // size of the newest countersigned checkpoint
    Result<std::optional<Digest>> leaf(const RecordId& id) const;
    Result<std::uint64_t> kindCount(std::uint32_t device, std::uint32_t ledger,
                                    std::uint32_t kind) const;
    Result<std::uint32_t> lastNumber(
        std::string_view scope) const;  // own device's; '' for sites, else a site's number

    Result<bool> delivered(
        const RecordId& foreign) const;  // a record of another ledger was filed here

    struct Object {
        RecordId record;  // of the first entry that names it
        std::uint64_t bytes = 0;
        Bytes wrappedKey;
        std::optional<Instant> heldAt, confirmedAt;
    };
    Result<std::optional<Object>> object(const Digest& name) const;

    // How much of an object is on its way: a picture for the screens, not stored.
    void noteSent(const Digest& object, std::uint64_t bytes);
    std::uint64_t bytesSent(const Digest& object) const;

    Result<std::vector<Finding>> check()
        const;                  // cipher_integrity_check and structure; reads everything
    sqlite3* database() const;  // for desk and audit only

    // A statement that is prepared once and kept; reset when the returned handle dies.
    class Statement {
      public:
        explicit Statement(Sql& sql) : sql_(&sql) {}
        Statement(Statement&& other) noexcept : sql_(std::exchange(other.sql_, nullptr)) {}
        Statement& operator=(Statement&&) = delete;
        ~Statement() {
            if (sql_) sql_->reset();
        }
        Sql* operator->() const { return sql_; }

      private:
        Sql* sql_;
    };
    Result<Statement> prepared(std::string_view statement) const;

  private:
    struct State;
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
