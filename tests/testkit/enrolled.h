// A headquarters in memory, and lockers enrolled with it: what most tests of records begin with.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "core/locker.h"
#include "tests/testkit/simulated_clock.h"

namespace cairn {

class TestHq {
  public:
    explicit TestHq(Realm realm = Realm::Exercise, std::string operation = "demo");

    Membership enrol(const Recorder::NewDevice& keys, Role role, std::uint32_t device,
                     std::string person = "P-07") const;
    // A checkpoint note with HQ's cosignature.
    Bytes witness(const Note& checkpoint, Instant at) const;
    Bytes holding(std::uint32_t device, std::vector<Digest> objects, Instant at) const;
    // The same, for all that a ledger holds.
    Bytes witnessOf(Recorder& recorder, Instant at) const {
        return witness(recorder.ledger().head(), at);
    }
    Bytes holdingOf(Recorder& recorder, Instant at) const;
    // A record of `from`'s ledger as it is delivered to another device.
    Delivery deliver(Recorder& from, std::uint64_t sequence, Instant at) const;

    Realm realm;
    std::string operation;
    std::array<SigningKey, 3> roots;
    SigningKey receiptKey;
    Identity opening, escrow;
    Bundle bundle;
    Bytes signedBundle;
    Digest genesis;
};

SecretBytes passphraseOf(std::string_view text);

// Founds a folder: prepare, enrol, found. Asserts that it worked.
std::unique_ptr<Recorder> foundRecorder(Files& files, Clock& clock, const std::string& folder,
                                        const TestHq& hq, Role role, std::uint32_t device,
                                        std::string_view passphrase = "correct horse");
std::unique_ptr<Locker> foundLocker(Files& files, Clock& clock, const std::string& folder,
                                    const TestHq& hq, std::uint32_t device = 3,
                                    std::string_view passphrase = "correct horse");

}  // namespace cairn
