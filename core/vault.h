// A folder of sealed objects, each a plain file named by the lowercase hex SHA-256 of its bytes.
// core/FORMAT.md, "Sealed object".
//
// Order of a put: <random>.part, write, fsync, rename to the digest, fsync of the folder. A put
// that returned is durable. Unknown files are never deleted. Any thread may call; puts of different
// objects may run side by side.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/files.h"
#include "core/sealed.h"

namespace cairn {

// Bytes that come in pieces: a camera, a file, memory. Returns 0 at the end.
using Source = std::function<Result<std::size_t>(std::span<std::uint8_t>)>;
Source sourceOf(ByteView bytes);              // bytes outlive the source
Source sourceOf(std::shared_ptr<File> file);  // from its start

class Vault {
  public:
    static Result<Vault> open(Files& files, std::string folder);  // makes the folder when absent

    // Seals everything the source gives. When the source fails, `progress` stops it or the medium
    // fails, the .part is removed and nothing is kept; a recording that is worth keeping in part
    // ends its source normally instead. Room for `expectedBytes` (0: unknown) and the reserve is
    // checked first. `progress`, when given, hears the plain bytes so far and may stop the work by
    // returning false.
    Result<Sealed> put(std::span<const Recipient> recipients, const Source& source,
                       std::uint64_t expectedBytes = 0,
                       const std::function<bool(std::uint64_t)>& progress = {}) const;

    // Admits bytes that are sealed already, when they have the name they claim (Corrupt). Keeps the
    // reserve free as well.
    Result<void> admit(const Digest& name, const Source& sealed) const;

    bool has(const Digest& name) const;
    Result<std::uint64_t> size(const Digest& name) const;
    Result<std::unique_ptr<File>> file(const Digest& name) const;  // sealed bytes
    Result<SealReader> open(const Digest& name, const Identity& identity) const;
    Result<SealReader> open(const Digest& name, const SecretBytes& fileKey) const;

    // Re-reads an object: its bytes still have its name. Corrupt when not.
    Result<void> verify(const Digest& name) const;

    struct Contents {
        std::vector<Digest> objects;            // sorted
        std::vector<std::string> unterminated;  // *.part: kept, shown, never deleted
        std::vector<std::string> unknown;       // anything else: kept
    };
    Result<Contents> contents() const;

    // Space below which nothing new is started, so that ledger and heads can always be written.
    static constexpr std::uint64_t kReserveBytes = 64ull << 20;

  private:
    Vault(Files& files, std::string folder) : files_(&files), folder_(std::move(folder)) {}
    Result<void> checkRoom(
        std::uint64_t bytes) const;  // StorageFull when they would touch the reserve
    Files* files_;
    std::string folder_;
};

// Reads a whole source through `to`; for hashing and copying.
Result<std::uint64_t> drain(const Source& source, const std::function<Result<void>(ByteView)>& to);

}  // namespace cairn
