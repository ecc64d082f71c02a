// Sealed objects on their way into the archive. Parts arrive in any order, any number of times,
// from several senders; what reached the disk is found again after a kill, because each part's
// digest is kept beside it and checked on resuming. An object appears under its name only when its
// bytes are whole, have that name and are synced. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/files.h"
#include "sync/channel.h"

namespace cairn {

class Incoming {
  public:
    // Both folders exist, on one file system.
    Incoming(Files& files, std::string partsFolder, std::string objectsFolder);
    ~Incoming();

    bool has(const Digest& object) const;
    std::optional<std::uint64_t> sizeOf(const Digest& object) const;  // while it is being received
    // Missing ranges, at most Lacking::kMaxRanges; none when the object is whole.
    Result<std::vector<ByteRange>> missing(const Digest& object, std::uint64_t bytes);
    // Keeps a part; the last one makes the object whole. Invalid: not a range of it. BadSignature:
    // the part's digest is wrong. Corrupt: whole, but its bytes do not have its name; everything
    // received of it was dropped.
    Result<void> put(const Part& part, std::uint64_t bytes);
    // The names of whole objects are durable when this returns.
    Result<void> settle();

    // Below this nothing is taken, so that the index can always be written.
    static constexpr std::uint64_t kReserveBytes = 64ull << 20;
    static constexpr std::size_t kMaxOpen = 1024;

  private:
    struct Upload;
    Result<std::shared_ptr<Upload>> upload(const Digest& object, std::uint64_t bytes);
    Result<void> open(Upload& upload) const;
    Result<void> finish(Upload& upload);  // all ranges are here
    Result<void> complete(Upload& upload, const Digest& digest);
    void close(const Digest& object);
    std::string partsPath(const Digest& object) const;
    std::string journalPath(const Digest& object) const;
    std::string objectPath(const Digest& object) const;

    Files* files_;
    std::string partsFolder_, objectsFolder_;
    mutable std::mutex mutex_;
    std::map<Digest, std::shared_ptr<Upload>> uploads_;
};

}  // namespace cairn
