#include "app/errands.h"

#include "sync/enrolment.h"
#include "sync/grpc_channel.h"
#include "sync/puller.h"

namespace cairn {

namespace {

constexpr std::size_t kMaxIdentityFile = 64 * 1024;

Result<std::unique_ptr<Recorder>> join(const std::string& folder, const std::string& code,
                                       const std::string& person, const SecretBytes& passphrase,
                                       Role role) {
    const auto parsed = TRY(parseEnrolmentCode(code));
    TRY(checkText(person, "person code", 128));
    const auto keys =
        TRY(Recorder::prepare(realFiles(), folder, passphrase, KdfCost::calibrated()));
    const auto authority = TRY(learnAuthority(parsed));
    const auto channel = connectToEnrol(parsed.address, authority);
    const auto membership =
        TRY(enrol(*channel, parsed, keys, role == Role::Tablet ? "tablet" : "review desk", person,
                  authority, role));
    return Recorder::found(realFiles(), systemClock(), folder, passphrase, membership);
}

Error stoppedBy(const CourierResult& result) { return Error{Code::Unreachable, {}, result.reason}; }

}  // namespace

Result<std::unique_ptr<Locker>> joinAsTablet(const std::string& folder, const std::string& code,
                                             const std::string& person,
                                             const SecretBytes& passphrase) {
    auto recorder = TRY(join(folder, code, person, passphrase, Role::Tablet));
    return std::make_unique<Locker>(std::move(recorder));
}

Result<std::unique_ptr<Desk>> joinAsDesk(const std::string& folder, const std::string& code,
                                         const std::string& person, const std::string& identityFile,
                                         const SecretBytes& passphrase) {
    auto file = TRY(realFiles().open(identityFile, OpenMode::ReadGiven));
    SecretBytes bytes(kMaxIdentityFile);
    const auto size = TRY(file->readAt(0, bytes.span()));
    auto identity = TRY(Identity::parse(bytes.view().first(size)));
    return Desk::found(TRY(join(folder, code, person, passphrase, Role::Review)),
                       std::move(identity));
}

Courier::Connect connectionOf(Recorder& recorder) {
    return [&recorder]() -> Result<std::unique_ptr<IntakeChannel>> {
        return connectAs(recorder.membership(), TRY(recorder.tlsKey()));
    };
}

Result<SendReport> send(Locker& locker, const Courier::Connect& connect,
                        const std::function<bool()>& closing) {
    Courier courier(connect, locker.recorder(), locker.recorder().clock());
    const auto result = courier.sync([&](const CourierProgress&) { return !closing(); });
    SendReport report{result.received, result.left, {}};
    if (result.left > 0 || !result.reason.empty()) report.stopped = stoppedBy(result);
    return report;
}

Result<void> fetch(Desk& desk, const Courier::Connect& connect,
                   const std::function<bool()>& closing) {
    auto channel = TRY(connect());
    TRY(pull(*channel, desk, [&](const PullProgress&) { return !closing(); }));
    TRY(desk.confirm([&](const DeskProgress&) { return !closing(); }));
    Courier courier(connect, desk.recorder(), desk.recorder().clock());
    const auto result = courier.sync([&](const CourierProgress&) { return !closing(); });
    if (result.left > 0 || !result.reason.empty()) return stoppedBy(result);
    return {};
}

}  // namespace cairn
