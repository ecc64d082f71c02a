// Headquarters' folder, apart from its archive: bundles, transport keys, receipt key, vouchers and
// the devices they certified. Made by init(), whose other half is the folder that goes offline:
// three roots, opening key, escrow key. core/FORMAT.md, "Headquarters folder".
//
// Every file is written once and durably, and numbers are taken by exclusive creation, so that
// several processes may work on one folder.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/files.h"
#include "core/trust.h"

namespace cairn {

// What one enrolment answered, kept so that it can be answered again byte for byte.
struct EnrolledDevice {
    Bytes certificate;     // DeviceCertificate
    Bytes tlsCertificate;  // PEM
    Bytes firstWitness;
};

class Headquarters {
  public:
    // Makes both folders, or completes what a killed init left; then answers the same. Exists: the
    // folder is of another operation.
    static Result<std::unique_ptr<Headquarters>> init(Files& files, const Clock& clock,
                                                      const std::string& folder,
                                                      const std::string& keys,
                                                      std::string_view title, Realm realm);
    static Result<std::unique_ptr<Headquarters>> open(Files& files, const std::string& folder);
    ~Headquarters();

    const Bundle& bundle() const;               // the newest
    const std::vector<Bytes>& bundles() const;  // signed, genesis first
    const Digest& genesis() const;
    std::vector<PublicKey> roots() const;  // of the genesis

    const Bytes& tlsAuthority() const;     // PEM
    const Bytes& tlsChain() const;         // PEM: server, authority
    Result<SecretBytes> tlsKey() const;    // PEM
    const ReceiptKey& receiptKey() const;  // as the bundle has it
    const SigningKey& receiptSecret() const;

    // A voucher for the next free device number, signed by two roots of `keys`, and its one-time
    // code.
    Result<std::string> enrol(const Clock& clock, const std::string& keys, Role role,
                              const std::string& address) const;

    // The intake's. voucher: NotFound. keep: durable on return; Exists when the device has a
    // certificate.
    Result<Bytes> voucher(const PublicKey& codeKey) const;
    Result<Bytes> issueTls(const PublicKey& key, std::uint32_t device) const;
    Result<void> keep(std::uint32_t device, const EnrolledDevice& enrolled) const;
    Result<std::vector<EnrolledDevice>> devices() const;  // by number

    const std::string& folder() const;
    std::string archive() const;

  private:
    struct State;
    explicit Headquarters(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
