// One day with the real programs: from enrolment to a verdict, with bad input on the way and kill
// -9 in the middle.
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSet>
#include <QtTest>

#include "programs.h"

using namespace cairn::test;

namespace {

int points() { return qEnvironmentVariableIsSet("CAIRN_LONG") ? 20 : 5; }

QSet<QString> values(const QList<QJsonObject>& lines, const char* field) {
    QSet<QString> out;
    for (const QJsonObject& line : lines)
        if (line.contains(QLatin1String(field))) out << line.value(QLatin1String(field)).toString();
    return out;
}

}  // namespace

class StoryTest : public QObject {
    Q_OBJECT

  private slots:
    void aDayEndsWithAVerdictOfValid();
    void aWrongPassphraseOpensNothing();
    void aVoucherServesOneDeviceOnly();
    void otherRootsAreRefusedAtEnrolment();
    void alteredExportsAreNeverValid();
    void anExportOfAStrangerIsNotValidUnderOurRoots();
    void tabletsKilledWhileImportingLoseNothing();
    void killedSyncsAndServersLoseNothing();
    void aLockerInUseNamesTheProcess();
    void wrongUsageIsTwo();
};

void StoryTest::aDayEndsWithAVerdictOfValid() {
    World world;
    const QString roots = world.openHeadquarters();
    QCOMPARE(roots.size(), 64);
    world.serve();
    QCOMPARE(world.tablet("tablet").exit, 0);
    const QString site = world.site("tablet");
    const QString photographs = QStringLiteral(CAIRN_TEST_DATA "/photos");

    const Run import = world.cairn("import", "tablet", {"--site", site, photographs});
    QVERIFY2(import.exit == 0, import.error);
    QCOMPARE(import.lines.size(), filesBelow(photographs).size());
    QCOMPARE(values(import.lines, "state"), QSet<QString>{"saved"});
    // The same again is known, at the same site.
    const Run again = world.cairn("import", "tablet", {"--site", site, photographs});
    QCOMPARE(values(again.lines, "state"), QSet<QString>{"duplicate"});
    QCOMPARE(values(again.lines, "exhibit"), values(import.lines, "exhibit"));
    // At another site it is a new exhibit that names the first.
    const QString other = world.site("tablet", "Quarry");
    const Run elsewhere =
        world.cairn("import", "tablet", {"--site", other, photographs + "/HTC_Desire.jpg"});
    QCOMPARE(elsewhere.last().value("state").toString(), QStringLiteral("saved"));
    QVERIFY(values(import.lines, "exhibit").contains(elsewhere.field("same_as")));

    Run list = world.cairn("list", "tablet");
    QCOMPARE(values(list.lines, "state"), QSet<QString>{"saved"});
    const Run sync = world.cairn("sync", "tablet");
    QVERIFY2(sync.exit == 0, sync.error);
    QCOMPARE(sync.last().value("left").toInt(-1), 0);
    list = world.cairn("list", "tablet");
    QCOMPARE(values(list.lines, "state"), QSet<QString>{"received"});

    QVERIFY2(world.desk("desk").exit == 0, "desk");
    Run pull = world.review("pull", "desk");
    QVERIFY2(pull.exit == 0, pull.error);
    const Run verdicts = world.review("list", "desk");
    QCOMPARE(values(verdicts.lines, "verdict"), QSet<QString>{"valid"});
    QCOMPARE(values(verdicts.lines, "exhibit"), values(list.lines, "exhibit"));
    QCOMPARE(values(verdicts.lines, "sha256"), values(list.lines, "sha256"));
    for (const QJsonObject& line : verdicts.lines) {
        QVERIFY(
            line.value("not_before").isNull());  // imported bytes may be older than their record
        QVERIFY(line.value("record_not_before").toString() <= line.value("not_after").toString());
    }

    const QString returned = list.lines.first().value("exhibit").toString();
    QCOMPARE(world.review("return", "desk", {returned, "--reason", "No scale"}).exit, 0);
    QCOMPARE(
        world.review("accept", "desk", {elsewhere.field("exhibit"), "--reason", "Complete"}).exit,
        0);
    QCOMPARE(world.review("pull", "desk").exit, 0);
    QCOMPARE(world.cairn("sync", "tablet").exit, 0);
    list = world.cairn("list", "tablet");
    QCOMPARE(values(list.lines, "state"), QSet<QString>{"confirmed"});
    for (const QJsonObject& line : list.lines) {
        const QString exhibit = line.value("exhibit").toString();
        if (exhibit == returned) {
            QCOMPARE(line.value("review").toString(), QStringLiteral("returned"));
            QCOMPARE(line.value("reason").toString(), QStringLiteral("No scale"));
        } else if (exhibit == elsewhere.field("exhibit")) {
            QCOMPARE(line.value("review").toString(), QStringLiteral("accepted"));
        } else {
            QVERIFY(line.value("review").isNull());
        }
    }
    const Run audit = world.cairn("audit", "tablet");
    QVERIFY2(audit.exit == 0, audit.out);
    QVERIFY(audit.last().value("ok").toBool());

    const Run exported = world.review("export", "desk", {world.path("export")});
    QVERIFY2(exported.exit == 0, exported.error);
    const Run verdict =
        world.run("cairn-verify", {world.path("export"), "--roots", roots, "--json"});
    QVERIFY2(verdict.exit == 0, verdict.out);
    QCOMPARE(verdict.field("verdict"), QStringLiteral("valid"));
    QCOMPARE(verdict.field("roots"), roots);
    QCOMPARE(verdict.last().value("exhibits").toArray().size(), list.lines.size());
    const Run words = world.run("cairn-verify", {world.path("export")});
    QCOMPARE(words.exit, 0);
    QVERIFY2(words.out.contains(roots.toUtf8()), words.out);  // trust starts outside
}

void StoryTest::aWrongPassphraseOpensNothing() {
    World world;
    world.openHeadquarters();
    world.serve();
    QCOMPARE(world.tablet("tablet").exit, 0);
    write(world.path("wrong"), "not this one\n");
    const QStringList before = filesBelow(world.path("tablet"));
    const Run run = world.run("cairn", {"list", world.path("tablet"), "--passphrase-file",
                                        world.path("wrong"), "--json"});
    QCOMPARE(run.exit, 1);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.error.toLower().contains("passphrase"), run.error);
    QCOMPARE(filesBelow(world.path("tablet")), before);
}

void StoryTest::aVoucherServesOneDeviceOnly() {
    World world;
    world.openHeadquarters();
    world.serve();
    const QString code = world.code("tablet");
    write(world.path("p"), "one two three\n");
    QCOMPARE(world
                 .run("cairn", {"init", world.path("first"), "--enrol", code, "--investigator", "A",
                                "--passphrase-file", world.path("p")})
                 .exit,
             0);
    const Run second =
        world.run("cairn", {"init", world.path("second"), "--enrol", code, "--investigator", "B",
                            "--passphrase-file", world.path("p")});
    QCOMPARE(second.exit, 1);
    QVERIFY(!second.error.isEmpty());
    // The first, repeated, is the same device.
    QCOMPARE(world
                 .run("cairn", {"init", world.path("first"), "--enrol", code, "--investigator", "A",
                                "--passphrase-file", world.path("p")})
                 .exit,
             0);
    QCOMPARE(world.run("cairn", {"list", world.path("first"), "--passphrase-file", world.path("p")})
                 .exit,
             0);
    // The refused folder holds no locker.
    QCOMPARE(
        world.run("cairn", {"list", world.path("second"), "--passphrase-file", world.path("p")})
            .exit,
        1);
}

void StoryTest::otherRootsAreRefusedAtEnrolment() {
    World world;
    world.openHeadquarters("hq");
    world.openHeadquarters("stranger");
    world.serve("stranger");
    // A code of our headquarters, but a stranger answers at the address.
    const QString code = world.code("tablet", "hq");
    write(world.path("p"), "one two three\n");
    const Run run =
        world.run("cairn", {"init", world.path("tablet"), "--enrol", code, "--investigator", "A",
                            "--passphrase-file", world.path("p")});
    QCOMPARE(run.exit, 1);
    QVERIFY(!run.error.isEmpty());
    QCOMPARE(
        world.run("cairn", {"list", world.path("tablet"), "--passphrase-file", world.path("p")})
            .exit,
        1);
}

namespace {

// A small operation with three exhibits, exported.
struct Exported {
    World world;
    QString roots;
    QString folder;
    Exported() {
        roots = world.openHeadquarters();
        world.serve();
        world.tablet("tablet");
        const QString site = world.site("tablet");
        world.cairn("import", "tablet", {"--site", site, world.files("in", 3, 1500)});
        world.cairn("sync", "tablet");
        world.desk("desk");
        world.review("pull", "desk");
        world.review("export", "desk", {world.path("export")});
        folder = world.path("export");
    }
    Run verify(const QString& bag) const {
        return world.run("cairn-verify", {bag, "--roots", roots, "--json"});
    }
};

}  // namespace

void StoryTest::alteredExportsAreNeverValid() {
    Exported made;
    const Run good = made.verify(made.folder);
    QVERIFY2(good.exit == 0, good.out);
    const QString bag = made.world.path("altered");
    QRandomGenerator random(7);
    const QStringList files = filesBelow(made.folder);
    QVERIFY(files.size() > 8);
    const auto rejected = [&](const QByteArray& what) {
        const Run run = made.verify(bag);
        if (run.exit == 1 && run.field("verdict") != QLatin1String("valid")) return true;
        qWarning() << "accepted:" << what << run.exit << run.out;
        return false;
    };
    for (const QString& file : files) {
        QDir(bag).removeRecursively();
        copyFolder(made.folder, bag);
        const QByteArray bytes = read(bag + "/" + file);
        QByteArray changed = bytes;
        if (!changed.isEmpty()) {
            const int at = int(random.bounded(changed.size()));
            changed[at] = char(changed[at] ^ char(1 << random.bounded(8)));
            write(bag + "/" + file, changed);
            QVERIFY2(rejected("byte of " + file.toUtf8()), qPrintable(file));
        }
        write(bag + "/" + file, bytes + "x");
        QVERIFY2(rejected("longer " + file.toUtf8()), qPrintable(file));
        QFile::remove(bag + "/" + file);
        QVERIFY2(rejected("removed " + file.toUtf8()), qPrintable(file));
    }
    QDir(bag).removeRecursively();
    copyFolder(made.folder, bag);
    write(bag + "/data/extra.txt", "hello");
    QVERIFY(rejected("added"));
}

void StoryTest::anExportOfAStrangerIsNotValidUnderOurRoots() {
    Exported made;
    const QString ours = made.world.openHeadquarters("ours");
    const Run run = made.world.run("cairn-verify", {made.folder, "--roots", ours, "--json"});
    QCOMPARE(run.exit, 1);
    QCOMPARE(run.field("verdict"), QStringLiteral("invalid"));
}

void StoryTest::tabletsKilledWhileImportingLoseNothing() {
    World world;
    world.openHeadquarters();
    world.serve();
    world.tablet("tablet");
    const QString site = world.site("tablet");
    QSet<QString> acknowledged;  // SHA-256 of what a line called saved
    QRandomGenerator random(11);
    for (int point = 0; point < points(); ++point) {
        const QString in =
            world.files(QStringLiteral("in%1").arg(point), 60, 200000, quint32(100 + point));
        const Run run =
            world.runAndKill("cairn", world.with("import", "tablet", {"--site", site, in}),
                             900 + int(random.bounded(1500)));
        for (const QJsonObject& line : run.lines)
            if (line.value("state").toString() == QLatin1String("saved"))
                acknowledged << line.value("sha256").toString();
    }
    const Run list = world.cairn("list", "tablet");
    QVERIFY2(list.exit == 0, list.error);
    const QSet<QString> held = values(list.lines, "sha256");
    QCOMPARE(held.size(), list.lines.size());  // nothing twice
    QVERIFY(held.contains(acknowledged));
    QCOMPARE(values(list.lines, "exhibit").size(), list.lines.size());
    const Run audit = world.cairn("audit", "tablet");
    QVERIFY2(audit.exit == 0, audit.out);
    // Repeating every import completes it, once.
    for (int point = 0; point < points(); ++point) {
        const Run run = world.cairn(
            "import", "tablet", {"--site", site, world.path(QStringLiteral("in%1").arg(point))});
        QVERIFY2(run.exit == 0, run.error);
        QCOMPARE(run.lines.size(), 60);
    }
    QCOMPARE(world.cairn("list", "tablet").lines.size(), points() * 60);
}

void StoryTest::killedSyncsAndServersLoseNothing() {
    World world;
    const QString roots = world.openHeadquarters();
    world.serve();
    world.tablet("tablet");
    const QString site = world.site("tablet");
    QRandomGenerator random(13);
    int made = 0;
    QSet<QString> received;
    const auto listReceived = [&](const Run& list) {
        QSet<QString> out;
        for (const QJsonObject& line : list.lines)
            if (line.value("state").toString() == QLatin1String("received"))
                out << line.value("exhibit").toString();
        return out;
    };
    for (int point = 0; point < points(); ++point) {
        const Run import = world.cairn(
            "import", "tablet",
            {"--site", site,
             world.files(QStringLiteral("in%1").arg(point), 40, 700000, quint32(500 + point))});
        QVERIFY2(import.exit == 0, import.error);
        made += 40;
        if (point % 2 == 0) {  // the tablet dies
            world.runAndKill("cairn", world.with("sync", "tablet", {}),
                             900 + int(random.bounded(900)));
        } else {  // the server dies in the middle and comes back
            QProcess sync;
            sync.start(World::program("cairn"), world.with("sync", "tablet", {}));
            QVERIFY(sync.waitForStarted());
            QTest::qWait(900 + int(random.bounded(900)));
            world.killServer();
            sync.waitForFinished(60000);
            world.serve();
        }
        const Run list = world.cairn("list", "tablet");
        QVERIFY2(list.exit == 0, list.error);
        const QSet<QString> now = listReceived(list);
        QVERIFY(now.contains(received));  // what was received stays received
        received = now;
    }
    const Run sync = world.cairn("sync", "tablet");
    QVERIFY2(sync.exit == 0, sync.out + sync.error);
    const Run list = world.cairn("list", "tablet");
    QCOMPARE(values(list.lines, "state"), QSet<QString>{"received"});

    // Headquarters holds each exhibit once, whole.
    QCOMPARE(world.desk("desk").exit, 0);
    world.runAndKill("cairn-review", world.with("pull", "desk", {}), 1300);
    const Run pull = world.review("pull", "desk");
    QVERIFY2(pull.exit == 0, pull.error);
    const Run verdicts = world.review("list", "desk");
    QCOMPARE(verdicts.lines.size(), made);
    QCOMPARE(values(verdicts.lines, "exhibit").size(), made);
    QCOMPARE(values(verdicts.lines, "verdict"), QSet<QString>{"valid"});
    QCOMPARE(values(verdicts.lines, "sha256"), values(list.lines, "sha256"));
    QCOMPARE(world.review("export", "desk", {world.path("export")}).exit, 0);
    QCOMPARE(world.run("cairn-verify", {world.path("export"), "--roots", roots}).exit, 0);
}

void StoryTest::aLockerInUseNamesTheProcess() {
    World world;
    world.openHeadquarters();
    world.serve();
    world.tablet("tablet");
    const QString site = world.site("tablet");
    const QString in = world.files("in", 300, 1000000);
    QProcess holder;
    holder.start(World::program("cairn"), world.with("import", "tablet", {"--site", site, in}));
    QVERIFY(holder.waitForReadyRead(30000));  // its first line: it holds the locker
    const Run second = world.cairn("list", "tablet");
    const bool stillRunning = holder.state() == QProcess::Running;
    const QByteArray pid = QByteArray::number(holder.processId());
    holder.kill();
    holder.waitForFinished();
    QVERIFY(stillRunning);
    QCOMPARE(second.exit, 1);
    QVERIFY2(second.error.contains(pid), second.error);
}

void StoryTest::wrongUsageIsTwo() {
    World world;
    for (const char* program : {"cairn", "cairn-hq", "cairn-review", "cairn-verify"}) {
        QCOMPARE(world.run(program, {"--no-such-option"}).exit, 2);
        const Run help = world.run(program, {"--help"});
        QCOMPARE(help.exit, 0);
        QVERIFY(help.out.size() > 100);
    }
    QCOMPARE(world.run("cairn", {"import", "/nowhere"}).exit, 2);
}

QTEST_GUILESS_MAIN(StoryTest)
#include "story_test.moc"
