// Sealed objects from outside: what opens by one door opens by the other, to the same bytes. The
// payload under a header that is good is fuzzed too: an input that begins with 'p' is put behind
// one.
#include <cstdlib>

#include "core/sealed.h"
#include "tests/testkit/memory_file.h"

using namespace cairn;

namespace {

const Identity& identity() {
    static const Identity ours =
        Identity::parse(
            view("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"))
            .value();
    return ours;
}

void openBothWays(ByteView bytes) {
    const auto whole = unseal(bytes, identity(), 1 << 20);
    auto reader = SealReader::open(std::make_unique<MemoryFile>(bytes), identity());
    Bytes plain(1 << 20);
    const auto read = reader ? reader->readAt(0, plain) : Result<std::size_t>(reader.error());
    if (whole.has_value() != read.has_value()) std::abort();
    if (whole && (whole->size() != *read || std::memcmp(whole->data(), plain.data(), *read) != 0))
        std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteView bytes(data, size);
    if (size > 0 && data[0] == 'p') {
        static const Bytes good = seal(std::vector{identity().recipient()}, {}).value().bytes;
        Bytes joined = good;
        joined.resize(good.size() - 16);  // without the empty last chunk
        append(joined, bytes.subspan(1));
        openBothWays(joined);
    } else {
        openBothWays(bytes);
    }
    return 0;
}
