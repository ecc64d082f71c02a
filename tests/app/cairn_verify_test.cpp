// cairn-verify as a stranger runs it: exit codes, the contract of --json, and words that a court
// can read.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include "tests/testkit/bag_maker.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

struct Run {
    int exit = -1;
    QByteArray out, error;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

Run verify(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(CAIRN_BIN "/cairn-verify"), arguments);
    if (!process.waitForFinished(60'000)) return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace

class CairnVerifyTest : public QObject {
    Q_OBJECT

    TempFolder temp_;
    QString bag_, roots_;

    QString written(const BagMaker& bag, const char* name) {
        bag.writeTo(realFiles(), temp_ / name);
        return QString::fromStdString(temp_ / name);
    }

  private slots:
    void initTestCase() {
        const BagMaker bag{BagMaker::Options{.withholdAuthor = true}};
        bag_ = written(bag, "bag");
        roots_ = QString::fromStdString(bag.roots.hex());
    }

    void validExportEndsWithZeroAndKeepsTheContractOfJson() {
        const Run run = verify({bag_, QStringLiteral("--roots"), roots_, QStringLiteral("--json")});
        QVERIFY2(run.exit == 0, run.out + run.error);
        QCOMPARE(run.out.count('\n'), 1);
        const auto json = run.json();
        QCOMPARE(json[QLatin1String("verdict")].toString(), QStringLiteral("valid"));
        QCOMPARE(json[QLatin1String("roots")].toString(), roots_);
        const auto exhibits = json[QLatin1String("exhibits")].toArray();
        QCOMPARE(exhibits.size(), 3);
        const auto captured = exhibits[0].toObject();
        for (const char* key :
             {"exhibit", "sha256", "verdict", "record_not_before", "not_before", "not_after"}) {
            QVERIFY2(captured[QLatin1String(key)].isString(), key);
        }
        QVERIFY(exhibits[1].toObject()[QLatin1String("not_before")].isNull());
        for (const auto& finding : json[QLatin1String("findings")].toArray()) {
            for (const char* key : {"severity", "what", "where"})
                QVERIFY(finding.toObject()[QLatin1String(key)].isString());
        }
    }

    void wordsSayTheVerdictTheBracketAndWhatIsNotProven() {
        const Run run = verify({bag_});
        QCOMPARE(run.exit, 0);
        for (const char* words :
             {"VALID", "EXERCISE", "which you must compare",
              "2026-03-01T09:30:45.000Z, a receipt of headquarters", "withheld      author",
              "What no export can prove", "they may be older"}) {
            QVERIFY2(run.out.contains(words), run.out);
        }
        QVERIFY(run.out.contains(roots_.toUtf8()));
    }

    void otherRootsAreInvalid() {
        const Run run = verify({bag_, QStringLiteral("--roots"), QString(64, QLatin1Char('0')),
                                QStringLiteral("--json")});
        QCOMPARE(run.exit, 1);
        QCOMPARE(run.json()[QLatin1String("verdict")].toString(), QStringLiteral("invalid"));
        QVERIFY(verify({bag_, QStringLiteral("--roots"), QString(64, QLatin1Char('0'))})
                    .out.contains("INVALID"));
    }

    void missingProofIsNotValid() {
        const Run run =
            verify({written(BagMaker(BagMaker::Options{.witnessed = false}), "unwitnessed"),
                    QStringLiteral("--json")});
        QCOMPARE(run.exit, 1);
        QCOMPARE(run.json()[QLatin1String("verdict")].toString(), QStringLiteral("incomplete"));
    }

    void noFolderIsAnErrorWithARemedy() {
        const Run run = verify({QStringLiteral("/nowhere/bag")});
        QCOMPARE(run.exit, 1);
        QVERIFY(run.out.isEmpty() && !run.error.isEmpty());
    }

    void wrongUsageEndsWithTwo() {
        QCOMPARE(verify({}).exit, 2);
        QCOMPARE(verify({bag_, QStringLiteral("--roots"), QStringLiteral("12")}).exit, 2);
        QCOMPARE(verify({bag_, QStringLiteral("--roots"), QString()}).exit, 2);
        QCOMPARE(verify({bag_, QStringLiteral("--unknown")}).exit, 2);
        QCOMPARE(verify({QStringLiteral("--help")}).exit, 0);
    }
};

QTEST_APPLESS_MAIN(CairnVerifyTest)
#include "cairn_verify_test.moc"
