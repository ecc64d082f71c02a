// The bytes of ledger.<n>: a header, then one frame an entry. Only ledger_file.cpp and tests
// include this; what others may know is in ledger_file.h. core/FORMAT.md, "Ledger". Integers are
// little-endian. Decoding is strict and its cost is bounded.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/files.h"
#include "core/ledger_file.h"

namespace cairn {

inline constexpr std::size_t kFrameHead = 16;                // marker, payload length, sequence
inline constexpr std::size_t kFrameTail = 2 * Digest::size;  // checksum, MAC
inline constexpr std::size_t kMaxPayload = 512 * 1024;

struct LedgerHeader {
    LedgerName name;
    PublicKey key;
    Digest checksum;  // of the bytes before it; part of every frame's checksum
    Digest mac;
};

Bytes encodeHeader(const LedgerName& name, const PublicKey& key, const SecretBytes& macKey);
Digest headerMac(const Digest& checksum, const SecretBytes& macKey);
// MACs form a chain, so that a frame cannot be dropped, moved or taken from another copy of the
// ledger.
Digest frameMac(const Digest& previous, const Digest& checksum, const SecretBytes& macKey);

// TooLarge or Invalid when the entry is outside the limits of ledger_file.h.
Result<Bytes> encodePayload(const Entry& entry);
Result<Entry> decodePayload(std::uint64_t sequence, ByteView payload);

struct Frame {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;  // of the whole frame
    Entry entry;
    Digest checksum;
    Digest mac;
};
// Appends a frame to `to` and answers its MAC.
Result<Digest> encodeFrame(const Entry& entry, const Digest& headerChecksum,
                           const Digest& previousMac, const SecretBytes& macKey, Bytes& to);
// The frame that fills `bytes` exactly; Malformed when its checksum does not hold. The MAC is the
// caller's to check.
Result<Frame> decodeFrame(ByteView bytes, const Digest& headerChecksum);

// Walks a ledger's file from its start with a window of two frames. Errors are the medium's; what
// is no frame is no error.
class FrameReader {
  public:
    static Result<FrameReader> open(File& file);

    const LedgerHeader& header() const { return header_; }
    std::uint64_t position() const { return position_; }  // end of the last frame read
    std::uint64_t fileSize() const { return fileSize_; }

    // The whole frame at position(); nothing where the bytes are none, and then position() stays.
    Result<std::optional<Frame>> next();
    // Moves on to the next place after position() that holds a whole frame; false when there is
    // none.
    Result<bool> skipDamage();

  private:
    FrameReader(File& file, std::uint64_t fileSize) : file_(&file), fileSize_(fileSize) {}
    Result<ByteView> window(std::uint64_t offset,
                            std::size_t size);  // shorter at the end of the file
    Result<std::optional<Frame>> frameAt(std::uint64_t offset);

    File* file_;
    std::uint64_t fileSize_;
    LedgerHeader header_;
    std::uint64_t position_ = 0;
    Bytes buffer_;
    std::uint64_t bufferAt_ = 0;
    int salvageTries_ = 0;
};

}  // namespace cairn
