// Passphrase -> slot -> keys. core/FORMAT.md, "Keys".
//
// The folder holds keys.a and keys.b, two copies of one header (generation, MAC). A passphrase is
// run through Argon2id once; the result opens exactly one of kSlots equal-sized slots or none, and
// all are tried every time. Unused slots are random bytes. A normal slot holds the vault master
// key, the send key and the person key; a duress slot holds the send key and a decoy key, never the
// master key. Further keys (ledger, age, TLS, reader epochs) are random and stored wrapped under
// one of the two.
//
// Every change is written to both copies, one after the other, each synced: a crash at any step
// leaves one whole copy. After an error of a changing verb it is unknown until the next unlock
// whether the change took; repeating it is safe. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/files.h"
#include "core/result.h"

namespace cairn {

// Argon2id cost. The floor is enforced in code, never taken from a file: a header below it is
// refused.
struct KdfCost {
    std::uint32_t operations = 2;
    std::uint64_t memoryBytes = 64ull << 20;
    static KdfCost floor() { return {}; }
    static KdfCost ceiling() {
        return {64, 1ull << 30};
    }                             // above it a header is refused: it would only exhaust the device
    static KdfCost calibrated();  // 0.7 to 1.5 s on this machine; takes about a second to find
    bool operator==(const KdfCost&) const = default;
};

// UTF-8 as typed or read from a file; normalised to NFC where the UI can (core takes bytes as they
// are). From a file: the bytes to the first LF, a trailing CR dropped; not valid UTF-8 is refused.
Result<SecretBytes> readPassphraseFile(Files& files, const std::string& path);

enum class SlotKind : std::uint8_t { Normal = 1, Duress = 2 };

// Which key wraps a stored key: what the duress slot can reach (to send), and what it cannot (to
// read).
enum class WrappedUnder : std::uint8_t { SendKey = 1, MasterKey = 2 };

class Keyring {
  public:
    static constexpr int kSlots = 4;

    // Makes a new header with one normal slot. Exists when the folder has one; Invalid when the
    // cost is out of bounds.
    static Result<Keyring> create(Files& files, const std::string& folder,
                                  const SecretBytes& passphrase, KdfCost cost);
    // Repairs the worse of the two copies from the better. WrongPassphrase when no slot opens,
    // NotFound without a header, Corrupt when neither copy is whole, BadSignature when a slot opens
    // but the rest was altered. A right, a duress and a wrong passphrase take the same time up to
    // there.
    static Result<Keyring> unlock(Files& files, const std::string& folder,
                                  const SecretBytes& passphrase);
    Keyring(Keyring&&) noexcept;
    Keyring& operator=(Keyring&&) noexcept;
    ~Keyring();

    SlotKind slotKind() const;
    // Goes up with every change and never down: what a ledger remembers of it shows an older header
    // put back.
    std::uint64_t generation() const;

    // 32-byte keys derived from the master key (and, for the database, an epoch key) or the send
    // key; see the table of contexts in FORMAT.md. Master-key derivations answer NotFound in a
    // duress session.
    Result<SecretBytes> derive(WrappedUnder from, std::string_view context) const;
    Result<SecretBytes> deriveDatabaseKey(std::uint32_t epoch) const;

    // The third key of this session's slot: 32 bytes, the seed of the person's signing key, or of
    // the decoy profile's.
    SecretBytes personSeed() const;

    // Named keys of 1 byte to 1 KiB ("ledger.1", "age", "tls", "epoch.1", …), names
    // [a-z0-9.-]{1,32}, at most 128. store() is durable on return and replaces; under the master
    // key only in a normal session (NotFound).
    Result<void> store(std::string_view name, WrappedUnder under, const SecretBytes& key);
    Result<SecretBytes> load(
        std::string_view name) const;  // NotFound: no such key, or not in this session
    Result<void> destroy(
        std::string_view name);  // both copies overwritten in place; NotFound when there is none
    bool has(std::string_view name) const;

    // Slots. Only in a normal session (Refused). Changing a passphrase rewrites one slot, this
    // session's; WrongPassphrase when the old one does not open it. Exists when the new passphrase
    // opens another slot. addSlot: TooLarge when all are used.
    Result<void> changePassphrase(const SecretBytes& oldPassphrase,
                                  const SecretBytes& newPassphrase);
    Result<void> addSlot(SlotKind kind, const SecretBytes& passphrase);

  private:
    struct State;
    explicit Keyring(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
