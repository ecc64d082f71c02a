// Passphrase -> slot -> keys. core/FORMAT.md, "Keys".
//
// The folder holds keys.a and keys.b, two copies of one header (generation, MAC). A passphrase is run through Argon2id once; the
// result opens exactly one of kSlots equal-sized slots or none, and all are tried every time. Unused slots are random bytes.
// A normal slot holds the vault master key, the send key and the person key; a duress slot holds the send key and a decoy key,
// never the master key. Further keys (ledger, age, TLS, reader epochs) are random and stored wrapped under one of the two.
// One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/files.h"
#include "core/result.h"

namespace cairn {

// Argon2id cost. The floor is enforced in code, never taken from a file: a header below it is refused.
struct KdfCost {
    std::uint32_t operations = 2;
    std::uint64_t memoryBytes = 64ull << 20;
    static KdfCost floor() { return {}; }
    static KdfCost calibrated();  // about one second on this machine; takes a few seconds to find
};

// UTF-8 as typed or read from a file; normalised to NFC where the UI can (core takes bytes as they are).
// From a file: the bytes to the first LF, a trailing CR dropped; not valid UTF-8 is refused.
Result<SecretBytes> readPassphraseFile(Files& files, const std::string& path);

enum class SlotKind : std::uint8_t { Normal = 1, Duress = 2 };

// Which key wraps a stored key: what the duress slot can reach (to send), and what it cannot (to read).
enum class WrappedUnder : std::uint8_t { SendKey = 1, MasterKey = 2 };

class Keyring {
 public:
    static constexpr int kSlots = 4;

    // Makes a new header with one normal slot. Exists when the folder has one.
    static Result<Keyring> create(Files& files, const std::string& folder, const SecretBytes& passphrase, KdfCost cost);
    // Repairs the worse of the two copies from the better. WrongPassphrase when no slot opens.
    static Result<Keyring> unlock(Files& files, const std::string& folder, const SecretBytes& passphrase);
    Keyring(Keyring&&) noexcept;
    Keyring& operator=(Keyring&&) noexcept;
    ~Keyring();

    SlotKind slotKind() const;

    // 32-byte keys derived from the master key (and, for the database, an epoch key) or the send key; see the table of contexts in
    // FORMAT.md. Master-key derivations answer NotFound in a duress session.
    Result<SecretBytes> derive(WrappedUnder from, std::string_view context) const;
    Result<SecretBytes> deriveDatabaseKey(std::uint32_t epoch) const;

    // Named keys, at most 1 KiB each ("ledger.1", "age", "tls", "epoch.1", "person", …). store() is durable on return and replaces.
    Result<void> store(std::string_view name, WrappedUnder under, const SecretBytes& key);
    Result<SecretBytes> load(std::string_view name) const;  // NotFound: no such key, or not in this session
    Result<void> destroy(std::string_view name);            // both copies rewritten
    bool has(std::string_view name) const;

    // Slots. Only in a normal session. Changing a passphrase rewrites one slot.
    Result<void> changePassphrase(const SecretBytes& oldPassphrase, const SecretBytes& newPassphrase);
    Result<void> addSlot(SlotKind kind, const SecretBytes& passphrase);

 private:
    struct State;
    explicit Keyring(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
