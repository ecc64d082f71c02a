// One thread owns what holds the keys; what a closed session answers reaches nobody.
#include <QtTest>

#include "app/owner_thread.h"

using namespace cairn;

namespace {

struct Keeper {
    std::atomic<QThread*>* diedIn;
    int verbs = 0;
    explicit Keeper(std::atomic<QThread*>* where) : diedIn(where) {}
    ~Keeper() { *diedIn = QThread::currentThread(); }
};

}  // namespace

class OwnerThreadTest : public QObject {
    Q_OBJECT

    std::atomic<QThread*> diedIn_ = nullptr;
    std::unique_ptr<OwnerThread<Keeper>> owner_;

    void open() {
        bool opened = false;
        owner_->open(
            this,
            [this]() -> Result<std::unique_ptr<Keeper>> {
                return std::make_unique<Keeper>(&diedIn_);
            },
            [&](Result<void> done) { opened = bool(done); });
        QTRY_VERIFY(opened);
    }

  private slots:
    void init() {
        diedIn_ = nullptr;
        owner_ = std::make_unique<OwnerThread<Keeper>>();
    }
    void cleanup() { owner_.reset(); }

    void verbsRunInOrderOutsideTheWindowsThread() {
        open();
        QList<int> seen;
        QThread* ranIn = nullptr;
        for (int i = 0; i < 3; ++i)
            owner_->ask(
                this,
                [&](Keeper& keeper) -> Result<int> {
                    return ranIn = QThread::currentThread(), ++keeper.verbs;
                },
                [&](Result<int> n) {
                    QCOMPARE(QThread::currentThread(), thread());
                    seen.append(*n);
                });
        QTRY_COMPARE(seen, (QList<int>{1, 2, 3}));
        QVERIFY(ranIn != thread());
    }
    void answersOfAClosedSessionReachNobody() {
        open();
        bool answered = false;
        owner_->ask(
            this, [](Keeper& keeper) -> Result<int> { return keeper.verbs; },
            [&](Result<int>) { answered = true; });
        owner_->close();
        QTRY_VERIFY(diedIn_.load());  // the owned object went after that verb
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }
    void whatIsOwnedDiesInItsOwnThread() {
        open();
        owner_->close();
        QTRY_VERIFY(diedIn_.load());
        QVERIFY(diedIn_.load() != thread());
    }
    void lockedOwnerAnswersWithAnError() {
        std::optional<Code> code;
        owner_->ask(
            this, [](Keeper& keeper) -> Result<int> { return keeper.verbs; },
            [&](Result<int> n) { code = n.error().code; });
        QTRY_VERIFY(code);
        QCOMPARE(*code, Code::Cancelled);
    }
    void longVerbSeesThatItsSessionCloses() {
        open();
        const auto closing = owner_->closing();
        std::atomic<bool> started = false, stopped = false;
        owner_->ask(
            this,
            [&](Keeper&) -> Result<void> {
                started = true;
                while (!closing()) QThread::yieldCurrentThread();
                stopped = true;
                return {};
            },
            [](Result<void>) {});
        QTRY_VERIFY(started);
        QVERIFY(!stopped);
        owner_->close();
        QTRY_VERIFY(stopped);
    }
    void whoDiedIsNotAnswered() {
        open();
        auto who = std::make_unique<QObject>();
        bool answered = false, later = false;
        owner_->ask(
            who.get(), [](Keeper& keeper) -> Result<int> { return keeper.verbs; },
            [&](Result<int>) { answered = true; });
        who.reset();
        owner_->ask(
            this, [](Keeper& keeper) -> Result<int> { return keeper.verbs; },
            [&](Result<int>) { later = true; });
        QTRY_VERIFY(later);
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(OwnerThreadTest)
#include "owner_thread_test.moc"
