// The index: SQLCipher tables that can be rebuilt from ledger and objects. Settings of core/FORMAT.md, "Database", are set, read back, and
// a database that does not take them is refused. A file cut to nothing, or without its tables, is an alarm and never made anew in silence.
// All writes pass through Files. One thread.
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
#include "core/record.h"
#include "core/result.h"

struct sqlite3;

namespace cairn {

class Store {
 public:
    static Result<std::unique_ptr<Store>> create(Files& files, const std::string& path, const SecretBytes& key, const Digest& salt);
    static Result<std::unique_ptr<Store>> open(Files& files, const std::string& path, const SecretBytes& key, const Digest& salt);
    ~Store();

    // One transaction: the records of one ledger, in order, and what they mean. Entry sequence must follow what is indexed (indexed()).
    // `record` is absent for a foreign record that could not be opened: it is kept as a quarantined row.
    struct Applied { const Entry* entry = nullptr; RecordId id; const Record* record = nullptr; };
    Result<void> apply(std::span<const Applied> records);
    Result<std::uint64_t> indexed(std::uint32_t device, std::uint32_t ledger) const;  // entries of that ledger in the index

    Result<std::vector<Finding>> check() const;  // cipher_integrity_check and structure
    sqlite3* database();                         // for catalog.cpp, desk.cpp and audit.cpp only

 private:
    struct State;
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
