// What the headless verbs have in common: JSON lines that are a contract, errors with their remedy,
// passphrases, progress. Exit codes: 0 done, 1 the operation did not happen or the verdict is bad,
// 2 wrong usage. One thread.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "core/bytes.h"
#include "core/clock.h"
#include "core/files.h"
#include "core/result.h"

namespace cairn {

// An absent value is null, never an empty word.
nlohmann::ordered_json orNull(const std::string& text);
nlohmann::ordered_json orNull(const std::optional<Instant>& time);  // RFC 3339

class Terminal {
  public:
    explicit Terminal(bool json) : json_(json) {}

    // One object, one line, flushed. Callers say only what is durable. Without --json the same
    // fields as readable columns.
    void line(const nlohmann::ordered_json& object) const;
    // A rewritten line on standard error when that is a terminal, else a line every few seconds.
    void progress(const std::string& text) const;
    void endProgress() const;
    // Says what did not happen and what to do about it; answers 1.
    int fail(const Error& error) const;

    // From the file, or asked for on the terminal without echo when the path is empty.
    static Result<SecretBytes> passphrase(Files& files, const std::string& path,
                                          const char* prompt = "Passphrase: ");

  private:
    bool json_;
    mutable std::int64_t lastProgressMs_ = 0;
    mutable bool progressOpen_ = false;
};

}  // namespace cairn
