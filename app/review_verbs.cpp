#include "app/review_verbs.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>

#include "app/terminal.h"
#include "core/desk.h"
#include "sync/courier.h"
#include "sync/enrolment.h"
#include "sync/grpc_channel.h"
#include "sync/puller.h"

namespace cairn {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxIdentityFile = 64 * 1024;

Json lineOf(const Finding& finding) {
    return {{"severity", name(finding.severity)}, {"what", finding.what}, {"where", finding.where}};
}

Json lineOf(const DeskExhibit& exhibit) {
    const auto& verdict = exhibit.verdict;
    // What does not hold, and why the verdict is not better.
    Json checks = Json::object();
    for (const auto& checked : verdict.checks)
        if (checked.outcome != Outcome::Holds && checked.outcome != Outcome::NotAsked)
            checks[name(checked.check)] = name(checked.outcome);
    return {{"exhibit", exhibit.row.number},
            {"sha256", exhibit.row.sha256.hex()},
            {"verdict", name(verdict.verdict)},
            {"state", name(exhibit.row.state)},
            {"record_not_before", orNull(verdict.time.recordNotBefore)},
            {"not_before", orNull(verdict.time.notBefore)},
            {"not_after", orNull(verdict.time.notAfter)},
            {"seen_by_desk", orNull(verdict.time.seenByDesk)},
            {"review",
             exhibit.row.review
                 ? Json(*exhibit.row.review == ReviewOutcome::Accepted ? "accepted" : "returned")
                 : Json(nullptr)},
            {"checks", checks}};
}

std::string mebibytes(std::uint64_t done, std::uint64_t total) {
    return std::to_string(done >> 20) + " of " + std::to_string(total >> 20) + " MiB";
}

// An age identity file, with or without comments. Its bytes are wiped.
Result<Identity> readIdentity(const std::string& path) {
    auto file = TRY(realFiles().open(path, OpenMode::ReadGiven));
    SecretBytes bytes(kMaxIdentityFile);
    const auto size = TRY(file->readAt(0, bytes.span()));
    return Identity::parse(bytes.view().first(size));
}

// Ctrl-C ends a long verb between two pieces; what is durable stays.
volatile std::sig_atomic_t stopAsked = 0;
void askToStop(int) { stopAsked = 1; }

}  // namespace

struct ReviewVerbs::Options {
    CLI::App *init, *pull, *list, *accept, *giveBack, *exportBag;
    std::string desk, passphraseFile;
    std::string code, identity, reviewer;
    std::string number, reason;
    std::string out, purpose;
    std::vector<std::string> numbers, withhold;
    bool json = false;

    Terminal terminal() const { return Terminal(json); }
    Result<std::unique_ptr<Desk>> open() const {
        const auto passphrase = TRY(Terminal::passphrase(realFiles(), passphraseFile));
        return Desk::open(realFiles(), systemClock(), desk, passphrase);
    }

    Result<int> runInit() const;
    Result<int> runPull() const;
    Result<int> runList() const;
    Result<int> runDecision(ReviewOutcome outcome) const;
    Result<int> runExport() const;
};

ReviewVerbs::ReviewVerbs(CLI::App& app) : options_(std::make_unique<Options>()) {
    auto& o = *options_;
    const auto verb = [&](const char* word, const char* what) {
        CLI::App* sub = app.add_subcommand(word, what);
        sub->add_option("DESK", o.desk, "Folder of the review desk")->required();
        sub->add_option("--passphrase-file", o.passphraseFile,
                        "First line of this file is the passphrase; asked for when absent");
        sub->add_flag("--json", o.json, "One JSON object a line, when what it says is durable");
        return sub;
    };
    app.require_subcommand(0, 1);
    o.init = verb("init", "Enrol this desk with a code from headquarters");
    o.init->add_option("--enrol", o.code, "Enrolment code")->required();
    o.init
        ->add_option("--identity", o.identity,
                     "age identity file that opens the evidence; kept under the passphrase")
        ->required();
    o.init->add_option("--reviewer", o.reviewer, "Person code of the reviewer")->required();
    o.pull = verb("pull",
                  "Fetch what headquarters holds, open and check it, confirm it, push this desk's "
                  "own records");
    o.list = verb("list", "List exhibits with their verdicts; needs no network");
    o.accept = verb("accept", "Accept an exhibit; sent with the next pull");
    o.giveBack = verb("return", "Return an exhibit to its investigator; sent with the next pull");
    for (auto* decision : {o.accept, o.giveBack}) {
        decision->add_option("EXHIBIT", o.number, "Number of the exhibit")->required();
        decision->add_option("--reason", o.reason, "Why, in words for the investigator")
            ->required();
    }
    o.exportBag =
        verb("export", "Write a bag for a court. It is PLAINTEXT: originals are decrypted into it");
    o.exportBag->add_option("OUT", o.out, "Folder to make; must not exist")->required();
    o.exportBag->add_option("EXHIBIT", o.numbers, "Numbers of exhibits; all when none is given");
    o.exportBag
        ->add_option("--withhold", o.withhold,
                     "location, author or both, by comma: withheld, and with them every original, "
                     "source and note that may embed them")
        ->delimiter(',')
        ->check(CLI::IsMember({"location", "author"}));
    o.exportBag->add_option("--purpose", o.purpose, "For whom and what for; one line");
}

ReviewVerbs::~ReviewVerbs() = default;

bool ReviewVerbs::asked() const {
    const auto& o = *options_;
    return std::ranges::any_of(
        std::initializer_list<const CLI::App*>{o.init, o.pull, o.list, o.accept, o.giveBack,
                                               o.exportBag},
        [](const CLI::App* verb) { return verb->parsed(); });
}

int ReviewVerbs::run() const {
    const auto& o = *options_;
    std::signal(SIGINT, askToStop);
    const Result<int> done = o.init->parsed()       ? o.runInit()
                             : o.pull->parsed()     ? o.runPull()
                             : o.list->parsed()     ? o.runList()
                             : o.accept->parsed()   ? o.runDecision(ReviewOutcome::Accepted)
                             : o.giveBack->parsed() ? o.runDecision(ReviewOutcome::Returned)
                                                    : o.runExport();
    return done ? *done : o.terminal().fail(done.error());
}

Result<int> ReviewVerbs::Options::runInit() const {
    Files& files = realFiles();
    const auto parsed = TRY(parseEnrolmentCode(code));
    TRY(checkText(reviewer, "reviewer", 128));
    auto opening = TRY(readIdentity(identity));
    const auto passphrase = TRY(Terminal::passphrase(files, passphraseFile));
    // Keys are durable before anything is sent: after a kill the same command ends the work with
    // the same keys.
    const auto keys = TRY(Recorder::prepare(files, desk, passphrase, KdfCost::calibrated()));
    const auto authority = TRY(learnAuthority(parsed));
    const auto channel = connectToEnrol(parsed.address, authority);
    const auto membership =
        TRY(enrol(*channel, parsed, keys, "desk", reviewer, authority, Role::Review));
    auto recorder = TRY(Recorder::found(files, systemClock(), desk, passphrase, membership));
    const auto founded = TRY(Desk::found(std::move(recorder), std::move(opening)));
    terminal().line(Json{{"operation", membership.bundle.operation},
                         {"realm", cairn::name(membership.bundle.realm)},
                         {"device", membership.device.voucher.device},
                         {"roots", membership.genesis.hex()}});
    return 0;
}

Result<int> ReviewVerbs::Options::runPull() const {
    const auto terminal = this->terminal();
    const auto opened = TRY(open());
    const auto& membership = opened->recorder().membership();
    const auto tlsKey = TRY(opened->recorder().tlsKey());

    const auto channel = TRY(connectAs(membership, tlsKey));
    const auto pulled = cairn::pull(*channel, *opened, [&](const PullProgress& progress) {
        terminal.progress("Fetching: " + std::to_string(progress.records) + " records, " +
                          mebibytes(progress.bytesDone, progress.bytesTotal));
        return stopAsked == 0;
    });
    // What came before an outage is opened and confirmed all the same.
    const auto confirmed = TRY(opened->confirm([&](const DeskProgress& progress) {
        terminal.progress("Opening: " + std::to_string(progress.objectsDone) + " of " +
                          std::to_string(progress.objectsTotal) + " objects, " +
                          mebibytes(progress.bytesDone, progress.bytesTotal));
        return stopAsked == 0;
    }));
    for (const auto& finding : TRY(opened->findings())) terminal.line(lineOf(finding));
    if (!pulled) return pulled.error();
    for (const auto& finding : pulled->findings) terminal.line(lineOf(finding));

    Courier courier(
        [&]() -> Result<std::unique_ptr<IntakeChannel>> { return connectAs(membership, tlsKey); },
        opened->recorder(), systemClock());
    const auto pushed = courier.sync([&](const CourierProgress& progress) {
        terminal.progress("Sending: " + std::to_string(progress.recordsLeft) + " records left");
        return stopAsked == 0;
    });
    for (const auto& finding : pushed.findings) terminal.line(lineOf(finding));
    terminal.line(Json{{"records", pulled->records},
                       {"objects", pulled->objects},
                       {"bytes", pulled->bytes},
                       {"confirmations", confirmed},
                       {"left", pushed.left},
                       {"reason", orNull(pushed.reason)}});
    return pushed.left == 0 ? 0 : 1;
}

Result<int> ReviewVerbs::Options::runList() const {
    const auto terminal = this->terminal();
    const auto opened = TRY(open());
    Catalog::Page page;
    page.limit = 200;
    while (true) {
        const auto exhibits = TRY(opened->exhibits(page));
        for (const auto& exhibit : exhibits) terminal.line(lineOf(exhibit));
        if (exhibits.size() < page.limit) return 0;
        page.after = exhibits.back().row.number;
    }
}

Result<int> ReviewVerbs::Options::runDecision(ReviewOutcome outcome) const {
    const auto opened = TRY(open());
    TRY(opened->decide(number, outcome, reason));
    terminal().line(Json{{"exhibit", number},
                         {"review", outcome == ReviewOutcome::Accepted ? "accepted" : "returned"},
                         {"reason", reason}});
    return 0;
}

Result<int> ReviewVerbs::Options::runExport() const {
    const auto terminal = this->terminal();
    const auto opened = TRY(open());
    Withhold what;
    what.location = std::ranges::find(withhold, "location") != withhold.end();
    what.author = std::ranges::find(withhold, "author") != withhold.end();
    const auto exported =
        TRY(opened->exportBag(out, numbers, what, purpose, [&](const DeskProgress& progress) {
            terminal.progress("Exporting: " + std::to_string(progress.objectsDone) + " of " +
                              std::to_string(progress.objectsTotal) + " files, " +
                              mebibytes(progress.bytesDone, progress.bytesTotal));
            return stopAsked == 0;
        }));
    terminal.line(Json{{"folder", exported.folder},
                       {"exhibits", exported.exhibits},
                       {"files", exported.files},
                       {"bytes", exported.bytes},
                       {"statement", exported.statement.text()},
                       {"plaintext", true}});
    return 0;
}

}  // namespace cairn
