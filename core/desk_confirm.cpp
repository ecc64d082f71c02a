// Desk: what was brought is settled, opened and confirmed.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/desk_state.h"

namespace cairn {

namespace {

constexpr std::size_t kObjectsInConfirmation = 1000;  // 34 bytes each: well below a record's limit
constexpr std::size_t kOpenedInTransaction = 64;
constexpr std::size_t kReadBytes = 1u << 20;
constexpr unsigned kReaders = 4;

struct Whole {
    Digest plain;
    std::uint64_t bytes = 0;
};

Result<Whole> openWhole(const Vault& vault, const Digest& object, const Identity& identity,
                        const std::atomic<bool>& stop) {
    auto reader = TRY(vault.open(object, identity));
    Sha256 hash;
    std::vector<std::uint8_t> buffer(kReadBytes);
    Whole out;
    while (!stop) {
        const auto read = TRY(reader.readAt(out.bytes, buffer));
        if (read == 0) break;
        hash.update(ByteView(buffer).first(read));
        out.bytes += read;
    }
    if (stop) return Error{Code::Cancelled, "object", object.hex()};
    out.plain = hash.finish();
    return out;
}

}  // namespace

// Each note is held against the leaves once, in one walk a ledger.
Result<void> Desk::State::settleNotes() {
    struct Pending {
        Digest digest, root;
        std::uint64_t size = 0;
        bool cosigned = false;
    };
    std::map<LedgerKey, std::vector<Pending>> pending;
    {
        auto sql = TRY(Sql::prepare(database(),
                                    "SELECT device, ledger, digest, root, size, cosigned_ms IS NOT "
                                    "NULL FROM desk_note WHERE state = 0 ORDER BY size"));
        while (TRY(sql.step())) {
            Pending one;
            one.digest = TRY(Digest::from(sql.blob(2)));
            one.root = TRY(Digest::from(sql.blob(3)));
            one.size = static_cast<std::uint64_t>(sql.integer(4));
            one.cosigned = sql.integer(5) != 0;
            pending[{static_cast<std::uint32_t>(sql.integer(0)),
                     static_cast<std::uint32_t>(sql.integer(1))}]
                .push_back(one);
        }
    }
    constexpr std::uint64_t kLeavesAtOnce = 4096;
    for (const auto& [key, notes] : pending) {
        const bool own = key.first == ownDevice();
        auto* held = own ? nullptr : TRY(ledger(key.first, key.second));
        const auto size = own ? recorder->ledger().size() : held->frontier.size();
        const auto source = leaves(key.first, key.second);
        Frontier frontier;
        std::vector<Digest> some;
        std::uint64_t someBegin = 0;
        auto transaction = TRY(Transaction::begin(database()));
        auto update =
            TRY(Sql::prepare(database(), "UPDATE desk_note SET state = ?2 WHERE digest = ?1"));
        for (const auto& note : notes) {
            if (note.size > size) break;
            while (frontier.size() < note.size) {
                if (frontier.size() == someBegin + some.size()) {
                    someBegin = frontier.size();
                    some = TRY(source(someBegin, std::min(size, someBegin + kLeavesAtOnce)));
                }
                frontier.append(some[frontier.size() - someBegin]);
            }
            const bool agrees = frontier.root() == note.root;
            const auto to = agrees ? NoteState::Agrees : NoteState::Contradicts;
            TRY(update.bind(1, note.digest.view()).bind(2, static_cast<std::int64_t>(to)).once());
            if (agrees) continue;
            TRY(find(Severity::Alarm, "A ledger has two histories",
                     ledgerText(key.first, key.second)));
            if (held) {
                held->forked = true;
                held->forkedWitnessed = held->forkedWitnessed || note.cosigned;
            }
        }
        TRY(transaction.commit());
    }
    return {};
}

Result<void> Desk::State::tellStore() {
    auto& store = recorder->store();
    std::vector<ReceiptFacts> all;
    {
        auto sql =
            TRY(Sql::prepare(database(),
                             "SELECT device, ledger, size, root, cosigned_ms FROM desk_note "
                             "WHERE state = 1 AND size > 0 AND cosigned_ms IS NOT NULL ORDER "
                             "BY device, ledger, size, cosigned_ms"));
        while (TRY(sql.step())) {
            ReceiptFacts facts;
            facts.device = static_cast<std::uint32_t>(sql.integer(0));
            facts.ledger = static_cast<std::uint32_t>(sql.integer(1));
            Checkpoint checkpoint;
            checkpoint.origin = ledgerName(facts.device, facts.ledger).origin();
            checkpoint.size = static_cast<std::uint64_t>(sql.integer(2));
            checkpoint.root = TRY(Digest::from(sql.blob(3)));
            facts.witnessed = std::move(checkpoint);
            facts.witnessedAt = Instant{sql.integer(4)};
            const bool own = facts.device == ownDevice();
            if (!own && facts.witnessed->size > TRY(store.witnessed(facts.device, facts.ledger)))
                all.push_back(std::move(facts));
        }
    }
    {
        auto sql = TRY(Sql::prepare(
            database(),
            "SELECT o.device, o.ledger, min(h.time_ms) AS since, o.name FROM objects o JOIN "
            "desk_held h ON h.object = o.name WHERE o.held_at IS NULL GROUP BY o.name ORDER BY "
            "o.device, o.ledger, since"));
        while (TRY(sql.step())) {
            const auto device = static_cast<std::uint32_t>(sql.integer(0));
            const auto number = static_cast<std::uint32_t>(sql.integer(1));
            const Instant since{sql.integer(2)};
            if (all.empty() || all.back().witnessed || all.back().device != device ||
                all.back().ledger != number || all.back().heldAt != since) {
                ReceiptFacts facts;
                facts.device = device;
                facts.ledger = number;
                facts.heldAt = since;
                all.push_back(std::move(facts));
            }
            all.back().held.push_back(TRY(Digest::from(sql.blob(3))));
        }
    }
    for (const auto& facts : all) TRY(store.admit(facts));
    return {};
}

// Several at once; this thread alone writes. What was opened is remembered, so that no object is
// opened twice, whatever kills a pull.
Result<void> Desk::State::openObjects(const std::function<bool(const DeskProgress&)>& progress) {
    struct Job {
        Digest object;
        std::uint64_t bytes = 0;
    };
    std::vector<Job> jobs;
    DeskProgress done;
    {
        auto sql = TRY(Sql::prepare(database(),
                                    "SELECT object, min(bytes) FROM desk_object WHERE state = 0 "
                                    "GROUP BY object ORDER BY 2, 1"));
        while (TRY(sql.step())) {
            const auto name = TRY(Digest::from(sql.blob(0)));
            if (!recorder->vault().has(name)) continue;
            jobs.push_back({name, static_cast<std::uint64_t>(sql.integer(1))});
            done.bytesTotal += jobs.back().bytes;
        }
    }
    done.objectsTotal = jobs.size();
    if (jobs.empty()) return {};

    struct Answer {
        Job job;
        Result<Whole> whole;
    };
    std::mutex mutex;
    std::condition_variable ready;
    std::vector<Answer> answers;
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stop = false;
    const auto& vault = recorder->vault();
    const auto count = std::clamp<std::size_t>(
        std::min<std::size_t>(std::thread::hardware_concurrency(), kReaders), 1, jobs.size());
    std::vector<std::jthread> readers;
    for (std::size_t i = 0; i < count; ++i)
        readers.emplace_back([&, mine = identity.clone()] {
            for (auto at = next++; at < jobs.size() && !stop; at = next++) {
                auto whole = openWhole(vault, jobs[at].object, mine, stop);
                const std::scoped_lock lock(mutex);
                answers.push_back({jobs[at], std::move(whole)});
                ready.notify_one();
            }
        });

    const auto finish = [&](Result<void> result) {
        stop = true;
        return result;
    };
    while (done.objectsDone < jobs.size()) {
        std::vector<Answer> some;
        {
            std::unique_lock lock(mutex);
            const auto wanted =
                std::min<std::size_t>(kOpenedInTransaction, jobs.size() - done.objectsDone);
            ready.wait_for(lock, std::chrono::milliseconds(500),
                           [&] { return answers.size() >= wanted; });
            some.swap(answers);
        }
        if (const auto kept = keepOpened(some, done); !kept) return finish(kept);
        if (progress && !progress(done)) return finish(Error{Code::Cancelled, "pull", ""});
    }
    return {};
}

template <class Answers>
Result<void> Desk::State::keepOpened(const Answers& answers, DeskProgress& done) {
    if (answers.empty()) return {};
    auto transaction = TRY(Transaction::begin(database()));
    auto matches = TRY(Sql::prepare(database(),
                                    "UPDATE desk_object SET state = CASE WHEN plain = ?2 AND "
                                    "plain_bytes = ?3 THEN 1 ELSE 2 END WHERE object = ?1"));
    auto differs =
        TRY(Sql::prepare(database(), "UPDATE desk_object SET state = 2 WHERE object = ?1"));
    auto wrong =
        TRY(Sql::prepare(database(),
                         "SELECT device, ledger, sequence FROM desk_object WHERE object = ?1 "
                         "AND state = 2"));
    for (const auto& [job, whole] : answers) {
        ++done.objectsDone;
        done.bytesDone += job.bytes;
        if (whole) {
            TRY(matches.bind(1, job.object.view())
                    .bind(2, whole->plain.view())
                    .bind(3, integer(whole->bytes))
                    .once());
        } else if (whole.error().code == Code::Io || whole.error().code == Code::NotFound ||
                   whole.error().code == Code::Cancelled) {
            return whole.error();  // the medium, not the evidence
        } else {
            TRY(differs.bind(1, job.object.view()).once());
        }
        wrong.bind(1, job.object.view());
        while (TRY(wrong.step()))
            TRY(find(Severity::Alarm,
                     "An original does not open to the bytes that its record names",
                     RecordId{static_cast<std::uint32_t>(wrong.integer(0)),
                              static_cast<std::uint32_t>(wrong.integer(1)),
                              static_cast<std::uint64_t>(wrong.integer(2))}
                         .text()));
        wrong.reset();
    }
    return transaction.commit();
}

Result<std::uint64_t> Desk::confirm(const std::function<bool(const DeskProgress&)>& progress) {
    auto& state = *state_;
    TRY(state.settleNotes());
    TRY(state.tellStore());
    TRY(state.openObjects(progress));
    TRY(state.readOwn());

    std::vector<NewRecord> records;
    for (const auto& ledger : TRY(ledgers())) {
        if (ledger.role != Role::Tablet || ledger.quarantined || ledger.records == 0) continue;
        const auto* certificate = TRY(state.certificate(ledger.device));
        if (!certificate) continue;
        const auto number = integer(ledger.ledger), device = integer(ledger.device);
        auto note =
            TRY(Sql::prepare(state.database(),
                             "SELECT bytes, size FROM desk_note WHERE device = ?1 AND ledger "
                             "= ?2 AND state = 1 ORDER BY size DESC, cosigned_ms IS NULL, "
                             "cosigned_ms LIMIT 1"));
        note.bind(1, device).bind(2, number);
        if (!TRY(note.step())) continue;
        const auto size = static_cast<std::uint64_t>(note.integer(1));

        auto said = TRY(Sql::prepare(state.database(),
                                     "SELECT coalesce(max(upto), 0) FROM desk_confirmation WHERE "
                                     "device = ?1 AND ledger = ?2"));
        said.bind(1, device).bind(2, number);
        TRY(said.step());
        const auto from = static_cast<std::uint64_t>(said.integer(0));

        // A tablet files receipts, what it is sent and its own starts: to confirm those would call
        // for the next confirmation without end.
        auto fresh =
            TRY(Sql::prepare(state.database(),
                             "SELECT count(*) FROM desk_entry WHERE device = ?1 AND ledger = "
                             "?2 AND sequence >= ?3 AND sequence < ?4 AND (kind IS NULL OR "
                             "kind NOT IN (?5, ?6, ?7))"));
        fresh.bind(1, device).bind(2, number).bind(3, integer(from)).bind(4, integer(size));
        fresh.bind(5, static_cast<std::int64_t>(Kind::Receipt));
        fresh.bind(6, static_cast<std::int64_t>(Kind::Delivery));
        fresh.bind(7, static_cast<std::int64_t>(Kind::Session));
        TRY(fresh.step());

        std::vector<Digest> objects;
        auto opened =
            TRY(Sql::prepare(state.database(),
                             "SELECT DISTINCT object FROM desk_object WHERE device = ?1 AND "
                             "ledger = ?2 AND state = 1 AND object NOT IN (SELECT object "
                             "FROM desk_confirmed) ORDER BY object"));
        opened.bind(1, device).bind(2, number);
        while (TRY(opened.step())) objects.push_back(TRY(Digest::from(opened.blob(0))));
        if (fresh.integer(0) == 0 && objects.empty()) continue;

        std::size_t at = 0;
        do {
            const auto end = std::min(objects.size(), at + kObjectsInConfirmation);
            Confirmation confirmation;
            confirmation.device = ledger.device;
            confirmation.ledger = ledger.ledger;
            confirmation.checkpoint = note.blob(0);
            confirmation.objects.assign(objects.begin() + static_cast<std::ptrdiff_t>(at),
                                        objects.begin() + static_cast<std::ptrdiff_t>(end));
            confirmation.fromSequence = std::min(from, size);
            confirmation.toSequence = size;
            NewRecord record;
            record.kind = Kind::Confirmation;
            record.parts = {std::move(confirmation)};
            record.to = {ledger.device};
            record.alsoTo = {certificate->keys.recipient};
            records.push_back(std::move(record));
            at = end;
        } while (at < objects.size());
    }
    const auto count = records.size();
    if (count == 0) return std::uint64_t{0};
    TRY(state.recorder->record(std::move(records)));
    TRY(state.readOwn());
    return std::uint64_t{count};
}

}  // namespace cairn
