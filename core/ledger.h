// The ledger's mathematics: pure functions, no disk. RFC 6962 section 2.1 hashing; C2SP
// tlog-checkpoint, signed-note and tlog-cosignature for what is signed. Everything parses strictly:
// unknown lines, non-canonical base64 and leading zeros are refused.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/clock.h"
#include "core/signature.h"

namespace cairn {

Digest leafHash(ByteView leaf);                            // SHA-256(0x00 || leaf)
Digest nodeHash(const Digest& left, const Digest& right);  // SHA-256(0x01 || left || right)

// The right edge of a growing tree: O(log n) to append, O(log n) memory.
class Frontier {
  public:
    void append(const Digest& leaf);
    std::uint64_t size() const { return size_; }
    Digest root() const;  // of the empty tree: SHA-256 of nothing

  private:
    std::uint64_t size_ = 0;
    std::vector<Digest> nodes_;
};

// Leaf hash number i. Proof building asks for a contiguous range.
using LeafRange =
    std::function<Result<std::vector<Digest>>(std::uint64_t begin, std::uint64_t end)>;
LeafRange leavesOf(std::span<const Digest> leaves);

using Proof = std::vector<Digest>;
Result<Digest> rootOf(std::uint64_t size, const LeafRange& leaves);
Result<Proof> inclusionProof(std::uint64_t index, std::uint64_t size, const LeafRange& leaves);
Result<Proof> consistencyProof(std::uint64_t oldSize, std::uint64_t newSize,
                               const LeafRange& leaves);
Result<void> checkInclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf,
                            const Proof& proof, const Digest& root);
Result<void> checkConsistency(std::uint64_t oldSize, std::uint64_t newSize, const Digest& oldRoot,
                              const Digest& newRoot, const Proof& proof);

// cairn/1/<real|exercise>/<operation>/<device>/<ledger>
struct LedgerName {
    Realm realm = Realm::Exercise;
    std::string operation;  // [a-z0-9-]{1,64}: the operation's id, not its title
    std::uint32_t device = 0;
    std::uint32_t ledger = 1;
    std::string origin() const;
    static Result<LedgerName> parse(std::string_view origin);
    auto operator<=>(const LedgerName&) const = default;
};

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Digest root;
    std::string body() const;  // three lines, each with LF
    static Result<Checkpoint> parseBody(std::string_view body);
    bool operator==(const Checkpoint&) const = default;
};

// A C2SP signed note: text, blank line, signature lines.
struct NoteSignature {
    std::string name;        // key name
    std::uint32_t hash = 0;  // key hash as on the line, big-endian
    Bytes signature;         // what follows the hash
};
struct Note {
    std::string text;  // ends with LF
    std::vector<NoteSignature> signatures;
    std::string encode() const;
    // At most 64 KiB and 16 signatures, printable ASCII but for the dash, no key twice.
    static Result<Note> parse(std::string_view bytes);
};

std::uint32_t noteKeyHash(std::string_view name, std::uint8_t algorithm, const PublicKey& key);

// Signs a checkpoint under the ledger's origin as key name (algorithm 0x01).
Note signCheckpoint(const Checkpoint& checkpoint, const SigningKey& ledgerKey);
// The checkpoint in a note that carries a good signature by `ledgerKey` under the checkpoint's own
// origin.
Result<Checkpoint> openCheckpoint(const Note& note, const PublicKey& ledgerKey);

// Witness cosignature, cosignature/v1 (algorithm 0x04), with the witness's time in seconds.
NoteSignature cosign(const Note& checkpoint, std::string_view witnessName,
                     const SigningKey& witnessKey, Instant now);
// Time of the good cosignature by that key; NotFound when the note has none, BadSignature when it
// is wrong.
Result<Instant> checkCosignature(const Note& note, std::string_view witnessName,
                                 const PublicKey& witnessKey);

}  // namespace cairn
