// Bulk import. Workers read, hash and seal files side by side; the owner's thread alone asks the
// index and writes records, in groups.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "core/locker_state.h"
#include "core/media_type.h"

namespace cairn {
namespace {

constexpr std::size_t kGroupFiles = 32;
constexpr std::uint64_t kGroupBytes = 64u << 20;
constexpr auto kGroupAge = std::chrono::seconds(1);
constexpr auto kProgressEvery = std::chrono::milliseconds(100);
constexpr std::size_t kDepth = 64;
constexpr std::size_t kFinishedAhead = 256;  // files whose records wait; workers pause above it
constexpr std::uint16_t kPreviewSide = 480;
constexpr std::size_t kPreviewsAtOnce = 100;

struct Item {
    std::string path;
    std::string name;    // of the file
    std::string folder;  // relative to what was imported
    std::uint64_t size = 0;
    std::int64_t modifiedMs = 0;
    bool hashFirst = false;  // may be a duplicate: see learnSizes
    std::optional<Error> error;
};

// What a worker found out about an item.
struct Read {
    std::size_t item = 0;
    std::optional<Error> error;
    Digest plain;
    std::optional<Sealed> sealed;  // absent: the same bytes are held, or another item of this
                                   // import is about to hold them
    std::optional<PictureFacts> facts;
};

MetadataState stateOf(const std::optional<PictureFacts>& facts) {
    if (!facts || facts->unreadable == Unreadable::NoDecoder) return MetadataState::NotRead;
    if (facts->unreadable == Unreadable::No) return MetadataState::Read;
    return facts->unreadable == Unreadable::NotAPicture ? MetadataState::None
                                                        : MetadataState::Unreadable;
}

std::optional<std::uint32_t> unlessZero(std::uint32_t value) {
    return value ? std::optional(value) : std::nullopt;
}

SourceFile sourceFile(const Item& item, const std::optional<PictureFacts>& facts) {
    SourceFile out;
    out.fileName = printableName(item.name);
    out.folder = printableName(item.folder, 4096);
    out.modified = Instant{item.modifiedMs};
    out.metadata = stateOf(facts);
    if (out.metadata != MetadataState::Read) return out;
    if (facts->position)
        if (const auto stated =
                Position::fromDegrees(facts->position->latDeg(), facts->position->lonDeg()))
            out.exifPosition = *stated;
    out.exifTime = facts->taken + facts->takenOffset;
    out.make = facts->make;
    out.model = facts->model;
    out.orientation = unlessZero(facts->orientation);
    out.width = unlessZero(facts->width);
    out.height = unlessZero(facts->height);
    return out;
}

}  // namespace

class Locker::Import {
  public:
    Import(Locker& locker, std::string_view site, Decoder* decoder,
           const std::function<void(const Imported&)>& each,
           const std::function<bool(const ImportProgress&)>& progress)
        : locker_(&locker),
          state_(locker.state_.get()),
          site_(site),
          decoder_(decoder),
          each_(&each),
          progress_(&progress),
          files_(&state_->recorder->files()) {}

    Result<std::vector<Imported>> run(const std::vector<std::string>& paths) {
        for (const auto& path : paths) collect(path);
        TRY(learnSizes());
        TRY(originals());
        if (decoder_)
            while (!stop_ && !withoutPreview_.empty()) previews();
        std::sort(done_.begin(), done_.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<Imported> out;
        for (auto& [item, imported] : done_) out.push_back(std::move(imported));
        return out;
    }

  private:
    struct Waiting {
        std::string exhibit;  // has no preview yet
        Digest object;
        SecretBytes fileKey;
        std::uint64_t size = 0;
    };

    // ---- Before: what is there.

    void collect(const std::string& path) {
        std::string plain = path;
        while (plain.size() > 1 && plain.ends_with('/')) plain.pop_back();
        const auto slash = plain.rfind('/');
        const auto info = files_->info(plain);
        Item item;
        item.path = path;
        item.name = plain.substr(slash == std::string::npos ? 0 : slash + 1);
        if (!info) {
            item.error = info.error();
        } else if (info->isFolder) {
            return collectFolder(plain, "", 0);
        } else if (!info->isFile) {
            item.error = Error{Code::Invalid, printableName(item.name),
                               "neither a file nor a folder; links are not followed"};
        } else {
            item.size = info->size;
            item.modifiedMs = info->modifiedMs;
        }
        items_.push_back(std::move(item));
    }

    void collectFolder(const std::string& path, const std::string& relative, std::size_t depth) {
        const auto entries = depth < kDepth ? files_->list(path)
                                            : Result<std::vector<FileInfo>>(Error{
                                                  Code::TooLarge, printableName(path), "too deep"});
        if (!entries) {
            Item item;
            item.path = path;
            item.folder = relative;
            item.error = entries.error();
            items_.push_back(std::move(item));
            return;
        }
        for (const auto& entry : *entries) {
            if (entry.isFolder)
                collectFolder(path + "/" + entry.name,
                              relative.empty() ? entry.name : relative + "/" + entry.name,
                              depth + 1);
            if (!entry.isFile) continue;
            Item item;
            item.path = path + "/" + entry.name;
            item.name = entry.name;
            item.folder = relative;
            item.size = entry.size;
            item.modifiedMs = entry.modifiedMs;
            items_.push_back(std::move(item));
        }
    }

    // Hashing first costs a second reading, so only files that can be duplicates are: those as long
    // as an original that is held, and those as long as another one here that begins alike.
    Result<void> learnSizes() {
        std::unordered_map<std::uint64_t, std::vector<Item*>> sizes;
        for (auto& item : items_) {
            sizes[item.size].push_back(&item);
            total_.bytesTotal += item.size;
        }
        total_.filesTotal = items_.size();
        for (const auto& [size, items] : sizes) {
            const auto known = TRY(state_->catalog.originalsOfSize(size));
            held_.insert(known.begin(), known.end());
            if (!known.empty()) {
                for (Item* item : items) item->hashFirst = true;
            } else if (items.size() > 1) {
                std::unordered_map<Digest, std::vector<Item*>> beginnings;
                for (Item* item : items) beginnings[beginning(*item)].push_back(item);
                for (const auto& [begins, alike] : beginnings)
                    for (Item* item : alike) item->hashFirst = alike.size() > 1;
            }
        }
        return {};
    }

    // What cannot be read is like nothing else: its worker will say why.
    Digest beginning(const Item& item) const {
        constexpr std::size_t kBeginning = 64 * 1024;
        Bytes bytes(static_cast<std::size_t>(std::min<std::uint64_t>(item.size, kBeginning)));
        const auto file = files_->open(item.path, OpenMode::Read);
        const auto got = file ? (*file)->readAt(0, bytes) : Result<std::size_t>(file.error());
        return got ? sha256(ByteView(bytes).first(*got)) : sha256(view(item.path));
    }

    // ---- Workers.

    Read read(std::size_t index) {
        Read out;
        out.item = index;
        const Item& item = items_[index];
        if (item.error) {
            out.error = item.error;
            return out;
        }
        const auto tried = tryRead(item, out);
        if (!tried) {
            out.error = tried.error();
            out.error->where = printableName(item.name);
        }
        return out;
    }

    Result<void> tryRead(const Item& item, Read& out) {
        if (item.hashFirst) {
            auto file = TRY(files_->open(item.path, OpenMode::Read));
            Sha256 hash;
            TRY(drain(sourceOf(std::shared_ptr<File>(std::move(file))),
                      [&](ByteView piece) -> Result<void> {
                          hash.update(piece);
                          if (stop_) return Error{Code::Cancelled, "import", {}};
                          return {};
                      }));
            out.plain = hash.finish();
            bool mine = false;
            {
                const std::scoped_lock lock(mutex_);
                mine = !held_.contains(out.plain) && claimed_.insert(out.plain).second;
            }
            if (!mine) {
                bytesDone_ += item.size;
                return readFacts(item, out);
            }
        }
        TRY(sealFile(item, out));
        return readFacts(item, out);
    }

    Result<void> sealFile(const Item& item, Read& out) {
        std::shared_ptr<File> file = TRY(files_->open(item.path, OpenMode::Read));
        std::uint64_t counted = 0;
        const auto follow = [&](std::uint64_t plainBytes) {
            bytesDone_ += plainBytes - counted;
            counted = plainBytes;
            return !stop_;
        };
        auto sealed =
            TRY(state_->recorder->vault().put(recipients_, sourceOf(file), item.size, follow));
        const auto after = TRY(files_->info(item.path));
        const bool sameBytes = !item.hashFirst || sealed.plain == out.plain;
        if (sealed.plainBytes != item.size || after.size != item.size ||
            after.modifiedMs != item.modifiedMs || !sameBytes)
            return Error{Code::Io, item.name, "it changed while it was being read"};
        out.plain = sealed.plain;
        out.sealed = std::move(sealed);
        return {};
    }

    // Whatever comes of it, the file is evidence.
    Result<void> readFacts(const Item& item, Read& out) {
        if (!decoder_) return {};
        const auto file = files_->open(item.path, OpenMode::Read);
        if (!file) return {};
        if (auto facts = decoder_->facts(**file)) out.facts = std::move(*facts);
        return {};
    }

    void work() {
        for (;;) {
            std::size_t index = 0;
            {
                std::unique_lock lock(mutex_);
                room_.wait(lock, [&] { return stop_ || finished_.size() < kFinishedAhead; });
                if (stop_ || next_ >= items_.size()) break;
                index = next_++;
            }
            auto result = read(index);
            const std::scoped_lock lock(mutex_);
            finished_.push_back(std::move(result));
            news_.notify_one();
        }
        const std::scoped_lock lock(mutex_);
        --working_;
        news_.notify_one();
    }

    static std::size_t workers() {
        return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 2, 4);
    }

    // ---- The owner.

    Result<void> originals() {
        recipients_ = state_->recorder->recipients();
        const std::size_t count = workers();
        working_ =
            count;  // the threads count it down, the first perhaps before the last has started
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < count; ++i) threads.emplace_back([this] { work(); });
        const auto led = lead();
        {
            const std::scoped_lock lock(mutex_);
            stop_ = stop_ || !led;
            room_.notify_all();
        }
        for (auto& thread : threads) thread.join();
        TRY(led);
        // Cancelled: what is sealed is recorded all the same. Then files whose twin was to be
        // sealed by another worker.
        TRY(commit());
        for (const auto index : followers_) {
            if (stop_) break;
            TRY(follow(index));
        }
        return commit();
    }

    Result<void> lead() {
        auto oldest = std::chrono::steady_clock::now();
        std::uint64_t groupBytes = 0;
        for (;;) {
            std::vector<Read> fresh;
            bool last = false;
            {
                std::unique_lock lock(mutex_);
                news_.wait_for(lock, kProgressEvery,
                               [&] { return !finished_.empty() || working_ == 0; });
                for (auto& result : finished_) fresh.push_back(std::move(result));
                finished_.clear();
                last = working_ == 0;
                room_.notify_all();
            }
            if (group_.empty()) {
                oldest = std::chrono::steady_clock::now();
                groupBytes = 0;
            }
            for (auto& result : fresh) {
                groupBytes += items_[result.item].size;
                group_.push_back(std::move(result));
            }
            const bool full = group_.size() >= kGroupFiles || groupBytes >= kGroupBytes ||
                              std::chrono::steady_clock::now() - oldest >= kGroupAge;
            if (full && !group_.empty()) TRY(commit());
            report();
            if (last && fresh.empty()) return {};
        }
    }

    void report() {
        if (!*progress_) return;
        total_.filesDone = done_.size();
        total_.bytesDone = bytesDone_;
        if ((*progress_)(total_)) return;
        const std::scoped_lock lock(mutex_);
        stop_ = true;
        room_.notify_all();
    }

    // One append for the group; only then does anybody hear of its files.
    Result<void> commit() {
        std::sort(group_.begin(), group_.end(),
                  [](const Read& a, const Read& b) { return a.item < b.item; });
        std::vector<NewRecord> records;
        std::vector<std::pair<std::size_t, Imported>> answers;
        std::vector<Waiting> withoutPreview;
        std::unordered_map<Digest, std::string> inGroup;
        for (auto& result : group_) {
            const Item& item = items_[result.item];
            Imported answer;
            answer.file = item.path;
            answer.sha256 = result.plain;
            answer.error = result.error;
            if (result.error) {
                if (result.error->code != Code::Cancelled)
                    answers.emplace_back(result.item, std::move(answer));
                continue;
            }
            const SourceFile source = sourceFile(item, result.facts);
            answer.exifPosition = source.exifPosition;
            const auto here = inGroup.find(result.plain);
            const auto holder = here != inGroup.end()
                                    ? std::optional(here->second)
                                    : TRY(state_->catalog.holderOf(result.plain, site_));
            if (holder) {
                answer.state = Imported::State::Duplicate;
                answer.exhibit = *holder;
                answers.emplace_back(result.item, std::move(answer));
                continue;
            }
            NewRecord record;
            Media media;
            media.type =
                mediaType(result.facts ? result.facts->format : PictureFormat::Unknown, item.name);
            Subject subject;
            subject.site = site_;
            subject.form = mediaForm(media.type);
            SecretBytes fileKey;
            if (const auto elsewhere = TRY(state_->catalog.holderOf(result.plain, ""))) {
                const auto row = TRY(state_->catalog.exhibit(*elsewhere));
                const auto segment =
                    std::find_if(row.segments.begin(), row.segments.end(),
                                 [&](const Segment& s) { return s.plain == result.plain; });
                const auto object = segment == row.segments.end()
                                        ? std::nullopt
                                        : TRY(state_->recorder->store().object(segment->object));
                if (!object) return Error{Code::Internal, row.number, "its object is not indexed"};
                fileKey = TRY(state_->recorder->unwrapFileKey(object->wrappedKey, object->record,
                                                              segment->object));
                media.segments = {*segment};
                subject.sameAs = *elsewhere;
            } else if (result.sealed) {
                media.segments = {{result.sealed->plain, result.sealed->plainBytes,
                                   result.sealed->sealed, result.sealed->sealedBytes}};
                fileKey = std::move(result.sealed->fileKey);
            } else {
                followers_.push_back(result.item);  // its twin failed, or is not recorded yet
                continue;
            }
            subject.exhibit =
                TRY(state_->nextExhibit(site_, static_cast<std::uint32_t>(records.size())));
            answer.state = Imported::State::Saved;
            answer.exhibit = subject.exhibit;
            answer.sameAs = subject.sameAs;
            inGroup[result.plain] = subject.exhibit;
            if (result.facts && result.facts->unreadable == Unreadable::No)
                withoutPreview.push_back({subject.exhibit, media.segments[0].object,
                                          fileKey.clone(), media.segments[0].plainBytes});
            record.kind = Kind::Exhibit;
            record.origin = Origin::Imported;
            record.objects = {{media.segments[0].object, media.segments[0].objectBytes, {}}};
            record.fileKeys.push_back(std::move(fileKey));
            record.parts = {std::move(subject), std::move(media), source};
            records.push_back(std::move(record));
            answers.emplace_back(result.item, std::move(answer));
        }
        group_.clear();
        TRY(state_->recorder->record(std::move(records)));
        for (auto& preview : withoutPreview) withoutPreview_.push_back(std::move(preview));
        for (auto& answer : answers) {
            if (*each_) (*each_)(answer.second);
            done_.push_back(std::move(answer));
        }
        return {};
    }

    // A file with the bytes of another one, after all others: recorded now under what that one
    // became, or sealed here.
    Result<void> follow(std::size_t index) {
        Read again;
        again.item = index;
        const Item& item = items_[index];
        const auto sealed = sealAgain(item, again);
        if (!sealed) {
            again.error = sealed.error();
            again.error->where = printableName(item.name);
        }
        group_.push_back(std::move(again));
        return commit();
    }

    Result<void> sealAgain(const Item& item, Read& out) {
        auto file = TRY(files_->open(item.path, OpenMode::Read));
        Sha256 hash;
        TRY(drain(sourceOf(std::shared_ptr<File>(std::move(file))),
                  [&](ByteView piece) -> Result<void> {
                      hash.update(piece);
                      return {};
                  }));
        out.plain = hash.finish();
        if (!TRY(state_->catalog.holderOf(out.plain, ""))) TRY(sealFile(item, out));
        return readFacts(item, out);
    }

    // ---- After: small pictures, made from what was sealed, not from a card that may be gone.

    void previews() {
        const std::size_t count = std::min(withoutPreview_.size(), kPreviewsAtOnce);
        std::vector<Waiting> batch(
            std::make_move_iterator(withoutPreview_.end() - static_cast<std::ptrdiff_t>(count)),
            std::make_move_iterator(withoutPreview_.end()));
        withoutPreview_.resize(withoutPreview_.size() - count);
        std::vector<NewPreview> made(count);
        std::atomic<std::size_t> next = 0;
        std::vector<std::thread> threads;
        const Vault& vault = state_->recorder->vault();
        for (std::size_t i = 0; i < workers(); ++i)
            threads.emplace_back([&] {
                for (std::size_t at = next++; at < count; at = next++)
                    if (auto jpeg = preview(vault, batch[at]))
                        made[at] = {batch[at].exhibit, std::move(*jpeg)};
            });
        for (auto& thread : threads) thread.join();
        std::erase_if(made, [](const NewPreview& preview) { return preview.jpeg.empty(); });
        // A missing preview is an icon, never an error.
        if (!locker_->addPreviews(std::move(made))) withoutPreview_.clear();
        report();
    }

    std::optional<Bytes> preview(const Vault& vault, const Waiting& waiting) const {
        if (waiting.size > Decoder::maxBytes) return std::nullopt;
        auto reader = vault.open(waiting.object, waiting.fileKey);
        if (!reader) return std::nullopt;
        SecretPicture picture(static_cast<std::size_t>(reader->size()));
        const auto got = reader->readAt(0, picture.bytes);
        if (!got || *got != picture.bytes.size()) return std::nullopt;
        auto preview = decoder_->preview(picture.bytes, kPreviewSide);
        if (preview.unreadable != Unreadable::No) return std::nullopt;
        return std::move(preview.jpeg);
    }

    // Too large for locked memory; wiped all the same.
    struct SecretPicture {
        explicit SecretPicture(std::size_t size) : bytes(size) {}
        SecretPicture(const SecretPicture&) = delete;
        SecretPicture& operator=(const SecretPicture&) = delete;
        ~SecretPicture() { wipe(bytes.data(), bytes.size()); }
        Bytes bytes;
    };

    Locker* locker_;
    Locker::State* state_;
    std::string site_;
    Decoder* decoder_;
    const std::function<void(const Imported&)>* each_;
    const std::function<bool(const ImportProgress&)>* progress_;
    Files* files_;

    std::vector<Item> items_;
    std::unordered_set<Digest> held_;  // of those sizes, recorded before this import
    std::vector<Recipient> recipients_;
    ImportProgress total_;

    std::mutex mutex_;  // guards what follows
    std::condition_variable news_, room_;
    std::size_t next_ = 0;
    std::size_t working_ = 0;
    std::deque<Read> finished_;
    std::unordered_set<Digest> claimed_;  // being sealed by a worker
    std::atomic<bool> stop_ = false;
    std::atomic<std::uint64_t> bytesDone_ = 0;

    // The owner's.
    std::vector<Read> group_;
    std::vector<std::size_t> followers_;
    std::vector<std::pair<std::size_t, Imported>> done_;
    std::vector<Waiting> withoutPreview_;
};

Result<std::vector<Imported>> Locker::import(
    std::string_view site, const std::vector<std::string>& paths, Decoder* decoder,
    const std::function<void(const Imported&)>& each,
    const std::function<bool(const ImportProgress&)>& progress) {
    TRY(state_->catalog.site(site));
    return Import(*this, site, decoder, each, progress).run(paths);
}

}  // namespace cairn
