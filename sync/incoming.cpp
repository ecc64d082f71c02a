#include "sync/incoming.h"

#include <algorithm>

namespace cairn {
namespace {

// A row of the journal beside a partial object: offset, length, SHA-256 of that part.
constexpr std::size_t kRow = 8 + 8 + Digest::size;
constexpr std::uint64_t kMaxJournal = 16ull << 20;

Result<Digest> digestOf(File& file, ByteRange range) {
    Bytes buffer(std::min<std::uint64_t>(kMaxPart, range.end - range.begin));
    Sha256 hash;
    for (auto at = range.begin; at < range.end;) {
        const auto want = std::min<std::uint64_t>(buffer.size(), range.end - at);
        const auto got = TRY(file.readAt(at, std::span(buffer).first(want)));
        if (got == 0) break;
        hash.update(ByteView(buffer).first(got));
        at += got;
    }
    return hash.finish();
}

}  // namespace

struct Incoming::Upload {
    Digest object;
    std::uint64_t bytes = 0;
    std::mutex mutex;
    std::unique_ptr<File> data, journal;
    bool whole = false;
    bool closed = false;  // by an error: whoever still waits for it starts anew
    std::map<std::uint64_t, std::uint64_t> held;  // begin -> end; disjoint, never touching
    // While parts come in order from the start, the whole digest costs no second reading. Bytes
    // that were written twice are read again: what was hashed may not be what is on disk.
    Sha256 running;
    std::optional<std::uint64_t> hashed = 0;

    bool covers(ByteRange range) const {
        auto next = held.upper_bound(range.begin);
        return next != held.begin() && std::prev(next)->second >= range.end;
    }
    void add(ByteRange range) {
        auto at = held.upper_bound(range.begin);
        if (at != held.begin() && std::prev(at)->second >= range.begin) --at;
        while (at != held.end() && at->first <= range.end) {
            range.begin = std::min(range.begin, at->first);
            range.end = std::max(range.end, at->second);
            at = held.erase(at);
        }
        held.emplace(range.begin, range.end);
    }
    bool touches(ByteRange range) const {
        auto next = held.lower_bound(range.end);
        return next != held.begin() && std::prev(next)->second > range.begin;
    }
    bool complete() const { return covers({0, bytes}); }
};

Incoming::Incoming(Files& files, std::string partsFolder, std::string objectsFolder)
    : files_(&files),
      partsFolder_(std::move(partsFolder)),
      objectsFolder_(std::move(objectsFolder)) {}
Incoming::~Incoming() = default;

std::string Incoming::partsPath(const Digest& object) const {
    return partsFolder_ + "/" + object.hex() + ".part";
}
std::string Incoming::journalPath(const Digest& object) const {
    return partsFolder_ + "/" + object.hex() + ".parts";
}
std::string Incoming::objectPath(const Digest& object) const {
    return objectsFolder_ + "/" + object.hex();
}

bool Incoming::has(const Digest& object) const { return exists(*files_, objectPath(object)); }

std::optional<std::uint64_t> Incoming::sizeOf(const Digest& object) const {
    const std::lock_guard lock(mutex_);
    const auto found = uploads_.find(object);
    if (found == uploads_.end()) return std::nullopt;
    return found->second->bytes;
}

Result<std::shared_ptr<Incoming::Upload>> Incoming::upload(const Digest& object,
                                                           std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    auto found = uploads_.find(object);
    if (found == uploads_.end()) {
        if (uploads_.size() >= kMaxOpen) {
            // One that nobody uses at the moment is opened again from its journal.
            const auto idle = std::find_if(uploads_.begin(), uploads_.end(), [](const auto& one) {
                return one.second.use_count() == 1;
            });
            if (idle == uploads_.end())
                return Error{Code::Refused, "upload", "too many at once; try again"};
            uploads_.erase(idle);
        }
        auto fresh = std::make_shared<Upload>();
        fresh->object = object;
        fresh->bytes = bytes;
        found = uploads_.emplace(object, std::move(fresh)).first;
    }
    if (found->second->bytes != bytes) return Error{Code::Invalid, "object", "of another size"};
    return found->second;
}

void Incoming::close(const Digest& object) {
    const std::lock_guard lock(mutex_);
    uploads_.erase(object);
}

// Takes up what an earlier process left: parts whose bytes still have the digest in the journal.
Result<void> Incoming::open(Upload& upload) const {
    if (upload.data) return {};
    auto data = TRY(files_->open(partsPath(upload.object), OpenMode::OpenAlways));
    auto journal = TRY(files_->open(journalPath(upload.object), OpenMode::OpenAlways));
    const auto rows = std::min(TRY(journal->size()), kMaxJournal) / kRow;
    for (std::uint64_t i = 0; i < rows; ++i) {
        std::array<std::uint8_t, kRow> row;
        if (TRY(journal->readAt(i * kRow, row)) != kRow) break;
        const auto begin = loadLe64(row.data()), length = loadLe64(row.data() + 8);
        if (length == 0 || length > kMaxPart || begin > upload.bytes ||
            length > upload.bytes - begin)
            continue;
        const ByteRange range{begin, begin + length};
        if (upload.covers(range)) continue;
        const auto digest = TRY(digestOf(*data, range));
        if (digest == TRY(Digest::from(ByteView(row).subspan(16)))) upload.add(range);
    }
    // A torn last row would shift every later one.
    TRY(journal->truncate(rows * kRow));
    upload.data = std::move(data);
    upload.journal = std::move(journal);
    return {};
}

Result<std::vector<ByteRange>> Incoming::missing(const Digest& object, std::uint64_t bytes) {
    if (has(object)) return std::vector<ByteRange>{};
    if (!sizeOf(object) && !exists(*files_, partsPath(object)))
        return std::vector<ByteRange>{{0, bytes}};
    const auto one = TRY(upload(object, bytes));
    const std::lock_guard lock(one->mutex);
    if (one->whole) return std::vector<ByteRange>{};
    if (one->closed) return std::vector<ByteRange>{{0, bytes}};
    TRY(open(*one));
    // All parts are here, but a kill or a failing disk came before the name.
    if (one->complete()) {
        const auto completed = finish(*one);
        if (completed) return std::vector<ByteRange>{};
        if (one->closed) return std::vector<ByteRange>{{0, bytes}};
        return completed.error();
    }
    std::vector<ByteRange> ranges;
    std::uint64_t at = 0;
    for (const auto& [begin, end] : one->held) {
        if (begin > at) ranges.push_back({at, begin});
        at = end;
    }
    if (at < bytes) ranges.push_back({at, bytes});
    if (ranges.size() > Lacking::kMaxRanges) ranges.resize(Lacking::kMaxRanges);
    return ranges;
}

Result<void> Incoming::put(const Part& part, std::uint64_t bytes) {
    const auto length = part.bytes.size();
    if (length == 0 || length > kMaxPart || part.offset > bytes || length > bytes - part.offset ||
        part.offset % kPartUnit != 0 || (length % kPartUnit != 0 && part.offset + length != bytes))
        return Error{Code::Invalid, "part", "not a range of the object"};
    if (sha256(part.bytes) != part.digest)
        return Error{Code::BadSignature, "part", "bytes do not have their digest"};
    if (has(part.object)) return {};
    if (TRY(files_->freeBytes(partsFolder_)) < kReserveBytes + length)
        return Error{Code::StorageFull, "archive", ""};
    const auto one = TRY(upload(part.object, bytes));
    const std::lock_guard lock(one->mutex);
    if (one->whole) return {};
    if (one->closed) return Error{Code::Refused, "part", "the object was dropped; ask again"};
    TRY(open(*one));
    const ByteRange range{part.offset, part.offset + length};
    if (one->covers(range)) return one->complete() ? finish(*one) : Result<void>();
    if (one->touches(range)) one->hashed.reset();
    TRY(one->data->writeAt(part.offset, part.bytes));
    one->data->startWriteback();
    const bool alone = length == bytes;
    if (!alone) {
        std::array<std::uint8_t, kRow> row;
        storeLe64(row.data(), part.offset);
        storeLe64(row.data() + 8, length);
        std::copy(part.digest.bytes.begin(), part.digest.bytes.end(), row.begin() + 16);
        TRY(one->journal->append(row));
    }
    if (!alone && one->hashed == part.offset) {
        one->running.update(part.bytes);
        one->hashed = part.offset + length;
    }
    one->add(range);
    if (alone) return complete(*one, part.digest);
    return one->complete() ? finish(*one) : Result<void>();
}

Result<void> Incoming::finish(Upload& upload) {
    // A running hash is spent once it is asked; a second attempt reads.
    const bool running = upload.hashed == upload.bytes;
    upload.hashed.reset();
    return complete(
        upload, running ? upload.running.finish() : TRY(digestOf(*upload.data, {0, upload.bytes})));
}

// Order: whole digest, sync, rename; settle() before anything is promised.
Result<void> Incoming::complete(Upload& upload, const Digest& digest) {
    const auto drop = [&](bool data) {
        upload.data.reset();
        upload.journal.reset();
        upload.closed = true;
        close(upload.object);
        // Left-overs are harmless: a journal's rows are held against the bytes.
        (void)files_->remove(journalPath(upload.object));
        if (data) (void)files_->remove(partsPath(upload.object));
    };
    if (digest != upload.object) {
        drop(true);
        return Error{Code::Corrupt, upload.object.hex(), "bytes received do not have this name"};
    }
    if (const auto synced = upload.data->sync(); !synced) {
        drop(true);  // what is on disk is unknown now: all of it is asked for again
        return synced.error();
    }
    TRY(files_->rename(partsPath(upload.object), objectPath(upload.object)));
    upload.whole = true;
    drop(false);
    return {};
}

// A rename between two folders is a change of both.
Result<void> Incoming::settle() {
    TRY(files_->syncFolder(objectsFolder_));
    return files_->syncFolder(partsFolder_);
}

}  // namespace cairn
