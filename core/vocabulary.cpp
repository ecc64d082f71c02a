#include "core/vocabulary.h"

#include <algorithm>

#include "core/vocabulary_data.h"

namespace cairn {

std::string_view Term::label(std::string_view language) const {
    if (language.starts_with("ar")) return ar;
    if (language.starts_with("fr")) return fr;
    if (language.starts_with("es")) return es;
    return en;
}

std::string Vocabulary::version() const { return vocabulary_data::kVersion; }

Digest Vocabulary::digest() const {
    auto digest = Digest::fromHex(vocabulary_data::kDigest);
    return digest ? *digest : Digest{};
}

std::span<const TermSet> Vocabulary::sets() const { return vocabulary_data::kSets; }

std::span<const Term> Vocabulary::terms(std::string_view set) const {
    for (const auto& candidate : sets())
        if (candidate.name == set) return candidate.terms;
    return {};
}

const Term* Vocabulary::find(std::string_view set, std::string_view codeOrSlug) const {
    const auto all = terms(set);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Term& term) {
        return term.code == codeOrSlug || term.slug == codeOrSlug;
    });
    return found == all.end() ? nullptr : &*found;
}

std::string Vocabulary::label(std::string_view set, std::string_view code,
                              std::string_view language) const {
    const auto* term = find(set, code);
    return std::string(term ? term->label(language) : code);
}

const Vocabulary& vocabulary() {
    static const Vocabulary one;
    return one;
}

}  // namespace cairn
