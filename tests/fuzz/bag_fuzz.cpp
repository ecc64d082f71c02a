// The two text formats of an export: what parses must render to the same bytes.
#include <cstdlib>

#include "core/bag.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (const auto list = parseExportList(bytes)) {
        if (renderExportList(*list) != text(bytes)) std::abort();
        bagTagFiles(*list, Digest{}, Digest{});
    }
    if (const auto record = parseDisclosedRecord(bytes)) {
        if (renderDisclosedRecord(*record) != text(bytes)) std::abort();
    }
    return 0;
}
