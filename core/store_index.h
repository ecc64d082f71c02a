// What records mean to the index: the writing half of Store, inside its transaction. Private to
// store.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/store.h"

namespace cairn {

void bindRecord(Sql& sql, int at, const RecordId& id);  // device, ledger, sequence
RecordId recordAt(const Sql& sql, int column);

class StoreIndex {
  public:
    explicit StoreIndex(const Store& store) : store_(&store) {}
    Result<void> apply(const Store::Applied& applied);
    // `by`: the record that holds it; absent on a desk, which has it straight from HQ.
    Result<void> receipt(const ReceiptFacts& facts, const std::optional<RecordId>& by);
    // A confirmation or decision. Anything else says nothing about exhibits.
    Result<void> statement(const Record& record, const RecordId& by, Instant at);

  private:
    Result<void> place(const Store::Applied& applied);
    Result<void> objects(const Store::Applied& applied);
    Result<void> meaning(const RecordId& id, const Record& record);
    Result<void> site(const RecordId& id, const Record& record);
    Result<void> exhibit(const RecordId& id, const Record& record);
    Result<void> preview(const RecordId& id, const Record& record);
    Result<void> amendment(const RecordId& id, const Record& record);
    Result<void> withdrawal(const RecordId& id, const Record& record);
    Result<void> filed(const Record& record);
    Result<void> confirmation(const Confirmation& confirmation, const RecordId& by, Instant at);
    Result<void> decision(const Decision& decision, const RecordId& by);

    Result<std::optional<std::int64_t>> exhibitOf(const RecordId& id);
    Result<std::vector<std::int64_t>> exhibitsWith(const Digest& object);
    Result<void> settle(std::int64_t exhibit, const std::optional<RecordId>& by, Instant at);
    Result<void> note(std::int64_t exhibit, const RecordId& by, std::string_view summary);
    Result<void> writeWords(std::int64_t exhibit);
    Result<void> numberGiven(std::uint32_t device, std::string_view scope, std::uint32_t n);

    const Store* store_;
};

}  // namespace cairn
