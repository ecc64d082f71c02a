// What Recorder and audit must agree on about a folder, and the file `enrolment`: who this device
// is, and under whose roots. Encrypted under the send key, so that a seized folder names no person
// and no address, and altered bytes are refused. Private to core. core/FORMAT.md, "Enrolment file".
#pragma once

#include "core/recorder.h"

namespace cairn {

// Names of the keyring's keys and contexts.
inline constexpr std::uint32_t kEpoch = 1;
inline constexpr std::uint32_t kLedger = 1;
inline constexpr const char* kLedgerKeyName = "ledger.1";
inline constexpr const char* kAgeKeyName = "age";
inline constexpr const char* kTlsKeyName = "tls";
inline constexpr const char* kEpochKeyName = "epoch.1";
inline constexpr const char* kEnrolmentContext = "enrolment";
inline constexpr const char* kLedgerContext = "ledger";
inline constexpr std::uint64_t kLargestEnrolment = 64u << 20;

// The first 16 bytes are index.db's.
Digest indexSalt(const Membership& membership);

Bytes sealMembership(const Membership& membership, const SecretBytes& key);
// Every bundle is checked again from the genesis on, and the certificate under them.
Result<Membership> openMembership(ByteView file, const SecretBytes& key);

}  // namespace cairn
