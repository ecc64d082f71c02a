#include "core/ledger_frames.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace cairn {

namespace {

constexpr std::string_view kMagic = "CAIRNLG1";
constexpr std::string_view kMarker = "CLE1";
constexpr std::size_t kMaxOrigin = 128;
constexpr std::size_t kWindow = 2 * (kMaxPayload + kFrameHead + kFrameTail);
// A card from outside may be made of markers alone; each try costs a hash over at most kMaxPayload.
constexpr int kMaxSalvageTries = 1024;

Digest mac(std::string_view label, std::initializer_list<ByteView> pieces, const SecretBytes& key) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    const ByteView name = view(label);
    crypto_auth_hmacsha256_update(&state, name.data(), name.size());
    for (const ByteView piece : pieces)
        crypto_auth_hmacsha256_update(&state, piece.data(), piece.size());
    Digest out;
    crypto_auth_hmacsha256_final(&state, out.bytes.data());
    wipe(&state, sizeof state);
    return out;
}

void put32(Bytes& to, std::size_t value) {
    std::uint8_t bytes[4];
    storeLe32(bytes, static_cast<std::uint32_t>(value));
    append(to, bytes);
}

void put64(Bytes& to, std::uint64_t value) {
    std::uint8_t bytes[8];
    storeLe64(bytes, value);
    append(to, bytes);
}

void putShort(Bytes& to, ByteView bytes) {
    to.push_back(static_cast<std::uint8_t>(bytes.size()));
    append(to, bytes);
}

// Takes pieces from the front; once one is missing, every further one is, and ok() says so.
class Taker {
  public:
    explicit Taker(ByteView bytes) : rest_(bytes) {}
    ByteView take(std::size_t size) {
        if (size > rest_.size()) {
            ok_ = false;
            rest_ = {};
            return {};
        }
        const ByteView piece = rest_.first(size);
        rest_ = rest_.subspan(size);
        return piece;
    }
    std::uint32_t take32() {
        const ByteView bytes = take(4);
        return bytes.empty() ? 0 : loadLe32(bytes.data());
    }
    std::uint64_t take64() {
        const ByteView bytes = take(8);
        return bytes.empty() ? 0 : loadLe64(bytes.data());
    }
    Bytes takeShort() {
        const ByteView size = take(1);
        return size.empty() ? Bytes() : copy(take(size[0]));
    }
    Digest takeDigest() {
        Digest out;
        const ByteView bytes = take(Digest::size);
        if (!bytes.empty()) std::memcpy(out.bytes.data(), bytes.data(), Digest::size);
        return out;
    }
    bool ok() const { return ok_; }
    bool done() const { return ok_ && rest_.empty(); }

  private:
    ByteView rest_;
    bool ok_ = true;
};

}  // namespace

Digest headerMac(const Digest& checksum, const SecretBytes& macKey) {
    return mac("cairn ledger header 1", {checksum.view()}, macKey);
}

Digest frameMac(const Digest& previous, const Digest& checksum, const SecretBytes& macKey) {
    return mac("cairn ledger entry 1", {previous.view(), checksum.view()}, macKey);
}

Bytes encodeHeader(const LedgerName& name, const PublicKey& key, const SecretBytes& macKey) {
    const std::string origin = name.origin();
    Bytes out = copy(view(kMagic));
    put32(out, origin.size());
    append(out, view(origin));
    append(out, key.view());
    const Digest checksum = sha256(out);
    append(out, checksum.view());
    append(out, headerMac(checksum, macKey).view());
    return out;
}

Result<Bytes> encodePayload(const Entry& entry) {
    const auto tooLarge = [&](const char* what) {
        return Error{Code::TooLarge, what, std::to_string(entry.sequence)};
    };
    if (entry.sealedRecord.size() > kMaxSealedRecord) return tooLarge("sealed record");
    if (entry.wrappedKey.size() > kMaxWrappedKey) return tooLarge("wrapped key");
    if (entry.objects.size() > kMaxEntryObjects) return tooLarge("objects of a record");
    if (entry.to.size() > kMaxEntryAddressees) return tooLarge("addressees of a record");
    Bytes out;
    append(out, entry.leaf.view());
    put32(out, entry.sealedRecord.size());
    append(out, entry.sealedRecord);
    putShort(out, entry.wrappedKey);
    put32(out, entry.objects.size());
    for (const ObjectRef& object : entry.objects) {
        if (object.wrappedKey.size() > kMaxWrappedKey) return tooLarge("wrapped key");
        append(out, object.name.view());
        put64(out, object.sizeBytes);
        putShort(out, object.wrappedKey);
    }
    put32(out, entry.to.size());
    for (const std::uint32_t device : entry.to) put32(out, device);
    return out;
}

Result<Entry> decodePayload(std::uint64_t sequence, ByteView payload) {
    const Error malformed{Code::Malformed, "ledger entry", std::to_string(sequence)};
    Taker from(payload);
    Entry entry;
    entry.sequence = sequence;
    entry.leaf = from.takeDigest();
    const std::uint32_t recordSize = from.take32();
    if (recordSize > kMaxSealedRecord) return malformed;
    entry.sealedRecord = copy(from.take(recordSize));
    entry.wrappedKey = from.takeShort();
    const std::uint32_t objects = from.take32();
    if (objects > kMaxEntryObjects) return malformed;
    for (std::uint32_t i = 0; i < objects && from.ok(); ++i) {
        ObjectRef object;
        object.name = from.takeDigest();
        object.sizeBytes = from.take64();
        object.wrappedKey = from.takeShort();
        entry.objects.push_back(std::move(object));
    }
    const std::uint32_t addressees = from.take32();
    if (addressees > kMaxEntryAddressees) return malformed;
    for (std::uint32_t i = 0; i < addressees && from.ok(); ++i) entry.to.push_back(from.take32());
    if (!from.done()) return malformed;
    return entry;
}

Result<Digest> encodeFrame(const Entry& entry, const Digest& headerChecksum,
                           const Digest& previousMac, const SecretBytes& macKey, Bytes& to) {
    const Bytes payload = TRY(encodePayload(entry));
    const std::size_t start = to.size();
    append(to, view(kMarker));
    put32(to, payload.size());
    put64(to, entry.sequence);
    append(to, payload);
    const Digest checksum = sha256({headerChecksum.view(), ByteView(to).subspan(start)});
    const Digest frame = frameMac(previousMac, checksum, macKey);
    append(to, checksum.view());
    append(to, frame.view());
    return frame;
}

Result<Frame> decodeFrame(ByteView bytes, const Digest& headerChecksum) {
    const Error malformed{Code::Malformed, "ledger frame", {}};
    Taker from(bytes);
    if (text(from.take(kMarker.size())) != kMarker) return malformed;
    const std::uint32_t size = from.take32();
    const std::uint64_t sequence = from.take64();
    if (size > kMaxPayload) return malformed;
    const ByteView payload = from.take(size);
    Frame frame;
    frame.size = bytes.size();
    frame.checksum = from.takeDigest();
    frame.mac = from.takeDigest();
    if (!from.done()) return malformed;
    if (sha256({headerChecksum.view(), bytes.first(kFrameHead + size)}) != frame.checksum)
        return malformed;
    frame.entry = TRY(decodePayload(sequence, payload));
    return frame;
}

Result<FrameReader> FrameReader::open(File& file) {
    FrameReader reader(file, TRY(file.size()));
    const ByteView bytes =
        TRY(reader.window(0, kMagic.size() + 4 + kMaxOrigin + PublicKey::size + kFrameTail));
    Taker from(bytes);
    if (text(from.take(kMagic.size())) != kMagic)
        return Error{Code::Malformed, "ledger", "not a ledger of version 1"};
    const std::uint32_t originSize = from.take32();
    if (originSize > kMaxOrigin) return Error{Code::Malformed, "ledger header", "length"};
    const ByteView origin = from.take(originSize);
    const ByteView key = from.take(PublicKey::size);
    reader.header_.checksum = from.takeDigest();
    reader.header_.mac = from.takeDigest();
    if (!from.ok()) return Error{Code::Malformed, "ledger header", "cut"};
    const std::size_t signedBytes = kMagic.size() + 4 + originSize + PublicKey::size;
    if (sha256(bytes.first(signedBytes)) != reader.header_.checksum) {
        return Error{Code::Corrupt, "ledger header", "checksum"};
    }
    reader.header_.name = TRY(LedgerName::parse(text(origin)));
    reader.header_.key = TRY(PublicKey::from(key));
    reader.position_ = signedBytes + kFrameTail;
    return reader;
}

Result<ByteView> FrameReader::window(std::uint64_t offset, std::size_t size) {
    if (offset >= fileSize_) return ByteView{};
    size = static_cast<std::size_t>(std::min<std::uint64_t>(size, fileSize_ - offset));
    const bool held = offset >= bufferAt_ && offset + size <= bufferAt_ + buffer_.size();
    if (!held) {
        buffer_.resize(
            static_cast<std::size_t>(std::min<std::uint64_t>(kWindow, fileSize_ - offset)));
        const std::size_t got = TRY(file_->readAt(offset, buffer_));
        if (got != buffer_.size()) {
            buffer_.clear();
            return Error{Code::Io, "ledger", "shorter than its size"};
        }
        bufferAt_ = offset;
    }
    return ByteView(buffer_).subspan(static_cast<std::size_t>(offset - bufferAt_), size);
}

Result<std::optional<Frame>> FrameReader::frameAt(std::uint64_t offset) {
    const ByteView head = TRY(window(offset, kFrameHead));
    if (head.size() < kFrameHead || text(head.first(kMarker.size())) != kMarker)
        return std::optional<Frame>();
    const std::uint32_t size = loadLe32(head.data() + kMarker.size());
    if (size > kMaxPayload) return std::optional<Frame>();
    const ByteView bytes = TRY(window(offset, kFrameHead + size + kFrameTail));
    auto frame = decodeFrame(bytes, header_.checksum);
    if (!frame) return std::optional<Frame>();
    frame->offset = offset;
    return std::optional<Frame>(std::move(*frame));
}

Result<std::optional<Frame>> FrameReader::next() {
    auto frame = TRY(frameAt(position_));
    if (frame) position_ += frame->size;
    return frame;
}

Result<bool> FrameReader::skipDamage() {
    std::uint64_t at = position_ + 1;
    while (salvageTries_ < kMaxSalvageTries) {
        const ByteView bytes = TRY(window(at, kMaxPayload));
        if (bytes.size() < kFrameHead + kFrameTail) return false;
        const auto found = text(bytes).find(kMarker);
        if (found == std::string_view::npos) {
            at += bytes.size() - (kMarker.size() - 1);
            continue;
        }
        at += found;
        if (TRY(frameAt(at))) {
            position_ = at;
            return true;
        }
        ++at;
        ++salvageTries_;
    }
    return false;
}

}  // namespace cairn
