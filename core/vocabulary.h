// Controlled vocabularies: stable codes with labels in Arabic, English, French and Spanish.
// Compiled into the program from core/vocabulary/*.json; a record names version and digest, so that
// a code keeps its meaning. Read-only, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/bytes.h"

namespace cairn {

struct Term {
    std::string_view code;  // "ST01"; what a record holds
    std::string_view slug;  // "mass_grave_primary"; the same as code where a set has no numbers
    std::string_view ar, en, fr, es;
    std::string_view label(
        std::string_view language) const;  // English for a language that it does not have
};

struct TermSet {
    std::string_view name;  // "site_type"
    std::span<const Term> terms;
};

class Vocabulary {
  public:
    std::string version() const;  // "AEV-1"
    Digest digest() const;        // SHA-256 over the files' bytes in name order
    std::span<const TermSet> sets() const;
    std::span<const Term> terms(std::string_view set) const;  // empty for an unknown set
    // By code or by slug; nullptr when the set has no such term.
    const Term* find(std::string_view set, std::string_view codeOrSlug) const;
    // What a person reads. A code that this program does not know is shown as it is.
    std::string label(std::string_view set, std::string_view code, std::string_view language) const;
};

const Vocabulary& vocabulary();

}  // namespace cairn
