// Signed notes, checkpoints and cosignatures from outside: what parses must encode to the same
// bytes.
#include <cstdlib>

#include "core/ledger.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text(ByteView(data, size));
    if (const auto note = Note::parse(bytes)) {
        if (note->encode() != bytes) std::abort();
        if (const auto checkpoint = Checkpoint::parseBody(note->text)) {
            if (checkpoint->body() != note->text) std::abort();
            if (const auto name = LedgerName::parse(checkpoint->origin)) {
                if (name->origin() != checkpoint->origin) std::abort();
            }
        }
        static const PublicKey key = SigningKey::generate().publicKey();
        if (openCheckpoint(*note, key) || checkCosignature(*note, "hq", key)) std::abort();
    }
    if (const auto checkpoint = Checkpoint::parseBody(bytes)) {
        if (checkpoint->body() != bytes) std::abort();
    }
    return 0;
}
