// A ledger entry as the archive stores it and a desk receives it: ManifestEntry of batch.proto.
#pragma once

#include "core/ledger_file.h"

namespace cairn {

Bytes encodeEntry(const Entry& entry);  // without its wrapped keys
Result<Entry> decodeEntry(std::uint64_t sequence, ByteView bytes);

}  // namespace cairn
