#include "platform/key_store.h"

namespace cairn {

Result<SecretBytes> FileKeyStore::deviceSecret() {
    if (!exists(files_, path_)) {
        const auto made = SecretBytes::random(secretBytes);
        const auto folder = path_.substr(0, path_.rfind('/'));
        if (!folder.empty() && folder != path_) TRY(files_.makeFolder(folder));
        TRY(writeDurably(files_, path_, made.view()));
    }
    // Read back, also what was just written: what a keyring is bound to must be what is on the
    // disk.
    const auto file = TRY(files_.open(path_, OpenMode::Read));
    if (TRY(file->size()) != secretBytes) return Error{Code::Corrupt, "device secret", "length"};
    SecretBytes out(secretBytes);
    if (TRY(file->readAt(0, out.span())) != secretBytes)
        return Error{Code::Corrupt, "device secret", "length"};
    return out;
}

Result<void> FileKeyStore::forget() {
    if (!exists(files_, path_)) return {};
    TRY(files_.remove(path_));
    return files_.syncFolder(path_.substr(0, path_.rfind('/')));
}

Result<SecretBytes> SimulatedKeyStore::deviceSecret() {
    if (secret_.empty()) return Error{Code::NoDevice, "device secret", "forgotten"};
    return secret_.clone();
}

Result<void> SimulatedKeyStore::forget() {
    secret_ = SecretBytes();
    return {};
}

}  // namespace cairn
