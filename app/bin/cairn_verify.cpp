// cairn-verify: checks an export offline, for whoever has only the bag and the roots hash that
// headquarters published.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/terminal.h"
#include "core/bag.h"

using namespace cairn;
using nlohmann::ordered_json;

namespace {

ordered_json timeOrNull(const std::optional<Instant>& time) {
    return time ? ordered_json(toRfc3339(*time)) : ordered_json();
}

ordered_json asJson(const BagVerdict& bag) {
    ordered_json exhibits = ordered_json::array();
    for (const BagExhibit& exhibit : bag.exhibits) {
        const TimeBracket& time = exhibit.verdict.time;
        ordered_json checks = ordered_json::object();
        for (const Checked& checked : exhibit.verdict.checks)
            checks[name(checked.check)] = name(checked.outcome);
        ordered_json withheld = ordered_json::array();
        for (const PartType part : exhibit.verdict.withheld) withheld.push_back(name(part));
        exhibits.push_back(
            {{"exhibit", exhibit.number},
             {"sha256", exhibit.sha256 ? ordered_json(exhibit.sha256->hex()) : ordered_json()},
             {"verdict", name(exhibit.verdict.verdict)},
             {"record_not_before", timeOrNull(time.recordNotBefore)},
             {"not_before", timeOrNull(time.notBefore)},
             {"not_after", timeOrNull(time.notAfter)},
             {"seen_by_desk", timeOrNull(time.seenByDesk)},
             {"withheld", withheld},
             {"checks", checks}});
    }
    ordered_json findings = ordered_json::array();
    for (const Finding& finding : bag.findings) {
        findings.push_back({{"severity", name(finding.severity)},
                            {"what", finding.what},
                            {"where", finding.where}});
    }
    return {{"verdict", name(bag.verdict)},
            {"roots", bag.roots.hex()},
            {"roots_compared", bag.rootsCompared},
            {"realm", name(bag.realm)},
            {"operation", bag.operation},
            {"made", toRfc3339(bag.made)},
            {"purpose", bag.purpose},
            {"exhibits", exhibits},
            {"findings", findings}};
}

void say(const std::string& line) { std::printf("%s\n", line.c_str()); }

const char* meaning(Verdict verdict) {
    switch (verdict) {
        case Verdict::Valid:
            return "VALID. Nothing contradicts, and every proof is there.";
        case Verdict::Incomplete:
            return "INCOMPLETE. Nothing contradicts, but a proof is missing.";
        case Verdict::Quarantined:
            return "QUARANTINED. Kept and shown, and not to be relied on.";
        case Verdict::Invalid:
            return "INVALID. Something contradicts.";
    }
    return "INVALID.";
}

void sayExhibit(const BagExhibit& exhibit) {
    const TimeBracket& time = exhibit.verdict.time;
    say("\n" + exhibit.number + "  " + name(exhibit.verdict.verdict));
    if (exhibit.sha256) say("    original      SHA-256 " + exhibit.sha256->hex());
    if (time.recordNotBefore)
        say("    recorded      after  " + toRfc3339(*time.recordNotBefore) +
            ", a receipt that the device held");
    if (time.notAfter)
        say("    existed       before " + toRfc3339(*time.notAfter) +
            ", a receipt of headquarters");
    if (time.seenByDesk) say("    seen by desk  " + toRfc3339(*time.seenByDesk));
    if (time.notBefore)
        say("    captured      " + toRfc3339(*time.notBefore) + ", by the device's own clock");
    if (!exhibit.verdict.withheld.empty()) {
        std::string parts;
        for (const PartType part : exhibit.verdict.withheld)
            parts += std::string(parts.empty() ? "" : ", ") + name(part);
        say("    withheld      " + parts + " (digest bound)");
    }
}

void sayFindings(const BagVerdict& bag, Severity severity, const char* title) {
    bool first = true;
    for (const Finding& finding : bag.findings) {
        if (finding.severity != severity) continue;
        if (first) say(std::string("\n") + title);
        first = false;
        say("  - " + finding.what + (finding.where.empty() ? "" : "  [" + finding.where + "]"));
    }
}

void sayPlainly(const BagVerdict& bag) {
    say(meaning(bag.verdict));
    if (!bag.operation.empty()) {
        say(std::string("Operation ") + bag.operation +
            (bag.realm == Realm::Exercise ? ", an EXERCISE" : "") + "; exported " +
            toRfc3339(bag.made) +
            (bag.purpose.empty() ? "" : "; for: " + printableName(bag.purpose)));
    }
    say("Under roots " + bag.roots.hex() +
        (bag.rootsCompared ? ", compared with those you gave."
                           : ",\nwhich you must compare with what headquarters published."));
    for (const BagExhibit& exhibit : bag.exhibits) sayExhibit(exhibit);
    sayFindings(bag, Severity::Alarm, "What contradicts");
    sayFindings(bag, Severity::Incomplete, "What is missing");
    sayFindings(bag, Severity::Note, "Worth knowing");
    say("\nWhat no export can prove");
    say("  - That the scene was real, or that what a device or a person stated (position, clock, "
        "words) is true.");
    say("  - That nothing else was recorded, outside the ranges named above.");
    say("  - What the device itself could have faked before it signed.");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Verifies an export of evidence, offline. Exit 0 only when it is valid.",
                 "cairn-verify");
    std::string bag, rootsHex;
    bool json = false;
    app.add_option("BAG", bag, "folder of the export")->required();
    app.add_option("--roots", rootsHex,
                   "roots hash as headquarters published it: 64 hexadecimal digits");
    app.add_flag("--json", json, "one JSON object instead of sentences");
    std::optional<Digest> roots;
    try {
        app.parse(argc, argv);
        if (!rootsHex.empty() || app.count("--roots") > 0) {
            const auto digest = Digest::fromHex(rootsHex);
            if (!digest) throw CLI::ValidationError("--roots", "64 hexadecimal digits are needed");
            roots = *digest;
        }
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }

    const Terminal terminal(json);
    const auto verdict =
        verifyBag(realFiles(), bag, roots, [&](std::uint64_t done, std::uint64_t total) {
            if (total > 0)
                terminal.progress("Reading: " + std::to_string(done * 100 / total) + " %");
            return true;
        });
    if (!verdict) return terminal.fail(verdict.error());
    terminal.endProgress();
    if (json) {
        terminal.line(asJson(*verdict));
    } else {
        sayPlainly(*verdict);
    }
    return verdict->verdict == Verdict::Valid ? 0 : 1;
}
