#include <algorithm>
#include <optional>

#include "core/age_payload.h"

namespace cairn {

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
          AgeLayout chunks)
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
    AgeLayout layout;
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
            return damagedChunk(index);
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
        return Error{Code::Malformed, "sealed header", "cut"};
    const AgeLayout layout = TRY(AgeLayout::of(size - firstChunk));
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
