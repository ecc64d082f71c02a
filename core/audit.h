// Re-reads everything a locker holds and says what it saw: ledger, heads, every record and
// signature, every object down to its plaintext's digest, the index page by page. Shares formats
// with the locker, not memory: it reads the folder as a stranger with the passphrase would. Writes
// nothing but the lock, and repairs what a keyring's opening repairs. InUse while somebody has the
// locker open.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/files.h"
#include "core/finding.h"
#include "core/recorder.h"
#include "core/result.h"

namespace cairn {

struct AuditProgress {
    std::uint64_t bytesDone = 0, bytesTotal = 0;
};
struct AuditReport {
    std::vector<Finding> findings;
    std::uint64_t records = 0, objects = 0, bytes = 0;
    bool ok = false;  // nothing contradicts: no Alarm
};

// An error means that nothing could be audited (wrong passphrase, no locker); whatever is wrong
// inside is a finding. Cancelled when `progress` returns false.
Result<AuditReport> audit(Files& files, const std::string& folder, const SecretBytes& passphrase,
                          const std::function<bool(const AuditProgress&)>& progress = {});

}  // namespace cairn
