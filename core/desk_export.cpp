#include <algorithm>
#include <atomic>
#include <bit>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "core/desk_state.h"

namespace cairn {

namespace {

constexpr std::size_t kCopyBytes = 1u << 20;
constexpr unsigned kWriters = 4;
constexpr std::uint64_t kMaxPreview = 8u << 20;
constexpr int kMaxDepth = 6;
constexpr const char* kReadme = "README.txt";

const char* extension(std::string_view mediaType) {
    constexpr std::pair<std::string_view, const char*> kKnown[] = {
        {"image/jpeg", ".jpg"},  {"image/png", ".png"},  {"image/heic", ".heic"},
        {"image/heif", ".heif"}, {"image/tiff", ".tif"}, {"image/webp", ".webp"},
        {"image/gif", ".gif"},   {"video/mp4", ".mp4"},  {"video/quicktime", ".mov"},
        {"audio/mp4", ".m4a"},   {"audio/wav", ".wav"},  {"application/pdf", ".pdf"},
        {"text/plain", ".txt"},
    };
    for (const auto& [type, name] : kKnown)
        if (type == mediaType) return name;
    return ".bin";
}

// Whether a part may say where or who, beside saying what it is for. What this program does not
// know may say anything.
bool withholds(const Withhold& withhold, std::uint32_t type) {
    if (!withhold.location && !withhold.author) return false;
    switch (static_cast<PartType>(type)) {
        case PartType::Subject:
        case PartType::Media:
        case PartType::Countersign:
        case PartType::Session:
        case PartType::LedgerOpening:
        case PartType::Export:
        case PartType::Confirmation:
            return false;
        case PartType::Author:
        case PartType::Person:
            return withhold.author;
        case PartType::Fix:
        case PartType::Site:
            return withhold.location;
        default:
            return true;  // source, text, custody, link, decision: words and file names
    }
}

// A JPEG that is nothing but picture: no segment that can carry a position, a name or a comment,
// and nothing behind its end. ITU-T T.81, annex B.
bool isBareJpeg(ByteView bytes) {
    constexpr std::uint8_t kStart = 0xd8, kEnd = 0xd9, kScan = 0xda, kApp0 = 0xe0, kApp15 = 0xef,
                           kComment = 0xfe;
    if (bytes.size() < 4 || bytes[0] != 0xff || bytes[1] != kStart) return false;
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (bytes[at] != 0xff) return false;
        const auto marker = bytes[at + 1];
        const auto length = static_cast<std::size_t>(bytes[at + 2] << 8 | bytes[at + 3]);
        if (marker == kApp0 && length != 16) return false;  // JFIF without a thumbnail
        if ((marker > kApp0 && marker <= kApp15) || marker == kComment || length < 2) return false;
        at += 2 + length;
        if (marker != kScan) continue;
        // Entropy-coded: 0xff is followed by zero or a restart marker, or it begins the next
        // segment.
        while (at + 1 < bytes.size() &&
               (bytes[at] != 0xff || bytes[at + 1] == 0 || (bytes[at + 1] & 0xf8) == 0xd0))
            ++at;
        if (at + 1 < bytes.size() && bytes[at + 1] == kEnd) return at + 2 == bytes.size();
    }
    return false;
}

// Complete subtrees of a ledger, so that a proof costs a few hashes and not a walk over all leaves.
class Tree {
  public:
    explicit Tree(std::vector<Digest> leaves) {
        levels_.push_back(std::move(leaves));
        while (levels_.back().size() > 1) {
            const auto& below = levels_.back();
            std::vector<Digest> level;
            level.reserve(below.size() / 2);
            for (std::size_t i = 0; i + 1 < below.size(); i += 2)
                level.push_back(nodeHash(below[i], below[i + 1]));
            levels_.push_back(std::move(level));
        }
    }

    // RFC 6962, section 2.1.1.
    Proof inclusion(std::uint64_t index, std::uint64_t size) const {
        Proof proof;
        std::uint64_t begin = 0, end = size;
        while (end - begin > 1) {
            const auto split = begin + std::bit_floor(end - begin - 1);
            if (index < split) {
                proof.push_back(root(split, end));
                end = split;
            } else {
                proof.push_back(root(begin, split));
                begin = split;
            }
        }
        std::ranges::reverse(proof);
        return proof;
    }

  private:
    Digest root(std::uint64_t begin, std::uint64_t end) const {
        const auto size = end - begin;
        if (std::has_single_bit(size))
            return levels_[static_cast<std::size_t>(std::countr_zero(size))][begin / size];
        const auto split = begin + std::bit_floor(size - 1);
        return nodeHash(root(begin, split), root(split, end));
    }
    std::vector<std::vector<Digest>> levels_;
};

// One file of the bag: bytes at hand, or an object to open.
struct Job {
    std::string path;
    Bytes bytes;
    std::optional<Segment> original;
    std::uint64_t size() const { return original ? original->plainBytes : bytes.size(); }
};

Result<ExportStatement::File> writeFile(Files& files, const std::string& folder, const Job& job,
                                        const Vault& vault, const Identity& identity,
                                        const std::atomic<bool>& stop) {
    auto file = TRY(files.open(folder + "/" + job.path, OpenMode::Create));
    ExportStatement::File out{job.path, {}, 0};
    if (!job.original) {
        TRY(file->append(job.bytes));
        out.sha256 = sha256(job.bytes);
        out.bytes = job.bytes.size();
    } else {
        auto reader = TRY(vault.open(job.original->object, identity));
        Sha256 hash;
        std::vector<std::uint8_t> buffer(kCopyBytes);
        while (true) {
            if (stop) return Error{Code::Cancelled, "export", ""};
            const auto read = TRY(reader.readAt(out.bytes, buffer));
            if (read == 0) break;
            const auto piece = ByteView(buffer).first(read);
            hash.update(piece);
            TRY(file->append(piece));
            file->startWriteback();
            out.bytes += read;
        }
        out.sha256 = hash.finish();
        if (out.sha256 != job.original->plain || out.bytes != job.original->plainBytes)
            return Error{Code::Corrupt, "original", job.original->object.hex()};
    }
    TRY(file->sync());
    return out;
}

// Several files side by side; the order of the answers is that of the jobs.
Result<std::vector<ExportStatement::File>> writeAll(
    Files& files, const std::string& folder, const std::vector<Job>& jobs, const Vault& vault,
    const Identity& identity, const std::function<bool(const DeskProgress&)>& progress) {
    std::vector<ExportStatement::File> out(jobs.size());
    DeskProgress done;
    done.objectsTotal = jobs.size();
    for (const auto& job : jobs) done.bytesTotal += job.size();
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Error> failed;
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stop = false;
    const auto count = std::clamp<std::size_t>(
        std::min<std::size_t>(std::thread::hardware_concurrency(), kWriters), 1, jobs.size() + 1);
    {
        std::vector<std::jthread> writers;
        for (std::size_t i = 0; i < count; ++i)
            writers.emplace_back([&, mine = identity.clone()] {
                for (auto at = next++; at < jobs.size() && !stop; at = next++) {
                    auto written = writeFile(files, folder, jobs[at], vault, mine, stop);
                    const std::scoped_lock lock(mutex);
                    if (written) {
                        out[at] = std::move(*written);
                        ++done.objectsDone;
                        done.bytesDone += jobs[at].size();
                    } else if (!failed) {
                        failed = written.error();
                    }
                    if (failed) stop = true;
                    changed.notify_one();
                }
            });
        std::unique_lock lock(mutex);
        while (!failed && done.objectsDone < jobs.size()) {
            changed.wait_for(lock, std::chrono::milliseconds(250));
            const auto now = done;
            lock.unlock();
            const bool goOn = !progress || progress(now);
            lock.lock();
            if (!goOn && !failed) failed = Error{Code::Cancelled, "export", ""};
        }
        stop = failed.has_value();
    }
    if (failed) return *failed;
    return out;
}

// Removes what an export did not finish: plaintext that nobody asked for. It is known by its first
// file, which therefore goes last.
Result<void> removeUnfinished(Files& files, const std::string& folder, int depth = 0) {
    if (depth > kMaxDepth) return Error{Code::Exists, folder, "not an unfinished export"};
    for (const auto& info : TRY(files.list(folder))) {
        const auto path = folder + "/" + info.name;
        if (info.isFolder)
            TRY(removeUnfinished(files, path, depth + 1));
        else if (depth > 0 || info.name != kReadme)
            TRY(files.remove(path));
    }
    if (depth == 0) TRY(files.remove(folder + "/" + kReadme));
    return files.removeFolder(folder);
}

std::string parentOf(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

// Gathers what an export holds, then writes it. Lives for one export.
struct Desk::State::Packer {
    State& state;
    Withhold withhold;
    ExportList list{};
    std::vector<Job> jobs{};
    std::set<RecordId> records{};
    std::set<Digest> notes{}, holdings{};
    std::set<std::uint32_t> devices{};
    std::map<LedgerKey, Tree> trees{};
    Bytes ownHead{};

    Result<void> addExhibit(const ExhibitRow& row) {
        for (const auto& id : TRY(state.recordsOf(row.number, row.record.device))) {
            const auto one = TRY(state.stored(id));
            if (one.record.head.is(Kind::Derived)) continue;
            records.insert(id);
            records.insert({id.device, id.ledger, one.record.head.session});
            if (const auto* author = one.record.part<Author>(); author && !withhold.author)
                if (const auto key = TRY(state.personKeyRecord(id, author->key)))
                    records.insert({id.device, id.ledger, *key});
            if (one.record.head.is(Kind::Exhibit)) TRY(addOriginals(row, one.record));
        }
        if (!withhold.location)
            if (const auto site = state.catalog.site(row.site)) records.insert(site->record);
        auto decisions =
            TRY(Sql::prepare(state.database(), "SELECT own FROM desk_decision WHERE exhibit = ?1"));
        decisions.bind(1, row.number);
        while (TRY(decisions.step()))
            records.insert({state.ownDevice(), state.recorder->ledger().name().ledger,
                            static_cast<std::uint64_t>(decisions.integer(0))});
        return addPreview(row);
    }

    Result<void> addOriginals(const ExhibitRow& row, const Record& record) {
        const auto& id = record.head.id;
        ExportList::Exhibit listed{row.number, id, {}, {}};
        for (const auto& slot : record.parts)
            if (withholds(withhold, slot.type))
                listed.withheld.push_back(static_cast<PartType>(slot.type));
        const auto* media = record.part<Media>();
        if (media) TRY(addHoldings(*media));
        TRY(addConfirmations(id, media));
        auto beacon = TRY(Sql::prepare(
            state.database(), "SELECT digest FROM desk_note WHERE digest = ?1 AND state != 2"));
        beacon.bind(1, record.head.stamp.beacon.view());
        if (TRY(beacon.step())) notes.insert(record.head.stamp.beacon);

        // Shown whole or not at all: an original may embed what is withheld.
        bool whole = media && listed.withheld.empty() && !withhold.location && !withhold.author;
        for (std::size_t i = 0; whole && i < media->segments.size(); ++i)
            whole = state.recorder->vault().has(media->segments[i].object);
        for (std::size_t i = 0; whole && i < media->segments.size(); ++i) {
            const auto path = "data/" + row.number + "/original-" + std::to_string(id.sequence) +
                              "-" + std::to_string(i) + extension(media->type);
            jobs.push_back({path, {}, media->segments[i]});
            listed.originals.push_back(path);
        }
        list.exhibits.push_back(std::move(listed));
        const auto range = std::ranges::find_if(list.ranges, [&](const auto& r) {
            return r.device == id.device && r.ledger == id.ledger;
        });
        if (range == list.ranges.end()) {
            list.ranges.push_back({id.device, id.ledger, id.sequence, id.sequence + 1});
        } else {
            range->begin = std::min(range->begin, id.sequence);
            range->end = std::max(range->end, id.sequence + 1);
        }
        return {};
    }

    // This desk's own word of when it saw record and bytes: a second witness of time.
    Result<void> addConfirmations(const RecordId& id, const Media* media) {
        const auto own = [&](const Sql& sql) {
            records.insert({state.ownDevice(), state.recorder->ledger().name().ledger,
                            static_cast<std::uint64_t>(sql.integer(0))});
        };
        auto covering = TRY(Sql::prepare(state.database(),
                                         "SELECT own FROM desk_confirmation WHERE device = ?1 AND "
                                         "ledger = ?2 AND upto > ?3 ORDER BY own LIMIT 1"));
        covering.bind(1, integer(id.device)).bind(2, integer(id.ledger));
        covering.bind(3, integer(id.sequence));
        if (TRY(covering.step())) own(covering);
        auto object =
            TRY(Sql::prepare(state.database(), "SELECT own FROM desk_confirmed WHERE object = ?1"));
        for (std::size_t i = 0; media && i < media->segments.size(); ++i) {
            object.bind(1, media->segments[i].object.view());
            if (TRY(object.step())) own(object);
            object.reset();
        }
        return {};
    }

    Result<void> addHoldings(const Media& media) {
        auto sql = TRY(Sql::prepare(
            state.database(),
            "SELECT holding FROM desk_held WHERE object = ?1 ORDER BY time_ms LIMIT 1"));
        for (const auto& segment : media.segments) {
            sql.bind(1, segment.object.view());
            if (TRY(sql.step())) holdings.insert(TRY(Digest::from(sql.blob(0))));
            sql.reset();
        }
        return {};
    }

    Result<void> addPreview(const ExhibitRow& row) {
        const auto& vault = state.recorder->vault();
        if (!row.preview || !vault.has(row.preview->object)) return {};
        if (row.preview->plainBytes > kMaxPreview) return {};
        auto reader = TRY(vault.open(row.preview->object, state.identity));
        Bytes bytes(std::min(reader.size(), kMaxPreview));
        if (TRY(reader.readAt(0, bytes)) != bytes.size() || sha256(bytes) != row.preview->plain)
            return {};  // a picture that is not the recorded one is not shown
        const bool bare = isBareJpeg(bytes);
        if ((withhold.location || withhold.author) && !bare) return {};
        const bool jpeg = bytes.size() > 1 && bytes[0] == 0xff && bytes[1] == 0xd8;
        jobs.push_back({"data/" + row.number + "/preview-" + std::to_string(row.record.sequence) +
                            (jpeg ? ".jpg" : ".bin"),
                        std::move(bytes),
                        {}});
        return {};
    }

    // The note that a record's proof leads to: of those that headquarters countersigned the first
    // in time, else the device's own newest.
    Result<std::optional<std::pair<Digest, std::uint64_t>>> noteFor(const RecordId& id) {
        using Found = std::optional<std::pair<Digest, std::uint64_t>>;
        if (id.device == state.ownDevice())
            return Found({sha256(ownHead), state.recorder->ledger().size()});
        auto sql =
            TRY(Sql::prepare(state.database(),
                             "SELECT digest, size FROM desk_note WHERE device = ?1 AND ledger "
                             "= ?2 AND size > ?3 AND state = 1 ORDER BY cosigned_ms IS NULL, "
                             "cosigned_ms, size LIMIT 1"));
        sql.bind(1, integer(id.device)).bind(2, integer(id.ledger)).bind(3, integer(id.sequence));
        if (!TRY(sql.step())) return Found();
        return Found({TRY(Digest::from(sql.blob(0))), static_cast<std::uint64_t>(sql.integer(1))});
    }

    Result<const Tree*> tree(const RecordId& id) {
        const LedgerKey key{id.device, id.ledger};
        auto found = trees.find(key);
        if (found == trees.end()) {
            const auto size = id.device == state.ownDevice()
                                  ? state.recorder->ledger().size()
                                  : TRY(state.ledger(id.device, id.ledger))->frontier.size();
            found = trees.emplace(key, TRY(state.leaves(id.device, id.ledger)(0, size))).first;
        }
        return &found->second;
    }

    Result<DisclosedRecord> disclose(const RecordId& id) {
        const auto one = TRY(state.stored(id));
        DisclosedRecord out;
        out.signedRecord = one.record.signedRecord;
        for (const auto& slot : one.record.parts)
            out.parts.push_back(withholds(withhold, slot.type) ? std::nullopt : slot.bytes);
        return out;
    }

    Result<void> addRecords() {
        ownHead = copy(view(state.recorder->ledger().head().encode()));
        for (const auto& id : records) {
            const auto note = TRY(noteFor(id));
            if (!note) return Error{Code::NotFound, "checkpoint", id.text()};
            auto disclosed = TRY(disclose(id));
            disclosed.note = note->first;
            disclosed.size = note->second;
            disclosed.proof = TRY(tree(id))->inclusion(id.sequence, note->second);
            notes.insert(note->first);
            devices.insert(id.device);
            jobs.push_back({"cairn/records/" + std::to_string(id.device) + "-" +
                                std::to_string(id.ledger) + "-" + std::to_string(id.sequence) +
                                ".txt",
                            copy(view(renderDisclosedRecord(disclosed))),
                            {}});
        }
        return {};
    }

    Result<void> addProofs() {
        devices.insert(state.ownDevice());
        for (const auto device : devices) {
            auto bytes = TRY(state.certificateBytes(device));
            jobs.push_back(
                {"cairn/certificates/" + std::to_string(device) + ".pb", std::move(bytes), {}});
        }
        for (const auto& digest : notes) {
            auto bytes = ownHead;
            if (digest != sha256(ownHead))
                bytes = TRY(bytesOf("SELECT bytes FROM desk_note WHERE digest = ?1", digest));
            jobs.push_back({"cairn/notes/" + digest.hex() + ".txt", std::move(bytes), {}});
        }
        for (const auto& digest : holdings) {
            auto bytes = TRY(bytesOf("SELECT bytes FROM desk_holding WHERE digest = ?1", digest));
            jobs.push_back({"cairn/holdings/" + digest.hex() + ".pb", std::move(bytes), {}});
        }
        auto sql = TRY(Sql::prepare(
            state.database(), "SELECT generation, bytes FROM desk_bundle ORDER BY generation"));
        std::int64_t last = 0;
        while (TRY(sql.step())) {
            last = sql.integer(0);
            jobs.push_back({"cairn/bundle/" + std::to_string(last) + ".pb", sql.blob(1), {}});
        }
        if (last != std::int64_t{state.bundle().generation})
            return Error{Code::NotFound, "bundle", "pull first"};
        return {};
    }

    Result<Bytes> bytesOf(std::string_view statement, const Digest& digest) {
        auto sql = TRY(Sql::prepare(state.database(), statement));
        sql.bind(1, digest.view());
        if (!TRY(sql.step())) return Error{Code::NotFound, "proof", digest.hex()};
        return sql.blob(0);
    }

    // The desk's word: a record of its ledger that names the list.
    Result<std::pair<RecordId, std::string>> sign(const Digest& exportList) {
        ExportStatement statement;
        statement.fileList = exportList;
        NewRecord record;
        record.kind = Kind::Export;
        record.parts = {std::move(statement)};
        const auto id = TRY(state.recorder->record(std::move(record)));
        auto& ledger = state.recorder->ledger();
        const auto written = TRY(state.recorder->readRecord(id.sequence));
        DisclosedRecord disclosed;
        disclosed.signedRecord = written.signedRecord;
        for (const auto& slot : written.parts) disclosed.parts.push_back(slot.bytes);
        disclosed.size = ledger.size();
        disclosed.proof = TRY(inclusionProof(id.sequence, ledger.size(), ledger.leaves()));
        disclosed.checkpoint = copy(view(ledger.head().encode()));
        return std::pair{id, renderDisclosedRecord(disclosed)};
    }

    Result<Exported> write(const std::string& folder,
                           const std::function<bool(const DeskProgress&)>& progress) {
        auto& files = state.recorder->files();
        const auto readme = bagReadme();
        TRY(files.makeFolder(folder));
        TRY(writeDurably(files, folder + "/" + kReadme, view(readme)));
        std::set<std::string> folders = {folder};
        for (const auto& job : jobs) {
            for (auto slash = job.path.find('/'); slash != std::string::npos;
                 slash = job.path.find('/', slash + 1)) {
                auto inner = folder + "/" + job.path.substr(0, slash);
                if (folders.insert(inner).second) TRY(files.makeFolder(inner));
            }
        }
        const auto& vault = state.recorder->vault();
        list.realm = state.bundle().realm;
        list.operation = state.bundle().operation;
        list.made = state.recorder->clock().wall();
        list.files = TRY(writeAll(files, folder, jobs, vault, state.identity, progress));
        list.files.push_back({kReadme, sha256(view(readme)), readme.size()});
        const auto listText = renderExportList(list);
        const auto listDigest = sha256(view(listText));
        const auto [id, statement] = TRY(sign(listDigest));

        std::vector<Job> last;
        last.push_back({"cairn/export.txt", copy(view(listText)), {}});
        last.push_back({"cairn/statement.txt", copy(view(statement)), {}});
        for (const auto& [path, bytes] : bagTagFiles(list, listDigest, sha256(view(statement))))
            last.push_back({path, copy(view(bytes)), {}});
        TRY(writeAll(files, folder, last, vault, state.identity, {}));
        for (const auto& inner : folders) TRY(files.syncFolder(inner));

        Exported out;
        std::set<std::string> named;
        for (const auto& exhibit : list.exhibits) named.insert(exhibit.number);
        out.exhibits = named.size();
        out.files = list.files.size() + last.size();
        for (const auto& file : list.files) out.bytes += file.bytes;
        out.statement = id;
        return out;
    }
};

Result<Exported> Desk::exportBag(const std::string& out, const std::vector<std::string>& exhibits,
                                 const Withhold& withhold, std::string_view purpose,
                                 const std::function<bool(const DeskProgress&)>& progress) {
    auto& state = *state_;
    auto& files = state.recorder->files();
    TRY(checkText(purpose, "purpose"));
    if (purpose.find('\n') != std::string_view::npos)
        return Error{Code::Invalid, "purpose", "one line"};
    if (exists(files, out)) return Error{Code::Exists, out, "the folder of an export must be new"};

    std::set<std::string> numbers(exhibits.begin(), exhibits.end());
    State::Packer packer{state, withhold};
    if (numbers.empty()) {
        Catalog::Page page;
        page.limit = 500;
        while (true) {
            const auto rows = TRY(state.catalog.exhibits(page));
            for (const auto& row : rows) TRY(packer.addExhibit(row));
            if (rows.size() < page.limit) break;
            page.after = rows.back().number;
        }
    }
    for (const auto& number : numbers) TRY(packer.addExhibit(TRY(state.catalog.exhibit(number))));
    if (packer.list.exhibits.empty()) return Error{Code::NotFound, "exhibit", "nothing to export"};
    TRY(packer.addRecords());
    TRY(packer.addProofs());

    const auto unfinished = out + ".unfinished";
    if (exists(files, unfinished)) {
        const auto first = readAll(files, unfinished + "/" + kReadme, 1u << 16);
        if (!first || *first != copy(view(bagReadme())))
            return Error{Code::Exists, unfinished, "not an unfinished export"};
        TRY(removeUnfinished(files, unfinished));
    }
    packer.list.purpose = purpose;
    auto exported = packer.write(unfinished, progress);
    if (!exported) {
        (void)removeUnfinished(files, unfinished);
        return exported.error();
    }
    TRY(files.rename(unfinished, out));
    TRY(files.syncFolder(parentOf(out)));
    TRY(state.readOwn());
    exported->folder = out;
    return exported;
}

}  // namespace cairn
