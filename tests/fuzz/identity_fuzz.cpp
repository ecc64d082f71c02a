// Key texts that a person pastes or hands over in a file: what parses is written back the same.
#include <cstdlib>

#include "core/age_header.h"
#include "core/sealed.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (const auto recipient = Recipient::parse(text(bytes));
        recipient && recipient->text() != text(bytes))
        std::abort();
    if (const auto identity = Identity::parse(bytes)) {
        const SecretBytes line = identity->text();
        if (text(bytes).find(text(line.view())) == std::string_view::npos) std::abort();
    }
    if (const auto header = AgeHeader::parse(bytes)) {
        const std::string again = ageHeaderText(header->stanzas) + ageHeaderEnd(header->mac);
        if (again != text(bytes.first(header->bytes))) std::abort();
    }
    return 0;
}
