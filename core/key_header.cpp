#include "core/key_header.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>

#include "core/hkdf.h"

namespace cairn {

namespace {

constexpr std::string_view kMagic{"cairn keys v1\n\0\0", 16};
constexpr std::size_t kKey = 32;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kBundle = 4 * kKey;  // kind and zeros, then three keys
constexpr std::size_t kFixedPart = 16 + 8 + 4 + 8 + 16;
constexpr std::size_t kTrailer = 64;  // MAC, checksum
constexpr std::size_t kPage = 4096;
static_assert(KeyHeader::kSlotBytes == kNonce + kBundle + kTag);

Error damaged(const char* detail) { return {Code::Corrupt, "keys", detail}; }

void sealWith(const SecretBytes& key, ByteView plain, ByteView context, std::uint8_t* to) {
    randombytes_buf(to, kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(to + kNonce, nullptr, plain.data(), plain.size(),
                                               context.data(), context.size(), nullptr, to,
                                               key.data());
}

bool openWith(const SecretBytes& key, ByteView sealed, ByteView context, std::uint8_t* to) {
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
               to, nullptr, nullptr, sealed.data() + kNonce, sealed.size() - kNonce, context.data(),
               context.size(), sealed.data(), key.data()) == 0;
}

Bytes wrapContext(std::string_view name, WrappedUnder under) {
    Bytes context{static_cast<std::uint8_t>(under)};
    append(context, view(name));
    return context;
}

Bytes macOf(ByteView bytes, const SecretBytes& macKey) {
    Bytes mac(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256(mac.data(), bytes.data(), bytes.size(), macKey.data());
    return mac;
}

// Reads fields off the front; everything is bounded by what is there.
class Reader {
  public:
    explicit Reader(ByteView bytes) : rest_(bytes) {}
    Result<ByteView> take(std::size_t size) {
        if (size > rest_.size()) return damaged("cut");
        const ByteView taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    Result<std::uint8_t> byte() { return TRY(take(1))[0]; }
    ByteView rest() const { return rest_; }

  private:
    ByteView rest_;
};

bool isName(std::string_view name) {
    return !name.empty() && name.size() <= KeyHeader::kLongestName &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

}  // namespace

SecretBytes deriveKey(ByteView from, std::string_view context) {
    return hkdfSha256(from, {}, view("cairn/1/" + std::string(context)));
}

KeyBundle KeyBundle::generate(SlotKind kind) {
    return {kind, SecretBytes::random(kKey), SecretBytes::random(kKey), SecretBytes::random(kKey)};
}

KeyHeader KeyHeader::blank(KdfCost cost) {
    KeyHeader header;
    header.cost = cost;
    randombytes_buf(header.salt.data(), header.salt.size());
    for (auto& slot : header.bundles) randombytes_buf(slot.data(), slot.size());
    return header;
}

Bytes KeyHeader::encode(const SecretBytes& macKey, std::size_t minimumSize) const {
    Bytes bytes = copy(view(kMagic));
    bytes.resize(kFixedPart);
    storeLe64(&bytes[16], generation);
    storeLe32(&bytes[24], cost.operations);
    storeLe64(&bytes[28], cost.memoryBytes);
    std::copy(salt.begin(), salt.end(), &bytes[36]);
    for (const auto& slot : bundles) append(bytes, slot);
    bytes.push_back(static_cast<std::uint8_t>(keys.size()));
    for (const auto& [name, wrapped] : keys) {
        bytes.push_back(static_cast<std::uint8_t>(name.size()));
        append(bytes, view(name));
        bytes.push_back(static_cast<std::uint8_t>(wrapped.under));
        bytes.push_back(static_cast<std::uint8_t>(wrapped.sealed.size()));
        bytes.push_back(static_cast<std::uint8_t>(wrapped.sealed.size() >> 8));
        append(bytes, wrapped.sealed);
    }
    const std::size_t whole = (bytes.size() + kTrailer + kPage - 1) / kPage * kPage;
    bytes.resize(std::max(whole, minimumSize) - kTrailer);
    append(bytes, macOf(bytes, macKey));
    append(bytes, sha256(bytes).view());
    return bytes;
}

Result<KeyHeader> KeyHeader::parse(ByteView bytes) {
    if (bytes.empty() || bytes.size() % kPage != 0 || bytes.size() > kMostBytes)
        return damaged("length");
    if (text(bytes.first(13)) != kMagic.substr(0, 13)) {
        if (text(bytes).starts_with("cairn keys v"))
            return Error{Code::Unsupported, "keys", "version"};
        return damaged("not a key header");
    }
    const std::size_t checked = bytes.size() - Digest::size;
    if (sha256(bytes.first(checked)) != Digest::from(bytes.subspan(checked)).value())
        return damaged("checksum");

    Reader reader(bytes.first(bytes.size() - kTrailer));
    if (text(TRY(reader.take(kMagic.size()))) != kMagic) return damaged("not a key header");
    KeyHeader header;
    header.generation = loadLe64(TRY(reader.take(8)).data());
    header.cost.operations = loadLe32(TRY(reader.take(4)).data());
    header.cost.memoryBytes = loadLe64(TRY(reader.take(8)).data());
    const KdfCost floor = KdfCost::floor();
    const KdfCost ceiling = KdfCost::ceiling();
    if (header.cost.operations < floor.operations || header.cost.memoryBytes < floor.memoryBytes)
        return damaged("the cost of the passphrase is below the floor");
    if (header.cost.operations > ceiling.operations ||
        header.cost.memoryBytes > ceiling.memoryBytes)
        return damaged("the cost of the passphrase is above the ceiling");
    const ByteView salt = TRY(reader.take(header.salt.size()));
    std::copy(salt.begin(), salt.end(), header.salt.begin());
    for (auto& slot : header.bundles) {
        const ByteView from = TRY(reader.take(kSlotBytes));
        std::copy(from.begin(), from.end(), slot.begin());
    }
    const std::size_t count = TRY(reader.byte());
    if (count > kMostKeys) return damaged("number of keys");
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name(text(TRY(reader.take(TRY(reader.byte())))));
        const std::uint8_t under = TRY(reader.byte());
        const std::size_t low = TRY(reader.byte());
        const std::size_t size = low | static_cast<std::size_t>(TRY(reader.byte())) << 8;
        const ByteView sealed = TRY(reader.take(size));
        if (!isName(name) || (!header.keys.empty() && header.keys.rbegin()->first >= name))
            return damaged("name of a key");
        if (under != 1 && under != 2) return damaged("kind of a key");
        if (size <= kNonce + kTag || size > kNonce + kTag + kLongestKey)
            return damaged("length of a key");
        header.keys.emplace(name, Wrapped{static_cast<WrappedUnder>(under), copy(sealed)});
    }
    const ByteView padding = reader.rest();
    if (std::any_of(padding.begin(), padding.end(), [](std::uint8_t byte) { return byte != 0; }))
        return damaged("padding");
    return header;
}

bool KeyHeader::macHolds(ByteView bytes, const SecretBytes& macKey) {
    const std::size_t maced = bytes.size() - kTrailer;
    const Bytes mac = macOf(bytes.first(maced), macKey);
    return sodium_memcmp(mac.data(), bytes.data() + maced, mac.size()) == 0;
}

SecretBytes KeyHeader::slotKey(int index, const SecretBytes& passphraseKey) const {
    return deriveKey(passphraseKey.view(), "slot/" + std::to_string(index));
}

// Binds a slot to its place, cost and salt.
Bytes KeyHeader::slotContext(int index) const {
    Bytes context = copy(view(kMagic));
    context.resize(28);
    storeLe32(&context[16], cost.operations);
    storeLe64(&context[20], cost.memoryBytes);
    append(context, salt);
    context.push_back(static_cast<std::uint8_t>(index));
    return context;
}

void KeyHeader::sealSlot(int index, const SecretBytes& passphraseKey, const KeyBundle& bundle) {
    SecretBytes plain(kBundle);
    plain.data()[0] = static_cast<std::uint8_t>(bundle.kind);
    std::copy_n(bundle.master.data(), kKey, plain.data() + kKey);
    std::copy_n(bundle.send.data(), kKey, plain.data() + 2 * kKey);
    std::copy_n(bundle.person.data(), kKey, plain.data() + 3 * kKey);
    sealWith(slotKey(index, passphraseKey), plain.view(), slotContext(index),
             bundles[static_cast<std::size_t>(index)].data());
}

std::optional<KeyHeader::Opened> KeyHeader::openSlots(const SecretBytes& passphraseKey) const {
    std::optional<Opened> opened;
    for (int i = 0; i < Keyring::kSlots; ++i) {
        SecretBytes plain(kBundle);
        const bool opens = openWith(slotKey(i, passphraseKey), bundles[static_cast<std::size_t>(i)],
                                    slotContext(i), plain.data());
        const std::uint8_t kind = plain.data()[0];
        KeyBundle bundle{kind == 2 ? SlotKind::Duress : SlotKind::Normal,
                         SecretBytes::copyOf(plain.view().subspan(kKey, kKey)),
                         SecretBytes::copyOf(plain.view().subspan(2 * kKey, kKey)),
                         SecretBytes::copyOf(plain.view().subspan(3 * kKey, kKey))};
        if (opens && (kind == 1 || kind == 2)) opened = Opened{i, std::move(bundle)};
    }
    return opened;
}

void KeyHeader::wrap(std::string_view name, WrappedUnder under, const SecretBytes& wrappingKey,
                     ByteView key) {
    assert(isName(name) && !key.empty() && key.size() <= kLongestKey);
    Wrapped wrapped{under, Bytes(kNonce + key.size() + kTag)};
    sealWith(wrappingKey, key, wrapContext(name, under), wrapped.sealed.data());
    keys.insert_or_assign(std::string(name), std::move(wrapped));
}

Result<SecretBytes> KeyHeader::unwrap(std::string_view name, const SecretBytes& wrappingKey) const {
    const auto at = keys.find(name);
    if (at == keys.end()) return Error{Code::NotFound, std::string(name), "key"};
    const Wrapped& wrapped = at->second;
    SecretBytes key(wrapped.sealed.size() - kNonce - kTag);
    if (!openWith(wrappingKey, wrapped.sealed, wrapContext(name, wrapped.under), key.data()))
        return Error{Code::BadSignature, std::string(name), "key"};
    return key;
}

}  // namespace cairn
