// What a check saw. A Finding is not an Error: the check itself succeeded.
#pragma once

#include <cstdint>
#include <string>

namespace cairn {

enum class Severity : std::uint8_t {
    Note,        // worth knowing, changes no verdict
    Incomplete,  // a proof is missing; nothing contradicts
    Alarm,       // something contradicts
};

struct Finding {
    Severity severity;
    std::string what;   // one plain sentence
    std::string where;  // file, exhibit number, device/ledger/sequence
};

const char* name(Severity severity);  // "note", "incomplete", "alarm"

}  // namespace cairn
