// Bytes, digests and secret memory. Safe in any thread; nothing here touches disk.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace cairn {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView view(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes copy(ByteView bytes) { return {bytes.begin(), bytes.end()}; }
inline void append(Bytes& to, ByteView bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

std::string toHex(ByteView bytes);  // lowercase
Result<Bytes> fromHex(std::string_view hex);
// Standard alphabet with padding; decoding refuses anything a canonical encoder would not write.
std::string toBase64(ByteView bytes);
Result<Bytes> fromBase64(std::string_view base64);

void storeLe32(std::uint8_t* to, std::uint32_t value);
void storeLe64(std::uint8_t* to, std::uint64_t value);
void storeBe64(std::uint8_t* to, std::uint64_t value);
std::uint32_t loadLe32(const std::uint8_t* from);
std::uint64_t loadLe64(const std::uint8_t* from);
std::uint64_t loadBe64(const std::uint8_t* from);

// N public bytes with a meaning. Tag keeps a Digest from being taken for a public key.
template <std::size_t N, class Tag>
struct Fixed {
    static constexpr std::size_t size = N;
    std::array<std::uint8_t, N> bytes{};

    static Result<Fixed> from(ByteView source) {
        if (source.size() != N)
            return Error{Code::Malformed, "length", std::to_string(source.size())};
        Fixed out;
        std::memcpy(out.bytes.data(), source.data(), N);
        return out;
    }
    static Result<Fixed> fromHex(std::string_view hex) { return from(TRY(cairn::fromHex(hex))); }
    std::string hex() const { return toHex(bytes); }
    ByteView view() const { return bytes; }
    auto operator<=>(const Fixed&) const = default;
};

using Digest = Fixed<32, struct DigestTag>;        // SHA-256
using PublicKey = Fixed<32, struct PublicKeyTag>;  // Ed25519, verification
using Signature = Fixed<64, struct SignatureTag>;  // Ed25519
using KeyId = Fixed<8, struct KeyIdTag>;           // first 8 bytes of SHA-256 of a public key

Digest sha256(ByteView bytes);
Digest sha256(std::initializer_list<ByteView> pieces);

// SHA-256 over a stream (OpenSSL's EVP: five times libsodium's rate).
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(ByteView bytes);
    Digest finish();  // once

  private:
    struct Context;
    std::unique_ptr<Context> context_;
};

// Public random bytes. (libsodium: tests set its implementation to make vectors repeatable.)
Bytes randomBytes(std::size_t size);

// Bytes that are secret: in locked memory that is left out of core dumps and wiped on fork and on
// destruction. Move-only, and without any way to become a string, so that it cannot be logged by
// accident.
class SecretBytes {
  public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);  // zeroed
    static SecretBytes random(std::size_t size);
    // Takes a copy; the caller wipes its own (wipe()).
    static SecretBytes copyOf(ByteView bytes);
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    SecretBytes clone() const { return copyOf(view()); }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    std::uint8_t* data() { return data_; }
    const std::uint8_t* data() const { return data_; }
    ByteView view() const { return {data_, size_}; }
    std::span<std::uint8_t> span() { return {data_, size_}; }
    bool equals(const SecretBytes& other) const;  // constant time

  private:
    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
};

void wipe(void* data, std::size_t size);

// First thing in every program that holds keys: readies libsodium, switches core dumps off and
// keeps other processes of the same user from reading this one's memory. Repeating it is harmless.
void hardenProcess();

}  // namespace cairn

template <std::size_t N, class Tag>
struct std::hash<cairn::Fixed<N, Tag>> {
    std::size_t operator()(const cairn::Fixed<N, Tag>& value) const noexcept {
        std::size_t out;
        std::memcpy(&out, value.bytes.data(), sizeof out);  // already uniform
        return out;
    }
};
