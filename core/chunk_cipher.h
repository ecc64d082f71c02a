// age's payload encryption: STREAM with ChaCha20-Poly1305 over chunks (c2sp.org/age, "Payload"), by
// OpenSSL's EVP, which is twice as fast as libsodium here. One thread at a time.
#pragma once

#include <memory>

#include "core/bytes.h"

struct evp_cipher_ctx_st;  // EVP_CIPHER_CTX

namespace cairn {

class ChunkCipher {
  public:
    static constexpr std::size_t kTag = 16;

    enum class Direction { Seal, Open };
    ChunkCipher(const SecretBytes& key, Direction direction);  // 32 bytes
    ChunkCipher(ChunkCipher&&) noexcept;
    ChunkCipher& operator=(ChunkCipher&&) noexcept;
    ~ChunkCipher();

    // Writes plain.size() + kTag bytes.
    void seal(std::uint64_t index, bool last, ByteView plain, std::uint8_t* to);
    // Writes sealed.size() - kTag bytes. False, and zeros there, when the tag does not hold.
    [[nodiscard]] bool open(std::uint64_t index, bool last, ByteView sealed, std::uint8_t* to);

  private:
    struct FreeContext {
        void operator()(evp_cipher_ctx_st* context) const;
    };
    std::unique_ptr<evp_cipher_ctx_st, FreeContext> context_;  // clears its key when freed
};

}  // namespace cairn
