#include "core/hkdf.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>

namespace cairn {

SecretBytes hkdfSha256(ByteView inputKey, ByteView salt, ByteView info, std::size_t size) {
    constexpr std::size_t kBlock = crypto_auth_hmacsha256_BYTES;
    assert(size <= 255 * kBlock);
    crypto_auth_hmacsha256_state state;
    std::uint8_t pseudoRandomKey[kBlock];
    const std::uint8_t nothing = 0;  // libsodium wants a pointer even for no bytes
    crypto_auth_hmacsha256_init(&state, salt.empty() ? &nothing : salt.data(), salt.size());
    crypto_auth_hmacsha256_update(&state, inputKey.data(), inputKey.size());
    crypto_auth_hmacsha256_final(&state, pseudoRandomKey);

    SecretBytes output(size);
    std::uint8_t block[kBlock];
    std::uint8_t counter = 0;
    for (std::size_t done = 0; done < size; done += kBlock) {
        crypto_auth_hmacsha256_init(&state, pseudoRandomKey, kBlock);
        if (counter > 0) crypto_auth_hmacsha256_update(&state, block, kBlock);
        crypto_auth_hmacsha256_update(&state, info.data(), info.size());
        ++counter;
        crypto_auth_hmacsha256_update(&state, &counter, 1);
        crypto_auth_hmacsha256_final(&state, block);
        std::copy_n(block, std::min(kBlock, size - done), output.data() + done);
    }
    wipe(&state, sizeof state);
    wipe(pseudoRandomKey, sizeof pseudoRandomKey);
    wipe(block, sizeof block);
    return output;
}

}  // namespace cairn
