// The list and the disclosed records of an export from outside: what parses must render to the same
// bytes, and no path leaves the bag.
#include <cstdlib>

#include "core/bag.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (const auto list = parseExportList(bytes)) {
        if (renderExportList(*list) != text(bytes)) std::abort();
        for (const auto& file : list->files)
            if (!isBagPath(file.path) || ("/" + file.path + "/").find("/../") != std::string::npos)
                std::abort();
        for (const auto& [path, _] : bagTagFiles(*list, {}, {}))
            if (!isBagPath(path)) std::abort();
    }
    if (const auto record = parseDisclosedRecord(bytes))
        if (renderDisclosedRecord(*record) != text(bytes)) std::abort();
    return 0;
}
