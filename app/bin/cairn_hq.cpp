// cairn-hq: headquarters' intake server and its administration.
#include <pthread.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "app/terminal.h"
#include "core/clock.h"
#include "sync/grpc_server.h"

namespace {

using namespace cairn;
using Json = nlohmann::ordered_json;

struct Options {
    std::string folder, keys, operation, listen, role, address;
    bool real = false, exercise = false, json = false;
};

constexpr std::uint32_t kAlarmPage = 100;

Result<void> init(const Options& options, const Terminal& terminal) {
    const auto realm = options.real ? Realm::Real : Realm::Exercise;
    const auto made = TRY(Headquarters::init(realFiles(), systemClock(), options.folder,
                                             options.keys, options.operation, realm));
    terminal.line({{"roots", made->genesis().hex()},
                   {"operation", made->bundle().operation},
                   {"realm", name(realm)}});
    return {};
}

Result<void> enrol(const Options& options, const Terminal& terminal) {
    const auto headquarters = TRY(Headquarters::open(realFiles(), options.folder));
    const auto role = options.role == "review" ? Role::Review : Role::Tablet;
    const auto code = TRY(headquarters->enrol(systemClock(), options.keys, role, options.address));
    terminal.line({{"code", code}});
    return {};
}

// SIGTERM and SIGINT end a server gracefully. Blocked before any thread exists, so that all inherit
// it.
sigset_t endSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void tellAlarm(const Alarm& alarm) {
    std::fprintf(stderr, "%s  ALARM %s: device %u, ledger %u: %s\n", toRfc3339(alarm.at).c_str(),
                 alarm.what.c_str(), alarm.device, alarm.ledger, alarm.detail.c_str());
}

Result<void> serve(const Options& options, const Terminal& terminal) {
    const auto signals = endSignals();
    const auto lock = TRY(realFiles().lock(options.folder + "/serve.lock"));
    const auto headquarters = TRY(Headquarters::open(realFiles(), options.folder));
    const auto archive = TRY(Archive::open(realFiles(), headquarters->archive()));
    const auto intake = TRY(Intake::open(*headquarters, *archive, systemClock()));
    const auto server = TRY(GrpcServer::start(*headquarters, *intake, options.listen));
    terminal.line({{"listening", server->address()}});

    ArchiveTotals told;
    std::int64_t lastAlarm = 0;
    for (;;) {
        constexpr timespec kEvery{2, 0};
        const int caught = sigtimedwait(&signals, nullptr, &kEvery);
        if (caught > 0) break;
        if (errno != EAGAIN && errno != EINTR) return Error{Code::Internal, "signals", ""};
        const auto now = archive->totals();
        if (now && (now->records != told.records || now->unheld != told.unheld)) {
            terminal.progress(std::to_string(now->ledgers) + " ledgers, " +
                              std::to_string(now->records) + " records, " +
                              std::to_string(now->unheld) + " batches wait for their objects");
            told = *now;
        }
        const auto alarms = archive->alarms(lastAlarm, kAlarmPage);
        for (std::size_t i = 0; alarms && i < alarms->size(); ++i) {
            terminal.endProgress();
            tellAlarm((*alarms)[i]);
            lastAlarm = (*alarms)[i].id;
        }
    }
    terminal.endProgress();
    server->stop();
    return {};
}

Result<void> devices(const Options& options, const Terminal& terminal) {
    const auto headquarters = TRY(Headquarters::open(realFiles(), options.folder));
    const auto archive = TRY(Archive::open(realFiles(), headquarters->archive()));
    for (const auto& enrolled : TRY(headquarters->devices())) {
        const auto device = TRY(openDeviceCertificate(enrolled.certificate, headquarters->bundle(),
                                                      headquarters->genesis()));
        std::uint64_t records = 0;
        bool quarantined = false;
        for (const auto& ledger : TRY(archive->ledgersOf(device.voucher.device))) {
            records += ledger.size;
            quarantined = quarantined || ledger.quarantined;
        }
        terminal.line({{"device", device.voucher.device},
                       {"role", name(device.voucher.role)},
                       {"label", device.keys.label},
                       {"records", records},
                       {"quarantined", quarantined}});
    }
    return {};
}

Result<void> status(const Options& options, const Terminal& terminal) {
    const auto headquarters = TRY(Headquarters::open(realFiles(), options.folder));
    const auto archive = TRY(Archive::open(realFiles(), headquarters->archive()));
    const auto totals = TRY(archive->totals());
    const auto stored = TRY(archive->stored());
    const auto alarms = TRY(archive->alarms(0, kAlarmPage));
    for (const auto& alarm : alarms) tellAlarm(alarm);
    terminal.line({{"roots", headquarters->genesis().hex()},
                   {"operation", headquarters->bundle().operation},
                   {"ledgers", totals.ledgers},
                   {"records", totals.records},
                   {"batches", totals.batches},
                   {"waiting", totals.unheld},
                   {"objects", stored.objects},
                   {"bytes", stored.bytes},
                   {"quarantined", totals.quarantined},
                   {"alarms", alarms.size()}});
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app(
        "cairn-hq: receives what tablets recorded, and governs the operation.\n"
        "Exit 0: done. 1: it did not happen. 2: wrong usage.",
        "cairn-hq");
    app.require_subcommand(1);
    Result<void> (*verb)(const Options&, const Terminal&) = nullptr;
    const auto add = [&](const char* name, const char* what, decltype(verb) run) {
        auto* sub = app.add_subcommand(name, what);
        sub->add_option("DIR", options.folder, "headquarters' folder")->required();
        sub->add_flag("--json", options.json, "one JSON object a line");
        sub->callback([&verb, run] { verb = run; });
        return sub;
    };
    const auto keys = [&](CLI::App* sub, const char* what) {
        sub->add_option("--keys", options.keys, what)->required();
    };

    auto* sub =
        add("init", "found an operation; prints the roots hash that everybody compares", init);
    keys(sub, "folder for what goes offline: three roots, opening.key, escrow.key");
    sub->add_option("--operation", options.operation, "its name")->required();
    auto* exercise = sub->add_flag("--exercise", options.exercise, "for training (default)");
    sub->add_flag("--real", options.real, "for real evidence")->excludes(exercise);

    sub = add("serve", "receive until told to stop", serve);
    sub->add_option("--listen", options.listen, "HOST:PORT; port 0 takes a free one")->required();

    sub = add("enrol", "make a one-time code for one device", enrol);
    keys(sub, "folder with two of the root keys");
    sub->add_option("--role", options.role, "tablet or review")
        ->required()
        ->check(CLI::IsMember({"tablet", "review"}));
    sub->add_option("--address", options.address, "HOST:PORT where the device finds the server")
        ->required();

    add("devices", "who enrolled, and how much came", devices);
    add("status", "what is held, what waits, what is wrong", status);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const Terminal terminal(options.json);
    const auto done = verb(options, terminal);
    return done ? 0 : terminal.fail(done.error());
}
