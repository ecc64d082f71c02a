#include "core/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <limits>
#include <system_error>

namespace cairn {

namespace {

std::string lastName(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string folderOf(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

Error failure(int number, const std::string& path) {
    std::string detail = std::generic_category().message(number);
    switch (number) {
        case ENOSPC:
        case EDQUOT:
            return {Code::StorageFull, lastName(path), std::move(detail)};
        case ENOENT:
        case ENOTDIR:
            return {Code::NotFound, lastName(path), std::move(detail)};
        case EEXIST:
            return {Code::Exists, lastName(path), std::move(detail)};
        case EFBIG:
            return {Code::TooLarge, lastName(path), std::move(detail)};
        case ELOOP:
            return {Code::Invalid, lastName(path), "a link is not followed"};
        case EISDIR:
        case ENAMETOOLONG:
            return {Code::Invalid, lastName(path), std::move(detail)};
        default:
            return {Code::Io, lastName(path), std::move(detail)};
    }
}

// Offsets are off_t below; one that does not fit is our caller's mistake or a hostile number.
Result<off_t> offsetOf(std::uint64_t offset, std::size_t length, const std::string& path) {
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
    if (offset > kMost || length > kMost - offset)
        return Error{Code::TooLarge, lastName(path), "offset"};
    return static_cast<off_t>(offset);
}

class RealFile : public File {
  public:
    RealFile(int descriptor, std::string path, std::uint64_t size, bool seekable)
        : descriptor_(descriptor), path_(std::move(path)), end_(size), seekable_(seekable) {}
    ~RealFile() override { ::close(descriptor_); }
    RealFile(const RealFile&) = delete;
    RealFile& operator=(const RealFile&) = delete;

    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::uint8_t> to) override {
        const off_t start = TRY(offsetOf(offset, to.size(), path_));
        if (!seekable_ && offset != streamed_)
            return Error{Code::Invalid, lastName(path_), "a pipe is read once, in order"};
        std::size_t done = 0;
        while (done < to.size()) {
            const ssize_t got = seekable_ ? ::pread(descriptor_, to.data() + done, to.size() - done,
                                                    start + static_cast<off_t>(done))
                                          : ::read(descriptor_, to.data() + done, to.size() - done);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return failure(errno, path_);
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        if (!seekable_) streamed_ += done;
        return done;
    }

    Result<void> writeAt(std::uint64_t offset, ByteView bytes) override {
        const off_t start = TRY(offsetOf(offset, bytes.size(), path_));
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t put = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                         start + static_cast<off_t>(done));
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) return failure(errno, path_);
            done += static_cast<std::size_t>(put);
        }
        end_ = std::max(end_, offset + bytes.size());
        return {};
    }

    Result<void> append(ByteView bytes) override { return writeAt(end_, bytes); }

    Result<std::uint64_t> size() override {
        struct stat status {};
        if (::fstat(descriptor_, &status) != 0) return failure(errno, path_);
        return static_cast<std::uint64_t>(status.st_size);
    }

    Result<void> truncate(std::uint64_t size) override {
        if (::ftruncate(descriptor_, TRY(offsetOf(size, 0, path_))) != 0)
            return failure(errno, path_);
        end_ = size;
        started_ = std::min(started_, size);
        return {};
    }

    Result<void> sync() override {
        // The kernel reports a lost write once and then forgets it: a second fdatasync would say
        // "fine" about lost bytes.
        if (syncFailed_)
            return Error{Code::Io, lastName(path_), "an earlier sync of this file failed"};
        if (::fdatasync(descriptor_) != 0) {
            syncFailed_ = true;
            return failure(errno, path_);
        }
        return {};
    }

    void startWriteback() override {
        if (end_ <= started_) return;
        ::sync_file_range(descriptor_, static_cast<off64_t>(started_),
                          static_cast<off64_t>(end_ - started_), SYNC_FILE_RANGE_WRITE);
        started_ = end_;
    }

    // Open-file-description locks: unlike POSIX's, they belong to the handle and survive the
    // closing of another one.
    Result<void> lockRange(std::uint64_t offset, std::uint64_t length, RangeLock lock) override {
        struct flock range = rangeOf(offset, length);
        range.l_type = lock == RangeLock::None     ? F_UNLCK
                       : lock == RangeLock::Shared ? F_RDLCK
                                                   : F_WRLCK;
        if (::fcntl(descriptor_, F_OFD_SETLK, &range) == 0) return {};
        if (errno == EAGAIN || errno == EACCES) return Error{Code::InUse, lastName(path_), {}};
        return failure(errno, path_);
    }

    Result<bool> rangeLocked(std::uint64_t offset, std::uint64_t length) override {
        struct flock range = rangeOf(offset, length);
        range.l_type = F_WRLCK;
        if (::fcntl(descriptor_, F_OFD_GETLK, &range) != 0) return failure(errno, path_);
        return range.l_type != F_UNLCK;
    }

  private:
    static struct flock rangeOf(std::uint64_t offset, std::uint64_t length) {
        struct flock range {};
        range.l_whence = SEEK_SET;
        range.l_start = static_cast<off_t>(offset);
        range.l_len = static_cast<off_t>(length);
        return range;
    }

    int descriptor_;
    std::string path_;
    std::uint64_t end_;           // as this handle knows it
    std::uint64_t started_ = 0;   // write-back was asked for up to here
    std::uint64_t streamed_ = 0;  // read from a pipe so far
    bool seekable_;
    bool syncFailed_ = false;
};

class RealFiles : public Files {
  public:
    Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override {
        TRY(checked(path));
        return std::unique_ptr<File>(TRY(openReal(path, mode)));
    }

    Result<void> rename(const std::string& from, const std::string& to) override {
        TRY(checked(from));
        TRY(checked(to));
        if (::rename(from.c_str(), to.c_str()) != 0) return failure(errno, from);
        return {};
    }

    Result<void> remove(const std::string& path) override {
        TRY(checked(path));
        if (::unlink(path.c_str()) != 0) return failure(errno, path);
        return {};
    }

    Result<void> removeFolder(const std::string& path) override {
        TRY(checked(path));
        if (::rmdir(path.c_str()) == 0) return {};
        if (errno == ENOTEMPTY) return Error{Code::Exists, path, "not empty"};
        return failure(errno, path);
    }

    Result<void> makeFolder(const std::string& path) override {
        TRY(checked(path));
        if (::mkdir(path.c_str(), 0700) == 0) return {};
        const int number = errno;
        struct stat status {};
        if (number == EEXIST && ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode))
            return {};
        return failure(number, path);
    }

    Result<void> syncFolder(const std::string& path) override {
        TRY(checked(path));
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0) return failure(errno, path);
        const int result = ::fsync(descriptor);
        const int number = errno;
        ::close(descriptor);
        if (result != 0) return failure(number, path);
        return {};
    }

    Result<std::vector<FileInfo>> list(const std::string& folder) override {
        TRY(checked(folder));
        const std::unique_ptr<DIR, int (*)(DIR*)> handle(::opendir(folder.c_str()), ::closedir);
        if (!handle) return failure(errno, folder);
        std::vector<FileInfo> entries;
        for (;;) {
            errno = 0;
            const dirent* entry = ::readdir(handle.get());
            if (!entry) {
                if (errno != 0) return failure(errno, folder);
                break;
            }
            const std::string name = entry->d_name;
            if (name == "." || name == "..") continue;
            struct stat status {};
            if (::fstatat(::dirfd(handle.get()), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
                if (errno == ENOENT) continue;  // went away while we looked
                return failure(errno, name);
            }
            entries.push_back(infoOf(name, status));
        }
        std::sort(entries.begin(), entries.end(),
                  [](const FileInfo& a, const FileInfo& b) { return a.name < b.name; });
        return entries;
    }

    Result<FileInfo> info(const std::string& path) override {
        TRY(checked(path));
        struct stat status {};
        if (::lstat(path.c_str(), &status) != 0) return failure(errno, path);
        return infoOf(lastName(path), status);
    }

    Result<std::uint64_t> freeBytes(const std::string& folder) override {
        TRY(checked(folder));
        struct statvfs status {};
        if (::statvfs(folder.c_str(), &status) != 0) return failure(errno, folder);
        return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
    }

    Result<std::unique_ptr<File>> lock(const std::string& path) override {
        TRY(checked(path));
        std::unique_ptr<RealFile> file = TRY(openReal(path, OpenMode::OpenAlways));
        if (auto taken = file->lockRange(0, 0, RangeLock::Exclusive); !taken) {
            if (taken.error().code != Code::InUse) return std::move(taken).error();
            return Error{Code::InUse, lastName(path), holder(*file)};
        }
        TRY(file->truncate(0));
        TRY(file->append(view(std::to_string(::getpid()) + "\n")));
        return std::unique_ptr<File>(std::move(file));
    }

  private:
    static Result<void> checked(const std::string& path) {
        if (path.empty() || path.find('\0') != std::string::npos)
            return Error{Code::Invalid, "file name", "empty or with NUL"};
        return {};
    }

    static Result<std::unique_ptr<RealFile>> openReal(const std::string& path, OpenMode mode) {
        const bool given = mode == OpenMode::ReadGiven;
        int flags =
            O_CLOEXEC |
            (given ? 0
                   : O_NOFOLLOW |
                         O_NONBLOCK);  // O_NONBLOCK: a fifo must not hang us before it is refused
        switch (mode) {
            case OpenMode::Read:
            case OpenMode::ReadGiven:
                flags |= O_RDONLY;
                break;
            case OpenMode::ReadWrite:
                flags |= O_RDWR;
                break;
            case OpenMode::Create:
                flags |= O_RDWR | O_CREAT | O_EXCL;
                break;
            case OpenMode::OpenAlways:
                flags |= O_RDWR | O_CREAT;
                break;
        }
        const int descriptor = ::open(path.c_str(), flags, 0600);
        if (descriptor < 0) return failure(errno, path);
        struct stat status {};
        if (::fstat(descriptor, &status) != 0) {
            const int number = errno;
            ::close(descriptor);
            return failure(number, path);
        }
        const bool regular = S_ISREG(status.st_mode);
        if (S_ISDIR(status.st_mode) || (!regular && !given)) {
            ::close(descriptor);
            return Error{Code::Invalid, lastName(path), "not a regular file"};
        }
        const auto size = regular ? static_cast<std::uint64_t>(status.st_size) : 0;
        return std::make_unique<RealFile>(descriptor, path, size, regular);
    }

    static FileInfo infoOf(std::string name, const struct stat& status) {
        FileInfo info;
        info.name = std::move(name);
        info.size = static_cast<std::uint64_t>(status.st_size);
        info.modifiedMs =
            std::int64_t{status.st_mtim.tv_sec} * 1000 + status.st_mtim.tv_nsec / 1'000'000;
        info.isFile = S_ISREG(status.st_mode);
        info.isFolder = S_ISDIR(status.st_mode);
        return info;
    }

    // "cairn, process 1234", as far as the lock file and the system tell.
    static std::string holder(File& file) {
        std::uint8_t content[16];
        const auto size = file.readAt(0, content);
        std::string pid;
        for (std::size_t i = 0;
             i < size.value_or(std::size_t{0}) && content[i] >= '0' && content[i] <= '9'; ++i)
            pid.push_back(static_cast<char>(content[i]));
        if (pid.empty()) return "process unknown";
        std::string program;
        std::getline(std::ifstream("/proc/" + pid + "/comm"), program);
        return (program.empty() ? "" : program + ", ") + "process " + pid;
    }
};

}  // namespace

Files& realFiles() {
    static RealFiles files;
    return files;
}

Result<Bytes> readAll(Files& files, const std::string& path, std::uint64_t limit) {
    const auto file = TRY(files.open(path, OpenMode::Read));
    const std::uint64_t size = TRY(file->size());
    if (size > limit) return Error{Code::TooLarge, lastName(path), std::to_string(size) + " bytes"};
    // The kernel's own files say size 0 and have content all the same: read on until nothing comes.
    constexpr std::uint64_t kLeast = 4096;
    Bytes bytes(static_cast<std::size_t>(std::min(std::max(size, kLeast), limit) + 1));
    bytes.resize(TRY(file->readAt(0, bytes)));
    if (bytes.size() > limit)
        return Error{Code::TooLarge, lastName(path), "grows while it is read"};
    return bytes;
}

Result<void> writeDurably(Files& files, const std::string& path, ByteView bytes) {
    const std::string temporary = path + ".new";  // left over by a crash: simply written again
    const auto write = [&]() -> Result<void> {
        const auto file = TRY(files.open(temporary, OpenMode::OpenAlways));
        TRY(file->truncate(0));
        TRY(file->append(bytes));
        return file->sync();
    };
    if (auto written = write(); !written) {
        (void)files.remove(temporary);
        return written;
    }
    TRY(files.rename(temporary, path));
    return files.syncFolder(folderOf(path));
}

bool exists(Files& files, const std::string& path) { return files.info(path).has_value(); }

}  // namespace cairn
