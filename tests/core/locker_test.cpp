// The evidence locker: what it says is saved is there after every kind of morning.
#include "core/locker.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <set>

#include "core/audit.h"
#include "tests/testkit/enrolled.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

struct Scene {
    TempFolder folder;
    SimulatedClock clock;
    TestHq hq;
    std::unique_ptr<Locker> locker;
    std::string site;

    Scene() {
        locker = foundLocker(realFiles(), clock, path(), hq);
        site = openSite("Old well");
    }
    std::string path() const { return folder / "locker"; }
    Recorder& recorder() { return locker->recorder(); }
    Result<void> reopen(std::string_view passphrase = "correct horse") {
        locker.reset();
        locker = TRY(Locker::open(realFiles(), clock, path(), passphraseOf(passphrase)));
        return {};
    }
    std::string openSite(const std::string& name) {
        Site one;
        one.name = name;
        one.type = "well_shaft_cave";
        const auto number = locker->openSite(one);
        return number ? *number : describe(number.error());
    }
    Result<std::string> capture(std::string_view bytes, const std::string& exhibit = {}) {
        Shot shot;
        shot.source = sourceOf(view(bytes));
        shot.expectedBytes = bytes.size();
        shot.mediaType = "image/jpeg";
        shot.site = site;
        shot.subject.exhibit = exhibit;
        shot.fix = Fix{};
        shot.fix->noFixReason = NoFixReason::Indoors;
        return locker->capture(std::move(shot));
    }
    std::string original(const std::string& exhibit) {
        auto reader = locker->openOriginal(exhibit);
        if (!reader) return describe(reader.error());
        std::string out(static_cast<std::size_t>(reader->size()), '\0');
        const auto got =
            reader->readAt(0, {reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
        return got ? out : describe(got.error());
    }
    std::string file(const std::string& name, std::string_view bytes) {
        const auto at = folder / ("card/" + name);
        std::filesystem::create_directories(std::filesystem::path(at).parent_path());
        std::ofstream(at, std::ios::binary) << bytes;
        return at;
    }
    Result<std::vector<Imported>> import(const std::vector<std::string>& paths,
                                         const std::string& to = {}) {
        return locker->import(to.empty() ? site : to, paths, nullptr, {});
    }
    ExhibitRow row(const std::string& number) { return *locker->catalog().exhibit(number); }
    Result<void> receiveAll(std::int64_t at = 1'772'400'000'000) {
        return locker->fileReceipt(hq.witnessOf(recorder(), {at}), hq.holdingOf(recorder(), {at}));
    }
};

#define VERIFY_OK(expression)                                                                  \
    do {                                                                                       \
        const auto& verified_ = (expression);                                                  \
        QVERIFY2(verified_.has_value(), verified_ ? "" : describe(verified_.error()).c_str()); \
    } while (false)

}  // namespace

class LockerTest : public QObject {
    Q_OBJECT
  private slots:
    void aNewLockerHoldsThreeRecords() {
        Scene scene;
        QCOMPARE(scene.site, std::string("E-S3-1"));
        auto& recorder = scene.recorder();
        QVERIFY(recorder.readRecord(0)->head.is(Kind::Session));
        QVERIFY(recorder.readRecord(1)->head.is(Kind::LedgerOpened));
        QVERIFY(recorder.readRecord(2)->head.is(Kind::PersonKey));
        QVERIFY(recorder.readRecord(3)->head.is(Kind::Site));
        QVERIFY(recorder.readRecord(3)->part<Author>()->key ==
                recorder.readRecord(2)->part<PersonKey>()->key);
        QVERIFY(recorder.readRecord(3)->head.stamp.beacon ==
                sha256(recorder.membership().firstWitness));
        QCOMPARE(scene.locker->catalog().sites()->front().type, std::string("ST06"));
    }

    void whatWasCapturedIsThereAfterReopening() {
        Scene scene;
        const auto number = *scene.capture("first photograph");
        QCOMPARE(number, exhibitNumber("E-S3-1", 3, 1));
        VERIFY_OK(scene.reopen());
        QCOMPARE(scene.original(number), std::string("first photograph"));
        const auto row = scene.row(number);
        QVERIFY(row.sha256 == sha256(view("first photograph")));
        QVERIFY(row.state == ExhibitState::Saved);
        QVERIFY(!row.position);
        QCOMPARE(*scene.capture("second"), exhibitNumber("E-S3-1", 3, 2));
    }

    void readingWritesNothing() {
        Scene scene;
        VERIFY_OK(scene.capture("a"));
        VERIFY_OK(scene.reopen());
        const auto size = scene.recorder().ledger().size();
        VERIFY_OK(scene.locker->catalog().exhibits({}));
        VERIFY_OK(scene.reopen());
        QCOMPARE(scene.recorder().ledger().size(), size);
        VERIFY_OK(scene.capture("b"));
        QCOMPARE(scene.recorder().ledger().size(), size + 2);  // and a session
        QCOMPARE(scene.recorder().readRecord(size + 1)->head.session, size);
    }

    void aFrameIsAddedToItsExhibit() {
        Scene scene;
        const auto number = *scene.capture("one");
        VERIFY_OK(scene.receiveAll());
        QVERIFY(scene.row(number).state == ExhibitState::Received);
        QCOMPARE(*scene.capture("two", number), number);
        QCOMPARE(scene.row(number).segments.size(), 2u);
        QVERIFY(scene.row(number).state == ExhibitState::Saved);
        QCOMPARE(*scene.locker->catalog().exhibitCount(), 1u);
    }

    void nothingIsCapturedForAnUnknownSite() {
        Scene scene;
        scene.site = "E-S3-9";
        QCOMPARE(scene.capture("a").error().code, Code::NotFound);
    }

    void aShutterWithoutBytesIsRefused() {
        Scene scene;
        QCOMPARE(scene.capture("").error().code, Code::Invalid);
        QCOMPARE(*scene.locker->catalog().exhibitCount(), 0u);
    }

    void amendAndWithdrawLeaveTheFirstRecord() {
        Scene scene;
        const auto number = *scene.capture("a");
        Subject subject;
        subject.itemType = "cartridge_case";
        VERIFY_OK(scene.locker->amend(number, subject, {"Case", "near the door", "en", ""},
                                      std::nullopt, ReasonCode::AddedLater));
        VERIFY_OK(scene.locker->withdraw(number, ReasonCode::Misfire, "thumb"));
        VERIFY_OK(scene.locker->withdraw(number, ReasonCode::Misfire, "thumb"));
        const auto row = scene.row(number);
        QCOMPARE(row.itemType, std::string("EV08"));
        QCOMPARE(row.title, std::string("Case"));
        QVERIFY(row.withdrawn);
        QCOMPARE(scene.original(number), std::string("a"));
        const auto history = *scene.locker->catalog().history(number);
        QCOMPARE(history.size(), 3u);
        QCOMPARE(history[2].summary, std::string("withdrawn misfire"));
        QCOMPARE(history[2].person, std::string("P-07"));
    }

    // ---- Two at a time, wrong keys, wrong folders.

    void aLockerInUseNamesTheProcess() {
        Scene scene;
        const auto second =
            Locker::open(realFiles(), scene.clock, scene.path(), passphraseOf("correct horse"));
        QCOMPARE(second.error().code, Code::InUse);
        QVERIFY2(second.error().detail.find(std::to_string(getpid())) != std::string::npos,
                 second.error().detail.c_str());
    }

    void aWrongPassphraseOpensNothing() {
        Scene scene;
        QCOMPARE(scene.reopen("wrong horse").error().code, Code::WrongPassphrase);
        VERIFY_OK(scene.reopen());
    }

    void aFolderWithoutLockerSaysSo() {
        Scene scene;
        QCOMPARE(Locker::open(realFiles(), scene.clock, scene.folder / "nothing", passphraseOf("x"))
                     .error()
                     .code,
                 Code::NotFound);
    }

    void enrolmentIsRepeatableAndNotReplaceable() {
        Scene scene;
        const auto membership = scene.recorder().membership();
        scene.locker.reset();
        VERIFY_OK(Recorder::prepare(realFiles(), scene.path(), passphraseOf("correct horse"),
                                    KdfCost::floor()));
        VERIFY_OK(Recorder::found(realFiles(), scene.clock, scene.path(),
                                  passphraseOf("correct horse"), membership));
        const TestHq stranger;
        const auto keys = *Recorder::prepare(realFiles(), scene.path(),
                                             passphraseOf("correct horse"), KdfCost::floor());
        QCOMPARE(
            Recorder::found(realFiles(), scene.clock, scene.path(), passphraseOf("correct horse"),
                            stranger.enrol(keys, Role::Tablet, 3))
                .error()
                .code,
            Code::Exists);
    }

    void theFolderNamesNobodyAndNothing() {
        Scene scene;
        VERIFY_OK(scene.capture("plaintext-marker-in-the-photo"));
        VERIFY_OK(
            scene.import({scene.file("secret-name-marker.jpg", "plaintext-marker-on-the-card")}));
        scene.locker.reset();
        for (const auto& entry : std::filesystem::recursive_directory_iterator(scene.path())) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string all((std::istreambuf_iterator<char>(in)), {});
            for (const char* planted :
                 {"plaintext-marker", "name-marker", "Old well", "P-07", "correct horse", "E-S3-1"})
                QVERIFY2(all.find(planted) == std::string::npos, entry.path().c_str());
        }
        QVERIFY(!std::filesystem::exists(scene.path() + "/index.db-journal"));
    }

    // ---- Import.

    void importTakesEveryFileOfAFolder() {
        Scene scene;
        scene.file("a/one.jpg", "one");
        scene.file("a/b/two.bin", "two");
        scene.file("three", "");
        std::filesystem::create_symlink("/etc/passwd", scene.folder / "card/link");
        const auto done = *scene.import({scene.folder / "card"});
        QCOMPARE(done.size(), 3u);
        for (const auto& one : done) QVERIFY(one.state == Imported::State::Saved);
        QCOMPARE(done[0].file, scene.folder / "card/a/b/two.bin");
        QCOMPARE(scene.original(done[0].exhibit), std::string("two"));
        const auto rows = *scene.locker->catalog().exhibits({});
        QCOMPARE(rows.size(), 3u);
        QCOMPARE(rows[1].fileName, std::string("one.jpg"));
        QVERIFY(rows[1].metadata == MetadataState::NotRead);
        QCOMPARE(rows[1].mediaType, std::string("image/jpeg"));
    }

    void theSameBytesAtTheSameSiteAreADuplicate() {
        Scene scene;
        const auto first = *scene.import({scene.file("a.jpg", "same bytes")});
        const auto again =
            *scene.import({scene.file("b.jpg", "same bytes"), scene.file("c.jpg", "other bytes")});
        QVERIFY(again[0].state == Imported::State::Duplicate);
        QCOMPARE(again[0].exhibit, first[0].exhibit);
        QVERIFY(again[0].sha256 == sha256(view("same bytes")));
        QVERIFY(again[1].state == Imported::State::Saved);
        QCOMPARE(*scene.locker->catalog().exhibitCount(), 2u);
        QCOMPARE(scene.recorder().vault().contents()->objects.size(), 2u);
    }

    void twinsInOneImportAreSealedOnce() {
        Scene scene;
        std::vector<std::string> paths;
        for (int i = 0; i < 60; ++i)
            paths.push_back(
                scene.file("f" + std::to_string(i), "content " + std::to_string(i % 20 + 10)));
        const auto done = *scene.import(paths);
        QCOMPARE(done.size(), 60u);
        QCOMPARE(
            std::count_if(done.begin(), done.end(),
                          [](const Imported& one) { return one.state == Imported::State::Saved; }),
            20);
        for (const auto& one : done)
            QCOMPARE(scene.row(one.exhibit).sha256.hex(), one.sha256.hex());
        QCOMPARE(*scene.locker->catalog().exhibitCount(), 20u);
        QCOMPARE(scene.recorder().vault().contents()->objects.size(), 20u);
    }

    void theSameBytesAtAnotherSiteNameTheSameObject() {
        Scene scene;
        const auto first = *scene.import({scene.file("a.jpg", "same bytes")});
        const auto other = scene.openSite("Second");
        QCOMPARE(other, std::string("E-S3-2"));
        const auto there = *scene.import({scene.file("a.jpg", "same bytes")}, other);
        QVERIFY(there[0].state == Imported::State::Saved);
        QCOMPARE(there[0].sameAs, first[0].exhibit);
        QCOMPARE(scene.recorder().vault().contents()->objects.size(), 1u);
        QCOMPARE(scene.original(there[0].exhibit), std::string("same bytes"));
        QCOMPARE(scene.row(there[0].exhibit).sameAs, first[0].exhibit);
        const auto again = *scene.import({scene.file("a.jpg", "same bytes")}, other);
        QVERIFY(again[0].state == Imported::State::Duplicate);
        QCOMPARE(again[0].exhibit, there[0].exhibit);
        VERIFY_OK(scene.reopen());
        QCOMPARE(scene.original(there[0].exhibit), std::string("same bytes"));
    }

    void whatCannotBeReadIsRefusedAndTheOthersGoOn() {
        Scene scene;
        const auto link = scene.folder / "card/link";
        const auto good = scene.file("good", "good");
        std::filesystem::create_symlink(good, link);
        const auto done = *scene.import({scene.folder / "card/absent", link, good});
        QVERIFY(done[0].state == Imported::State::Refused);
        QCOMPARE(done[0].error->code, Code::NotFound);
        QVERIFY(done[1].state == Imported::State::Refused);
        QVERIFY(done[2].state == Imported::State::Saved);
    }

    void aFileThatChangesWhileItIsReadIsRefused() {
        Scene scene;
        const auto path = scene.file("growing", std::string(3'000'000, 'a'));
        bool grown = false;
        const auto done =
            *scene.locker->import(scene.site, {path}, nullptr, {}, [&](const ImportProgress&) {
                if (!grown) std::ofstream(path, std::ios::app) << "more";
                return grown = true;
            });
        // Whether the writer came in time is luck; a mixture of both must never be saved.
        if (done[0].state == Imported::State::Saved)
            QVERIFY(scene.original(done[0].exhibit).size() >= 3'000'000);
        else
            QCOMPARE(done[0].error->code, Code::Io);
    }

    void strangeNamesAreKeptAsEvidence() {
        Scene scene;
        const auto done = *scene.import({scene.file("bad\xFF\n\xE2\x80\xAE.jpg", "x")});
        QVERIFY(done[0].state == Imported::State::Saved);
        QCOMPARE(scene.row(done[0].exhibit).fileName, std::string("bad\\xff\\x0a\\u202e.jpg"));
        VERIFY_OK(scene.reopen());
    }

    void theCardIsNotTouched() {
        Scene scene;
        const auto path = scene.file("a.jpg", "bytes");
        const auto before = std::filesystem::last_write_time(path);
        VERIFY_OK(scene.import({path}));
        QCOMPARE(std::filesystem::last_write_time(path).time_since_epoch().count(),
                 before.time_since_epoch().count());
        std::ifstream in(path);
        QCOMPARE(std::string((std::istreambuf_iterator<char>(in)), {}), std::string("bytes"));
    }

    void aStoppedImportKeepsWhatWasHeardOf() {
        Scene scene;
        std::vector<std::string> paths;
        for (int i = 0; i < 300; ++i)
            paths.push_back(scene.file("f" + std::to_string(i), "content " + std::to_string(i)));
        std::vector<std::string> heard;
        const auto done = scene.locker->import(
            scene.site, paths, nullptr, [&](const Imported& one) { heard.push_back(one.exhibit); },
            [&](const ImportProgress& progress) { return progress.filesDone < 32; });
        VERIFY_OK(done);
        QVERIFY(heard.size() >= 32);
        QCOMPARE(done->size(), heard.size());
        VERIFY_OK(scene.reopen());
        QCOMPARE(*scene.locker->catalog().exhibitCount(), heard.size());
        const auto rest = *scene.import(paths);
        QCOMPARE(
            std::count_if(rest.begin(), rest.end(),
                          [](const Imported& one) { return one.state == Imported::State::Saved; }),
            300 - static_cast<long>(heard.size()));
    }

    void previewsAreNamedByADerivedRecord() {
        Scene scene;
        const auto a = *scene.capture("a");
        const auto b = *scene.capture("b");
        QCOMPARE(scene.locker->openPreview(a).error().code, Code::NotFound);
        VERIFY_OK(
            scene.locker->addPreviews({{b, copy(view("small b"))}, {a, copy(view("small a"))}}));
        VERIFY_OK(scene.reopen());
        auto reader = *scene.locker->openPreview(a);
        std::string bytes(7, ' ');
        VERIFY_OK(reader.readAt(0, {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()}));
        QCOMPARE(bytes, std::string("small a"));
    }

    // ---- Receipts and what comes back.

    void receivedOnlyByWitnessAndHolding() {
        Scene scene;
        const auto number = *scene.capture("a");
        VERIFY_OK(scene.locker->fileReceipt(
            scene.hq.witnessOf(scene.recorder(), {1'772'400'000'000}), {}));
        QVERIFY(scene.row(number).state == ExhibitState::Saved);
        VERIFY_OK(scene.locker->fileReceipt(
            {}, scene.hq.holdingOf(scene.recorder(), {1'772'400'060'000})));
        QVERIFY(scene.row(number).state == ExhibitState::Received);
        QCOMPARE(scene.row(number).receivedAt->unixMs, 1'772'400'060'000);
        VERIFY_OK(scene.reopen());
        QVERIFY(scene.row(number).state == ExhibitState::Received);
        const auto left = *scene.locker->catalog().outbox();
        QCOMPARE(left.records, 0u);
        QCOMPARE(left.objects, 0u);
    }

    void aReceiptThatSaysNothingNewIsNotFiled() {
        Scene scene;
        VERIFY_OK(scene.capture("a"));
        VERIFY_OK(scene.receiveAll());
        const auto size = scene.recorder().ledger().size();
        VERIFY_OK(scene.receiveAll(
            1'772'500'000'000));  // covers the first receipt's record: nothing that counts
        QCOMPARE(scene.recorder().ledger().size(), size);
        QVERIFY(scene.recorder().now().beacon ==
                sha256(scene.hq.witnessOf(scene.recorder(), {1'772'500'000'000})));
    }

    void theNextRecordNamesTheNewestReceiptAsItsBeacon() {
        Scene scene;
        VERIFY_OK(scene.capture("a"));
        const auto witness = scene.hq.witnessOf(scene.recorder(), {1'772'400'000'000});
        VERIFY_OK(scene.locker->fileReceipt(witness, {}));
        VERIFY_OK(scene.reopen());
        VERIFY_OK(scene.capture("b"));
        QVERIFY(
            scene.recorder().readRecord(scene.recorder().ledger().size() - 1)->head.stamp.beacon ==
            sha256(witness));
        // Without the file that remembers it, the ledger does.
        scene.locker.reset();
        std::filesystem::remove(scene.path() + "/beacon");
        VERIFY_OK(scene.reopen());
        QVERIFY(scene.recorder().now().beacon == sha256(witness));
    }

    void aWrongReceiptIsRefusedAndChangesNothing() {
        Scene scene;
        const auto number = *scene.capture("a");
        auto& recorder = scene.recorder();
        const Instant at{1'772'400'000'000};
        const auto witness = scene.hq.witnessOf(recorder, at);
        const auto objects = scene.row(number).segments.front().object;

        const TestHq stranger;
        QCOMPARE(scene.locker->fileReceipt(stranger.witnessOf(recorder, at), {}).error().code,
                 Code::BadSignature);
        QCOMPARE(scene.locker->fileReceipt({}, stranger.holding(3, {objects}, at)).error().code,
                 Code::Untrusted);
        QVERIFY(!scene.locker->fileReceipt(
            {}, scene.hq.holding(4, {objects}, at)));  // another device's
        QCOMPARE(scene.locker->fileReceipt({}, scene.hq.holding(3, {sha256(view("?"))}, at))
                     .error()
                     .code,
                 Code::Refused);  // other bytes
        TestHq realHq(Realm::Real);
        realHq.receiptKey = scene.hq.receiptKey.clone();
        QVERIFY(!scene.locker->fileReceipt({}, realHq.holding(3, {objects}, at)));
        TestHq otherOperation(Realm::Exercise, "other");
        otherOperation.receiptKey = scene.hq.receiptKey.clone();
        QVERIFY(!scene.locker->fileReceipt({}, otherOperation.holding(3, {objects}, at)));
        for (std::size_t byte = 0; byte < witness.size(); byte += 3) {
            auto flipped = witness;
            flipped[byte] ^= 1;
            QVERIFY(!scene.locker->fileReceipt(flipped, {}));
        }
        QVERIFY(scene.row(number).state == ExhibitState::Saved);
    }

    void aReceiptForMoreThanIsHereIsAnAlarm() {
        Scene scene;
        VERIFY_OK(scene.capture("a"));
        const auto key = *scene.recorder().ledgerKey();
        const auto origin = scene.recorder().ledger().name().origin();
        const Checkpoint ahead{origin, scene.recorder().ledger().size() + 1, sha256(view("x"))};
        const Checkpoint other{origin, scene.recorder().ledger().size(), sha256(view("x"))};
        QCOMPARE(
            scene.locker
                ->fileReceipt(scene.hq.witness(signCheckpoint(ahead, key), {1'772'400'000'000}), {})
                .error()
                .code,
            Code::RolledBack);
        QCOMPARE(
            scene.locker
                ->fileReceipt(scene.hq.witness(signCheckpoint(other, key), {1'772'400'000'000}), {})
                .error()
                .code,
            Code::Forked);
    }

    void confirmedAndReviewedOnlyByAReviewDesk() {
        Scene scene;
        const auto number = *scene.capture("a");
        const auto other = *scene.capture("b");
        VERIFY_OK(scene.receiveAll());
        const auto row = scene.row(number);
        auto& recorder = scene.recorder();

        const auto desk = foundRecorder(realFiles(), scene.clock, scene.folder / "desk", scene.hq,
                                        Role::Review, 9);
        Confirmation confirmation;
        confirmation.device = 3;
        confirmation.ledger = 1;
        confirmation.checkpoint = scene.hq.witnessOf(recorder, {1'772'400'000'000});
        confirmation.objects = {row.segments.front().object};
        confirmation.fromSequence = 0;
        confirmation.toSequence = recorder.ledger().size();
        Decision decision{number, row.record, *recorder.store().leaf(row.record).value(),
                          ReviewOutcome::Returned, "missing_scale"};
        const auto say = [&](Recorder& who, Kind kind, PartContent content) {
            NewRecord record;
            record.kind = kind;
            record.parts = {std::move(content)};
            return *who.record(std::move(record));
        };
        const auto said = say(*desk, Kind::Confirmation, confirmation);
        const auto decided = say(*desk, Kind::Decision, decision);
        const Instant at{1'772'500'000'000};

        // Someone else's word, an altered one, or one that HQ did not witness.
        const auto tablet = foundRecorder(realFiles(), scene.clock, scene.folder / "other",
                                          scene.hq, Role::Tablet, 5);
        const auto forged = say(*tablet, Kind::Confirmation, confirmation);
        QCOMPARE(
            scene.locker->fileDelivery(scene.hq.deliver(*tablet, forged.sequence, at)).error().code,
            Code::Untrusted);
        const TestHq stranger;
        QCOMPARE(
            scene.locker->fileDelivery(stranger.deliver(*desk, said.sequence, at)).error().code,
            Code::BadSignature);
        auto altered = scene.hq.deliver(*desk, said.sequence, at);
        altered.envelope[altered.envelope.size() / 2] ^= 1;
        QVERIFY(!scene.locker->fileDelivery(altered));
        auto elsewhere = scene.hq.deliver(*desk, said.sequence, at);
        elsewhere.record.sequence += 1;
        QVERIFY(!scene.locker->fileDelivery(elsewhere));
        QVERIFY(scene.row(number).state == ExhibitState::Received);

        VERIFY_OK(scene.locker->fileDelivery(scene.hq.deliver(*desk, said.sequence, at)));
        VERIFY_OK(scene.locker->fileDelivery(scene.hq.deliver(*desk, decided.sequence, at)));
        const auto size = recorder.ledger().size();
        VERIFY_OK(scene.locker->fileDelivery(
            scene.hq.deliver(*desk, said.sequence, at)));  // twice is once
        QCOMPARE(recorder.ledger().size(), size);
        QVERIFY(scene.row(number).state == ExhibitState::Confirmed);
        QVERIFY(scene.row(number).confirmedAt == at);
        QVERIFY(scene.row(number).review == ReviewOutcome::Returned);
        QCOMPARE(scene.row(number).reviewReason, std::string("missing_scale"));
        QVERIFY(scene.row(other).state == ExhibitState::Received);
        QCOMPARE(scene.locker->catalog().outbox()->records, 0u);
    }

    // ---- What is lost can be made again; what is wrong is an alarm.

    void aDeletedIndexIsMadeAnewFromTheLedger() {
        Scene scene;
        const auto number = *scene.capture("a");
        const auto imported = *scene.import({scene.file("b.jpg", "b")});
        VERIFY_OK(scene.locker->addPreviews({{number, copy(view("small"))}}));
        VERIFY_OK(scene.receiveAll());
        const auto before = *scene.locker->catalog().exhibits({});
        scene.locker.reset();
        std::filesystem::remove(scene.path() + "/index.db");
        VERIFY_OK(scene.reopen());
        QVERIFY(scene.recorder().opened().replayed > 5);
        const auto after = *scene.locker->catalog().exhibits({});
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
            QCOMPARE(after[i].number, before[i].number);
            QVERIFY(after[i].state == before[i].state &&
                    after[i].receivedAt == before[i].receivedAt);
            QVERIFY(after[i].segments == before[i].segments);
        }
        QCOMPARE(scene.original(imported[0].exhibit), std::string("b"));
        QCOMPARE(*scene.capture("c"), exhibitNumber("E-S3-1", 3, 3));
    }

    void aDamagedIndexIsAnAlarmAndRebuildSetsItAside() {
        Scene scene;
        const auto number = *scene.capture("a");
        scene.locker.reset();
        std::ofstream(scene.path() + "/index.db", std::ios::trunc);
        const auto opened = scene.reopen();
        QCOMPARE(opened.error().code, Code::Corrupt);
        auto rebuilt =
            Locker::rebuild(realFiles(), scene.clock, scene.path(), passphraseOf("correct horse"));
        VERIFY_OK(rebuilt);
        QCOMPARE((*rebuilt)->catalog().exhibit(number)->number, number);
        QVERIFY(std::filesystem::exists(scene.path() + "/index.db.set-aside-1"));
    }

    void anOlderIndexCatchesUp() {
        Scene scene;
        VERIFY_OK(scene.capture("a"));
        scene.locker.reset();
        std::filesystem::copy(scene.path() + "/index.db", scene.folder / "old.db");
        VERIFY_OK(scene.reopen());
        VERIFY_OK(scene.capture("b"));
        scene.locker.reset();
        std::filesystem::copy(scene.folder / "old.db", scene.path() + "/index.db",
                              std::filesystem::copy_options::overwrite_existing);
        VERIFY_OK(scene.reopen());
        QCOMPARE(*scene.locker->catalog().exhibitCount(), 2u);
    }

    void aRolledBackLockerIsAnAlarm() {
        Scene scene;
        VERIFY_OK(scene.capture("a"));
        scene.locker.reset();
        std::filesystem::copy(scene.path() + "/ledger.1", scene.folder / "ledger.old");
        VERIFY_OK(scene.reopen());
        VERIFY_OK(scene.capture("b"));
        scene.locker.reset();
        std::filesystem::copy(scene.folder / "ledger.old", scene.path() + "/ledger.1",
                              std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(scene.reopen().error().code, Code::RolledBack);
    }

    void anIndexAheadOfLedgerAndHeadsIsAnAlarm() {
        Scene scene;
        VERIFY_OK(scene.capture("a"));
        scene.locker.reset();
        std::filesystem::create_directory(scene.folder / "old");
        for (const auto& entry : std::filesystem::directory_iterator(scene.path()))
            if (entry.path().filename().string().starts_with("ledger.1"))
                std::filesystem::copy(entry.path(), scene.folder / "old");
        VERIFY_OK(scene.reopen());
        VERIFY_OK(scene.capture("b"));
        scene.locker.reset();
        for (const auto& entry : std::filesystem::directory_iterator(scene.folder / "old"))
            std::filesystem::copy(entry.path(), scene.path(),
                                  std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(scene.reopen().error().code, Code::RolledBack);
        for (const auto& entry : std::filesystem::directory_iterator(scene.folder / "old"))
            std::filesystem::remove(scene.path() + "/" + entry.path().filename().string());
        QCOMPARE(scene.reopen().error().code, Code::RolledBack);
    }

    void strayObjectsAreKeptAndNamed() {
        Scene scene;
        VERIFY_OK(
            scene.recorder().vault().put(scene.recorder().recipients(), sourceOf(view("orphan"))));
        std::ofstream(scene.path() + "/objects/x.part") << "cut";
        const auto strays = *scene.recorder().strays();
        QCOMPARE(strays.orphans.size(), 1u);
        QCOMPARE(strays.unterminated.size(), 1u);
    }

    void aThousandExhibitsArePaged() {
        Scene scene;
        std::vector<std::string> paths;
        for (int i = 0; i < 1000; ++i)
            paths.push_back(scene.file("f" + std::to_string(i), "content " + std::to_string(i)));
        const auto done = *scene.import(paths);
        QCOMPARE(done.size(), 1000u);
        std::set<std::string> seen;
        Catalog::Page page;
        page.site = scene.site;
        for (;;) {
            const auto rows = *scene.locker->catalog().exhibits(page);
            if (rows.empty()) break;
            for (const auto& row : rows) QVERIFY(seen.insert(row.number).second);
            page.after = rows.back().number;
        }
        QCOMPARE(seen.size(), 1000u);
        QCOMPARE(scene.locker->catalog().site(scene.site)->exhibits, 1000u);
    }
};

QTEST_GUILESS_MAIN(LockerTest)
#include "locker_test.moc"
