#include "app/collector_verbs.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <nlohmann/json.hpp>

#include "app/terminal.h"
#include "core/audit.h"
#include "core/locker.h"
#include "sync/courier.h"
#include "sync/enrolment.h"
#include "sync/grpc_channel.h"

namespace cairn {
namespace {

using Json = nlohmann::ordered_json;

const char* name(Imported::State state) {
    switch (state) {
        case Imported::State::Saved:
            return "saved";
        case Imported::State::Duplicate:
            return "duplicate";
        case Imported::State::Refused:
            return "refused";
    }
    return "refused";
}

// Ctrl-C ends a long verb between two files or parts; what was acknowledged stays.
volatile std::sig_atomic_t stopAsked = 0;
void askToStop(int) { stopAsked = 1; }

}  // namespace

struct CollectorVerbs::Options {
    CLI::App *initVerb, *siteVerb, *importVerb, *listVerb, *syncVerb, *auditVerb;
    std::string locker, passphraseFile;
    std::string code, investigator;
    std::string siteName, siteType, at;
    std::string importSite, listSite;
    std::vector<std::string> paths;
    bool json = false;

    Terminal terminal() const { return Terminal(json); }
    Result<std::unique_ptr<Locker>> open() const {
        const SecretBytes passphrase = TRY(Terminal::passphrase(realFiles(), passphraseFile));
        return Locker::open(realFiles(), systemClock(), locker, passphrase);
    }

    Result<int> runInit() const;
    Result<int> runSite() const;
    Result<int> runImport() const;
    Result<int> runList() const;
    Result<int> runSync() const;
    Result<int> runAudit() const;
};

CollectorVerbs::CollectorVerbs(CLI::App& app) : options_(std::make_unique<Options>()) {
    const auto verb = [&](const char* word, const char* what) {
        CLI::App* sub = app.add_subcommand(word, what);
        sub->add_option("LOCKER", options_->locker, "Folder of the evidence locker")->required();
        sub->add_option("--passphrase-file", options_->passphraseFile,
                        "First line of this file is the passphrase; asked for when absent");
        sub->add_flag("--json", options_->json,
                      "One JSON object a line, when what it says is durable");
        return sub;
    };
    app.require_subcommand(0, 1);
    Options& o = *options_;
    o.initVerb = verb("init", "Enrol this tablet with a code from headquarters");
    o.initVerb->add_option("--enrol", o.code, "Enrolment code")->required();
    o.initVerb->add_option("--investigator", o.investigator, "Person code of the investigator")
        ->required();
    o.siteVerb = verb("site", "Open a site");
    o.siteVerb->add_option("--name", o.siteName, "What people call it")->required();
    o.siteVerb->add_option("--type", o.siteType, "Code of the vocabulary, ST01 …")->required();
    o.siteVerb->add_option("--at", o.at, "LAT,LON in degrees, or none")->required();
    o.importVerb =
        verb("import", "Record every regular file of files and folders; no links are followed");
    o.importVerb->add_option("--site", o.importSite, "Number of the site")->required();
    o.importVerb->add_option("FILE", o.paths, "Files and folders")->required();
    o.listVerb = verb("list", "List exhibits and what headquarters said of them");
    o.listVerb->add_option("--site", o.listSite, "Only this site's");
    o.syncVerb =
        verb("sync", "Push what headquarters lacks, fetch receipts, confirmations and returns");
    o.auditVerb = verb("audit", "Re-read and check everything; needs no network");
}

CollectorVerbs::~CollectorVerbs() = default;

bool CollectorVerbs::asked() const {
    const Options& o = *options_;
    for (const CLI::App* verb :
         {o.initVerb, o.siteVerb, o.importVerb, o.listVerb, o.syncVerb, o.auditVerb})
        if (verb->parsed()) return true;
    return false;
}

int CollectorVerbs::run() const {
    const Options& o = *options_;
    std::signal(SIGINT, askToStop);
    const Result<int> done = o.initVerb->parsed()     ? o.runInit()
                             : o.siteVerb->parsed()   ? o.runSite()
                             : o.importVerb->parsed() ? o.runImport()
                             : o.listVerb->parsed()   ? o.runList()
                             : o.syncVerb->parsed()   ? o.runSync()
                                                      : o.runAudit();
    return done ? *done : o.terminal().fail(done.error());
}

Result<int> CollectorVerbs::Options::runInit() const {
    Files& files = realFiles();
    const EnrolmentCode parsed = TRY(parseEnrolmentCode(code));
    TRY(checkText(investigator, "investigator", 128));
    const SecretBytes passphrase = TRY(Terminal::passphrase(files, passphraseFile));
    // Keys are durable before anything is sent: after a kill the same command ends the work with
    // the same keys.
    const Recorder::NewDevice keys =
        TRY(Recorder::prepare(files, locker, passphrase, KdfCost::calibrated()));
    const Bytes authority = TRY(learnAuthority(parsed));
    const auto channel = connectToEnrol(parsed.address, authority);
    const Membership membership =
        TRY(enrol(*channel, parsed, keys, "tablet", investigator, authority, Role::Tablet));
    const auto recorder =
        TRY(Recorder::found(files, systemClock(), locker, passphrase, membership));
    terminal().line(Json{{"operation", membership.bundle.operation},
                         {"realm", cairn::name(membership.bundle.realm)},
                         {"device", membership.device.voucher.device},
                         {"roots", membership.genesis.hex()}});
    return 0;
}

Result<int> CollectorVerbs::Options::runSync() const {
    const Terminal out = terminal();
    const auto opened = TRY(open());
    const Membership& membership = opened->recorder().membership();
    const SigningKey tlsKey = TRY(opened->recorder().tlsKey());
    Courier courier(
        [&]() -> Result<std::unique_ptr<IntakeChannel>> { return connectAs(membership, tlsKey); },
        opened->recorder(), systemClock());
    const CourierResult result = courier.sync([&](const CourierProgress& p) {
        out.progress(std::to_string(p.bytesDone >> 10) + " of " +
                     std::to_string(p.bytesTotal >> 10) + " KiB, " + std::to_string(p.recordsLeft) +
                     " records left");
        return stopAsked == 0;
    });
    out.endProgress();
    for (const Finding& finding : result.findings)
        out.line(Json{{"severity", cairn::name(finding.severity)},
                      {"what", finding.what},
                      {"where", finding.where}});
    out.line(Json{
        {"received", result.received}, {"left", result.left}, {"reason", orNull(result.reason)}});
    return result.left == 0 && result.reason.empty() ? 0 : 1;
}

Result<int> CollectorVerbs::Options::runSite() const {
    Site site;
    site.name = siteName;
    site.type = siteType;
    Fix fix;
    if (at == "none") {
        fix.noFixReason = NoFixReason::NotSaid;
    } else {
        fix.position = TRY(Position::parse(at));
        fix.type = FixType::Manual;
        fix.asEntered = at;
    }
    site.fix = fix;
    const auto opened = TRY(open());
    const std::string number = TRY(opened->openSite(site));
    terminal().line(Json{{"site", number}});
    return 0;
}

Result<int> CollectorVerbs::Options::runImport() const {
    // The decoder starts before any key is in this process.
    auto decoder = Decoder::start();
    const Terminal out = terminal();
    if (!decoder)
        out.fail(
            decoder.error());  // metadata stays "not read"; the files are evidence all the same
    const auto opened = TRY(open());
    bool refused = false;
    const auto each = [&](const Imported& file) {
        refused = refused || file.state == Imported::State::Refused;
        Json line{{"file", file.file},
                  {"exhibit", orNull(file.exhibit)},
                  {"sha256", file.state == Imported::State::Refused ? Json(nullptr)
                                                                    : Json(file.sha256.hex())},
                  {"state", name(file.state)},
                  {"same_as", orNull(file.sameAs)},
                  {"exif_lat", nullptr},
                  {"exif_lon", nullptr},
                  {"error", file.error ? Json(describe(*file.error)) : Json(nullptr)}};
        if (file.exifPosition) {
            line["exif_lat"] = file.exifPosition->latitude();
            line["exif_lon"] = file.exifPosition->longitude();
        }
        out.line(line);
    };
    const auto progress = [&](const ImportProgress& p) {
        out.progress(std::to_string(p.filesDone) + " of " + std::to_string(p.filesTotal) +
                     " files, " + std::to_string(p.bytesDone >> 20) + " of " +
                     std::to_string(p.bytesTotal >> 20) + " MiB");
        return stopAsked == 0;
    };
    const auto imported =
        opened->import(importSite, paths, decoder ? decoder->get() : nullptr, each, progress);
    out.endProgress();
    TRY(Result(imported));
    return refused ? 1 : 0;
}

Result<int> CollectorVerbs::Options::runList() const {
    const auto opened = TRY(open());
    Catalog::Page page{listSite, {}, 500, false};
    if (!listSite.empty()) (void)TRY(opened->catalog().site(listSite));
    for (;;) {
        const std::vector<ExhibitRow> rows = TRY(opened->catalog().exhibits(page));
        for (const ExhibitRow& row : rows) {
            terminal().line(Json{
                {"exhibit", row.number},
                {"sha256", row.sha256.hex()},
                {"state", cairn::name(row.state)},
                {"received_at", orNull(row.receivedAt)},
                {"confirmed_at", orNull(row.confirmedAt)},
                {"review",
                 row.review ? Json(*row.review == ReviewOutcome::Accepted ? "accepted" : "returned")
                            : Json(nullptr)},
                {"reason", orNull(row.reviewReason)}});
        }
        if (rows.size() < page.limit) return 0;
        page.after = rows.back().number;
    }
}

Result<int> CollectorVerbs::Options::runAudit() const {
    const Terminal out = terminal();
    const SecretBytes passphrase = TRY(Terminal::passphrase(realFiles(), passphraseFile));
    const AuditReport report =
        TRY(audit(realFiles(), locker, passphrase, [&](const AuditProgress& p) {
            out.progress(std::to_string(p.bytesDone >> 20) + " of " +
                         std::to_string(p.bytesTotal >> 20) + " MiB");
            return stopAsked == 0;
        }));
    out.endProgress();
    for (const Finding& finding : report.findings)
        out.line(Json{{"severity", cairn::name(finding.severity)},
                      {"what", finding.what},
                      {"where", finding.where}});
    out.line(Json{{"ok", report.ok},
                  {"records", report.records},
                  {"objects", report.objects},
                  {"bytes", report.bytes}});
    return report.ok ? 0 : 1;
}

}  // namespace cairn
