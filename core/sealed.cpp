#include "core/sealed.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <optional>

#include "core/age_header.h"
#include "core/bech32.h"
#include "core/chunk_cipher.h"
#include "core/hash_lane.h"
#include "core/hkdf.h"

namespace cairn {

// Lets the functions of this file reach the key inside Recipient and Identity.
struct SealAccess {
    static ByteView key(const Recipient& recipient) { return recipient.key_.view(); }
    static const SecretBytes& scalar(const Identity& identity) { return identity.scalar_; }
};

namespace {

constexpr std::string_view kRecipientPrefix = "age";
constexpr std::string_view kIdentityPrefix = "AGE-SECRET-KEY-";
constexpr std::string_view kStanzaType = "X25519";
constexpr std::string_view kWrapContext = "age-encryption.org/v1/X25519";
constexpr std::size_t kPoint = crypto_scalarmult_BYTES;
constexpr std::size_t kWrapped = kFileKeySize + crypto_aead_chacha20poly1305_ietf_ABYTES;
constexpr std::size_t kPayloadNonce = 16;
constexpr std::uint64_t kSealedChunk = kSealChunk + ChunkCipher::kTag;
constexpr std::uint64_t kIdentityFileLimit = 64 * 1024;
constexpr std::uint8_t kZeroNonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES] = {};

std::uint64_t headerSize(std::size_t recipients) {
    return std::string_view("age-encryption.org/v1\n").size() +
           recipients * std::string_view("-> X25519 ").size() + recipients * 2 * 44 +
           std::string_view("--- ").size() + 44;  // 44: 32 bytes in base64 and a LF
}

SecretBytes wrapKey(ByteView sharedSecret, ByteView ephemeral, ByteView recipient) {
    Bytes salt = copy(ephemeral);
    append(salt, recipient);
    return hkdfSha256(sharedSecret, salt, view(kWrapContext));
}

// The shared secret, or nothing for a point of low order: it would be the same for everybody.
std::optional<SecretBytes> agree(const SecretBytes& scalar, ByteView point) {
    SecretBytes shared(kPoint);
    if (crypto_scalarmult(shared.data(), scalar.data(), point.data()) != 0) return std::nullopt;
    return shared;
}

Result<AgeStanza> wrapFor(const Recipient& recipient, const SecretBytes& fileKey) {
    const SecretBytes ephemeral = SecretBytes::random(crypto_scalarmult_SCALARBYTES);
    Bytes share(kPoint);
    crypto_scalarmult_base(share.data(), ephemeral.data());
    const auto shared = agree(ephemeral, SealAccess::key(recipient));
    if (!shared) return Error{Code::Invalid, "recipient", "a key of low order"};
    AgeStanza stanza{std::string(kStanzaType), {toBase64Unpadded(share)}, Bytes(kWrapped)};
    crypto_aead_chacha20poly1305_ietf_encrypt(
        stanza.body.data(), nullptr, fileKey.data(), fileKey.size(), nullptr, 0, nullptr,
        kZeroNonce, wrapKey(shared->view(), share, SealAccess::key(recipient)).data());
    return stanza;
}

// The file key in a stanza, nothing when it is another recipient's, an error when the stanza breaks
// the rules.
Result<std::optional<SecretBytes>> unwrap(const AgeStanza& stanza, const Identity& identity) {
    const Error bad{Code::Malformed, "sealed header", "X25519 stanza"};
    if (stanza.arguments.size() != 1) return bad;
    const Bytes share = TRY(fromBase64Unpadded(stanza.arguments[0]));
    if (share.size() != kPoint || stanza.body.size() != kWrapped) return bad;
    const auto shared = agree(SealAccess::scalar(identity), share);
    if (!shared) return bad;
    SecretBytes fileKey(kFileKeySize);
    const SecretBytes key = wrapKey(shared->view(), share, SealAccess::key(identity.recipient()));
    if (crypto_aead_chacha20poly1305_ietf_decrypt(fileKey.data(), nullptr, nullptr,
                                                  stanza.body.data(), stanza.body.size(), nullptr,
                                                  0, kZeroNonce, key.data()) != 0)
        return std::optional<SecretBytes>{};
    return std::optional<SecretBytes>{std::move(fileKey)};
}

Result<SecretBytes> fileKeyFor(const AgeHeader& header, const Identity& identity) {
    std::optional<SecretBytes> found;
    for (const AgeStanza& stanza : header.stanzas) {
        if (stanza.type == "scrypt" && header.stanzas.size() > 1)
            return Error{Code::Malformed, "sealed header", "a passphrase beside other recipients"};
        if (stanza.type != kStanzaType) continue;
        std::optional<SecretBytes> key = TRY(unwrap(stanza, identity));
        if (key && !found) found = std::move(key);
    }
    if (!found) return Error{Code::NotFound, "recipient", "not sealed to this key"};
    return std::move(*found);
}

Bytes headerMac(const SecretBytes& fileKey, ByteView maced) {
    const SecretBytes key = hkdfSha256(fileKey.view(), {}, view("header"));
    Bytes mac(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256(mac.data(), maced.data(), maced.size(), key.data());
    return mac;
}

Result<void> checkHeaderMac(const SecretBytes& fileKey, const AgeHeader& header, ByteView file) {
    const Bytes mac = headerMac(fileKey, file.first(header.macedBytes));
    if (sodium_memcmp(mac.data(), header.mac.data(), mac.size()) != 0)
        return Error{Code::BadSignature, "sealed header", "MAC"};
    return {};
}

ChunkCipher payloadCipher(const SecretBytes& fileKey, ByteView nonce,
                          ChunkCipher::Direction direction) {
    return ChunkCipher(hkdfSha256(fileKey.view(), nonce, view("payload")), direction);
}

// Header and payload nonce of a new object.
struct Opening {
    SecretBytes fileKey;
    Bytes bytes;
    ByteView nonce() const { return ByteView(bytes).last(kPayloadNonce); }
};

Result<Opening> newOpening(std::span<const Recipient> recipients) {
    if (recipients.empty() || recipients.size() > AgeHeader::kMostStanzas)
        return Error{Code::Invalid, "recipients", std::to_string(recipients.size())};
    Opening opening;
    opening.fileKey = SecretBytes::random(kFileKeySize);
    std::vector<AgeStanza> stanzas;
    for (const Recipient& recipient : recipients)
        stanzas.push_back(TRY(wrapFor(recipient, opening.fileKey)));
    const std::string header = ageHeaderText(stanzas);
    append(opening.bytes, view(header));
    append(opening.bytes, view(ageHeaderEnd(headerMac(opening.fileKey, view(header)))));
    append(opening.bytes, randomBytes(kPayloadNonce));
    return opening;
}

// Where the chunks of a payload lie.
struct Layout {
    std::uint64_t chunks = 0;
    std::uint64_t plainBytes = 0;

    static Result<Layout> of(std::uint64_t payloadBytes) {
        const std::uint64_t rest = payloadBytes % kSealedChunk;
        Layout layout;
        layout.chunks = payloadBytes / kSealedChunk + (rest > 0 ? 1 : 0);
        // Only an empty payload may end with an empty chunk.
        if (layout.chunks == 0 || (rest > 0 && rest < ChunkCipher::kTag) ||
            (rest == ChunkCipher::kTag && layout.chunks > 1))
            return Error{Code::Malformed, "sealed payload", "cut"};
        layout.plainBytes = payloadBytes - layout.chunks * ChunkCipher::kTag;
        return layout;
    }
    std::size_t plainChunk(std::uint64_t index) const {
        return static_cast<std::size_t>(std::min(kSealChunk, plainBytes - index * kSealChunk));
    }
};

Error damaged(std::uint64_t chunk) {
    return {Code::BadSignature, "sealed payload", "chunk " + std::to_string(chunk)};
}

Result<SecretBytes> unsealPayload(ByteView sealed, const AgeHeader& header,
                                  const SecretBytes& fileKey, std::uint64_t limit) {
    TRY(checkHeaderMac(fileKey, header, sealed));
    ByteView payload = sealed.subspan(header.bytes);
    if (payload.size() < kPayloadNonce) return Error{Code::Malformed, "sealed payload", "cut"};
    ChunkCipher cipher =
        payloadCipher(fileKey, payload.first(kPayloadNonce), ChunkCipher::Direction::Open);
    payload = payload.subspan(kPayloadNonce);
    const Layout layout = TRY(Layout::of(payload.size()));
    if (layout.plainBytes > limit)
        return Error{Code::TooLarge, "sealed payload",
                     std::to_string(layout.plainBytes) + " bytes"};
    SecretBytes plain(static_cast<std::size_t>(layout.plainBytes));
    std::uint8_t nothing = 0;  // where an empty payload would go
    for (std::uint64_t i = 0; i < layout.chunks; ++i) {
        const ByteView chunk =
            payload.subspan(i * kSealedChunk, layout.plainChunk(i) + ChunkCipher::kTag);
        std::uint8_t* to = plain.empty() ? &nothing : plain.data() + i * kSealChunk;
        if (!cipher.open(i, i + 1 == layout.chunks, chunk, to)) return damaged(i);
    }
    return plain;
}

}  // namespace

Result<Recipient> Recipient::parse(std::string_view text) {
    Recipient recipient;
    TRY(bech32Decode(kRecipientPrefix, text, recipient.key_.bytes));
    return recipient;
}

std::string Recipient::text() const {
    std::string text(bech32Size(kRecipientPrefix), '\0');
    bech32Encode(kRecipientPrefix, key_.bytes,
                 {reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    return text;
}

Identity Identity::generate() {
    return fromSecret(SecretBytes::random(crypto_scalarmult_SCALARBYTES)).value();
}

Result<Identity> Identity::fromSecret(const SecretBytes& scalar) {
    if (scalar.size() != crypto_scalarmult_SCALARBYTES)
        return Error{Code::Malformed, "identity", std::to_string(scalar.size()) + " bytes"};
    Recipient recipient;
    crypto_scalarmult_base(recipient.key_.bytes.data(), scalar.data());
    return Identity(scalar.clone(), recipient);
}

Result<Identity> Identity::parse(ByteView file) {
    if (file.size() > kIdentityFileLimit) return Error{Code::TooLarge, "identity", {}};
    std::string_view rest = cairn::text(file);
    std::optional<Identity> found;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with("age-encryption.org/") || line.starts_with("-----BEGIN AGE"))
            return Error{Code::Unsupported, "identity",
                         "it is encrypted: decrypt it with age first"};
        if (found) return Error{Code::Invalid, "identity", "more than one in the file"};
        SecretBytes scalar(crypto_scalarmult_SCALARBYTES);
        TRY(bech32Decode(kIdentityPrefix, line,
                         std::span<std::uint8_t, kBech32Payload>(scalar.data(), kBech32Payload)));
        found = TRY(fromSecret(scalar));
    }
    if (!found) return Error{Code::Malformed, "identity", "none in the file"};
    return std::move(*found);
}

Identity Identity::clone() const { return Identity(scalar_.clone(), recipient_); }

SecretBytes Identity::text() const {
    SecretBytes text(bech32Size(kIdentityPrefix));
    bech32Encode(kIdentityPrefix,
                 std::span<const std::uint8_t, kBech32Payload>(scalar_.data(), kBech32Payload),
                 text.span());
    return text;
}

SecretBytes Identity::secret() const { return scalar_.clone(); }

std::uint64_t sealedSize(std::uint64_t plainSize, std::size_t recipients) {
    const std::uint64_t chunks =
        std::max<std::uint64_t>(1, (plainSize + kSealChunk - 1) / kSealChunk);
    return headerSize(recipients) + kPayloadNonce + plainSize + chunks * ChunkCipher::kTag;
}

Result<SealedBytes> seal(std::span<const Recipient> recipients, ByteView plain) {
    Opening opening = TRY(newOpening(recipients));
    ChunkCipher cipher =
        payloadCipher(opening.fileKey, opening.nonce(), ChunkCipher::Direction::Seal);
    SealedBytes out;
    out.bytes = std::move(opening.bytes);
    std::size_t at = out.bytes.size();
    out.bytes.resize(static_cast<std::size_t>(sealedSize(plain.size(), recipients.size())));
    const Layout layout = Layout::of(out.bytes.size() - at).value();
    for (std::uint64_t i = 0; i < layout.chunks; ++i) {
        const ByteView chunk = plain.subspan(i * kSealChunk, layout.plainChunk(i));
        cipher.seal(i, i + 1 == layout.chunks, chunk, out.bytes.data() + at);
        at += chunk.size() + ChunkCipher::kTag;
    }
    assert(at == out.bytes.size());
    out.sealed = {sha256(plain), sha256(out.bytes), plain.size(), out.bytes.size(),
                  std::move(opening.fileKey)};
    return out;
}

Result<SecretBytes> unseal(ByteView sealed, const Identity& identity, std::uint64_t limit) {
    const AgeHeader header = TRY(AgeHeader::parse(sealed));
    return unsealPayload(sealed, header, TRY(fileKeyFor(header, identity)), limit);
}

Result<SecretBytes> unsealWithFileKey(ByteView sealed, const SecretBytes& fileKey,
                                      std::uint64_t limit) {
    return unsealPayload(sealed, TRY(AgeHeader::parse(sealed)), fileKey, limit);
}

namespace {

// Chunks sealed between two calls of the sink. Large enough that a hand-over to another thread is
// cheap beside the work, small enough that two of them stay in the processor's cache.
constexpr std::size_t kBlockChunks = 4;

// Bytes on their way: plaintext as it comes in, and what becomes of it. Plaintext is wiped when it
// goes.
struct Block {
    // One chunk more than is sealed at once: the last chunk of a file is sealed differently, so one
    // is always held back.
    static constexpr std::size_t kPlain = (kBlockChunks + 1) * kSealChunk;
    static constexpr std::size_t kSealedRoom = (kBlockChunks + 1) * kSealedChunk;

    std::unique_ptr<std::uint8_t[]> plain{new std::uint8_t[kPlain]};
    std::unique_ptr<std::uint8_t[]> sealed{new std::uint8_t[kSealedRoom]};
    std::size_t filled = 0;
    std::size_t touched = 0;
    std::uint64_t plainPiece =
        0;  // numbers in the hash lanes: the block is free when they are done
    std::uint64_t sealedPiece = 0;

    ~Block() { wipe(plain.get(), touched); }
};

}  // namespace

struct SealWriter::State {
    State(Opening start, Sink to)
        : sink(std::move(to)),
          cipher(payloadCipher(start.fileKey, start.nonce(), ChunkCipher::Direction::Seal)),
          fileKey(std::move(start.fileKey)),
          head(std::move(start.bytes)) {}

    Sink sink;
    ChunkCipher cipher;
    SecretBytes fileKey;
    Bytes head;  // until it is written, before the first chunk
    Block blocks[2];
    std::size_t current = 0;
    std::uint64_t chunk = 0;
    std::uint64_t plainBytes = 0;
    std::uint64_t sealedBytes = 0;
    bool finished = false;
    HashLane plainHash;  // after the blocks: its end waits until no block is in use
    HashLane sealedHash;

    Result<void> writeHead() {
        if (head.empty()) return {};
        sealedHash.update(head);
        sealedBytes += head.size();
        const Bytes bytes = std::exchange(head, {});
        return sink(bytes);
    }

    // Seals `chunks` chunks from the front of the block, of which the last may be short. Returns
    // the sealed bytes.
    ByteView sealChunks(Block& block, std::size_t plainSize, bool last) {
        std::size_t from = 0;
        std::size_t to = 0;
        do {  // once for an empty file too
            const std::size_t size = std::min<std::size_t>(kSealChunk, plainSize - from);
            cipher.seal(chunk++, last && from + size == plainSize, {block.plain.get() + from, size},
                        block.sealed.get() + to);
            from += size;
            to += size + ChunkCipher::kTag;
        } while (from < plainSize);
        plainBytes += plainSize;
        sealedBytes += to;
        return {block.sealed.get(), to};
    }

    // The block is full: seals all but its last chunk, which moves to the front of the other block.
    Result<void> turn() {
        constexpr std::size_t kSealed = kBlockChunks * kSealChunk;
        TRY(writeHead());
        Block& block = blocks[current];
        block.plainPiece = plainHash.post({block.plain.get(), kSealed});
        const ByteView sealed = sealChunks(block, kSealed, false);
        block.sealedPiece = sealedHash.post(sealed);
        TRY(sink(sealed));
        current ^= 1;
        Block& next = blocks[current];
        plainHash.await(next.plainPiece);
        sealedHash.await(next.sealedPiece);
        next.filled = block.filled - kSealed;
        next.touched = std::max(next.touched, next.filled);
        std::memcpy(next.plain.get(), block.plain.get() + kSealed, next.filled);
        return {};
    }
};

SealWriter::SealWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealWriter::SealWriter(SealWriter&&) noexcept = default;
SealWriter& SealWriter::operator=(SealWriter&&) noexcept = default;
SealWriter::~SealWriter() = default;

Result<SealWriter> SealWriter::open(std::span<const Recipient> recipients, Sink sink) {
    return SealWriter(std::make_unique<State>(TRY(newOpening(recipients)), std::move(sink)));
}

std::span<std::uint8_t> SealWriter::room() {
    const Block& block = state_->blocks[state_->current];
    return {block.plain.get() + block.filled, Block::kPlain - block.filled};
}

Result<void> SealWriter::advance(std::size_t filled) {
    Block& block = state_->blocks[state_->current];
    assert(!state_->finished && filled <= Block::kPlain - block.filled);
    block.filled += filled;
    block.touched = std::max(block.touched, block.filled);
    if (block.filled == Block::kPlain) return state_->turn();
    return {};
}

Result<void> SealWriter::append(ByteView plain) {
    while (!plain.empty()) {
        const std::span<std::uint8_t> to = room();
        const std::size_t size = std::min(to.size(), plain.size());
        std::memcpy(to.data(), plain.data(), size);
        plain = plain.subspan(size);
        TRY(advance(size));
    }
    return {};
}

Result<Sealed> SealWriter::finish() {
    assert(!state_->finished);
    State& state = *state_;
    state.finished = true;
    TRY(state.writeHead());
    Block& block = state.blocks[state.current];
    const ByteView plain{block.plain.get(), block.filled};
    const bool beside = plain.size() > kSealChunk;  // less is not worth waking a thread
    if (beside) state.plainHash.post(plain);
    const ByteView sealed = state.sealChunks(block, block.filled, true);
    if (beside)
        state.sealedHash.post(sealed);
    else
        state.plainHash.update(plain);
    TRY(state.sink(sealed));
    if (!beside) state.sealedHash.update(sealed);
    Sealed result;
    result.plain = state.plainHash.finish();
    result.sealed = state.sealedHash.finish();
    result.plainBytes = state.plainBytes;
    result.sealedBytes = state.sealedBytes;
    result.fileKey = std::move(state.fileKey);
    return result;
}

namespace {

struct SealedStart {
    Bytes bytes;
    AgeHeader header;

    static Result<SealedStart> read(File& file) {
        SealedStart start;
        start.bytes.resize(AgeHeader::kMostBytes);
        start.bytes.resize(TRY(file.readAt(0, start.bytes)));
        start.header = TRY(AgeHeader::parse(start.bytes));
        return start;
    }
};

}  // namespace

struct SealReader::State {
    State(std::unique_ptr<File> from, SecretBytes key, ChunkCipher opening, std::uint64_t payload,
          Layout chunks)
        : file(std::move(from)),
          fileKey(std::move(key)),
          cipher(std::move(opening)),
          firstChunk(payload),
          layout(chunks) {}

    static Result<std::unique_ptr<State>> open(std::unique_ptr<File> file, const SealedStart& start,
                                               SecretBytes fileKey);

    std::unique_ptr<File> file;
    SecretBytes fileKey;
    ChunkCipher cipher;
    std::uint64_t firstChunk;  // offset in the file
    Layout layout;
    std::unique_ptr<std::uint8_t[]> sealed{new std::uint8_t[kSealedChunk]};
    std::unique_ptr<std::uint8_t[]> plain{new std::uint8_t[kSealChunk]};  // of chunk `held`
    std::optional<std::uint64_t> held;

    ~State() { wipe(plain.get(), kSealChunk); }

    Result<void> openChunk(std::uint64_t index, std::uint8_t* to) {
        const std::size_t size = layout.plainChunk(index) + ChunkCipher::kTag;
        const std::size_t got =
            TRY(file->readAt(firstChunk + index * kSealedChunk, {sealed.get(), size}));
        if (got != size ||
            !cipher.open(index, index + 1 == layout.chunks, {sealed.get(), size}, to))
            return damaged(index);
        return {};
    }

    Result<void> hold(std::uint64_t index) {
        if (held == index) return {};
        held.reset();
        TRY(openChunk(index, plain.get()));
        held = index;
        return {};
    }
};

SealReader::SealReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealReader::SealReader(SealReader&&) noexcept = default;
SealReader& SealReader::operator=(SealReader&&) noexcept = default;
SealReader::~SealReader() = default;

Result<std::unique_ptr<SealReader::State>> SealReader::State::open(std::unique_ptr<File> file,
                                                                   const SealedStart& start,
                                                                   SecretBytes fileKey) {
    TRY(checkHeaderMac(fileKey, start.header, start.bytes));
    std::uint8_t nonce[kPayloadNonce];
    const std::uint64_t size = TRY(file->size());
    const std::uint64_t firstChunk = start.header.bytes + kPayloadNonce;
    if (TRY(file->readAt(start.header.bytes, nonce)) != kPayloadNonce || size < firstChunk)
        return Error{Code::Malformed, "sealed payload", "cut"};
    const Layout layout = TRY(Layout::of(size - firstChunk));
    ChunkCipher cipher = payloadCipher(fileKey, nonce, ChunkCipher::Direction::Open);
    auto state = std::make_unique<State>(std::move(file), std::move(fileKey), std::move(cipher),
                                         firstChunk, layout);
    TRY(state->hold(layout.chunks - 1));
    return state;
}

Result<SealReader> SealReader::open(std::unique_ptr<File> file, const Identity& identity) {
    const SealedStart start = TRY(SealedStart::read(*file));
    SecretBytes fileKey = TRY(fileKeyFor(start.header, identity));
    return SealReader(TRY(State::open(std::move(file), start, std::move(fileKey))));
}

Result<SealReader> SealReader::openWithFileKey(std::unique_ptr<File> file,
                                               const SecretBytes& fileKey) {
    const SealedStart start = TRY(SealedStart::read(*file));
    return SealReader(TRY(State::open(std::move(file), start, fileKey.clone())));
}

std::uint64_t SealReader::size() const { return state_->layout.plainBytes; }

SecretBytes SealReader::fileKey() const { return state_->fileKey.clone(); }

Result<std::size_t> SealReader::readAt(std::uint64_t offset, std::span<std::uint8_t> to) {
    State& state = *state_;
    std::size_t done = 0;
    while (done < to.size() && offset + done < size()) {
        const std::uint64_t index = (offset + done) / kSealChunk;
        const auto skip = static_cast<std::size_t>((offset + done) % kSealChunk);
        const std::size_t chunk = state.layout.plainChunk(index);
        const std::size_t size = std::min(chunk - skip, to.size() - done);
        if (size == chunk && state.held != index) {
            TRY(state.openChunk(
                index, to.data() + done));  // a whole chunk goes straight to where it is wanted
        } else {
            TRY(state.hold(index));
            std::memcpy(to.data() + done, state.plain.get() + skip, size);
        }
        done += size;
    }
    return done;
}

}  // namespace cairn
