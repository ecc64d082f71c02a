#include "core/store_index.h"

#include <algorithm>

namespace cairn {
namespace {

constexpr std::size_t kPackedSegment = 80;
constexpr std::int64_t kReceived = 2;
constexpr std::int64_t kConfirmed = 3;

std::optional<std::int64_t> latitude(const std::optional<Position>& at) {
    return at ? std::optional<std::int64_t>(at->latE7) : std::nullopt;
}
std::optional<std::int64_t> longitude(const std::optional<Position>& at) {
    return at ? std::optional<std::int64_t>(at->lonE7) : std::nullopt;
}
std::optional<Position> positionOf(const Record& record) {
    const auto* fix = record.part<Fix>();
    return fix ? fix->position : std::nullopt;
}

std::string joined(const std::vector<std::string>& tags) {
    std::string out;
    for (const auto& tag : tags) {
        if (!out.empty()) out += '\n';
        for (const char c : tag) out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::int64_t integer(std::uint64_t value) { return static_cast<std::int64_t>(value); }

}  // namespace

Bytes packSegments(std::span<const Segment> segments) {
    Bytes out;
    out.reserve(segments.size() * kPackedSegment);
    for (const auto& segment : segments) {
        std::uint8_t size[8];
        append(out, segment.plain.view());
        storeLe64(size, segment.plainBytes);
        append(out, size);
        append(out, segment.object.view());
        storeLe64(size, segment.objectBytes);
        append(out, size);
    }
    return out;
}

std::vector<Segment> unpackSegments(ByteView packed) {
    std::vector<Segment> out;
    for (; packed.size() >= kPackedSegment; packed = packed.subspan(kPackedSegment)) {
        Segment segment;
        std::copy_n(packed.begin(), 32, segment.plain.bytes.begin());
        segment.plainBytes = loadLe64(packed.data() + 32);
        std::copy_n(packed.begin() + 40, 32, segment.object.bytes.begin());
        segment.objectBytes = loadLe64(packed.data() + 72);
        out.push_back(segment);
    }
    return out;
}

std::string foldForSearch(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t begin = i;
        const auto point = takeCodePoint(text, i);
        if (!point) break;
        if ((*point >= 0x64B && *point <= 0x65F) || *point == 0x670 || *point == 0x640)
            continue;  // vowel signs, tatweel
        if (*point == 0x622 || *point == 0x623 || *point == 0x625 || *point == 0x671)
            out += "\xD8\xA7";  // alef
        else if (*point == 0x649 || *point == 0x626)
            out += "\xD9\x8A";  // ya
        else if (*point == 0x629)
            out += "\xD9\x87";  // ta marbuta as ha
        else if (*point == 0x624)
            out += "\xD9\x88";  // waw
        else if (*point >= 0x660 && *point <= 0x669)
            out += static_cast<char>('0' + (*point - 0x660));
        else if (*point >= 0x6F0 && *point <= 0x6F9)
            out += static_cast<char>('0' + (*point - 0x6F0));
        else
            out += text.substr(begin, i - begin);
    }
    return out;
}

void bindRecord(Sql& sql, int at, const RecordId& id) {
    sql.bind(at, std::int64_t{id.device})
        .bind(at + 1, std::int64_t{id.ledger})
        .bind(at + 2, integer(id.sequence));
}

RecordId recordAt(const Sql& sql, int column) {
    return {static_cast<std::uint32_t>(sql.integer(column)),
            static_cast<std::uint32_t>(sql.integer(column + 1)),
            static_cast<std::uint64_t>(sql.integer(column + 2))};
}

Result<void> StoreIndex::apply(const Store::Applied& applied) {
    TRY(place(applied));
    TRY(objects(applied));
    if (applied.record) TRY(meaning(applied.id, *applied.record));
    if (applied.receipt) TRY(receipt(*applied.receipt, applied.id));
    if (applied.delivery)
        TRY(statement(applied.delivery->record, applied.id, applied.delivery->witnessedAt));
    return {};
}

Result<void> StoreIndex::place(const Store::Applied& applied) {
    const auto& id = applied.id;
    if (const auto expected = TRY(store_->indexed(id.device, id.ledger)); expected != id.sequence)
        return Error{Code::Internal, id.text(),
                     "the index continues at " + std::to_string(expected)};
    const auto* record = applied.record;
    const auto is = [&](Kind kind) { return record && record->head.is(kind); };
    {
        auto sql =
            TRY(store_->prepared("INSERT INTO records (device, ledger, sequence, leaf, kind, at, "
                                 "person, corrects, counted) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        bindRecord(*sql.operator->(), 1, id);
        sql->bind(4, applied.entry->leaf.view());
        if (record) {
            const auto* author = record->part<Author>();
            sql->bind(5, std::int64_t{record->head.kind})
                .bind(6, record->head.stamp.wall.unixMs)
                .bind(7, std::string_view(author ? author->person : ""));
            if (record->head.corrects) sql->bind(8, integer(*record->head.corrects));
        } else {
            sql->bind(7, std::string_view());
        }
        sql->bind(9, std::int64_t{!(is(Kind::Session) || is(Kind::Receipt) || is(Kind::Delivery))});
        TRY(sql->once());
    }
    {
        auto sql =
            TRY(store_->prepared("INSERT INTO ledgers (device, ledger, entries) VALUES (?, ?, 1) "
                                 "ON CONFLICT DO UPDATE SET entries = entries + 1"));
        TRY(sql->bind(1, std::int64_t{id.device}).bind(2, std::int64_t{id.ledger}).once());
    }
    if (!record) return {};
    auto sql = TRY(
        store_->prepared("INSERT INTO kinds (device, ledger, kind, records) VALUES (?, ?, ?, 1) "
                         "ON CONFLICT DO UPDATE SET records = records + 1"));
    return sql->bind(1, std::int64_t{id.device})
        .bind(2, std::int64_t{id.ledger})
        .bind(3, std::int64_t{record->head.kind})
        .once();
}

Result<void> StoreIndex::objects(const Store::Applied& applied) {
    for (const auto& object : applied.entry->objects) {
        auto sql =
            TRY(store_->prepared("INSERT OR IGNORE INTO objects (name, device, ledger, sequence, "
                                 "bytes, wrapped) VALUES (?, ?, ?, ?, ?, ?)"));
        sql->bind(1, object.name.view());
        bindRecord(*sql.operator->(), 2, applied.id);
        TRY(sql->bind(5, integer(object.sizeBytes)).bind(6, ByteView(object.wrappedKey)).once());
    }
    return {};
}

Result<void> StoreIndex::meaning(const RecordId& id, const Record& record) {
    switch (static_cast<Kind>(record.head.kind)) {
        case Kind::Site:
            return site(id, record);
        case Kind::Exhibit:
            return exhibit(id, record);
        case Kind::Derived:
            return preview(id, record);
        case Kind::Amendment:
            return amendment(id, record);
        case Kind::Withdrawal:
            return withdrawal(id, record);
        case Kind::Confirmation:
        case Kind::Decision:
            if (id.device == store_->ownDevice())
                return statement(record, id, record.head.stamp.wall);
            return {};
        case Kind::Delivery:
            return filed(record);
        default:
            return {};
    }
}

Result<void> StoreIndex::filed(const Record& record) {
    const auto* delivery = record.part<Delivery>();
    if (!delivery) return {};
    auto sql = TRY(store_->prepared(
        "INSERT OR IGNORE INTO deliveries (device, ledger, sequence) VALUES (?, ?, ?)"));
    bindRecord(*sql.operator->(), 1, delivery->record);
    return sql->once();
}

Result<void> StoreIndex::numberGiven(std::uint32_t device, std::string_view scope,
                                     std::uint32_t n) {
    auto sql =
        TRY(store_->prepared("INSERT INTO numbers (device, scope, last) VALUES (?, ?, ?) ON "
                             "CONFLICT DO UPDATE SET last = max(last, excluded.last)"));
    return sql->bind(1, std::int64_t{device}).bind(2, scope).bind(3, std::int64_t{n}).once();
}

Result<void> StoreIndex::site(const RecordId& id, const Record& record) {
    const auto* site = record.part<Site>();
    const auto number = site ? parseSiteNumber(site->number) : std::nullopt;
    if (!number || number->device != id.device)
        return {};  // not a number that this device may give
    TRY(numberGiven(id.device, "", number->n));
    // An exhibit of another team may have come before the site that it belongs to.
    auto sql = TRY(
        store_->prepared("INSERT OR IGNORE INTO sites (number, name, name_local, type, status, "
                         "lat_e7, lon_e7, device, ledger, sequence, created, exhibits, unreceived) "
                         "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, count(*), "
                         "ifnull(sum(state < 2), 0) FROM exhibits WHERE site = ?1"));
    const auto position = positionOf(record);
    sql->bind(1, std::string_view(site->number))
        .bind(2, std::string_view(site->name))
        .bind(3, std::string_view(site->nameLocal));
    sql->bind(4, std::string_view(site->type)).bind(5, std::string_view(site->status));
    sql->bind(6, latitude(position)).bind(7, longitude(position));
    bindRecord(*sql.operator->(), 8, id);
    return sql->bind(11, record.head.stamp.wall.unixMs).once();
}

Result<void> StoreIndex::exhibit(const RecordId& id, const Record& record) {
    const auto* subject = record.part<Subject>();
    const auto* media = record.part<Media>();
    const auto number = subject ? parseExhibitNumber(subject->exhibit) : std::nullopt;
    if (!number || number->device != id.device || !media) return {};
    TRY(numberGiven(id.device, number->site, number->n));

    std::int64_t row = 0;
    std::int64_t ordinal = 0;
    bool isNew = false;
    {
        auto sql =
            TRY(store_->prepared("SELECT id, length(originals) FROM exhibits WHERE number = ?"));
        sql->bind(1, std::string_view(subject->exhibit));
        isNew = !TRY(sql->step());
        if (!isNew) {
            row = sql->integer(0);
            ordinal = sql->integer(1) / static_cast<std::int64_t>(kPackedSegment);
        }
    }
    const Bytes packed = packSegments(media->segments);
    if (isNew) {
        auto sql = TRY(store_->prepared(
            "INSERT INTO exhibits (number, site, device, ledger, sequence, last_sequence, created, "
            "title, note, item_type, form, shot_type, file_name, media_type, "
            "same_as, tags, originals, lat_e7, lon_e7, exif_lat_e7, exif_lon_e7, metadata) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, "
            "?17, ?18, ?19, ?20, ?21) RETURNING id"));
        const auto* text = record.part<TextNote>();
        const auto* source = record.part<SourceFile>();
        const auto position = positionOf(record);
        const auto exif = source ? source->exifPosition : std::nullopt;
        sql->bind(1, std::string_view(subject->exhibit)).bind(2, std::string_view(subject->site));
        bindRecord(*sql.operator->(), 3, id);
        sql->bind(6, record.head.stamp.wall.unixMs);
        sql->bind(7, std::string_view(text ? text->title : ""))
            .bind(8, std::string_view(text ? text->note : ""));
        sql->bind(9, std::string_view(subject->itemType))
            .bind(10, std::string_view(subject->form))
            .bind(11, std::string_view(subject->shotType));
        sql->bind(12, std::string_view(source ? source->fileName : ""))
            .bind(13, std::string_view(media->type))
            .bind(14, std::string_view(subject->sameAs));
        sql->bind(15, std::string_view(joined(subject->tags))).bind(16, ByteView(packed));
        sql->bind(17, latitude(position))
            .bind(18, longitude(position))
            .bind(19, latitude(exif))
            .bind(20, longitude(exif));
        sql->bind(21,
                  static_cast<std::int64_t>(source ? source->metadata : MetadataState::NotRead));
        if (!TRY(sql->step())) return Error{Code::Internal, "index.db", "no row"};
        row = sql->integer(0);
    } else {
        // One more frame of an exhibit: not received until this one is, too.
        auto sql =
            TRY(store_->prepared("UPDATE exhibits SET originals = CAST(originals || ? AS BLOB), "
                                 "last_sequence = ?, state = 0, received_at = NULL, "
                                 "confirmed_at = NULL WHERE id = ?"));
        TRY(sql->bind(1, ByteView(packed)).bind(2, integer(id.sequence)).bind(3, row).once());
    }
    for (const auto& segment : media->segments) {
        auto sql =
            TRY(store_->prepared("INSERT INTO segments (exhibit, ordinal, sequence, plain, object, "
                                 "plain_bytes) VALUES (?, ?, ?, ?, ?, ?)"));
        TRY(sql->bind(1, row)
                .bind(2, ordinal++)
                .bind(3, integer(id.sequence))
                .bind(4, segment.plain.view())
                .bind(5, segment.object.view())
                .bind(6, integer(segment.plainBytes))
                .once());
    }
    const bool captured = record.head.origin == static_cast<std::uint32_t>(Origin::Captured);
    TRY(note(row, id, !isNew ? "frame" : captured ? "captured" : "imported"));
    if (isNew) TRY(writeWords(row));
    return settle(row, std::nullopt, {});
}

Result<void> StoreIndex::preview(const RecordId& id, const Record& record) {
    const auto* media = record.part<Media>();
    const auto* link = record.part<Link>();
    if (!media || !link || link->relation != "preview_of") return {};
    for (const auto& target : link->targets) {
        if (target.segment >= media->segments.size()) continue;
        const auto row = TRY(exhibitOf({id.device, id.ledger, target.sequence}));
        if (!row) continue;
        auto sql = TRY(store_->prepared("UPDATE exhibits SET preview = ? WHERE id = ?"));
        const Bytes packed = packSegments(std::span(&media->segments[target.segment], 1));
        TRY(sql->bind(1, ByteView(packed)).bind(2, *row).once());
    }
    return {};
}

Result<void> StoreIndex::amendment(const RecordId& id, const Record& record) {
    if (!record.head.corrects) return {};
    const auto row = TRY(exhibitOf({id.device, id.ledger, *record.head.corrects}));
    if (!row) return {};
    if (const auto* subject = record.part<Subject>()) {
        auto sql = TRY(store_->prepared(
            "UPDATE exhibits SET site = ?, item_type = ?, shot_type = ?, tags = ? WHERE id = ?"));
        TRY(sql->bind(1, std::string_view(subject->site))
                .bind(2, std::string_view(subject->itemType))
                .bind(3, std::string_view(subject->shotType))
                .bind(4, std::string_view(joined(subject->tags)))
                .bind(5, *row)
                .once());
    }
    if (const auto* text = record.part<TextNote>()) {
        auto sql = TRY(store_->prepared("UPDATE exhibits SET title = ?, note = ? WHERE id = ?"));
        TRY(sql->bind(1, std::string_view(text->title))
                .bind(2, std::string_view(text->note))
                .bind(3, *row)
                .once());
    }
    if (const auto* fix = record.part<Fix>()) {
        auto sql = TRY(store_->prepared("UPDATE exhibits SET lat_e7 = ?, lon_e7 = ? WHERE id = ?"));
        TRY(sql->bind(1, latitude(fix->position))
                .bind(2, longitude(fix->position))
                .bind(3, *row)
                .once());
    }
    TRY(note(*row, id, std::string("amended ") + name(record.head.reason)));
    return writeWords(*row);
}

Result<void> StoreIndex::withdrawal(const RecordId& id, const Record& record) {
    if (!record.head.corrects) return {};
    const auto row = TRY(exhibitOf({id.device, id.ledger, *record.head.corrects}));
    if (!row) return {};
    auto sql = TRY(store_->prepared("UPDATE exhibits SET withdrawn = 1 WHERE id = ?"));
    TRY(sql->bind(1, *row).once());
    return note(*row, id, std::string("withdrawn ") + name(record.head.reason));
}

Result<void> StoreIndex::receipt(const ReceiptFacts& facts, const std::optional<RecordId>& by) {
    std::vector<std::int64_t> touched;
    if (facts.witnessed) {
        const auto before = TRY(store_->witnessed(facts.device, facts.ledger));
        if (facts.witnessed->size > before) {
            auto sql =
                TRY(store_->prepared("INSERT INTO ledgers (device, ledger, entries, witnessed, "
                                     "witnessed_at) VALUES (?, ?, 0, ?, ?) "
                                     "ON CONFLICT DO UPDATE SET witnessed = excluded.witnessed, "
                                     "witnessed_at = excluded.witnessed_at"));
            TRY(sql->bind(1, std::int64_t{facts.device})
                    .bind(2, std::int64_t{facts.ledger})
                    .bind(3, integer(facts.witnessed->size))
                    .bind(4, facts.witnessedAt->unixMs)
                    .once());
            auto newly =
                TRY(store_->prepared("SELECT id FROM exhibits WHERE state < 2 AND device = ? AND "
                                     "ledger = ? AND last_sequence >= ? AND last_sequence < ?"));
            newly->bind(1, std::int64_t{facts.device})
                .bind(2, std::int64_t{facts.ledger})
                .bind(3, integer(before))
                .bind(4, integer(facts.witnessed->size));
            while (TRY(newly->step())) touched.push_back(newly->integer(0));
        }
    }
    for (const auto& object : facts.held) {
        {
            auto sql = TRY(store_->prepared(
                "UPDATE objects SET held_at = ? WHERE name = ? AND held_at IS NULL RETURNING 1"));
            sql->bind(1, facts.heldAt->unixMs).bind(2, object.view());
            if (!TRY(sql->step())) continue;
        }
        for (const auto row : TRY(exhibitsWith(object))) touched.push_back(row);
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    const Instant at =
        std::max(facts.witnessedAt.value_or(Instant{}), facts.heldAt.value_or(Instant{}));
    for (const auto row : touched) TRY(settle(row, by, at));
    return {};
}

Result<void> StoreIndex::statement(const Record& record, const RecordId& by, Instant at) {
    if (record.head.is(Kind::Confirmation))
        if (const auto* said = record.part<Confirmation>()) return confirmation(*said, by, at);
    if (record.head.is(Kind::Decision))
        if (const auto* said = record.part<Decision>()) return decision(*said, by);
    return {};
}

Result<void> StoreIndex::confirmation(const Confirmation& said, const RecordId& by, Instant at) {
    if (said.toSequence > said.fromSequence) {
        auto sql =
            TRY(store_->prepared("INSERT OR IGNORE INTO confirmations (device, ledger, begin, end, "
                                 "at) VALUES (?, ?, ?, ?, ?)"));
        sql->bind(1, std::int64_t{said.device}).bind(2, std::int64_t{said.ledger});
        TRY(sql->bind(3, integer(said.fromSequence))
                .bind(4, integer(said.toSequence))
                .bind(5, at.unixMs)
                .once());
    }
    std::vector<std::int64_t> touched;
    for (const auto& object : said.objects) {
        {
            auto sql =
                TRY(store_->prepared("UPDATE objects SET confirmed_at = ? WHERE name = ? AND "
                                     "device = ? AND confirmed_at IS NULL"));
            TRY(sql->bind(1, at.unixMs)
                    .bind(2, object.view())
                    .bind(3, std::int64_t{said.device})
                    .once());
        }
        for (const auto row : TRY(exhibitsWith(object))) touched.push_back(row);
    }
    {
        auto sql =
            TRY(store_->prepared("SELECT id FROM exhibits WHERE state < 3 AND device = ? AND "
                                 "ledger = ? AND last_sequence >= ? AND last_sequence < ?"));
        sql->bind(1, std::int64_t{said.device})
            .bind(2, std::int64_t{said.ledger})
            .bind(3, integer(said.fromSequence))
            .bind(4, integer(said.toSequence));
        while (TRY(sql->step())) touched.push_back(sql->integer(0));
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (const auto row : touched) TRY(settle(row, by, at));
    return {};
}

Result<void> StoreIndex::decision(const Decision& said, const RecordId& by) {
    const auto row = TRY(exhibitOf(said.record));
    const auto leaf = TRY(store_->leaf(said.record));
    if (!row || !leaf || *leaf != said.leaf)
        return {};  // about something else than what is held here
    {
        auto sql =
            TRY(store_->prepared("UPDATE exhibits SET review = ?, review_reason = ? WHERE id = ? "
                                 "AND number = ? RETURNING 1"));
        sql->bind(1, static_cast<std::int64_t>(said.outcome))
            .bind(2, std::string_view(said.reason))
            .bind(3, *row)
            .bind(4, std::string_view(said.exhibit));
        if (!TRY(sql->step())) return {};
    }
    return note(*row, by, said.outcome == ReviewOutcome::Accepted ? "accepted" : "returned");
}

Result<std::optional<std::int64_t>> StoreIndex::exhibitOf(const RecordId& id) {
    auto sql = TRY(store_->prepared(
        "SELECT id FROM exhibits WHERE device = ? AND ledger = ? AND sequence = ?"));
    bindRecord(*sql.operator->(), 1, id);
    if (!TRY(sql->step())) return std::optional<std::int64_t>();
    return std::optional(sql->integer(0));
}

Result<std::vector<std::int64_t>> StoreIndex::exhibitsWith(const Digest& object) {
    std::vector<std::int64_t> out;
    auto sql = TRY(store_->prepared("SELECT DISTINCT exhibit FROM segments WHERE object = ?"));
    sql->bind(1, object.view());
    while (TRY(sql->step())) out.push_back(sql->integer(0));
    return out;
}

// Received: every record of the exhibit is witnessed and every original is held. Confirmed: a desk
// opened every record and original.
Result<void> StoreIndex::settle(std::int64_t exhibit, const std::optional<RecordId>& by,
                                Instant at) {
    std::int64_t before = 0;
    bool received = false;
    bool confirmed = false;
    {
        auto sql = TRY(store_->prepared(
            "SELECT e.state, e.last_sequence < ifnull(l.witnessed, 0) AND NOT EXISTS (SELECT 1 "
            "FROM segments s LEFT JOIN objects o ON o.name = s.object "
            "WHERE s.exhibit = e.id AND o.held_at IS NULL), "
            "NOT EXISTS (SELECT 1 FROM segments s LEFT JOIN objects o ON o.name = s.object WHERE "
            "s.exhibit = e.id AND (o.confirmed_at IS NULL OR NOT EXISTS "
            "(SELECT 1 FROM confirmations c WHERE c.device = e.device AND c.ledger = e.ledger AND "
            "c.begin <= s.sequence AND c.end > s.sequence))) "
            "FROM exhibits e LEFT JOIN ledgers l ON l.device = e.device AND l.ledger = e.ledger "
            "WHERE e.id = ?"));
        sql->bind(1, exhibit);
        if (!TRY(sql->step())) return {};
        before = sql->integer(0);
        received = sql->integer(1) != 0;
        confirmed = sql->integer(2) != 0;
    }
    const std::int64_t after = confirmed ? kConfirmed : received ? kReceived : 0;
    if (after <= before) return {};
    std::optional<std::int64_t> moment;
    if (at.unixMs != 0) moment = at.unixMs;
    {
        auto sql =
            TRY(store_->prepared("UPDATE exhibits SET state = ?1, received_at = CASE WHEN ?2 THEN "
                                 "ifnull(received_at, ?4) ELSE received_at END, "
                                 "confirmed_at = CASE WHEN ?3 THEN ifnull(confirmed_at, ?4) ELSE "
                                 "confirmed_at END WHERE id = ?5"));
        TRY(sql->bind(1, after)
                .bind(2, std::int64_t{received})
                .bind(3, std::int64_t{confirmed})
                .bind(4, moment)
                .bind(5, exhibit)
                .once());
    }
    if (by) TRY(note(exhibit, *by, confirmed ? "confirmed" : "received"));
    return {};
}

Result<void> StoreIndex::note(std::int64_t exhibit, const RecordId& by, std::string_view summary) {
    auto sql = TRY(store_->prepared(
        "INSERT INTO history (exhibit, ordinal, device, ledger, sequence, summary) "
        "SELECT ?1, ifnull(max(ordinal), -1) + 1, ?2, ?3, ?4, ?5 FROM history WHERE exhibit = ?1"));
    sql->bind(1, exhibit);
    bindRecord(*sql.operator->(), 2, by);
    return sql->bind(5, summary).once();
}

Result<void> StoreIndex::writeWords(std::int64_t exhibit) {
    std::string all;
    {
        auto sql = TRY(store_->prepared(
            "SELECT number, site, title, note, tags, file_name FROM exhibits WHERE id = ?"));
        sql->bind(1, exhibit);
        if (!TRY(sql->step())) return {};
        for (int column = 0; column < 6; ++column) all += sql->text(column) + "\n";
    }
    {
        auto sql = TRY(store_->prepared("DELETE FROM words WHERE rowid = ?"));
        TRY(sql->bind(1, exhibit).once());
    }
    auto sql = TRY(store_->prepared("INSERT INTO words (rowid, text) VALUES (?, ?)"));
    return sql->bind(1, exhibit).bind(2, std::string_view(foldForSearch(all))).once();
}

}  // namespace cairn
