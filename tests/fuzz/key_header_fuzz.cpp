// keys.a and keys.b as found on a seized or damaged device. Half of the inputs get a right
// checksum, so that the fuzzer gets past it.
#include <cstdlib>

#include "core/key_header.h"

using namespace cairn;

namespace {

void tryToOpen(ByteView bytes) {
    static const SecretBytes key(32);
    const auto header = KeyHeader::parse(bytes);
    if (!header) return;
    if (header->cost.memoryBytes < KdfCost::floor().memoryBytes ||
        header->cost.operations < KdfCost::floor().operations)
        std::abort();
    if (header->openSlots(key)) std::abort();  // nobody made a slot for that key
    for (const auto& [name, wrapped] : header->keys)
        if (header->unwrap(name, key)) std::abort();
    // What parses encodes to the same bytes, but for MAC and checksum.
    const Bytes again = header->encode(key, bytes.size());
    if (!std::equal(again.begin(), again.end() - 64, bytes.begin(), bytes.end() - 64)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    tryToOpen({data, size});
    Bytes summed(data, data + size);
    summed.resize(size < 4000 ? 4096 - 32 : 8192 - 32);
    append(summed, sha256(summed).view());
    tryToOpen(summed);
    return 0;
}
