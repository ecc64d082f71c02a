#include <algorithm>
#include <cassert>

#include "core/age_payload.h"
#include "core/hash_lane.h"

namespace cairn {

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
    State(AgeOpening start, Sink to)
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

}  // namespace cairn
