// The only door to disk. Everything durable goes through it, SQLite's writes included (sqliteVfs
// below), so that tests can fail, tear, reorder or forget any single write. Paths are UTF-8 without
// NUL. Thread-safe; one File is used by one thread at a time.
//
// A failed sync is never retried as success: after an error of File::sync the contents are unknown
// and the caller starts anew.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"

namespace cairn {

enum class RangeLock { None, Shared, Exclusive };

class File {
  public:
    virtual ~File() = default;
    virtual Result<std::size_t> readAt(std::uint64_t offset,
                                       std::span<std::uint8_t> to) = 0;  // short only at the end
    virtual Result<void> writeAt(std::uint64_t offset, ByteView bytes) = 0;  // all or an error
    virtual Result<void> append(ByteView bytes) = 0;  // at the end, as this handle knows it
    virtual Result<std::uint64_t> size() = 0;
    virtual Result<void> truncate(std::uint64_t size) = 0;
    virtual Result<void> sync() = 0;  // data and size are on stable storage when this returns
    // Asks the system to start writing what was appended, without waiting. A hint: no promise, no
    // error.
    virtual void startWriteback() {}
    // Advisory locks on ranges of bytes, for SQLite: owned by this handle, so that two handles of
    // one process exclude each other too; gone when it dies. InUse when another handle holds a lock
    // that conflicts; nothing waits.
    virtual Result<void> lockRange(std::uint64_t offset, std::uint64_t length, RangeLock lock) = 0;
    // Whether another handle's lock would keep this one from an exclusive lock there.
    virtual Result<bool> rangeLocked(std::uint64_t offset, std::uint64_t length) = 0;
};

enum class OpenMode {
    Read,       // must exist and be a regular file; a link is not followed
    ReadGiven,  // a path that a person typed: links are followed, and a pipe is read once from
                // start to end
    ReadWrite,  // must exist
    Create,     // must not exist; made 0600
    OpenAlways  // created when absent, 0600
};

struct FileInfo {
    std::string name;  // no folder
    std::uint64_t size = 0;
    std::int64_t modifiedMs = 0;
    bool isFile = false;    // a regular file
    bool isFolder = false;  // links are neither
};

class Files {
  public:
    virtual ~Files() = default;
    virtual Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) = 0;
    virtual Result<void> rename(const std::string& from, const std::string& to) = 0;  // replaces
    virtual Result<void> remove(const std::string& path) = 0;
    virtual Result<void> makeFolder(
        const std::string& path) = 0;  // 0700; an existing folder is fine
    virtual Result<void> removeFolder(const std::string& path) = 0;  // Exists when not empty
    virtual Result<void> syncFolder(const std::string& path) = 0;    // names in it are durable
    virtual Result<std::vector<FileInfo>> list(
        const std::string& folder) = 0;  // sorted by name; no "." or ".."
    virtual Result<FileInfo> info(
        const std::string& path) = 0;  // NotFound when absent; does not follow a link
    virtual Result<std::uint64_t> freeBytes(const std::string& folder) = 0;
    // Advisory, held until the returned object dies. InUse names the holder's pid. The lock file's
    // content is that pid.
    virtual Result<std::unique_ptr<File>> lock(const std::string& path) = 0;
};

Files& realFiles();

// Convenience on top of the door. readAll refuses more than `limit` bytes. writeDurably: temp,
// sync, rename, sync folder.
Result<Bytes> readAll(Files& files, const std::string& path, std::uint64_t limit);
Result<void> writeDurably(Files& files, const std::string& path, ByteView bytes);
bool exists(Files& files, const std::string& path);

// Registers an SQLite VFS whose every call goes through `files`; returns its name. `files` outlives
// every database opened on it.
std::string sqliteVfs(Files& files);

}  // namespace cairn
