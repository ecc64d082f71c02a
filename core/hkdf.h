// HKDF with SHA-256 (RFC 5869), on libsodium's HMAC. Safe in any thread.
#pragma once

#include <string_view>

#include "core/bytes.h"

namespace cairn {

// `size` bytes, at most 8,160. An empty salt means the RFC's default.
SecretBytes hkdfSha256(ByteView inputKey, ByteView salt, ByteView info, std::size_t size = 32);

}  // namespace cairn
