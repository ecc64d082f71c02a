// The ledger of a stranger's card. Half of the inputs are a file as found; the other half are
// payloads put into whole frames, so that the fuzzer gets past the checksum.
#include <algorithm>
#include <cstdlib>

#include "core/ledger_frames.h"

using namespace cairn;

namespace {

class MemoryFile : public File {
  public:
    explicit MemoryFile(ByteView bytes) : bytes_(bytes) {}
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::uint8_t> to) override {
        if (offset >= bytes_.size()) return std::size_t{0};
        const auto size =
            std::min<std::size_t>(to.size(), bytes_.size() - static_cast<std::size_t>(offset));
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), size, to.begin());
        return size;
    }
    Result<std::uint64_t> size() override { return std::uint64_t{bytes_.size()}; }
    Result<void> writeAt(std::uint64_t, ByteView) override {
        return Error{Code::Refused, "fuzz", {}};
    }
    Result<void> append(ByteView) override { return Error{Code::Refused, "fuzz", {}}; }
    Result<void> truncate(std::uint64_t) override { return Error{Code::Refused, "fuzz", {}}; }
    Result<void> sync() override { return Error{Code::Refused, "fuzz", {}}; }
    Result<void> lockRange(std::uint64_t, std::uint64_t, RangeLock) override { return {}; }
    Result<bool> rangeLocked(std::uint64_t, std::uint64_t) override { return false; }

  private:
    ByteView bytes_;
};

void scan(ByteView bytes, std::uint64_t mostEntries) {
    MemoryFile file(bytes);
    std::uint64_t heard = 0;
    const auto result = scanLedger(file, [&](const Entry&) -> Result<void> {
        ++heard;
        return {};
    });
    if (!result) return;
    if (heard != result->entries + result->salvaged || heard > mostEntries) std::abort();
    if (result->goodBytes + result->tornBytes != bytes.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const SecretBytes macKey = SecretBytes::copyOf(Bytes(32, 1));
    static const Bytes header = encodeHeader({Realm::Exercise, "op", 1, 1}, PublicKey{}, macKey);
    static const Digest headerChecksum =
        Digest::from(ByteView(header).last(kFrameTail).first(Digest::size)).value();
    if (size == 0) return 0;
    const ByteView bytes = ByteView(data, size).subspan(1);
    if (data[0] % 2 == 0) {
        scan(bytes, size / 16);
        return 0;
    }
    const auto entry = decodePayload(data[0], bytes);
    if (!entry) return 0;
    const auto again = encodePayload(*entry);
    if (!again || *again != copy(bytes)) std::abort();
    Bytes file = header;
    if (!encodeFrame(*entry, headerChecksum, headerChecksum, macKey, file)) std::abort();
    scan(file, 1);
    return 0;
}
