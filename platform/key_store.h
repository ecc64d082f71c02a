// The device's secret: mixed into every slot of the keyring, so that a copied locker without this
// device opens for no passphrase. Any thread.
#pragma once

#include <string>

#include "core/bytes.h"
#include "core/files.h"

namespace cairn {

class KeyStore {
  public:
    static constexpr std::size_t secretBytes = 32;

    virtual ~KeyStore() = default;
    // Always the same 32 bytes on one device; made at the first call. Corrupt if what is kept is no
    // secret: never replaced, for the locker would be lost with it.
    virtual Result<SecretBytes> deviceSecret() = 0;
    // Gone for good: no locker of this device opens again. Done also if there was none.
    virtual Result<void> forget() = 0;
};

// A file that only the user can read, outside the locker's folder. It keeps copies of the locker
// from opening elsewhere; it does not stand against somebody who has the whole device. A TPM would:
// it takes this one's place.
class FileKeyStore : public KeyStore {
  public:
    FileKeyStore(Files& files, std::string path) : files_(files), path_(std::move(path)) {}
    Result<SecretBytes> deviceSecret() override;
    Result<void> forget() override;

  private:
    Files& files_;
    const std::string path_;
};

class SimulatedKeyStore : public KeyStore {
  public:
    explicit SimulatedKeyStore(SecretBytes secret) : secret_(std::move(secret)) {}
    Result<SecretBytes> deviceSecret() override;
    Result<void> forget() override;

  private:
    SecretBytes secret_;
};

}  // namespace cairn
