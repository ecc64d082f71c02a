#include "core/chunk_cipher.h"

#include <openssl/evp.h>

#include <array>
#include <cassert>
#include <cstdlib>
#include <new>

namespace cairn {

namespace {

const EVP_CIPHER* algorithm() {
    static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "ChaCha20-Poly1305", nullptr);
    if (!cipher) std::abort();  // a library without it can neither seal nor open
    return cipher;
}

// An encryption that fails inside the library must never look like sealed bytes.
void must(int result) {
    if (result != 1) std::abort();
}

// Eleven bytes of big-endian counter, one that is 1 for the last chunk.
std::array<std::uint8_t, 12> nonceOf(std::uint64_t index, bool last) {
    std::array<std::uint8_t, 12> nonce{};
    storeBe64(nonce.data() + 3, index);
    nonce[11] = last ? 1 : 0;
    return nonce;
}

int lengthOf(std::size_t size) { return static_cast<int>(size); }  // a chunk: never near INT_MAX

}  // namespace

void ChunkCipher::FreeContext::operator()(evp_cipher_ctx_st* context) const {
    EVP_CIPHER_CTX_free(context);
}

ChunkCipher::ChunkCipher(const SecretBytes& key, Direction direction)
    : context_(EVP_CIPHER_CTX_new()) {
    assert(key.size() == 32);
    if (!context_) throw std::bad_alloc();
    must(EVP_CipherInit_ex2(context_.get(), algorithm(), key.data(), nullptr,
                            direction == Direction::Seal ? 1 : 0, nullptr));
}
ChunkCipher::ChunkCipher(ChunkCipher&&) noexcept = default;
ChunkCipher& ChunkCipher::operator=(ChunkCipher&&) noexcept = default;
ChunkCipher::~ChunkCipher() = default;

void ChunkCipher::seal(std::uint64_t index, bool last, ByteView plain, std::uint8_t* to) {
    EVP_CIPHER_CTX* evp = context_.get();
    must(EVP_EncryptInit_ex2(evp, nullptr, nullptr, nonceOf(index, last).data(), nullptr));
    int written = 0;
    if (!plain.empty())
        must(EVP_EncryptUpdate(evp, to, &written, plain.data(), lengthOf(plain.size())));
    must(EVP_EncryptFinal_ex(evp, to + plain.size(), &written));
    must(EVP_CIPHER_CTX_ctrl(evp, EVP_CTRL_AEAD_GET_TAG, kTag, to + plain.size()));
}

bool ChunkCipher::open(std::uint64_t index, bool last, ByteView sealed, std::uint8_t* to) {
    if (sealed.size() < kTag) return false;
    const ByteView body = sealed.first(sealed.size() - kTag);
    std::array<std::uint8_t, kTag> tag;
    std::copy_n(sealed.data() + body.size(), kTag, tag.data());
    EVP_CIPHER_CTX* evp = context_.get();
    must(EVP_DecryptInit_ex2(evp, nullptr, nullptr, nonceOf(index, last).data(), nullptr));
    must(EVP_CIPHER_CTX_ctrl(evp, EVP_CTRL_AEAD_SET_TAG, kTag, tag.data()));
    int written = 0;
    std::uint8_t end[kTag];
    if (!body.empty())
        must(EVP_DecryptUpdate(evp, to, &written, body.data(), lengthOf(body.size())));
    if (EVP_DecryptFinal_ex(evp, end, &written) == 1) return true;
    wipe(to, body.size());
    return false;
}

}  // namespace cairn
