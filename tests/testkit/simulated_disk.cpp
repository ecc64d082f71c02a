#include "tests/testkit/simulated_disk.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <random>
#include <set>

namespace cairn {

namespace {

constexpr std::size_t kSector = 512;

std::string folderOf(const std::string& path) {
    const auto slash = path.find_last_of('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

void writeInto(Bytes& content, std::uint64_t offset, ByteView bytes) {
    const auto at = static_cast<std::size_t>(offset);
    if (content.size() < at + bytes.size()) content.resize(at + bytes.size());
    std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
}

enum class Change { Write, Truncate, Sync, SyncFailed, Name, Rename, Remove, SyncFolder };

struct Step {
    Change change;
    std::uint64_t node = 0;
    std::uint64_t offset = 0;  // or the new size
    Bytes bytes;
    std::string path;
    std::string to;
};

}  // namespace

struct SimulatedDisk::State {
    std::map<std::string, std::uint64_t> names;
    std::set<std::string> folders;
    std::map<std::uint64_t, Bytes> nodes;
    std::map<std::uint64_t, Bytes> baseNodes;  // as the disk was when the steps began
    std::map<std::string, std::uint64_t> baseNames;
    std::vector<Step> steps;
    std::set<std::string> locked;
    std::recursive_mutex mutex;
    std::uint64_t nextNode = 1;
    std::uint64_t calls = 0;
    std::optional<std::uint64_t> failing;
    Code failure = Code::Io;

    Result<void> call(const std::string& path) {
        const bool fails = failing && *failing == calls;
        ++calls;
        if (fails) return Error{failure, path, "made to fail"};
        return {};
    }
};

class SimulatedFile : public File {
  public:
    SimulatedFile(std::shared_ptr<SimulatedDisk::State> disk, std::uint64_t node, std::string path)
        : disk_(std::move(disk)), node_(node), path_(std::move(path)) {}

    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::uint8_t> to) override {
        const std::scoped_lock guard(disk_->mutex);

        TRY(disk_->call(path_));
        const Bytes& content = disk_->nodes.at(node_);
        if (offset >= content.size()) return std::size_t{0};
        const auto size =
            std::min<std::size_t>(to.size(), content.size() - static_cast<std::size_t>(offset));
        std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(offset), size, to.begin());
        return size;
    }
    Result<void> writeAt(std::uint64_t offset, ByteView bytes) override {
        const std::scoped_lock guard(disk_->mutex);

        const auto called = disk_->call(path_);
        const ByteView written = called ? bytes : bytes.first(bytes.size() / 2);
        disk_->steps.push_back({Change::Write, node_, offset, copy(written), {}, {}});
        writeInto(disk_->nodes.at(node_), offset, written);
        return called;
    }
    Result<void> append(ByteView bytes) override {
        const std::scoped_lock guard(disk_->mutex);

        return writeAt(disk_->nodes.at(node_).size(), bytes);
    }
    Result<std::uint64_t> size() override {
        const std::scoped_lock guard(disk_->mutex);

        TRY(disk_->call(path_));
        return std::uint64_t{disk_->nodes.at(node_).size()};
    }
    Result<void> truncate(std::uint64_t size) override {
        const std::scoped_lock guard(disk_->mutex);

        TRY(disk_->call(path_));
        disk_->steps.push_back({Change::Truncate, node_, size, {}, {}, {}});
        disk_->nodes.at(node_).resize(static_cast<std::size_t>(size));
        return {};
    }
    Result<void> sync() override {
        const std::scoped_lock guard(disk_->mutex);

        const auto called = disk_->call(path_);
        disk_->steps.push_back({called ? Change::Sync : Change::SyncFailed, node_, 0, {}, {}, {}});
        return called;
    }
    Result<void> lockRange(std::uint64_t, std::uint64_t, RangeLock) override { return {}; }
    Result<bool> rangeLocked(std::uint64_t, std::uint64_t) override { return false; }

  private:
    std::shared_ptr<SimulatedDisk::State> disk_;
    std::uint64_t node_;
    std::string path_;
};

namespace {

class HeldLock : public SimulatedFile {
  public:
    template <class Disk>
    HeldLock(std::shared_ptr<Disk> disk, std::uint64_t node, const std::string& path)
        : SimulatedFile(disk, node, path), release_([disk, path] {
              const std::scoped_lock guard(disk->mutex);
              disk->locked.erase(path);
          }) {}
    ~HeldLock() override { release_(); }
    HeldLock(const HeldLock&) = delete;
    HeldLock& operator=(const HeldLock&) = delete;

  private:
    std::function<void()> release_;
};

}  // namespace

SimulatedDisk::SimulatedDisk() : state_(std::make_shared<State>()) {}
SimulatedDisk::~SimulatedDisk() = default;

void SimulatedDisk::failAt(std::uint64_t call, Code code) {
    const std::scoped_lock guard(state_->mutex);

    state_->failing = state_->calls + call;
    state_->failure = code;
}
void SimulatedDisk::failNothing() {
    const std::scoped_lock guard(state_->mutex);
    state_->failing.reset();
}
std::uint64_t SimulatedDisk::calls() const {
    const std::scoped_lock guard(state_->mutex);
    return state_->calls;
}
std::size_t SimulatedDisk::changes() const {
    const std::scoped_lock guard(state_->mutex);
    return state_->steps.size();
}

std::unique_ptr<SimulatedDisk> SimulatedDisk::afterPowerCut(std::size_t changes,
                                                            std::uint64_t luck) const {
    const std::scoped_lock guard(state_->mutex);

    const std::vector<Step> steps(state_->steps.begin(),
                                  state_->steps.begin() + static_cast<std::ptrdiff_t>(changes));
    // For each step about a file: is there a sync after it, with no failed one in between? A name:
    // a later sync of its folder?
    std::vector<bool> durable(changes);
    std::map<std::uint64_t, bool> synced;
    std::set<std::string> folderSynced;
    for (std::size_t i = changes; i-- > 0;) {
        const Step& step = steps[i];
        switch (step.change) {
            case Change::Sync:
                synced[step.node] = true;
                break;
            case Change::SyncFailed:
                synced[step.node] = false;
                break;
            case Change::Write:
            case Change::Truncate:
                durable[i] = synced[step.node];
                break;
            case Change::SyncFolder:
                folderSynced.insert(step.path);
                break;
            case Change::Name:
            case Change::Rename:
            case Change::Remove:
                durable[i] = folderSynced.contains(folderOf(step.path));
                break;
        }
    }

    std::mt19937_64 random(luck);
    auto disk = std::make_unique<SimulatedDisk>();
    State& to = *disk->state_;
    to.nodes = state_->baseNodes;
    to.names = state_->baseNames;
    to.folders = state_->folders;
    to.nextNode = state_->nextNode;
    const auto kept = [&](std::size_t i) {
        return durable[i] || luck == 1 || (luck > 1 && random() % 2 == 0);
    };
    std::set<std::string>
        namesEnd;  // folders in which a change of names was lost: the later ones are lost too
    for (std::size_t i = 0; i < changes; ++i) {
        const Step& step = steps[i];
        const std::string folder = folderOf(step.path);
        const bool isName = step.change == Change::Name || step.change == Change::Rename ||
                            step.change == Change::Remove;
        if (isName && !namesEnd.contains(folder) && !kept(i)) namesEnd.insert(folder);
        if (isName && namesEnd.contains(folder) && !durable[i]) {
            to.nodes.try_emplace(step.node);
            continue;
        }
        Bytes& content = to.nodes[step.node];
        switch (step.change) {
            case Change::Write:
                if (durable[i] || luck == 1) {
                    writeInto(content, step.offset, step.bytes);
                } else if (luck > 1) {
                    const bool torn = random() % 2 == 0;
                    const bool there = random() % 2 == 0;
                    for (std::size_t at = 0; at < step.bytes.size();) {
                        const std::size_t inSector = (step.offset + at) % kSector;
                        const std::size_t size =
                            std::min(kSector - inSector, step.bytes.size() - at);
                        if (torn ? random() % 2 == 0 : there) {
                            writeInto(content, step.offset + at,
                                      ByteView(step.bytes).subspan(at, size));
                        }
                        at += size;
                    }
                }
                break;
            case Change::Truncate:
                if (kept(i)) content.resize(static_cast<std::size_t>(step.offset));
                break;
            case Change::Name:
                to.names[step.path] = step.node;
                break;
            case Change::Rename:
                if (to.names.contains(step.path)) {
                    to.names[step.to] = to.names[step.path];
                    to.names.erase(step.path);
                }
                break;
            case Change::Remove:
                to.names.erase(step.path);
                break;
            case Change::Sync:
            case Change::SyncFailed:
            case Change::SyncFolder:
                break;
        }
    }
    to.baseNodes = to.nodes;
    to.baseNames = to.names;
    return disk;
}

Bytes SimulatedDisk::bytesOf(const std::string& path) const {
    const std::scoped_lock guard(state_->mutex);

    const auto found = state_->names.find(path);
    return found == state_->names.end() ? Bytes() : state_->nodes.at(found->second);
}

void SimulatedDisk::replace(const std::string& path, ByteView bytes) {
    const std::scoped_lock guard(state_->mutex);
    for (std::string folder = folderOf(path); !folder.empty(); folder = folderOf(folder)) {
        state_->folders.insert(folder);
    }

    auto [name, added] = state_->names.try_emplace(path, state_->nextNode);
    if (added) ++state_->nextNode;
    state_->nodes[name->second] = copy(bytes);
    state_->baseNodes = state_->nodes;
    state_->baseNames = state_->names;
    state_->steps.clear();
}

std::vector<std::string> SimulatedDisk::paths() const {
    const std::scoped_lock guard(state_->mutex);

    std::vector<std::string> out;
    for (const auto& [path, node] : state_->names) out.push_back(path);
    return out;
}

Result<std::unique_ptr<File>> SimulatedDisk::open(const std::string& path, OpenMode mode) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(path));
    auto found = state_->names.find(path);
    const bool there = found != state_->names.end();
    if (there && mode == OpenMode::Create) return Error{Code::Exists, path, {}};
    if (!there) {
        if (mode != OpenMode::Create && mode != OpenMode::OpenAlways)
            return Error{Code::NotFound, path, {}};
        const std::uint64_t node = state_->nextNode++;
        state_->nodes[node];
        found = state_->names.emplace(path, node).first;
        state_->steps.push_back({Change::Name, node, 0, {}, path, {}});
    }
    return std::unique_ptr<File>(std::make_unique<SimulatedFile>(state_, found->second, path));
}

Result<void> SimulatedDisk::rename(const std::string& from, const std::string& to) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(from));
    const auto found = state_->names.find(from);
    if (found == state_->names.end()) return Error{Code::NotFound, from, {}};
    const std::uint64_t node = found->second;
    state_->names.erase(found);
    state_->names[to] = node;
    state_->steps.push_back({Change::Rename, node, 0, {}, from, to});
    return {};
}

Result<void> SimulatedDisk::remove(const std::string& path) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(path));
    const auto found = state_->names.find(path);
    if (found == state_->names.end()) return Error{Code::NotFound, path, {}};
    state_->steps.push_back({Change::Remove, found->second, 0, {}, path, {}});
    state_->names.erase(found);
    return {};
}

Result<void> SimulatedDisk::makeFolder(const std::string& path) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(path));
    state_->folders.insert(path);
    return {};
}

Result<void> SimulatedDisk::removeFolder(const std::string& path) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(path));
    const auto below = state_->names.lower_bound(path + "/");
    if (below != state_->names.end() && below->first.starts_with(path + "/"))
        return Error{Code::Exists, path, "not empty"};
    if (state_->folders.erase(path) == 0) return Error{Code::NotFound, path, {}};
    return {};
}

Result<void> SimulatedDisk::syncFolder(const std::string& path) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(path));
    state_->steps.push_back({Change::SyncFolder, 0, 0, {}, path, {}});
    return {};
}

Result<std::vector<FileInfo>> SimulatedDisk::list(const std::string& folder) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(folder));
    if (!folder.empty() && !state_->folders.contains(folder)) {
        const auto below = state_->names.lower_bound(folder + "/");
        if (below == state_->names.end() || folderOf(below->first) != folder)
            return Error{Code::NotFound, folder, {}};
    }
    std::vector<FileInfo> out;
    for (const auto& [path, node] : state_->names) {
        if (folderOf(path) != folder) continue;
        FileInfo info;
        info.name = path.substr(folder.empty() ? 0 : folder.size() + 1);
        info.size = state_->nodes.at(node).size();
        info.isFile = true;
        out.push_back(std::move(info));
    }
    for (const std::string& path : state_->folders) {
        if (folderOf(path) != folder || path.empty()) continue;
        FileInfo info;
        info.name = path.substr(folder.empty() ? 0 : folder.size() + 1);
        info.isFolder = true;
        out.push_back(std::move(info));
    }
    std::sort(out.begin(), out.end(),
              [](const FileInfo& a, const FileInfo& b) { return a.name < b.name; });
    return out;
}

Result<FileInfo> SimulatedDisk::info(const std::string& path) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(path));
    const auto slash = path.find_last_of('/');
    FileInfo info;
    info.name = slash == std::string::npos ? path : path.substr(slash + 1);
    if (const auto found = state_->names.find(path); found != state_->names.end()) {
        info.size = state_->nodes.at(found->second).size();
        info.isFile = true;
        return info;
    }
    if (!state_->folders.contains(path)) return Error{Code::NotFound, path, {}};
    info.isFolder = true;
    return info;
}

Result<std::uint64_t> SimulatedDisk::freeBytes(const std::string& folder) {
    const std::scoped_lock guard(state_->mutex);

    TRY(state_->call(folder));
    return std::uint64_t{1} << 40;
}

Result<std::unique_ptr<File>> SimulatedDisk::lock(const std::string& path) {
    const std::scoped_lock guard(state_->mutex);

    const auto file = TRY(open(path, OpenMode::OpenAlways));
    if (!state_->locked.insert(path).second) return Error{Code::InUse, path, "process 1"};
    return std::unique_ptr<File>(std::make_unique<HeldLock>(state_, state_->names.at(path), path));
}

}  // namespace cairn
