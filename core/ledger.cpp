#include "core/ledger.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace cairn {

namespace {

constexpr std::size_t kMaxNoteBytes = 64 * 1024;
constexpr std::size_t kMaxNoteSignatures = 16;
constexpr std::uint64_t kLeavesAtOnce = 1024;
constexpr std::uint8_t kAlgorithmEd25519 = 0x01;
constexpr std::uint8_t kAlgorithmCosignature = 0x04;
constexpr std::string_view kDash = "\xE2\x80\x94 ";  // U+2014 and a space begin a signature line

// Decimal as a canonical encoder writes it: no sign, no leading zero, within 64 bits.
std::optional<std::uint64_t> decimal(std::string_view digits) {
    if (digits.empty() || digits.size() > 20 || (digits.size() > 1 && digits[0] == '0')) return {};
    std::uint64_t value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return {};
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10) return {};
        value = value * 10 + digit;
    }
    return value;
}

std::optional<std::uint32_t> decimal32(std::string_view digits) {
    const auto value = decimal(digits);
    if (!value || *value > std::numeric_limits<std::uint32_t>::max()) return {};
    return static_cast<std::uint32_t>(*value);
}

bool printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

bool isKeyName(std::string_view name) {
    return !name.empty() && printable(name) && name.find_first_of(" +") == std::string_view::npos;
}

// Takes everything up to the next `end` from the front of `rest`; nothing when there is none.
std::optional<std::string_view> take(std::string_view& rest, char end) {
    const auto at = rest.find(end);
    if (at == std::string_view::npos) return {};
    const auto piece = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    return piece;
}

// The largest power of two below n, n >= 2: where RFC 6962 splits a tree.
std::uint64_t splitOf(std::uint64_t n) { return std::bit_floor(n - 1); }

// Merkle tree hash of leaves [begin, end), in bounded memory.
Result<Digest> rootOfRange(std::uint64_t begin, std::uint64_t end, const LeafRange& leaves) {
    Frontier frontier;
    while (begin < end) {
        const std::uint64_t next = std::min(end, begin + kLeavesAtOnce);
        const auto some = TRY(leaves(begin, next));
        if (some.size() != next - begin) return Error{Code::Internal, "leaves", "range"};
        for (const Digest& leaf : some) frontier.append(leaf);
        begin = next;
    }
    return frontier.root();
}

Bytes cosignedMessage(std::uint64_t seconds, std::string_view body) {
    const std::string head = "cosignature/v1\ntime " + std::to_string(seconds) + "\n";
    Bytes message = copy(view(head));
    append(message, view(body));
    return message;
}

// Several lines by one key would let the first hide the second; parse() refuses them, so at most
// one is found.
const NoteSignature* signatureBy(const Note& note, std::string_view name, std::uint32_t hash) {
    for (const NoteSignature& signature : note.signatures) {
        if (signature.name == name && signature.hash == hash) return &signature;
    }
    return nullptr;
}

}  // namespace

Digest leafHash(ByteView leaf) {
    static constexpr std::uint8_t prefix[] = {0x00};
    return sha256({ByteView(prefix), leaf});
}

Digest nodeHash(const Digest& left, const Digest& right) {
    static constexpr std::uint8_t prefix[] = {0x01};
    return sha256({ByteView(prefix), left.view(), right.view()});
}

void Frontier::append(const Digest& leaf) {
    Digest node = leaf;
    for (std::uint64_t bits = size_; (bits & 1) != 0; bits >>= 1) {
        node = nodeHash(nodes_.back(), node);
        nodes_.pop_back();
    }
    nodes_.push_back(node);
    ++size_;
}

Digest Frontier::root() const {
    if (nodes_.empty()) return sha256(ByteView{});
    Digest root = nodes_.back();
    for (std::size_t i = nodes_.size() - 1; i-- > 0;) root = nodeHash(nodes_[i], root);
    return root;
}

LeafRange leavesOf(std::span<const Digest> leaves) {
    return [leaves](std::uint64_t begin, std::uint64_t end) -> Result<std::vector<Digest>> {
        if (begin > end || end > leaves.size())
            return Error{Code::NotFound, "leaves", std::to_string(end)};
        const auto first = leaves.begin() + static_cast<std::ptrdiff_t>(begin);
        return std::vector<Digest>(first, first + static_cast<std::ptrdiff_t>(end - begin));
    };
}

Result<Digest> rootOf(std::uint64_t size, const LeafRange& leaves) {
    return rootOfRange(0, size, leaves);
}

Result<Proof> inclusionProof(std::uint64_t index, std::uint64_t size, const LeafRange& leaves) {
    if (index >= size) return Error{Code::NotFound, "leaf", std::to_string(index)};
    Proof proof;  // from the root down; turned round at the end
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (end - begin > 1) {
        const std::uint64_t split = begin + splitOf(end - begin);
        if (index < split) {
            proof.push_back(TRY(rootOfRange(split, end, leaves)));
            end = split;
        } else {
            proof.push_back(TRY(rootOfRange(begin, split, leaves)));
            begin = split;
        }
    }
    std::reverse(proof.begin(), proof.end());
    return proof;
}

Result<Proof> consistencyProof(std::uint64_t oldSize, std::uint64_t newSize,
                               const LeafRange& leaves) {
    if (oldSize > newSize) return Error{Code::RolledBack, "tree", std::to_string(newSize)};
    Proof proof;
    if (oldSize == 0 || oldSize == newSize) return proof;
    std::uint64_t begin = 0;
    std::uint64_t end = newSize;
    while (end != oldSize) {
        const std::uint64_t split = begin + splitOf(end - begin);
        if (oldSize <= split) {
            proof.push_back(TRY(rootOfRange(split, end, leaves)));
            end = split;
        } else {
            proof.push_back(TRY(rootOfRange(begin, split, leaves)));
            begin = split;
        }
    }
    // The old tree's own last subtree is left out when it is the whole old tree: the verifier knows
    // that root.
    if (begin != 0) proof.push_back(TRY(rootOfRange(begin, end, leaves)));
    std::reverse(proof.begin(), proof.end());
    return proof;
}

// RFC 9162, section 2.1.3.2 (the same tree as RFC 6962).
Result<void> checkInclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf,
                            const Proof& proof, const Digest& root) {
    const Error wrong{Code::Corrupt, "inclusion proof", "leaf " + std::to_string(index)};
    if (index >= size) return wrong;
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    Digest hash = leaf;
    for (const Digest& sibling : proof) {
        if (last == 0) return wrong;
        if ((node & 1) != 0 || node == last) {
            hash = nodeHash(sibling, hash);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = nodeHash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if (last != 0 || hash != root) return wrong;
    return {};
}

// RFC 9162, section 2.1.4.2.
Result<void> checkConsistency(std::uint64_t oldSize, std::uint64_t newSize, const Digest& oldRoot,
                              const Digest& newRoot, const Proof& proof) {
    const Error wrong{Code::Forked, "consistency proof",
                      std::to_string(oldSize) + " to " + std::to_string(newSize)};
    if (oldSize > newSize) return wrong;
    if (oldSize == newSize) return proof.empty() && oldRoot == newRoot ? Result<void>() : wrong;
    if (oldSize == 0) return proof.empty() && oldRoot == Frontier().root() ? Result<void>() : wrong;
    if (proof.empty()) return wrong;

    std::uint64_t node = oldSize - 1;
    std::uint64_t last = newSize - 1;
    while ((node & 1) != 0) {
        node >>= 1;
        last >>= 1;
    }
    std::size_t next = 0;
    Digest oldHash = oldRoot;
    if (!std::has_single_bit(oldSize)) oldHash = proof[next++];
    Digest newHash = oldHash;
    for (; next < proof.size(); ++next) {
        if (last == 0) return wrong;
        if ((node & 1) != 0 || node == last) {
            oldHash = nodeHash(proof[next], oldHash);
            newHash = nodeHash(proof[next], newHash);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            newHash = nodeHash(newHash, proof[next]);
        }
        node >>= 1;
        last >>= 1;
    }
    if (last != 0 || oldHash != oldRoot || newHash != newRoot) return wrong;
    return {};
}

std::string LedgerName::origin() const {
    return std::string("cairn/1/") + cairn::name(realm) + "/" + operation + "/" +
           std::to_string(device) + "/" + std::to_string(ledger);
}

Result<LedgerName> LedgerName::parse(std::string_view origin) {
    const Error malformed{Code::Malformed, "ledger name", {}};
    std::string_view rest = origin;
    if (take(rest, '/') != "cairn") return malformed;
    if (take(rest, '/') != "1") return Error{Code::Unsupported, "ledger name", {}};
    const auto realm = take(rest, '/');
    const auto operation = take(rest, '/');
    const auto device = take(rest, '/');
    if (!realm || !operation || !device) return malformed;
    LedgerName name;
    name.realm = TRY(realmFromName(*realm));
    const bool known = std::all_of(operation->begin(), operation->end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    const auto deviceNumber = decimal32(*device);
    const auto ledgerNumber = decimal32(rest);
    if (!known || operation->empty() || operation->size() > 64 || !deviceNumber || !ledgerNumber)
        return malformed;
    name.operation = *operation;
    name.device = *deviceNumber;
    name.ledger = *ledgerNumber;
    return name;
}

std::string Checkpoint::body() const {
    return origin + "\n" + std::to_string(size) + "\n" + toBase64(root.view()) + "\n";
}

Result<Checkpoint> Checkpoint::parseBody(std::string_view body) {
    const Error malformed{Code::Malformed, "checkpoint", {}};
    std::string_view rest = body;
    const auto origin = take(rest, '\n');
    const auto size = take(rest, '\n');
    const auto root = take(rest, '\n');
    if (!origin || !size || !root || !rest.empty() || origin->empty() || !printable(*origin))
        return malformed;
    const auto number = decimal(*size);
    if (!number) return malformed;
    Checkpoint checkpoint;
    checkpoint.origin = *origin;
    checkpoint.size = *number;
    const Bytes hash = TRY(fromBase64(*root));
    checkpoint.root = TRY(Digest::from(hash));
    if (checkpoint.size == 0 && checkpoint.root != Frontier().root()) return malformed;
    return checkpoint;
}

std::string Note::encode() const {
    std::string out = text + "\n";
    for (const NoteSignature& signature : signatures) {
        Bytes blob(4);
        for (int i = 0; i < 4; ++i) {
            blob[static_cast<std::size_t>(i)] =
                static_cast<std::uint8_t>(signature.hash >> (24 - 8 * i));
        }
        append(blob, signature.signature);
        out += kDash;
        out += signature.name + " " + toBase64(blob) + "\n";
    }
    return out;
}

Result<Note> Note::parse(std::string_view bytes) {
    if (bytes.size() > kMaxNoteBytes)
        return Error{Code::TooLarge, "note", std::to_string(bytes.size())};
    const Error malformed{Code::Malformed, "note", {}};
    const auto blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos) return malformed;
    const std::string_view body = bytes.substr(0, blank + 1);
    const bool plain = std::all_of(body.begin(), body.end(),
                                   [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7f); });
    if (!plain || blank == 0) return malformed;

    Note note;
    note.text = body;
    std::string_view rest = bytes.substr(blank + 2);
    while (!rest.empty()) {
        auto line = take(rest, '\n');
        if (!line || !line->starts_with(kDash) || note.signatures.size() == kMaxNoteSignatures)
            return malformed;
        line->remove_prefix(kDash.size());
        const auto name = take(*line, ' ');
        if (!name || !isKeyName(*name)) return malformed;
        const Bytes blob = TRY(fromBase64(*line));
        if (blob.size() < 5) return malformed;
        NoteSignature signature;
        signature.name = *name;
        for (std::size_t i = 0; i < 4; ++i) signature.hash = signature.hash << 8 | blob[i];
        signature.signature.assign(blob.begin() + 4, blob.end());
        if (signatureBy(note, signature.name, signature.hash)) return malformed;
        note.signatures.push_back(std::move(signature));
    }
    if (note.signatures.empty()) return malformed;
    return note;
}

std::uint32_t noteKeyHash(std::string_view name, std::uint8_t algorithm, const PublicKey& key) {
    const std::uint8_t separator[] = {'\n', algorithm};
    const Digest hash = sha256({view(name), ByteView(separator), key.view()});
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8 | hash.bytes[i];
    return out;
}

Note signCheckpoint(const Checkpoint& checkpoint, const SigningKey& ledgerKey) {
    Note note;
    note.text = checkpoint.body();
    const Signature signature = ledgerKey.signRaw(view(note.text));
    note.signatures.push_back(
        {checkpoint.origin,
         noteKeyHash(checkpoint.origin, kAlgorithmEd25519, ledgerKey.publicKey()),
         copy(signature.view())});
    return note;
}

Result<Checkpoint> openCheckpoint(const Note& note, const PublicKey& ledgerKey) {
    auto checkpoint = TRY(Checkpoint::parseBody(note.text));
    const auto* line = signatureBy(note, checkpoint.origin,
                                   noteKeyHash(checkpoint.origin, kAlgorithmEd25519, ledgerKey));
    if (!line) return Error{Code::BadSignature, "checkpoint", "not signed by the ledger's key"};
    const auto signature = TRY(Signature::from(line->signature));
    if (!verifyRaw(ledgerKey, view(note.text), signature))
        return Error{Code::BadSignature, "checkpoint", {}};
    return checkpoint;
}

NoteSignature cosign(const Note& checkpoint, std::string_view witnessName,
                     const SigningKey& witnessKey, Instant now) {
    const auto seconds = static_cast<std::uint64_t>(std::max<std::int64_t>(now.unixMs / 1000, 1));
    const Signature signature = witnessKey.signRaw(cosignedMessage(seconds, checkpoint.text));
    NoteSignature line;
    line.name = witnessName;
    line.hash = noteKeyHash(witnessName, kAlgorithmCosignature, witnessKey.publicKey());
    line.signature.resize(8);
    storeBe64(line.signature.data(), seconds);
    append(line.signature, signature.view());
    return line;
}

Result<Instant> checkCosignature(const Note& note, std::string_view witnessName,
                                 const PublicKey& witnessKey) {
    const auto* line =
        signatureBy(note, witnessName, noteKeyHash(witnessName, kAlgorithmCosignature, witnessKey));
    if (!line) return Error{Code::NotFound, "cosignature", std::string(witnessName)};
    if (line->signature.size() != 8 + Signature::size)
        return Error{Code::Malformed, "cosignature", "length"};
    const std::uint64_t seconds = loadBe64(line->signature.data());
    constexpr auto latest =
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / 1000);
    if (seconds == 0 || seconds > latest) return Error{Code::Malformed, "cosignature", "time"};
    const auto signature = TRY(Signature::from(ByteView(line->signature).subspan(8)));
    if (!verifyRaw(witnessKey, cosignedMessage(seconds, note.text), signature)) {
        return Error{Code::BadSignature, "cosignature", std::string(witnessName)};
    }
    return Instant{static_cast<std::int64_t>(seconds) * 1000};
}

}  // namespace cairn
