// Tablet, headquarters and desk in one process: real lockers and desks, a channel that can be cut
// and lied on.
#include "sync/courier.h"

#include <QtTest>

#include "core/desk.h"
#include "core/locker.h"
#include "sync/enrolment.h"
#include "sync/puller.h"
#include "tests/sync/field.h"

using namespace cairn;

namespace {

SecretBytes passphrase() { return SecretBytes::copyOf(view("stones laid one on another")); }

// Cuts the line before a given call, and bends what headquarters answers.
class LineParts : public PartStream {
  public:
    LineParts(std::unique_ptr<PartStream> inner, int* callsLeft)
        : inner_(std::move(inner)), callsLeft_(callsLeft) {}
    Result<void> send(Part part) override {
        if (*callsLeft_ >= 0 && (*callsLeft_)-- == 0) return Error{Code::Unreachable, "line", ""};
        return inner_->send(std::move(part));
    }
    Result<void> finish() override { return inner_->finish(); }

  private:
    std::unique_ptr<PartStream> inner_;
    int* callsLeft_;
};

class Line : public IntakeChannel {
  public:
    Line(std::unique_ptr<IntakeChannel> inner, int* callsLeft,
         std::function<void(BatchAnswer&)> bend)
        : inner_(std::move(inner)), callsLeft_(callsLeft), bend_(std::move(bend)) {}
    Result<EnrolmentAnswer> enrol(const EnrolmentRequest& request) override {
        TRY(alive());
        return inner_->enrol(request);
    }
    Result<LedgerState> ask(std::uint32_t ledger, std::uint64_t ownSize) override {
        TRY(alive());
        return inner_->ask(ledger, ownSize);
    }
    Result<std::vector<BatchAnswer>> batches(std::uint32_t device, std::uint32_t ledger,
                                             std::uint64_t from, std::uint32_t limit) override {
        TRY(alive());
        auto answers = TRY(inner_->batches(device, ledger, from, limit));
        for (auto& answer : answers) bend(answer);
        return answers;
    }
    Result<BatchAnswer> offer(ByteView signedManifest) override {
        TRY(alive());
        auto answer = TRY(inner_->offer(signedManifest));
        TRY(alive());  // the answer may be what is lost
        bend(answer);
        return answer;
    }
    Result<std::unique_ptr<PartStream>> putParts() override {
        TRY(alive());
        return std::unique_ptr<PartStream>(
            std::make_unique<LineParts>(TRY(inner_->putParts()), callsLeft_));
    }
    Result<BatchAnswer> commit(const BatchId& batch) override {
        TRY(alive());
        auto answer = TRY(inner_->commit(batch));
        TRY(alive());
        bend(answer);
        return answer;
    }
    Result<std::vector<Parcel>> deliveries(const std::vector<RecordId>& lastHeld,
                                           std::uint32_t limit) override {
        TRY(alive());
        return inner_->deliveries(lastHeld, limit);
    }
    Result<Survey> survey(std::uint32_t generation, std::uint32_t afterDevice) override {
        TRY(alive());
        return inner_->survey(generation, afterDevice);
    }
    Result<EntryPage> entries(std::uint32_t device, std::uint32_t ledger,
                              std::uint64_t from) override {
        TRY(alive());
        return inner_->entries(device, ledger, from);
    }
    Result<std::vector<Bytes>> quarantined(std::uint32_t device, std::uint32_t ledger) override {
        TRY(alive());
        return inner_->quarantined(device, ledger);
    }
    Result<void> fetch(const Digest& object, std::uint64_t offset,
                       const std::function<Result<void>(ByteView)>& to) override {
        TRY(alive());
        return inner_->fetch(object, offset, to);
    }

  private:
    Result<void> alive() {
        if (*callsLeft_ >= 0 && (*callsLeft_)-- == 0) return Error{Code::Unreachable, "line", ""};
        return {};
    }
    void bend(BatchAnswer& answer) {
        if (bend_) bend_(answer);
    }
    std::unique_ptr<IntakeChannel> inner_;
    int* callsLeft_;
    std::function<void(BatchAnswer&)> bend_;
};

struct Story {
    Field field;
    SimulatedDisk tabletDisk, deskDisk;
    std::unique_ptr<Locker> tablet;
    std::unique_ptr<Desk> desk;
    int callsLeft = -1;  // until the line is cut; -1: never
    std::function<void(BatchAnswer&)> bend;
    std::string site;

    Story() {
        tablet = std::make_unique<Locker>(member(tabletDisk, "/tablet", Role::Tablet));
        Site place;
        place.name = "Quarry";
        place.type = "ST01";
        Fix nowhere;
        nowhere.noFixReason = NoFixReason::NotSaid;
        place.fix = nowhere;
        site = tablet->openSite(place).value();
    }
    std::unique_ptr<Recorder> member(SimulatedDisk& disk, const std::string& folder, Role role) {
        const auto code = parseEnrolmentCode(field.code(role)).value();
        const auto keys = Recorder::prepare(disk, folder, passphrase(), KdfCost::floor()).value();
        const auto channel = connectLocally(*field.intake, {});
        const auto membership =
            enrol(*channel, code, keys, "device", "P-1", field.headquarters->tlsAuthority(), role)
                .value();
        return Recorder::found(disk, field.clock, folder, passphrase(), membership).value();
    }
    void openDesk() {
        const auto key = field.disk->bytesOf("/keys/opening.key");
        desk = Desk::found(member(deskDisk, "/desk", Role::Review), Identity::parse(key).value())
                   .value();
    }
    std::string capture(std::size_t bytes) {
        const auto content = randomBytes(bytes);
        Shot shot;
        shot.source = sourceOf(content);
        shot.mediaType = "image/jpeg";
        shot.site = site;
        Fix nowhere;
        nowhere.noFixReason = NoFixReason::Indoors;
        shot.fix = nowhere;
        return tablet->capture(std::move(shot)).value();
    }
    static Caller callerOf(Recorder& recorder) {
        const auto& voucher = recorder.membership().device.voucher;
        return {voucher.device, voucher.role};
    }
    CourierResult sync(Recorder& recorder, int attempts = 3) {
        CourierPolicy policy;
        policy.attempts = attempts;
        Courier courier(
            [&]() -> Result<std::unique_ptr<IntakeChannel>> {
                return std::unique_ptr<IntakeChannel>(std::make_unique<Line>(
                    connectLocally(*field.intake, callerOf(recorder)), &callsLeft, bend));
            },
            recorder, field.clock, policy);
        return courier.sync();
    }
    CourierResult sync() { return sync(tablet->recorder()); }
    ExhibitState state(const std::string& exhibit) {
        return tablet->catalog().exhibit(exhibit).value().state;
    }
    Pulled pullAll() {
        const auto channel = connectLocally(*field.intake, callerOf(desk->recorder()));
        auto pulled = pull(*channel, *desk);
        if (!pulled) qFatal("%s", describe(pulled.error()).c_str());
        return *pulled;
    }
};

}  // namespace

class CourierTest : public QObject {
    Q_OBJECT

  private slots:
    void everythingIsReceivedAndSaidOnce();
    void aCutLineAnywhereLosesNothing();
    void lostReceiptsAreFetchedAgain();
    void bentReceiptsAreNeverFiled();
    void aDeadServerIsGivenUpWithAReason();
    void aServerThatLostRecordsGetsThemAgain();
    void aTabletSetBackIsToldSo();
    void anObjectSpoiltHereDoesNotHoldUpTheOthers();
    void enrolmentRefusesOtherRootsAndOtherRoles();
    void confirmationsAndReturnsComeBack();
    void aPullCutAnywhereIsCompletedByTheNext();
};

void CourierTest::everythingIsReceivedAndSaidOnce() {
    Story story;
    const auto small = story.capture(3000), large = story.capture(3'000'000);
    QCOMPARE(story.state(small), ExhibitState::Saved);
    const auto first = story.sync();
    QVERIFY2(first.reason.empty(), first.reason.c_str());
    QCOMPARE(first.left, 0u);
    QVERIFY(first.received >= 4);
    QVERIFY(first.findings.empty());
    QCOMPARE(story.state(small), ExhibitState::Received);
    QCOMPARE(story.state(large), ExhibitState::Received);
    // Receipts are records; they must not cause receipts for ever.
    const auto size = story.tablet->recorder().ledger().size();
    for (int i = 0; i < 3; ++i) {
        const auto again = story.sync();
        QVERIFY(again.reason.empty());
        QCOMPARE(again.received, 0u);
    }
    QCOMPARE(story.tablet->recorder().ledger().size(), size);
    QVERIFY(story.field.alarms().empty());
}

void CourierTest::aCutLineAnywhereLosesNothing() {
    for (int cut = 0; cut < 40; ++cut) {
        Story story;
        const auto exhibit = story.capture(700'000);
        story.capture(100);
        story.callsLeft = cut;
        const auto broken = story.sync(story.tablet->recorder(), 1);
        const bool through = story.callsLeft >= 0;
        story.callsLeft = -1;
        if (!through) QVERIFY(!broken.reason.empty());
        const auto mended = story.sync();
        QVERIFY2(mended.reason.empty(), mended.reason.c_str());
        QCOMPARE(mended.left, 0u);
        QCOMPARE(story.state(exhibit), ExhibitState::Received);
        QCOMPARE(story.field.archive->stored()->objects, 2u);
        QVERIFY(story.field.alarms().empty());
        if (through) return;
    }
    QFAIL("the line was never cut behind the last call");
}

void CourierTest::lostReceiptsAreFetchedAgain() {
    Story story;
    const auto exhibit = story.capture(5000);
    story.bend = [](BatchAnswer& answer) {
        answer.witness.clear();
        answer.holding.clear();
    };
    const auto mute = story.sync(story.tablet->recorder(), 1);
    QVERIFY(mute.left > 0 && !mute.reason.empty());
    QVERIFY(story.state(exhibit) < ExhibitState::Received);
    story.bend = {};
    const auto result = story.sync();
    QVERIFY2(result.reason.empty(), result.reason.c_str());
    QCOMPARE(story.state(exhibit), ExhibitState::Received);
}

void CourierTest::bentReceiptsAreNeverFiled() {
    Story other;
    other.capture(5000);
    BatchAnswer foreign;
    other.bend = [&](BatchAnswer& answer) {
        if (!answer.holding.empty()) foreign = answer;
    };
    QVERIFY(other.sync().reason.empty());
    QVERIFY(!foreign.holding.empty());

    const std::vector<std::function<void(BatchAnswer&)>> lies = {
        [](BatchAnswer& answer) { answer.witness[answer.witness.size() - 8] ^= 1; },
        [](BatchAnswer& answer) {
            if (!answer.holding.empty()) answer.holding[answer.holding.size() / 2] ^= 1;
        },
        [&](BatchAnswer& answer) { answer.witness = foreign.witness; },
        [&](BatchAnswer& answer) { answer.holding = foreign.holding; },
        [](BatchAnswer& answer) { answer.manifest.bytes[0] ^= 1; },
        [](BatchAnswer& answer) { answer.id.device += 1; },
    };
    for (std::size_t i = 0; i < lies.size(); ++i) {
        Story story;
        const auto exhibit = story.capture(5000);
        story.bend = lies[i];
        const auto result = story.sync(story.tablet->recorder(), 1);
        QVERIFY2(!result.reason.empty(), qPrintable(QString::number(i)));
        QVERIFY(!result.findings.empty());
        QVERIFY(story.state(exhibit) != ExhibitState::Received);
        story.bend = {};
        QVERIFY(story.sync().reason.empty());
        QCOMPARE(story.state(exhibit), ExhibitState::Received);
    }
}

void CourierTest::aDeadServerIsGivenUpWithAReason() {
    Story story;
    story.capture(100);
    const auto before = story.field.clock.bootMs();
    Courier courier(
        []() -> Result<std::unique_ptr<IntakeChannel>> {
            return Error{Code::Unreachable, "headquarters", "nobody answers"};
        },
        story.tablet->recorder(), story.field.clock, {4, 1000, 30'000});
    const auto result = courier.sync();
    QVERIFY(result.left > 0);
    QVERIFY(result.reason.find("nobody answers") != std::string::npos);
    const auto paused = story.field.clock.bootMs() - before;
    QVERIFY(paused >= 3500 && paused <= 10'500);  // 1, 2 and 4 s, each from half to one and a half
}

void CourierTest::aServerThatLostRecordsGetsThemAgain() {
    Story story;
    const auto exhibit = story.capture(5000);
    QVERIFY(story.sync().reason.empty());
    // Headquarters is put back to the day of its founding, but for its keys and devices.
    for (const auto& path : story.field.disk->paths())
        if (path.find("/archive/") != std::string::npos) QVERIFY(story.field.disk->remove(path));
    story.field.restart();
    const auto result = story.sync();
    QVERIFY2(result.reason.empty(), result.reason.c_str());
    QVERIFY(!result.findings.empty());
    QVERIFY(story.field.archive->totals()->records > 0);
    QCOMPARE(story.state(exhibit), ExhibitState::Received);
}

void CourierTest::aTabletSetBackIsToldSo() {
    Story story;
    story.capture(5000);
    // As if this tablet had written more once: headquarters holds a longer ledger.
    const auto size = story.tablet->recorder().ledger().size();
    story.capture(100);
    QVERIFY(story.sync().reason.empty());
    class Ahead : public Line {
      public:
        using Line::Line;
        Result<LedgerState> ask(std::uint32_t ledger, std::uint64_t) override {
            return LedgerState{1, ledger, 1'000'000, false};
        }
    };
    int never = -1;
    Courier courier(
        [&]() -> Result<std::unique_ptr<IntakeChannel>> {
            return std::unique_ptr<IntakeChannel>(std::make_unique<Ahead>(
                connectLocally(*story.field.intake, Story::callerOf(story.tablet->recorder())),
                &never, nullptr));
        },
        story.tablet->recorder(), story.field.clock, {1, 10, 10});
    story.capture(100);
    const auto result = courier.sync();
    QVERIFY(size > 0 && result.left > 0);
    QCOMPARE(result.findings.size(), std::size_t{1});
    QCOMPARE(result.findings[0].severity, Severity::Alarm);
}

void CourierTest::anObjectSpoiltHereDoesNotHoldUpTheOthers() {
    Story story;
    const auto bad = story.capture(300'000);
    const auto object = story.tablet->catalog().exhibit(bad).value().segments.at(0).object;
    const auto good = story.capture(300'000);
    const auto path = "/tablet/objects/" + object.hex();
    auto bytes = story.tabletDisk.bytesOf(path);
    bytes[1000] ^= 1;
    story.tabletDisk.replace(path, bytes);
    const auto result = story.sync();
    QVERIFY(result.left > 0 && !result.reason.empty());
    QVERIFY(!result.findings.empty());
    // One batch, one holding: the good object is at headquarters, its receipt waits for the bad
    // one.
    QCOMPARE(story.field.archive->stored()->objects, 1u);
    QVERIFY(story.state(bad) < ExhibitState::Received);
    bytes[1000] ^= 1;
    story.tabletDisk.replace(path, bytes);
    QVERIFY(story.sync().reason.empty());
    QCOMPARE(story.state(good), ExhibitState::Received);
    QCOMPARE(story.state(bad), ExhibitState::Received);
}

void CourierTest::enrolmentRefusesOtherRootsAndOtherRoles() {
    Field field, other;
    SimulatedDisk disk;
    const auto keys = Recorder::prepare(disk, "/t", passphrase(), KdfCost::floor()).value();
    const auto channel = connectLocally(*field.intake, {});
    const auto refused = [&](EnrolmentCode code, Role role) {
        const auto result =
            enrol(*channel, code, keys, "t", "P-1", field.headquarters->tlsAuthority(), role);
        return codeOf(result);
    };
    auto code = parseEnrolmentCode(field.code()).value();
    code.genesis = other.headquarters->genesis();  // a code that names other roots
    QCOMPARE(refused(std::move(code), Role::Tablet), Code::Untrusted);
    QCOMPARE(refused(parseEnrolmentCode(other.code()).value(), Role::Tablet), Code::Untrusted);
    QCOMPARE(refused(parseEnrolmentCode(field.code(Role::Review)).value(), Role::Tablet),
             Code::Refused);
    QVERIFY(field.headquarters->devices()->empty());
}

void CourierTest::confirmationsAndReturnsComeBack() {
    Story story;
    const auto good = story.capture(200'000), poor = story.capture(2000);
    QVERIFY(story.sync().reason.empty());
    story.openDesk();
    const auto pulled = story.pullAll();
    QCOMPARE(pulled.objects, 2u);
    QVERIFY2(pulled.findings.empty(),
             pulled.findings.empty() ? "" : pulled.findings[0].what.c_str());
    QVERIFY(story.desk->confirm());
    QVERIFY(story.desk->decide(poor, ReviewOutcome::Returned, "No scale"));
    const auto pushed = story.sync(story.desk->recorder());
    QVERIFY2(pushed.reason.empty(), pushed.reason.c_str());
    const auto heard = story.sync();
    QVERIFY2(heard.reason.empty(), heard.reason.c_str());
    QVERIFY(heard.findings.empty());
    QCOMPARE(story.state(good), ExhibitState::Confirmed);
    QCOMPARE(story.state(poor), ExhibitState::Confirmed);
    const auto row = story.tablet->catalog().exhibit(poor).value();
    QVERIFY(row.review == ReviewOutcome::Returned);
    QCOMPARE(row.reviewReason, std::string("No scale"));
    const auto size = story.tablet->recorder().ledger().size();
    QVERIFY(story.sync().reason.empty());
    QCOMPARE(story.tablet->recorder().ledger().size(), size);  // not filed twice
    QCOMPARE(story.pullAll().objects, 0u);
}

void CourierTest::aPullCutAnywhereIsCompletedByTheNext() {
    Story story;
    story.capture(200'000);
    story.capture(2000);
    QVERIFY(story.sync().reason.empty());
    story.openDesk();
    for (int cut = 0; cut < 40; ++cut) {
        int left = cut;
        Line line(connectLocally(*story.field.intake, Story::callerOf(story.desk->recorder())),
                  &left, nullptr);
        const auto pulled = pull(line, *story.desk);
        if (left >= 0) {
            QVERIFY(pulled);
            QVERIFY(cut > 1);  // what an earlier one brought is not asked for again
            QVERIFY(story.desk->missingObjects()->empty());
            return;
        }
        if (!pulled) QCOMPARE(pulled.error().code, Code::Unreachable);
    }
    QFAIL("the line was never cut behind the last call");
}

QTEST_APPLESS_MAIN(CourierTest)
#include "courier_test.moc"
