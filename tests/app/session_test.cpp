// The tablet's view-models on a real locker of a made-up exercise.
#include <QtTest>

#include "app/demo.h"
#include "app/errands.h"
#include "app/session.h"

using namespace cairn;

class SessionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Decoder> decoder_;
    std::unique_ptr<Demo> demo_;
    QTemporaryDir folder_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Session> session_;

    void open() {
        session_->unlock(Demo::passphrase());
        QTRY_COMPARE_WITH_TIMEOUT(session_->stage(), Session::Stage::Open, 30'000);
        QTRY_VERIFY(session_->sites()->loaded());
    }
    QString bridge() const {
        return session_->sites()->numberAt(session_->sites()->indexOf(QStringLiteral("E-S1-1")));
    }
    void openBridge() {
        open();
        session_->openSite(bridge());
        QTRY_VERIFY(session_->exhibits()->loaded());
    }
    QString numberOf(int row) const {
        return session_->exhibits()->index(row).data(ExhibitsModel::Number).toString();
    }
    int stateOf(int row) const {
        return session_->exhibits()->index(row).data(ExhibitsModel::State).toInt();
    }

  private slots:
    void initTestCase() {
        auto decoder = Decoder::start(CAIRN_BIN "/cairn-decode");
        QVERIFY(decoder);
        decoder_ = std::move(*decoder);
        settings_ = std::make_unique<Settings>(folder_.filePath(QStringLiteral("screens.ini")));
        settings_->setLanguage(QStringLiteral("en"));
    }
    void init() {
        auto demo = Demo::make(decoder_.get(), {});
        if (!demo) QFAIL(describe(demo.error()).c_str());
        demo_ = std::move(*demo);
        SessionDoors doors{realFiles(),
                           systemClock(),
                           demo_->lockerFolder(),
                           decoder_.get(),
                           {QString::fromStdString(demo_->cardFolder())},
                           {},
                           {}};
        doors.send = [this](Locker& locker, const std::function<bool()>& closing) {
            return send(locker, demo_->connectionOf(locker.recorder()), closing);
        };
        session_ = std::make_unique<Session>(std::move(doors), *settings_);
    }
    void cleanup() {
        session_.reset();
        demo_.reset();
    }

    void wrongPassphraseIsSaidAndNothingIsShown() {
        session_->unlock(SecretBytes::copyOf(view(std::string_view("wrong one altogether"))));
        QTRY_VERIFY_WITH_TIMEOUT(session_->problem().present(), 30'000);
        QVERIFY(session_->problem().is(Code::WrongPassphrase));
        QCOMPARE(session_->stage(), Session::Stage::Locked);
        QCOMPARE(session_->sites()->count(), 0);
    }
    void openLockerShowsItsSitesAndThatItIsAnExercise() {
        open();
        QVERIFY(session_->exercise());
        QCOMPARE(session_->person(), QStringLiteral("INV-07"));
        QCOMPARE(session_->sites()->count(), 3);
    }
    void exhibitsShowHowFarEachHasCome() {
        openBridge();
        QCOMPARE(session_->exhibits()->count(), 7);  // newest first
        QCOMPARE(stateOf(0), static_cast<int>(ShownState::Saved));
        QCOMPARE(stateOf(1), static_cast<int>(ShownState::Saved));
        QCOMPARE(stateOf(2), static_cast<int>(ShownState::Received));
        QCOMPARE(stateOf(5), static_cast<int>(ShownState::Returned));
        QCOMPARE(stateOf(6), static_cast<int>(ShownState::Confirmed));
    }
    void lockingLeavesNothingOnTheScreens() {
        openBridge();
        session_->openExhibit(numberOf(0));
        QTRY_VERIFY(session_->exhibit()->loaded());
        session_->pictures()->find(numberOf(0), Pictures::Size::Preview);
        QTRY_VERIFY(!session_->pictures()->waiting());
        session_->exhibit()->setNote(QStringLiteral("half a sentence"));
        session_->lock();
        QCOMPARE(session_->stage(), Session::Stage::Locked);
        QCOMPARE(session_->sites()->count(), 0);
        QCOMPARE(session_->exhibits()->count(), 0);
        QVERIFY(!session_->exhibit()->loaded());
        QCOMPARE(session_->exhibit()->note(), QString());
        QCOMPARE(session_->operation(), QString());
        QCOMPARE(session_->siteNumber(), QString());
        open();  // and the folder's lock was given back
    }
    void picturesAreOverwrittenWhenTheyAreDropped() {
        openBridge();
        const auto number = numberOf(6);
        const auto* shown = session_->pictures()->find(number, Pictures::Size::Preview);
        QTRY_VERIFY((shown = session_->pictures()->find(number, Pictures::Size::Preview)));
        QVERIFY(!shown->image.isNull());
        session_->lock();
        QVERIFY(!session_->pictures()->waiting());
    }
    void newSiteNeedsANameATypeAndAReadablePlace() {
        open();
        session_->newSite();
        auto* draft = session_->siteDraft();
        QVERIFY(!draft->canKeep());
        draft->setProperty("name", QStringLiteral("Mill"));
        draft->setProperty("type", QStringLiteral("ST08"));
        draft->setProperty("placeFrom", SiteDraft::Typed);
        for (const auto& wrong : {"", "0, 0", "91, 10", "north", "43.1"}) {
            draft->setProperty("typedPlace", QString::fromLatin1(wrong));
            QVERIFY2(!draft->canKeep(), wrong);
        }
        draft->setProperty("typedPlace", QStringLiteral("-12.5, -77.25"));
        QVERIFY(draft->canKeep());
        draft->keep();
        QTRY_COMPARE(session_->siteName(), QStringLiteral("Mill"));
        QVERIFY(session_->sitePlace().contains(QStringLiteral("12.50000° S")));
    }
    void photographIsSavedAndCounted() {
        openBridge();
        auto* capture = session_->capture();
        QVERIFY(!capture->canShoot());  // no camera
        capture->setCamera(CaptureModel::Camera::Ready);
        QCOMPARE(capture->frame(), 1);
        capture->shoot();
        QVERIFY(!capture->canShoot());
        capture->take(paintedScene(99), "image/jpeg",
                      Stamp{systemClock().wall(),
                            systemClock().bootMs(),
                            systemClock().bootId(),
                            {},
                            {},
                            {},
                            {},
                            {}});
        QTRY_VERIFY(!capture->lastSaved().isEmpty());
        QCOMPARE(capture->frame(), 2);
        QTRY_COMPARE(session_->exhibits()->count(), 8);
        QCOMPARE(numberOf(0), capture->lastSaved());
    }
    void photographThatCannotBeSavedUsesNoFrameNumber() {
        openBridge();
        auto* capture = session_->capture();
        capture->setCamera(CaptureModel::Camera::Ready);
        capture->shoot();
        capture->take({}, "image/jpeg", Stamp{});  // an empty picture is refused
        QTRY_VERIFY(capture->problem().present());
        QCOMPARE(capture->frame(), 1);
        QVERIFY(capture->lastSaved().isEmpty());
    }
    void amendmentIsARecordOfItsOwn() {
        openBridge();
        session_->openExhibit(numberOf(0));
        auto* exhibit = session_->exhibit();
        QTRY_VERIFY(exhibit->loaded());
        const auto before = exhibit->history().size();
        QVERIFY(!exhibit->canKeep());
        exhibit->setNote(QStringLiteral("Second look: two marks."));
        exhibit->toggleTag(QStringLiteral("D2"));
        QVERIFY(exhibit->canKeep());
        exhibit->keep();
        QTRY_VERIFY(exhibit->history().size() > before);
        QCOMPARE(exhibit->note(), QStringLiteral("Second look: two marks."));
        QVERIFY(exhibit->tags().contains(QStringLiteral("D2")));
        QVERIFY(!exhibit->canKeep());
    }
    void importSaysWhatBecameOfEachFile() {
        open();
        auto* importer = session_->importer();
        QVERIFY(!importer->canStart());
        importer->setProperty("site", bridge());
        importer->folders()->enter(QString::fromStdString(demo_->cardFolder()));
        QVERIFY(importer->canStart());
        importer->start();
        QTRY_COMPARE_WITH_TIMEOUT(importer->stage(), ImportModel::Stage::Done, 60'000);
        QCOMPARE(importer->rowCount(), 8);
        QCOMPARE(importer->duplicates(), 2);  // the tablet took those two itself
        QCOMPARE(importer->saved(), 6);
        QCOMPARE(importer->refused(), 0);
    }
    void sendingMovesWhatWaits() {
        open();
        QTRY_VERIFY(session_->outbox()->waiting() > 0);
        session_->outbox()->send();
        QTRY_VERIFY_WITH_TIMEOUT(!session_->outbox()->sending(), 60'000);
        QVERIFY2(!session_->outbox()->problem().present(),
                 qPrintable(session_->outbox()->problem().where()));
        QTRY_COMPARE(session_->outbox()->waiting(), 0.0);
    }
    void unusedLockerLocksItself() {
        QCOMPARE(settings_->autoLockMinutes() >= 1, true);
        open();
        auto* idle = session_->findChild<QTimer*>();
        QVERIFY(idle && idle->isActive());
        QCOMPARE(idle->interval(), settings_->autoLockMinutes() * 60'000);
        idle->start(0);
        QTRY_COMPARE(session_->stage(), Session::Stage::Locked);
    }
};

QTEST_MAIN(SessionTest)
#include "session_test.moc"
