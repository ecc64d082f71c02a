// Re-reads everything a locker holds and says what it saw. Shares formats with the locker, not
// memory: it reads the folder as a stranger with the passphrase would. Never writes.
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
    bool ok = false;
};

Result<AuditReport> audit(Files& files, const std::string& folder, const SecretBytes& passphrase,
                          const std::function<bool(const AuditProgress&)>& progress = {});

}  // namespace cairn
