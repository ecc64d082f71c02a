#include "core/bag_files.h"

#include <algorithm>

namespace cairn {

namespace {

constexpr std::uint64_t kMaxListBytes = 64u << 20;
constexpr std::uint64_t kMaxRecordBytes = 256u << 10;
constexpr std::size_t kMaxFiles = 1'000'000;
constexpr int kMaxDepth = 8;
constexpr std::size_t kReadBytes = 1u << 20;
constexpr unsigned kMaxWorkers = 4;
const char* const kList = "cairn/export.txt";
const char* const kStatement = "cairn/statement.txt";

}  // namespace

BagFiles::BagFiles(Files& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

BagFiles::~BagFiles() { stop_ = true; }

Result<std::unique_ptr<BagFiles>> BagFiles::open(Files& files, std::string folder) {
    std::unique_ptr<BagFiles> bag(new BagFiles(files, std::move(folder)));
    TRY(bag->walk({}, 0));
    bag->readList();
    if (bag->list_) {
        bag->compareNames();
        bag->compareTagFiles();
    }
    return bag;
}

void BagFiles::add(Severity severity, std::string what, std::string where) {
    const std::scoped_lock lock(mutex_);
    alarmed_ = alarmed_ || severity == Severity::Alarm;
    findings_.push_back({severity, std::move(what), std::move(where)});
}

void BagFiles::suspend(std::string what, std::string where) {
    const std::scoped_lock lock(mutex_);
    findings_.push_back({Severity::Alarm, std::move(what), std::move(where)});
}

Result<void> BagFiles::walk(const std::string& below, int depth) {
    const auto entries = TRY(files_.list(below.empty() ? folder_ : folder_ + "/" + below));
    for (const FileInfo& entry : entries) {
        const std::string path = below.empty() ? entry.name : below + "/" + entry.name;
        if (found_.size() + folders_.size() >= kMaxFiles) {
            return Error{Code::TooLarge, "bag", std::to_string(kMaxFiles) + " files"};
        }
        if (entry.isFolder && depth < kMaxDepth) {
            folders_.push_back(path);
            TRY(walk(path, depth + 1));
        } else if (entry.isFile) {
            found_[path] = entry.size;
        } else {
            alarm("This is neither a file nor a folder of an export.", printableName(path));
        }
    }
    return {};
}

std::optional<Bytes> BagFiles::readWhole(const std::string& path, std::uint64_t limit) {
    auto bytes = readAll(files_, folder_ + "/" + path, limit);
    if (bytes) return std::move(*bytes);
    alarm(bytes.error().code == Code::NotFound   ? "A file is missing."
          : bytes.error().code == Code::TooLarge ? "A file is larger than its kind may be."
                                                 : "A file cannot be read.",
          path);
    return {};
}

void BagFiles::readList() {
    const auto bytes = readWhole(kList, kMaxListBytes);
    auto statement = readWhole(kStatement, kMaxRecordBytes);
    if (!bytes || !statement) return;
    listDigest_ = sha256(*bytes);
    statement_ = std::move(*statement);
    auto list = parseExportList(*bytes);
    if (!list) {
        alarm("The list of the export cannot be read: " + list.error().detail + ".", kList);
        return;
    }
    list_ = std::move(*list);
    index_.reserve(list_->files.size());
    for (std::size_t i = 0; i < list_->files.size(); ++i) index_.emplace(list_->files[i].path, i);
}

void BagFiles::compareNames() {
    std::unordered_set<std::string> parents;
    const auto expect = [&](const std::string& path) {
        for (auto end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1)) {
            parents.insert(path.substr(0, end));
        }
    };
    const auto tagFiles = bagTagFiles(*list_, listDigest_, sha256(statement_));
    expect(kList);
    for (const auto& file : list_->files) {
        expect(file.path);
        if (tagFiles.contains(file.path) || file.path == kList || file.path == kStatement) {
            alarm("The list names a file that it may not name.", file.path);
        }
        const auto found = found_.find(file.path);
        if (found != found_.end() && found->second == file.bytes) continue;
        alarm(found == found_.end() ? "A file is missing."
                                    : "A file does not have the listed length.",
              file.path);
        bad_.insert(file.path);
    }
    for (const auto& [path, size] : found_) {
        const bool known =
            index_.contains(path) || tagFiles.contains(path) || path == kList || path == kStatement;
        if (!known) alarm("A file is here that the export does not list.", printableName(path));
    }
    for (const std::string& folder : folders_) {
        if (!parents.contains(folder))
            alarm("A folder is here that the export does not list.", printableName(folder));
    }
}

// BagIt's own files follow from the list: written anew and compared, byte by byte.
void BagFiles::compareTagFiles() {
    for (const auto& [path, expected] : bagTagFiles(*list_, listDigest_, sha256(statement_))) {
        const auto bytes = readWhole(path, expected.size());
        if (bytes && text(*bytes) != expected)
            alarm("A file of the bag is not as it was written.", path);
    }
}

const ExportStatement::File* BagFiles::listed(const std::string& path) const {
    const auto found = index_.find(path);
    return found == index_.end() ? nullptr : &list_->files[found->second];
}

std::vector<std::string> BagFiles::listedBelow(std::string_view prefix) const {
    std::vector<std::string> out;
    for (const auto& file : list_->files) {
        if (file.path.starts_with(prefix)) out.push_back(file.path);
    }
    return out;
}

std::optional<Bytes> BagFiles::load(const std::string& path, std::uint64_t limit) {
    const auto* file = listed(path);
    if (!file || !found_.contains(path)) return {};  // said already
    auto bytes = readWhole(path, limit);
    if (bytes && sha256(*bytes) == file->sha256) return bytes;
    if (bytes) alarm("A file was changed: its bytes are not those that were exported.", path);
    return {};
}

void BagFiles::startHashing() {
    for (const auto& file : list_->files) {
        if (file.path.starts_with("cairn/") || bad_.contains(file.path)) continue;
        jobs_.push_back(&file);
        totalBytes_ += file.bytes;
    }
    std::ranges::stable_sort(jobs_, std::greater<>(), [](const auto* job) { return job->bytes; });
    const unsigned cores = std::max(std::thread::hardware_concurrency(), 2u);
    running_ = std::min<std::size_t>({cores, kMaxWorkers, jobs_.size()});
    for (std::size_t i = running_; i > 0; --i) workers_.emplace_back([this] { hashFiles(); });
}

void BagFiles::hashFiles() {
    Bytes buffer(kReadBytes);
    for (std::size_t at = nextJob_++; at < jobs_.size() && !stop_; at = nextJob_++) {
        const auto& job = *jobs_[at];
        const auto digest = hashOf(job.path, buffer);
        if (stop_ || (digest && *digest == job.sha256)) continue;
        alarm(digest ? "A file was changed: its bytes are not those that were exported."
                     : "A file cannot be read.",
              job.path);
        const std::scoped_lock lock(mutex_);
        bad_.insert(job.path);
    }
    const std::scoped_lock lock(mutex_);
    --running_;
    changed_.notify_all();
}

Result<Digest> BagFiles::hashOf(const std::string& path, Bytes& buffer) {
    const auto file = TRY(files_.open(folder_ + "/" + path, OpenMode::Read));
    Sha256 hash;
    for (std::uint64_t at = 0; !stop_;) {
        const std::size_t got = TRY(file->readAt(at, buffer));
        if (got == 0) break;
        hash.update(ByteView(buffer).first(got));
        at += got;
        doneBytes_ += got;
    }
    return hash.finish();
}

Result<void> BagFiles::finishHashing(
    const std::function<bool(std::uint64_t, std::uint64_t)>& progress) {
    {
        std::unique_lock lock(mutex_);
        while (!changed_.wait_for(lock, std::chrono::milliseconds(200),
                                  [&] { return running_ == 0; })) {
            lock.unlock();
            if (progress && !progress(doneBytes_, totalBytes_)) stop_ = true;
            lock.lock();
        }
    }
    workers_.clear();
    if (stop_) return Error{Code::Cancelled, "bag", {}};
    if (progress && !progress(totalBytes_, totalBytes_)) return Error{Code::Cancelled, "bag", {}};
    return {};
}

}  // namespace cairn
