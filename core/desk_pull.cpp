// Desk: what a pull brings, checked.
#include <algorithm>

#include "core/desk_state.h"

namespace cairn {

namespace {

// What opening one entry found.
struct Opened {
    const Entry* entry = nullptr;
    EntryState state = EntryState::NotOpened;
    Bytes envelope;
    std::optional<Record> record;
    bool inPlace() const { return record && state != EntryState::OutOfPlace; }
};

const char* words(EntryState state) {
    switch (state) {
        case EntryState::Good:
            return "";
        case EntryState::NotOpened:
            return "A sealed record does not open, or what is in it is no record of this ledger";
        case EntryState::LeafDiffers:
            return "A record is not the one that was logged at its place";
        case EntryState::OutOfPlace:
            return "A record belongs to another place, ledger, operation or realm";
        case EntryState::CountWrong:
            return "The count of records of one kind skips or repeats";
    }
    return "";
}

}  // namespace

Result<void> Desk::admitBundle(ByteView signedBundle) {
    auto& state = *state_;
    const auto& membership = state.recorder->membership();
    const auto digest = sha256(signedBundle);
    // The chain as far as it is kept, from the genesis on.
    std::optional<Bundle> last;
    Digest lastHash;
    std::uint32_t kept = 0;
    {
        auto sql = TRY(
            Sql::prepare(state.database(), "SELECT bytes FROM desk_bundle ORDER BY generation"));
        while (TRY(sql.step())) {
            const auto bytes = sql.blob(0);
            const auto hash = sha256(bytes);
            if (hash == digest) return {};
            last = last ? TRY(openSuccessor(bytes, *last, lastHash))
                        : TRY(openGenesis(bytes, membership.genesis));
            lastHash = hash;
            ++kept;
        }
    }
    const auto opened = last ? openSuccessor(signedBundle, *last, lastHash)
                             : openGenesis(signedBundle, membership.genesis);
    if (!opened) {
        // A desk that enrolled under a later bundle is given the genesis by its first pull.
        if (!last && digest == sha256(membership.signedBundle)) return {};
        return opened.error();
    }
    auto sql = TRY(Sql::prepare(state.database(), "INSERT INTO desk_bundle VALUES(?1, ?2)"));
    TRY(sql.bind(1, integer(opened->generation)).bind(2, signedBundle).once());
    if (opened->generation == membership.bundle.generation + 1)
        TRY(state.recorder->replaceBundle(copy(signedBundle)));
    return {};
}

Result<void> Desk::admitCertificate(ByteView certificate) {
    auto& state = *state_;
    auto opened = TRY(
        openDeviceCertificate(certificate, state.bundle(), state.recorder->membership().genesis));
    const auto device = opened.voucher.device;
    const auto before = TRY(state.certificateBytes(device));
    if (!before.empty()) {
        if (before == copy(certificate)) return {};
        TRY(state.find(Severity::Alarm, "Two certificates name one device number",
                       std::to_string(device)));
        return state.keepApart(device, 0, "certificate", certificate);
    }
    auto sql = TRY(Sql::prepare(state.database(), "INSERT INTO desk_certificate VALUES(?1, ?2)"));
    TRY(sql.bind(1, integer(device)).bind(2, certificate).once());
    state.known[device] = std::move(opened);
    return {};
}

Result<void> Desk::admitNote(ByteView bytes) {
    auto& state = *state_;
    const auto read = TRY(state.readNote(bytes));
    return state.keepNote(read, NoteState::Ahead);
}

Result<Desk::State::ReadNote> Desk::State::readNote(ByteView bytes) {
    ReadNote out;
    out.bytes = copy(bytes);
    const auto note = TRY(Note::parse(text(bytes)));
    const auto claimed = TRY(Checkpoint::parseBody(note.text));
    out.name = TRY(LedgerName::parse(claimed.origin));
    if (out.name.realm != bundle().realm)
        return Error{Code::WrongRealm, "checkpoint", claimed.origin};
    if (out.name.operation != bundle().operation)
        return Error{Code::WrongOperation, "checkpoint", claimed.origin};
    const auto key = TRY(keyOf(out.name.device, out.name.ledger));
    if (!key) return Error{Code::Untrusted, "certificate", claimed.origin};
    out.checkpoint = TRY(openCheckpoint(note, *key));
    for (const auto& witness : bundle().receiptKeys) {
        const auto time = checkCosignature(note, witness.name, witness.key);
        if (!time && time.error().code == Code::NotFound) continue;
        if (!time) return time.error();
        // Cosignatures tell whole seconds.
        const bool inTime = time->unixMs >= witness.from.unixMs / 1000 * 1000 &&
                            (!witness.until || *time <= *witness.until);
        if (inTime && (!out.cosigned || *time < *out.cosigned)) out.cosigned = *time;
    }
    return out;
}

Result<void> Desk::State::keepNote(const ReadNote& note, NoteState noteState) {
    if (note.checkpoint.size == 0)
        noteState =
            note.checkpoint.root == Frontier().root() ? NoteState::Agrees : NoteState::Contradicts;
    auto sql =
        TRY(Sql::prepare(database(),
                         "INSERT INTO desk_note VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON "
                         "CONFLICT(digest) DO UPDATE SET state = max(state, excluded.state)"));
    const auto cosigned = note.cosigned ? std::optional(note.cosigned->unixMs) : std::nullopt;
    return sql.bind(1, sha256(note.bytes).view())
        .bind(2, integer(note.name.device))
        .bind(3, integer(note.name.ledger))
        .bind(4, integer(note.checkpoint.size))
        .bind(5, note.checkpoint.root.view())
        .bind(6, cosigned)
        .bind(7, static_cast<std::int64_t>(noteState))
        .bind(8, ByteView(note.bytes))
        .once();
}

Result<void> Desk::admitHolding(ByteView signedHolding) {
    auto& state = *state_;
    const auto holding = TRY(openHolding(signedHolding, state.bundle()));
    const auto digest = sha256(signedHolding);
    auto transaction = TRY(Transaction::begin(state.database()));
    auto sql = TRY(
        Sql::prepare(state.database(), "INSERT OR IGNORE INTO desk_holding VALUES(?1, ?2, ?3)"));
    TRY(sql.bind(1, digest.view()).bind(2, holding.time.unixMs).bind(3, signedHolding).once());
    auto object =
        TRY(Sql::prepare(state.database(), "INSERT OR IGNORE INTO desk_held VALUES(?1, ?2, ?3)"));
    for (const auto& name : holding.objects)
        TRY(object.bind(1, name.view()).bind(2, digest.view()).bind(3, holding.time.unixMs).once());
    return transaction.commit();
}

Result<std::uint64_t> Desk::held(std::uint32_t device, std::uint32_t ledger) const {
    if (device == state_->ownDevice()) return state_->recorder->ledger().size();
    return TRY(state_->ledger(device, ledger))->frontier.size();
}

Result<std::uint64_t> Desk::receipted(std::uint32_t device, std::uint32_t ledger) const {
    auto sql =
        TRY(Sql::prepare(state_->database(),
                         "SELECT min(e.sequence) FROM desk_entry_object e WHERE e.device = ?1 "
                         "AND e.ledger = ?2 AND NOT EXISTS (SELECT 1 FROM desk_held h WHERE "
                         "h.object = e.object)"));
    sql.bind(1, integer(device)).bind(2, integer(ledger));
    if (TRY(sql.step()) && !sql.isNull(0)) return static_cast<std::uint64_t>(sql.integer(0));
    return held(device, ledger);
}

Result<void> Desk::admitEntries(std::uint32_t device, std::uint32_t ledgerNumber,
                                std::span<const Entry> entries, ByteView checkpointNote) {
    auto& state = *state_;
    if (device == state.ownDevice() || entries.empty()) return {};
    const auto note = TRY(state.readNote(checkpointNote));
    if (note.name != state.ledgerName(device, ledgerNumber))
        return Error{Code::Invalid, "checkpoint", note.checkpoint.origin};
    const auto key = TRY(state.keyOf(device, ledgerNumber));
    auto& held = *TRY(state.ledger(device, ledgerNumber));
    const auto where = ledgerText(device, ledgerNumber);

    const auto begin = held.frontier.size();
    if (entries.front().sequence > begin) return Error{Code::Invalid, "entries", "a gap"};
    for (std::size_t i = 1; i < entries.size(); ++i)
        if (entries[i].sequence != entries[0].sequence + i)
            return Error{Code::Invalid, "entries", "a gap"};
    const auto known = std::min<std::uint64_t>(begin - entries.front().sequence, entries.size());
    const auto before = TRY(state.leaves(device, ledgerNumber)(entries.front().sequence,
                                                               entries.front().sequence + known));
    auto frontier = held.frontier;
    bool same = true;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i < known)
            same = same && before[i] == entries[i].leaf;
        else
            frontier.append(entries[i].leaf);
    }
    if (same && known == entries.size()) return state.keepNote(note, NoteState::Ahead);
    if (same && note.checkpoint.size != frontier.size())
        return Error{Code::Invalid, "checkpoint", "does not end with the entries"};
    if (!same || note.checkpoint.root != frontier.root()) {
        // Kept apart, shown, believed in nothing; what is held stays as it is.
        Bytes apart = note.bytes;
        for (const auto& entry : entries) append(apart, entry.sealedRecord);
        TRY(state.keepNote(note, NoteState::Contradicts));
        TRY(state.keepApart(device, ledgerNumber, "another history", apart));
        TRY(state.find(Severity::Alarm, "A ledger has two histories", where));
        held.forked = true;
        held.forkedWitnessed = held.forkedWitnessed || note.cosigned.has_value();
        return Error{Code::Forked, "ledger", where};
    }

    auto counts = held.counts;
    auto firstUnread = held.firstUnread;
    std::vector<Opened> opened;
    for (const auto& entry : entries.subspan(known)) {
        Opened one;
        one.entry = &entry;
        if (auto envelope = unseal(entry.sealedRecord, state.identity, kMaxEnvelope)) {
            if (auto record = openEnvelope(envelope->view(), *key)) {
                const auto& head = record->head;
                const RecordId place{device, ledgerNumber, entry.sequence};
                const bool inPlace = head.id == place && head.realm == state.bundle().realm &&
                                     head.operation == state.bundle().operation;
                const auto expected = counts[head.kind];
                // Records that could not be read may be what the count skips.
                const bool counted = head.kindCount == expected ||
                                     (head.kindCount > expected && firstUnread < entry.sequence);
                one.state = !inPlace                     ? EntryState::OutOfPlace
                            : record->leaf != entry.leaf ? EntryState::LeafDiffers
                            : !counted                   ? EntryState::CountWrong
                                                         : EntryState::Good;
                if (inPlace) counts[head.kind] = head.kindCount + 1;
                one.envelope = copy(envelope->view());
                one.record = std::move(*record);
            }
        }
        if (!one.inPlace()) firstUnread = std::min(firstUnread, entry.sequence);
        opened.push_back(std::move(one));
    }

    TRY(state.keepEntries({device, ledgerNumber}, opened, note));
    held.frontier = frontier;
    held.counts = std::move(counts);
    held.firstUnread = firstUnread;

    std::vector<Entry> applied;
    std::vector<std::optional<Record>> records;
    for (auto& one : opened) {
        applied.push_back(*one.entry);
        records.push_back(one.inPlace() ? std::move(one.record) : std::nullopt);
    }
    return state.apply({device, ledgerNumber}, applied, records);
}

template <class OpenedEntries>
Result<void> Desk::State::keepEntries(const LedgerKey& key, const OpenedEntries& opened,
                                      const ReadNote& note) {
    const auto device = integer(key.first), number = integer(key.second);
    auto transaction = TRY(Transaction::begin(database()));
    auto insert = TRY(Sql::prepare(
        database(), "INSERT INTO desk_entry VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"));
    auto object = TRY(Sql::prepare(
        database(), "INSERT OR IGNORE INTO desk_entry_object VALUES(?1, ?2, ?3, ?4, ?5)"));
    auto media = TRY(Sql::prepare(
        database(), "INSERT OR IGNORE INTO desk_object VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)"));
    auto person =
        TRY(Sql::prepare(database(), "INSERT OR IGNORE INTO desk_person VALUES(?1, ?2, ?3, ?4)"));
    for (const auto& one : opened) {
        const auto sequence = integer(one.entry->sequence);
        const RecordId id{key.first, key.second, one.entry->sequence};
        if (one.state != EntryState::Good) TRY(find(Severity::Alarm, words(one.state), id.text()));
        insert.bind(1, device).bind(2, number).bind(3, sequence);
        insert.bind(4, one.entry->leaf.view()).bind(5, ByteView(one.entry->sealedRecord));
        insert.bind(7, static_cast<std::int64_t>(one.state));
        if (one.inPlace()) {
            const auto& head = one.record->head;
            const auto* subject = one.record->template part<Subject>();
            insert.bind(6, ByteView(one.envelope)).bind(8, std::int64_t{head.kind});
            insert.bind(9, integer(head.kindCount));
            if (head.corrects) insert.bind(10, integer(*head.corrects));
            if (subject && !subject->exhibit.empty()) insert.bind(11, subject->exhibit);
        }
        TRY(insert.once());
        for (const auto& ref : one.entry->objects)
            TRY(object.bind(1, device)
                    .bind(2, number)
                    .bind(3, sequence)
                    .bind(4, ref.name.view())
                    .bind(5, integer(ref.sizeBytes))
                    .once());
        if (!one.inPlace()) continue;
        if (const auto* part = one.record->template part<Media>())
            for (const auto& segment : part->segments)
                TRY(media.bind(1, segment.object.view())
                        .bind(2, segment.plain.view())
                        .bind(3, integer(segment.plainBytes))
                        .bind(4, integer(segment.objectBytes))
                        .bind(5, device)
                        .bind(6, number)
                        .bind(7, sequence)
                        .once());
        if (const auto* part = one.record->template part<PersonKey>();
            part && one.record->head.is(Kind::PersonKey)) {
            if (certifies(*part, bundle().realm, one.record->ledgerKey))
                TRY(person.bind(1, device)
                        .bind(2, number)
                        .bind(3, part->key.view())
                        .bind(4, sequence)
                        .once());
            else
                TRY(find(Severity::Alarm, "A person's key is not signed by its ledger", id.text()));
        }
    }
    // Who signed, after all keys of the batch are known: a ledger's first records precede its first
    // key.
    for (const auto& one : opened) {
        if (!one.inPlace()) continue;
        const RecordId id{key.first, key.second, one.entry->sequence};
        const auto* author = one.record->template part<Author>();
        if (author && !TRY(personKeyRecord(id, author->key)))
            TRY(find(Severity::Alarm, "A record is signed by nobody whose key its ledger certifies",
                     id.text()));
    }
    TRY(keepNote(note, NoteState::Agrees));
    return transaction.commit();
}

Result<void> Desk::State::keepApart(std::uint32_t device, std::uint32_t ledger,
                                    std::string_view reason, ByteView bytes) {
    auto sql = TRY(
        Sql::prepare(database(), "INSERT OR IGNORE INTO desk_apart VALUES(?1, ?2, ?3, ?4, ?5)"));
    return sql.bind(1, sha256(bytes).view())
        .bind(2, integer(device))
        .bind(3, integer(ledger))
        .bind(4, reason)
        .bind(5, bytes)
        .once();
}

Result<void> Desk::quarantine(std::uint32_t device, std::uint32_t ledger, std::string_view reason,
                              ByteView bytes) {
    TRY(state_->keepApart(device, ledger, reason, bytes));
    return state_->find(Severity::Alarm, "Headquarters keeps bytes of a ledger apart",
                        ledgerText(device, ledger));
}

Result<std::vector<ObjectRef>> Desk::missingObjects(std::uint32_t limit) const {
    auto sql =
        TRY(Sql::prepare(state_->database(),
                         "SELECT object, min(bytes) FROM desk_object WHERE state = 0 GROUP BY "
                         "object ORDER BY 2, 1"));
    std::vector<ObjectRef> out;
    while (out.size() < limit && TRY(sql.step())) {
        const auto name = TRY(Digest::from(sql.blob(0)));
        if (!vault().has(name))
            out.push_back({name, static_cast<std::uint64_t>(sql.integer(1)), {}});
    }
    return out;
}

}  // namespace cairn
