#include "core/catalog.h"

#include <algorithm>

#include "core/store.h"
#include "core/store_index.h"

namespace cairn {
namespace {

constexpr const char* kSiteColumns =
    "SELECT number, name, name_local, type, status, lat_e7, lon_e7, device, ledger, sequence, "
    "created, exhibits, unreceived FROM sites ";

#define EXHIBIT_COLUMNS                                                                           \
    "SELECT e.number, e.site, e.title, e.note, e.item_type, e.form, e.shot_type, e.file_name, "   \
    "e.media_type, e.same_as, e.tags, "                                                           \
    "e.device, e.ledger, e.sequence, e.created, e.originals, e.preview, e.lat_e7, e.lon_e7, "     \
    "e.exif_lat_e7, e.exif_lon_e7, "                                                              \
    "e.metadata, e.state, e.received_at, e.confirmed_at, e.review, e.review_reason, e.withdrawn " \
    "FROM "

std::optional<Position> positionAt(const Sql& sql, int column) {
    if (sql.isNull(column) || sql.isNull(column + 1)) return std::nullopt;
    return Position{static_cast<std::int32_t>(sql.integer(column)),
                    static_cast<std::int32_t>(sql.integer(column + 1))};
}

std::optional<Instant> instantAt(const Sql& sql, int column) {
    if (sql.isNull(column)) return std::nullopt;
    return Instant{sql.integer(column)};
}

SiteRow siteAt(const Sql& sql) {
    SiteRow out;
    out.number = sql.text(0);
    out.name = sql.text(1);
    out.nameLocal = sql.text(2);
    out.type = sql.text(3);
    out.status = sql.text(4);
    out.position = positionAt(sql, 5);
    out.record = recordAt(sql, 7);
    out.created = {sql.integer(10)};
    out.exhibits = static_cast<std::uint64_t>(sql.integer(11));
    out.unreceived = static_cast<std::uint64_t>(sql.integer(12));
    return out;
}

ExhibitRow exhibitAt(const Sql& sql, const Store& store) {
    ExhibitRow out;
    out.number = sql.text(0);
    out.site = sql.text(1);
    out.title = sql.text(2);
    out.note = sql.text(3);
    out.itemType = sql.text(4);
    out.form = sql.text(5);
    out.shotType = sql.text(6);
    out.fileName = sql.text(7);
    out.mediaType = sql.text(8);
    out.sameAs = sql.text(9);
    const std::string tags = sql.text(10);
    for (std::size_t begin = 0; begin < tags.size();) {
        const std::size_t end = std::min(tags.find('\n', begin), tags.size());
        out.tags.push_back(tags.substr(begin, end - begin));
        begin = end + 1;
    }
    out.record = recordAt(sql, 11);
    out.created = {sql.integer(14)};
    out.segments = unpackSegments(sql.blob(15));
    if (!sql.isNull(16))
        if (auto preview = unpackSegments(sql.blob(16)); !preview.empty())
            out.preview = preview.front();
    out.position = positionAt(sql, 17);
    out.exifPosition = positionAt(sql, 19);
    out.metadata = static_cast<MetadataState>(sql.integer(21));
    out.state = static_cast<ExhibitState>(sql.integer(22));
    out.receivedAt = instantAt(sql, 23);
    out.confirmedAt = instantAt(sql, 24);
    if (!sql.isNull(25)) out.review = static_cast<ReviewOutcome>(sql.integer(25));
    out.reviewReason = sql.text(26);
    out.withdrawn = sql.integer(27) != 0;
    if (!out.segments.empty()) out.sha256 = out.segments.front().plain;
    for (const auto& segment : out.segments) {
        out.bytes += segment.plainBytes;
        if (out.state < ExhibitState::Received) out.bytesSent += store.bytesSent(segment.object);
    }
    if (out.state == ExhibitState::Saved && out.bytesSent > 0) out.state = ExhibitState::Sending;
    return out;
}

// Every word as a prefix, all of them required; quoted, so that nothing in it is a command.
std::string matchExpression(std::string_view words) {
    std::string out;
    const std::string folded = foldForSearch(words);
    constexpr std::string_view kBlanks = " \t\n\r";
    for (std::size_t begin = folded.find_first_not_of(kBlanks); begin != std::string::npos;
         begin = folded.find_first_not_of(kBlanks, begin)) {
        const std::size_t end = std::min(folded.find_first_of(kBlanks, begin), folded.size());
        out += '"';
        for (const char c : folded.substr(begin, end - begin)) {
            if (c == '"') out += '"';
            out += c;
        }
        out += "\" * ";
        begin = end;
    }
    return out;
}

}  // namespace

const char* name(ExhibitState state) {
    switch (state) {
        case ExhibitState::Saved:
            return "saved";
        case ExhibitState::Sending:
            return "sending";
        case ExhibitState::Received:
            return "received";
        case ExhibitState::Confirmed:
            return "confirmed";
    }
    return "unknown";
}

Result<std::vector<SiteRow>> Catalog::sites() const {
    auto sql = TRY(store_->prepared(std::string(kSiteColumns) + "ORDER BY rowid"));
    std::vector<SiteRow> out;
    while (TRY(sql->step())) out.push_back(siteAt(*sql.operator->()));
    return out;
}

Result<SiteRow> Catalog::site(std::string_view number) const {
    auto sql = TRY(store_->prepared(std::string(kSiteColumns) + "WHERE number = ?"));
    sql->bind(1, number);
    if (!TRY(sql->step())) return Error{Code::NotFound, "site", std::string(number)};
    return siteAt(*sql.operator->());
}

Result<std::vector<ExhibitRow>> Catalog::exhibits(const Page& page) const {
    std::optional<std::int64_t> after;
    if (!page.after.empty()) {
        auto sql = TRY(store_->prepared("SELECT id FROM exhibits WHERE number = ?"));
        sql->bind(1, std::string_view(page.after));
        if (!TRY(sql->step())) return Error{Code::NotFound, "exhibit", page.after};
        after = sql->integer(0);
    }
    constexpr std::int64_t kEnds[] = {0, INT64_MAX};
    const bool all = page.site.empty();
    const char* const statement =
        all ? (page.newestFirst
                   ? EXHIBIT_COLUMNS "exhibits e WHERE e.id < ?1 ORDER BY e.id DESC LIMIT ?2"
                   : EXHIBIT_COLUMNS "exhibits e WHERE e.id > ?1 ORDER BY e.id LIMIT ?2")
            : (page.newestFirst ? EXHIBIT_COLUMNS
                   "exhibits e WHERE e.site = ?3 AND e.id < ?1 ORDER BY e.id DESC LIMIT ?2"
                                : EXHIBIT_COLUMNS
                   "exhibits e WHERE e.site = ?3 AND e.id > ?1 ORDER BY e.id LIMIT ?2");
    auto sql = TRY(store_->prepared(statement));
    sql->bind(1, after.value_or(kEnds[page.newestFirst]))
        .bind(2, std::int64_t{std::min(page.limit, kLargestPage)});
    if (!all) sql->bind(3, std::string_view(page.site));
    std::vector<ExhibitRow> out;
    while (TRY(sql->step())) out.push_back(exhibitAt(*sql.operator->(), *store_));
    return out;
}

Result<ExhibitRow> Catalog::exhibit(std::string_view number) const {
    auto sql = TRY(store_->prepared(EXHIBIT_COLUMNS "exhibits e WHERE e.number = ?"));
    sql->bind(1, number);
    if (!TRY(sql->step())) return Error{Code::NotFound, "exhibit", std::string(number)};
    return exhibitAt(*sql.operator->(), *store_);
}

Result<std::vector<ExhibitRow>> Catalog::search(std::string_view words, std::uint32_t limit) const {
    TRY(checkText(words, "search", 512));
    const std::string expression = matchExpression(words);
    std::vector<ExhibitRow> out;
    if (expression.empty()) return out;
    auto sql =
        TRY(store_->prepared(EXHIBIT_COLUMNS "words w JOIN exhibits e ON e.id = w.rowid WHERE "
                                             "words MATCH ?1 ORDER BY e.id DESC LIMIT ?2"));
    sql->bind(1, std::string_view(expression)).bind(2, std::int64_t{std::min(limit, kLargestPage)});
    while (TRY(sql->step())) out.push_back(exhibitAt(*sql.operator->(), *store_));
    return out;
}

Result<std::vector<HistoryRow>> Catalog::history(std::string_view exhibit) const {
    auto sql =
        TRY(store_->prepared("SELECT h.device, h.ledger, h.sequence, r.kind, r.at, r.person, "
                             "h.summary FROM exhibits e JOIN history h ON h.exhibit = e.id "
                             "JOIN records r ON r.device = h.device AND r.ledger = h.ledger AND "
                             "r.sequence = h.sequence WHERE e.number = ? ORDER BY h.ordinal"));
    sql->bind(1, exhibit);
    std::vector<HistoryRow> out;
    while (TRY(sql->step())) {
        HistoryRow row;
        row.record = recordAt(*sql.operator->(), 0);
        row.kind = static_cast<std::uint32_t>(sql->integer(3));
        row.at = {sql->integer(4)};
        row.person = sql->text(5);
        row.summary = sql->text(6);
        out.push_back(std::move(row));
    }
    return out;
}

Result<OutboxTotals> Catalog::outbox() const {
    OutboxTotals out;
    const auto count = [&](std::string_view statement, std::uint64_t& first,
                           std::uint64_t* second) -> Result<void> {
        auto sql = TRY(store_->prepared(statement));
        sql->bind(1, std::int64_t{store_->ownDevice()});
        if (!TRY(sql->step())) return {};
        first = static_cast<std::uint64_t>(sql->integer(0));
        if (second) *second = static_cast<std::uint64_t>(sql->integer(1));
        return {};
    };
    TRY(
        count("SELECT count(*) FROM ledgers l JOIN records r ON r.counted AND r.device = l.device "
              "AND r.ledger = l.ledger AND r.sequence >= l.witnessed WHERE l.device = ?",
              out.records, nullptr));
    TRY(count(
        "SELECT count(*), ifnull(sum(bytes), 0) FROM objects WHERE held_at IS NULL AND device = ?",
        out.objects, &out.bytes));
    TRY(count("SELECT count(*) FROM exhibits WHERE state < 2 AND device = ?", out.exhibits,
              nullptr));
    TRY(count("SELECT count(*) FROM exhibits WHERE state < 3 AND device = ?", out.unconfirmed,
              nullptr));
    return out;
}

Result<std::uint64_t> Catalog::witnessed(std::uint32_t device, std::uint32_t ledger) const {
    return store_->witnessed(device, ledger);
}

Result<std::uint64_t> Catalog::unwitnessed(std::uint32_t device, std::uint32_t ledger) const {
    auto sql = TRY(
        store_->prepared("SELECT count(*) FROM records WHERE counted AND device = ? AND ledger = ? "
                         "AND sequence >= ?"));
    sql->bind(1, std::int64_t{device}).bind(2, std::int64_t{ledger});
    sql->bind(3, static_cast<std::int64_t>(TRY(witnessed(device, ledger))));
    TRY(sql->step());
    return static_cast<std::uint64_t>(sql->integer(0));
}

Result<std::vector<Waiting>> Catalog::waiting(std::uint32_t device, std::uint32_t ledger,
                                              std::uint64_t from, std::uint32_t limit) const {
    auto sql = TRY(
        store_->prepared("SELECT sequence, name, bytes FROM objects WHERE held_at IS NULL AND "
                         "device = ? AND ledger = ? AND sequence >= ? ORDER BY sequence LIMIT ?"));
    sql->bind(1, std::int64_t{device}).bind(2, std::int64_t{ledger});
    sql->bind(3, static_cast<std::int64_t>(from))
        .bind(4, std::int64_t{std::min(limit, kLargestPage)});
    std::vector<Waiting> out;
    while (TRY(sql->step()))
        out.push_back({static_cast<std::uint64_t>(sql->integer(0)), TRY(Digest::from(sql->blob(1))),
                       static_cast<std::uint64_t>(sql->integer(2))});
    return out;
}

Result<std::vector<RecordId>> Catalog::lastDeliveries() const {
    auto sql = TRY(store_->prepared(
        "SELECT device, ledger, max(sequence) FROM deliveries GROUP BY device, ledger"));
    std::vector<RecordId> out;
    while (TRY(sql->step())) out.push_back(recordAt(*sql.operator->(), 0));
    return out;
}

Result<std::uint64_t> Catalog::exhibitCount() const {
    auto sql = TRY(store_->prepared("SELECT count(*) FROM exhibits"));
    TRY(sql->step());
    return static_cast<std::uint64_t>(sql->integer(0));
}

Result<std::optional<std::string>> Catalog::holderOf(const Digest& plain,
                                                     std::string_view site) const {
    auto sql = TRY(store_->prepared(
        site.empty() ? "SELECT e.number FROM segments s JOIN exhibits e ON e.id = s.exhibit WHERE "
                       "s.plain = ?1 ORDER BY e.id LIMIT 1"
                     : "SELECT e.number FROM segments s JOIN exhibits e ON e.id = s.exhibit WHERE "
                       "s.plain = ?1 AND e.site = ?2 ORDER BY e.id LIMIT 1"));
    sql->bind(1, plain.view());
    if (!site.empty()) sql->bind(2, site);
    if (!TRY(sql->step())) return std::optional<std::string>();
    return std::optional(sql->text(0));
}

Result<std::vector<Digest>> Catalog::originalsOfSize(std::uint64_t bytes) const {
    auto sql = TRY(store_->prepared("SELECT DISTINCT plain FROM segments WHERE plain_bytes = ?"));
    sql->bind(1, static_cast<std::int64_t>(bytes));
    std::vector<Digest> out;
    while (TRY(sql->step())) out.push_back(TRY(Digest::from(sql->blob(0))));
    return out;
}

#undef EXHIBIT_COLUMNS

}  // namespace cairn
