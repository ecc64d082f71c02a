// SQLite on Files: https://sqlite.org/vfs.html. Version 1 of the file methods, so neither WAL nor
// memory mapping exists on it.
//
// Locks follow SQLite's protocol (sqlite.org/lockingv3.html) on the same bytes that its own VFS
// uses, by File::lockRange.
#include <sodium.h>
#include <sqlite3.h>

#include <cstring>
#include <map>
#include <mutex>
#include <new>

#include "core/clock.h"
#include "core/files.h"

namespace cairn {

namespace {

constexpr std::uint64_t kPendingByte = 0x40000000;
constexpr std::uint64_t kReservedByte = kPendingByte + 1;
constexpr std::uint64_t kSharedFirst = kPendingByte + 2;
constexpr std::uint64_t kSharedSize = 510;
constexpr int kLongestPath = 4096;

int codeOf(const Error& error, int otherwise) {
    switch (error.code) {
        case Code::StorageFull:
            return SQLITE_FULL;
        case Code::InUse:
            return SQLITE_BUSY;
        default:
            return otherwise;
    }
}

int codeOf(const Result<void>& result, int otherwise) {
    return result ? SQLITE_OK : codeOf(result.error(), otherwise);
}

std::string folderOf(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

Files& filesOf(sqlite3_vfs* vfs) { return *static_cast<Files*>(vfs->pAppData); }

struct OpenFile {
    Files* files;
    std::string path;
    std::unique_ptr<File> file;
    bool removeOnClose;
    bool nameIsNew;  // made by us: its folder is synced with its first sync
    int lock = SQLITE_LOCK_NONE;
};

// What SQLite allocates for us, and what we put in it.
struct Handle {
    sqlite3_file base;
    OpenFile* open;
};

OpenFile& openOf(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file)->open; }

int closeFile(sqlite3_file* file) {
    const std::unique_ptr<OpenFile> open(&openOf(file));
    file->pMethods = nullptr;
    open->file.reset();
    if (open->removeOnClose) (void)open->files->remove(open->path);
    return SQLITE_OK;
}

int readFile(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    const auto wanted = static_cast<std::size_t>(size);
    const auto got = openOf(file).file->readAt(static_cast<std::uint64_t>(offset),
                                               {static_cast<std::uint8_t*>(to), wanted});
    if (!got) return codeOf(got.error(), SQLITE_IOERR_READ);
    if (*got == wanted) return SQLITE_OK;
    std::memset(static_cast<std::uint8_t*>(to) + *got, 0, wanted - *got);  // SQLite counts on zeros
    return SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    const ByteView bytes{static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(size)};
    return codeOf(openOf(file).file->writeAt(static_cast<std::uint64_t>(offset), bytes),
                  SQLITE_IOERR_WRITE);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    return codeOf(openOf(file).file->truncate(static_cast<std::uint64_t>(size)),
                  SQLITE_IOERR_TRUNCATE);
}

int syncFile(sqlite3_file* file, int) {
    OpenFile& open = openOf(file);
    if (const auto synced = open.file->sync(); !synced)
        return codeOf(synced.error(), SQLITE_IOERR_FSYNC);
    if (!open.nameIsNew) return SQLITE_OK;
    const auto named = open.files->syncFolder(folderOf(open.path));
    open.nameIsNew = !named;
    return codeOf(named, SQLITE_IOERR_DIR_FSYNC);
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    const auto bytes = openOf(file).file->size();
    if (!bytes) return codeOf(bytes.error(), SQLITE_IOERR_FSTAT);
    *size = static_cast<sqlite3_int64>(*bytes);
    return SQLITE_OK;
}

Result<void> raise(OpenFile& open, int level) {
    File& file = *open.file;
    switch (level) {
        case SQLITE_LOCK_SHARED: {
            TRY(file.lockRange(
                kPendingByte, 1,
                RangeLock::Shared));  // refused while a writer waits for readers to go
            const auto shared = file.lockRange(kSharedFirst, kSharedSize, RangeLock::Shared);
            TRY(file.lockRange(kPendingByte, 1, RangeLock::None));
            TRY(shared);
            break;
        }
        case SQLITE_LOCK_RESERVED:
            TRY(file.lockRange(kReservedByte, 1, RangeLock::Exclusive));
            break;
        default:
            if (open.lock < SQLITE_LOCK_PENDING)
                TRY(file.lockRange(kPendingByte, 1, RangeLock::Exclusive));
            open.lock = SQLITE_LOCK_PENDING;
            if (level == SQLITE_LOCK_PENDING) return {};
            TRY(file.lockRange(kSharedFirst, kSharedSize, RangeLock::Exclusive));
    }
    open.lock = level;
    return {};
}

int lockFile(sqlite3_file* file, int level) {
    OpenFile& open = openOf(file);
    return open.lock >= level ? SQLITE_OK : codeOf(raise(open, level), SQLITE_IOERR_LOCK);
}

Result<void> lower(OpenFile& open, int level) {
    File& file = *open.file;
    if (open.lock == SQLITE_LOCK_EXCLUSIVE && level == SQLITE_LOCK_SHARED)
        TRY(file.lockRange(kSharedFirst, kSharedSize, RangeLock::Shared));
    TRY(file.lockRange(kPendingByte, 2, RangeLock::None));  // pending and reserved
    if (level == SQLITE_LOCK_NONE) TRY(file.lockRange(kSharedFirst, kSharedSize, RangeLock::None));
    open.lock = level;
    return {};
}

int unlockFile(sqlite3_file* file, int level) {
    OpenFile& open = openOf(file);
    return open.lock <= level ? SQLITE_OK : codeOf(lower(open, level), SQLITE_IOERR_UNLOCK);
}

int checkReserved(sqlite3_file* file, int* reserved) {
    OpenFile& open = openOf(file);
    const auto locked = open.lock >= SQLITE_LOCK_RESERVED
                            ? Result<bool>(true)
                            : open.file->rangeLocked(kReservedByte, 1);
    if (!locked) return SQLITE_IOERR_CHECKRESERVEDLOCK;
    *reserved = *locked ? 1 : 0;
    return SQLITE_OK;
}

int fileControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sectorSize(sqlite3_file*) { return 4096; }
int deviceCharacteristics(sqlite3_file*) { return 0; }  // no promise about torn or reordered writes

constexpr sqlite3_io_methods kMethods = {1,
                                         closeFile,
                                         readFile,
                                         writeFile,
                                         truncateFile,
                                         syncFile,
                                         fileSize,
                                         lockFile,
                                         unlockFile,
                                         checkReserved,
                                         fileControl,
                                         sectorSize,
                                         deviceCharacteristics,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr};

// Opens, and tells whether the name was not there before.
Result<std::pair<std::unique_ptr<File>, bool>> openOrCreate(Files& files, const std::string& path,
                                                            int flags) {
    if (flags & SQLITE_OPEN_EXCLUSIVE)
        return std::pair(TRY(files.open(path, OpenMode::Create)), true);
    auto existing =
        files.open(path, flags & SQLITE_OPEN_READONLY ? OpenMode::Read : OpenMode::ReadWrite);
    if (existing) return std::pair(std::move(*existing), false);
    if (existing.error().code != Code::NotFound || !(flags & SQLITE_OPEN_CREATE))
        return std::move(existing).error();
    return std::pair(TRY(files.open(path, OpenMode::OpenAlways)), true);
}

int openFile(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* given) {
    file->pMethods = nullptr;
    if (!path)
        return SQLITE_CANTOPEN;  // nameless temporary files live in memory: SQLITE_TEMP_STORE=3
    auto opened = openOrCreate(filesOf(vfs), path, flags);
    if (!opened) return codeOf(opened.error(), SQLITE_CANTOPEN);
    reinterpret_cast<Handle*>(file)->open =
        new OpenFile{&filesOf(vfs), path, std::move(opened->first),
                     (flags & SQLITE_OPEN_DELETEONCLOSE) != 0, opened->second};
    file->pMethods = &kMethods;
    if (given) *given = flags;
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs* vfs, const char* path, int syncFolder) {
    const auto removed = filesOf(vfs).remove(path);
    if (!removed)
        return removed.error().code == Code::NotFound ? SQLITE_IOERR_DELETE_NOENT
                                                      : SQLITE_IOERR_DELETE;
    if (!syncFolder) return SQLITE_OK;
    return codeOf(filesOf(vfs).syncFolder(folderOf(path)), SQLITE_IOERR_DIR_FSYNC);
}

int accessFile(sqlite3_vfs* vfs, const char* path, int, int* answer) {
    const auto info = filesOf(vfs).info(path);
    if (!info && info.error().code != Code::NotFound) return SQLITE_IOERR_ACCESS;
    *answer = info && (!info->isFile || info->size > 0) ? 1 : 0;  // an empty journal is none
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs*, const char* path, int size, char* to) {
    const std::size_t length = std::strlen(path);
    if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::memcpy(to, path, length + 1);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* to) {
    randombytes_buf(to, static_cast<std::size_t>(size));
    return size;
}

int sleepFor(sqlite3_vfs*, int microseconds) {
    systemClock().pause((microseconds + 999) / 1000);
    return microseconds;
}

int currentTimeMs(sqlite3_vfs*, sqlite3_int64* julianMs) {
    constexpr sqlite3_int64 kUnixEpoch = 210'866'760'000'000;  // Julian day 2440587.5 in ms
    *julianMs = kUnixEpoch + systemClock().wall().unixMs;
    return SQLITE_OK;
}

int currentTime(sqlite3_vfs* vfs, double* julianDay) {
    sqlite3_int64 ms = 0;
    currentTimeMs(vfs, &ms);
    *julianDay = static_cast<double>(ms) / 86'400'000.0;
    return SQLITE_OK;
}

int lastError(sqlite3_vfs*, int, char*) { return 0; }

// A registered VFS stays registered: SQLite may hold its name for as long as it likes.
struct Registration {
    std::string name;
    sqlite3_vfs vfs{};
};

}  // namespace

std::string sqliteVfs(Files& files) {
    static std::mutex mutex;
    static std::map<Files*, Registration> registered;
    const std::lock_guard lock(mutex);
    const auto [at, isNew] = registered.try_emplace(&files);
    Registration& entry = at->second;
    if (!isNew) return entry.name;
    entry.name = "cairn-" + std::to_string(registered.size());
    sqlite3_vfs& vfs = entry.vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = kLongestPath;
    vfs.zName = entry.name.c_str();
    vfs.pAppData = &files;
    vfs.xOpen = openFile;
    vfs.xDelete = removeFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPath;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleepFor;
    vfs.xCurrentTime = currentTime;
    vfs.xGetLastError = lastError;
    vfs.xCurrentTimeInt64 = currentTimeMs;
    sqlite3_vfs_register(&vfs, 0);
    return entry.name;
}

}  // namespace cairn
