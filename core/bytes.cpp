#include "core/bytes.h"

#include <openssl/evp.h>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>
#include <new>

#include "core/secret_memory.h"

namespace cairn {

namespace {

// libsodium must be ready before its first use, whichever of our functions that is.
void readySodium() {
    static const bool ready = sodium_init() >= 0;
    if (!ready) std::abort();  // no random numbers: nothing here can be done safely
}

// A hash that OpenSSL cannot start means a broken library; going on could only produce false
// digests.
void must(int result) {
    if (result != 1) std::abort();
}

const EVP_MD* sha256Algorithm() {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (!algorithm) std::abort();
    return algorithm;
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using ContextPtr = std::unique_ptr<EVP_MD_CTX, FreeContext>;

ContextPtr newContext() {
    ContextPtr context(EVP_MD_CTX_new());
    if (!context) throw std::bad_alloc();
    return context;
}

constexpr char kHexDigits[] = "0123456789abcdef";

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

std::string toHex(ByteView bytes) {
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        hex.push_back(kHexDigits[byte >> 4]);
        hex.push_back(kHexDigits[byte & 15]);
    }
    return hex;
}

Result<Bytes> fromHex(std::string_view hex) {
    if (hex.size() % 2 != 0) return Error{Code::Malformed, "hex", "odd length"};
    Bytes bytes;
    bytes.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = hexValue(hex[i]);
        const int low = hexValue(hex[i + 1]);
        if (high < 0 || low < 0) return Error{Code::Malformed, "hex", "not a lowercase hex digit"};
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

std::string toBase64(ByteView bytes) {
    std::string base64(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL),
                       '\0');
    sodium_bin2base64(base64.data(), base64.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    base64.pop_back();  // its terminating zero
    return base64;
}

Result<Bytes> fromBase64(std::string_view base64) {
    Bytes bytes(base64.size() / 4 * 3 + 3);
    std::size_t size = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), base64.data(), base64.size(), nullptr, &size,
                          nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return Error{Code::Malformed, "base64", {}};
    bytes.resize(size);
    if (toBase64(bytes) != base64) return Error{Code::Malformed, "base64", "not canonical"};
    return bytes;
}

void storeLe32(std::uint8_t* to, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) to[i] = static_cast<std::uint8_t>(value >> (8 * i));
}
void storeLe64(std::uint8_t* to, std::uint64_t value) {
    for (int i = 0; i < 8; ++i) to[i] = static_cast<std::uint8_t>(value >> (8 * i));
}
void storeBe64(std::uint8_t* to, std::uint64_t value) {
    for (int i = 0; i < 8; ++i) to[i] = static_cast<std::uint8_t>(value >> (8 * (7 - i)));
}
std::uint32_t loadLe32(const std::uint8_t* from) {
    std::uint32_t value = 0;
    for (int i = 3; i >= 0; --i) value = value << 8 | from[i];
    return value;
}
std::uint64_t loadLe64(const std::uint8_t* from) {
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = value << 8 | from[i];
    return value;
}
std::uint64_t loadBe64(const std::uint8_t* from) {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value = value << 8 | from[i];
    return value;
}

struct Sha256::Context {
    ContextPtr evp = newContext();
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    must(EVP_DigestInit_ex2(context_->evp.get(), sha256Algorithm(), nullptr));
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(ByteView bytes) {
    must(EVP_DigestUpdate(context_->evp.get(), bytes.data(), bytes.size()));
}

Digest Sha256::finish() {
    Digest digest;
    must(EVP_DigestFinal_ex(context_->evp.get(), digest.bytes.data(), nullptr));
    return digest;
}

Digest sha256(ByteView bytes) { return sha256({bytes}); }

Digest sha256(std::initializer_list<ByteView> pieces) {
    thread_local const ContextPtr context =
        newContext();  // small hashes are many: a Merkle tree is made of them
    must(EVP_DigestInit_ex2(context.get(), sha256Algorithm(), nullptr));
    for (const ByteView piece : pieces)
        must(EVP_DigestUpdate(context.get(), piece.data(), piece.size()));
    Digest digest;
    must(EVP_DigestFinal_ex(context.get(), digest.bytes.data(), nullptr));
    return digest;
}

Bytes randomBytes(std::size_t size) {
    readySodium();
    Bytes bytes(size);
    randombytes_buf(bytes.data(), size);
    return bytes;
}

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
    if (size > 0) data_ = takeSecretMemory(size);
}

SecretBytes SecretBytes::random(std::size_t size) {
    readySodium();
    SecretBytes secret(size);
    if (size > 0) randombytes_buf(secret.data_, size);
    return secret;
}

SecretBytes SecretBytes::copyOf(ByteView bytes) {
    SecretBytes secret(bytes.size());
    if (secret.data_ != nullptr) std::memcpy(secret.data_, bytes.data(), bytes.size());
    return secret;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        giveSecretMemory(data_, size_);
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes() { giveSecretMemory(data_, size_); }

bool SecretBytes::equals(const SecretBytes& other) const {
    return size_ == other.size_ && (size_ == 0 || sodium_memcmp(data_, other.data_, size_) == 0);
}

void wipe(void* data, std::size_t size) { sodium_memzero(data, size); }

void hardenProcess() {
    readySodium();
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    rlimit locked{};  // as much locked memory as we may have
    if (getrlimit(RLIMIT_MEMLOCK, &locked) == 0) {
        locked.rlim_cur = locked.rlim_max;
        setrlimit(RLIMIT_MEMLOCK, &locked);
    }
}

}  // namespace cairn
