// Sealed objects: age v1 (c2sp.org/age). Header with one X25519 stanza a recipient, HKDF-SHA-256,
// ChaCha20-Poly1305 STREAM in chunks of 64 KiB. Stock `age -d` opens what SealWriter writes, and
// SealReader opens what `age` seals. core/FORMAT.md, "Sealed object".
//
// Memory is bounded whatever the size. One object is used by one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/files.h"
#include "core/result.h"

namespace cairn {

// Who can open an object. One type for all kinds of recipient, so that a hybrid one can join; kinds
// are never mixed in a file.
class Recipient {
  public:
    static Result<Recipient> parse(std::string_view text);  // "age1…" (Bech32)
    std::string text() const;
    auto operator<=>(const Recipient&) const = default;

  private:
    friend class Identity;
    friend struct SealAccess;
    Fixed<32, struct X25519Tag> key_;
};

class Identity {
  public:
    static Identity generate();
    // "AGE-SECRET-KEY-1…": the bare line, or age's identity file with comments.
    static Result<Identity> parse(ByteView file);
    static Result<Identity> fromSecret(const SecretBytes& scalar);  // 32 bytes
    Identity clone() const;
    const Recipient& recipient() const { return recipient_; }
    SecretBytes text() const;    // the one line, no LF
    SecretBytes secret() const;  // 32 bytes

  private:
    friend struct SealAccess;
    Identity(SecretBytes scalar, Recipient recipient)
        : scalar_(std::move(scalar)), recipient_(recipient) {}
    SecretBytes scalar_;
    Recipient recipient_;
};

inline constexpr std::size_t kFileKeySize = 16;
inline constexpr std::uint64_t kSealChunk = 64 * 1024;
std::uint64_t sealedSize(std::uint64_t plainSize, std::size_t recipients);  // exact

struct Sealed {
    Digest plain;   // SHA-256 of what went in
    Digest sealed;  // SHA-256 of what came out: the object's name
    std::uint64_t plainBytes = 0;
    std::uint64_t sealedBytes = 0;
    SecretBytes fileKey;  // kFileKeySize; the caller wraps or drops it
};

// Where sealed bytes go. An error ends the sealing.
using Sink = std::function<Result<void>(ByteView)>;

// Hashes the plaintext, encrypts it and hashes the result in one pass.
class SealWriter {
  public:
    // 1 to 32 recipients. Invalid when one of them is no usable key.
    static Result<SealWriter> open(std::span<const Recipient> recipients, Sink sink);
    SealWriter(SealWriter&&) noexcept;
    SealWriter& operator=(SealWriter&&) noexcept;
    ~SealWriter();
    Result<void> append(ByteView plain);
    // The same without a copy, for a source that can write in place: fill the front of room(), then
    // say how much.
    std::span<std::uint8_t> room();  // never empty
    Result<void> advance(std::size_t filled);
    Result<Sealed> finish();  // once; nothing may follow

  private:
    struct State;
    explicit SealWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// In memory, for records and other small things. Unsealing answers NotFound when the object is not
// sealed to that identity, BadSignature when it was changed or cut, TooLarge when there is more
// inside than `limit`.
struct SealedBytes {
    Bytes bytes;
    Sealed sealed;
};
Result<SealedBytes> seal(std::span<const Recipient> recipients, ByteView plain);
Result<SecretBytes> unseal(ByteView sealed, const Identity& identity, std::uint64_t limit);
Result<SecretBytes> unsealWithFileKey(ByteView sealed, const SecretBytes& fileKey,
                                      std::uint64_t limit);

// Random access to an object's plaintext; errors as unseal(). Every chunk is authenticated before a
// byte of it is returned; size() authenticates the last chunk first, so a cut object is refused at
// open.
class SealReader {
  public:
    static Result<SealReader> open(std::unique_ptr<File> file, const Identity& identity);
    static Result<SealReader> openWithFileKey(std::unique_ptr<File> file,
                                              const SecretBytes& fileKey);
    SealReader(SealReader&&) noexcept;
    SealReader& operator=(SealReader&&) noexcept;
    ~SealReader();
    std::uint64_t size() const;
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::uint8_t> to);
    SecretBytes fileKey() const;

  private:
    struct State;
    explicit SealReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
