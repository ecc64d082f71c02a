// The bytes of keys.a and keys.b: slots, wrapped keys, MAC and checksum. No disk and no passphrase
// here. core/FORMAT.md, "Keys".
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "core/keyring.h"

namespace cairn {

// What a slot holds. A duress slot's master key is 32 bytes that open nothing.
struct KeyBundle {
    SlotKind kind = SlotKind::Normal;
    SecretBytes master;
    SecretBytes send;
    SecretBytes person;
    static KeyBundle generate(SlotKind kind);
    KeyBundle clone() const { return {kind, master.clone(), send.clone(), person.clone()}; }
};

struct KeyHeader {
    static constexpr std::size_t kMostBytes = 256 * 1024;
    static constexpr std::size_t kMostKeys = 128;
    static constexpr std::size_t kLongestKey = 1024;
    static constexpr std::size_t kLongestName = 32;
    static constexpr std::size_t kSlotBytes = 168;  // nonce 24, sealed bundle 128, tag 16

    struct Wrapped {
        WrappedUnder under = WrappedUnder::SendKey;
        Bytes sealed;  // nonce, ciphertext, tag
    };

    std::uint64_t generation = 0;
    KdfCost cost;
    std::array<std::uint8_t, 16> salt{};
    std::array<std::array<std::uint8_t, kSlotBytes>, Keyring::kSlots> bundles{};  // sealed
    std::map<std::string, Wrapped, std::less<>> keys;

    // Random salt, and slots that nothing opens.
    static KeyHeader blank(KdfCost cost);

    // `macKey` is derived from the send key. At least `minimumSize` bytes long, so that a file
    // never shrinks and what it held is overwritten.
    Bytes encode(const SecretBytes& macKey, std::size_t minimumSize) const;
    // Whole and within bounds, as far as can be told without a key. A cost below the floor is
    // refused here.
    static Result<KeyHeader> parse(ByteView bytes);
    static bool macHolds(ByteView bytes, const SecretBytes& macKey);

    void sealSlot(int index, const SecretBytes& passphraseKey, const KeyBundle& bundle);
    // Tries every slot, with the same work whichever opens. The last that does, with its index.
    struct Opened {
        int slot;
        KeyBundle bundle;
    };
    std::optional<Opened> openSlots(const SecretBytes& passphraseKey) const;

    void wrap(std::string_view name, WrappedUnder under, const SecretBytes& wrappingKey,
              ByteView key);
    Result<SecretBytes> unwrap(std::string_view name,
                               const SecretBytes& wrappingKey) const;  // NotFound, BadSignature

  private:
    SecretBytes slotKey(int index, const SecretBytes& passphraseKey) const;
    Bytes slotContext(int index) const;
};

// 32 bytes for a purpose: HKDF-SHA-256 with "cairn/1/" and the context as info.
SecretBytes deriveKey(ByteView from, std::string_view context);

}  // namespace cairn
