#include "core/bag.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QtTest>
#include <algorithm>
#include <random>

#include "tests/testkit/bag_maker.h"
#include "tests/testkit/simulated_disk.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

using Options = BagMaker::Options;

BagVerdict verdictOf(const std::map<std::string, Bytes>& files,
                     const std::optional<Digest>& roots) {
    SimulatedDisk disk;
    for (const auto& [path, bytes] : files) disk.replace("bag/" + path, bytes);
    return verifyBag(disk, "bag", roots).value();
}

BagVerdict verdictOf(const BagMaker& bag) { return verdictOf(bag.files, bag.roots); }

bool has(const BagVerdict& verdict, Severity severity, const char* words) {
    return std::ranges::any_of(verdict.findings, [&](const Finding& finding) {
        return finding.severity == severity && finding.what.find(words) != std::string::npos;
    });
}

std::string all(const BagVerdict& verdict) {
    std::string out = std::string(name(verdict.verdict)) + "\n";
    for (const Finding& finding : verdict.findings) {
        out += std::string(name(finding.severity)) + ": " + finding.what + " [" + finding.where +
               "]\n";
    }
    return out;
}

std::string originalOf(const BagMaker& bag, std::size_t exhibit) {
    return bag.list.exhibits.at(exhibit).originals.at(0);
}

// Mutations are many; the long run (CAIRN_LONG=1) does all of them, every other run a sample from a
// seed that it prints.
bool longRun() { return qEnvironmentVariableIntValue("CAIRN_LONG") != 0; }

}  // namespace

#define VERDICT_IS(found, expected)                            \
    do {                                                       \
        const BagVerdict got = (found);                        \
        QVERIFY2(got.verdict == (expected), all(got).c_str()); \
    } while (false)

class BagTest : public QObject {
    Q_OBJECT

  private slots:
    void wholeExportIsValid() {
        const BagMaker bag;
        const auto verdict = verdictOf(bag);
        VERDICT_IS(verdict, Verdict::Valid);
        QVERIFY(verdict.rootsCompared);
        QVERIFY(verdict.roots == bag.roots);
        QCOMPARE(verdict.operation, std::string("op-demo"));
        QCOMPARE(verdict.purpose, std::string("Request 12 of the court"));
        QCOMPARE(verdict.exhibits.size(), 3u);
        for (const auto& exhibit : verdict.exhibits) {
            QVERIFY(exhibit.verdict.verdict == Verdict::Valid);
            QVERIFY(exhibit.sha256 ==
                    sha256(bag.files.at(originalOf(
                        bag, static_cast<std::size_t>(&exhibit - verdict.exhibits.data())))));
        }
        // HQ's words in whole seconds: the beacon 60 s after the start, the receipt 1000 s after
        // it, and the desk as second witness.
        const auto& time = verdict.exhibits[0].verdict.time;
        QCOMPARE(toRfc3339(*time.recordNotBefore), std::string("2026-03-01T09:15:05.000Z"));
        QCOMPARE(toRfc3339(*time.notAfter), std::string("2026-03-01T09:30:45.000Z"));
        QVERIFY(time.notBefore && !verdict.exhibits[1].verdict.time.notBefore);
        QVERIFY(time.seenByDesk);
        QVERIFY(has(verdict, Severity::Note, "All exhibits of this range are here: 3"));
        QVERIFY(has(verdict, Severity::Note, "they may be older"));
        QVERIFY(!has(verdict, Severity::Alarm, "") && !has(verdict, Severity::Incomplete, ""));
    }

    void rootsThatTheCallerTrustsDecide() {
        const BagMaker ours;
        const BagMaker strangers{Options{.seed = 2}};
        VERDICT_IS(verdictOf(strangers.files, strangers.roots), Verdict::Valid);
        const auto verdict = verdictOf(strangers.files, ours.roots);
        VERDICT_IS(verdict, Verdict::Invalid);
        QVERIFY(has(verdict, Severity::Alarm, "under other roots"));
        // Without roots the bag speaks for itself only, and says so.
        const auto alone = verdictOf(ours.files, {});
        VERDICT_IS(alone, Verdict::Valid);
        QVERIFY(!alone.rootsCompared && alone.roots == ours.roots);
    }

    void strangersPiecesUnderOurRootsAreRefused() {
        // Our genesis bundle in a stranger's bag, and each of a stranger's cairn/ files in ours.
        const BagMaker ours;
        BagMaker strangers{Options{.seed = 2}};
        strangers.files["cairn/bundle/1.pb"] = ours.files.at("cairn/bundle/1.pb");
        strangers.relist("cairn/bundle/1.pb");
        strangers.signAgain();
        VERDICT_IS(verdictOf(strangers.files, ours.roots), Verdict::Invalid);
        const BagMaker other{Options{.seed = 2}};
        for (const char* path : {"cairn/certificates/3.pb", "cairn/certificates/9.pb",
                                 "cairn/records/3-1-1.txt", "cairn/records/9-1-0.txt"}) {
            BagMaker mixed;
            mixed.files[path] = other.files.at(path);
            mixed.relist(path);
            mixed.signAgain();
            VERDICT_IS(verdictOf(mixed), Verdict::Invalid);
        }
    }

    void realAndExerciseNeverMeet() {
        const BagMaker real{Options{.realm = Realm::Real}};
        VERDICT_IS(verdictOf(real), Verdict::Valid);
        BagMaker mixed;
        mixed.files["cairn/records/3-1-1.txt"] = real.files.at("cairn/records/3-1-1.txt");
        mixed.relist("cairn/records/3-1-1.txt");
        mixed.signAgain();
        VERDICT_IS(verdictOf(mixed), Verdict::Invalid);
        BagMaker renamed;
        renamed.list.realm = Realm::Real;
        renamed.signAgain();
        VERDICT_IS(verdictOf(renamed), Verdict::Invalid);
    }

    // Every byte of every file. One flipped bit in each place, a byte more, a byte less.
    void anyChangedByteOfAnyFileIsFound() {
        const BagMaker bag;
        constexpr unsigned kSeed = 20260301;
        qInfo("%s, seed %u", longRun() ? "every byte" : "a sample of the bytes", kSeed);
        std::mt19937 random(kSeed);
        for (const auto& [path, good] : bag.files) {
            std::vector<std::size_t> places;
            for (std::size_t at = 0; at < good.size(); ++at) {
                if (longRun() || random() % (good.size() / 12 + 1) == 0 || at + 1 == good.size())
                    places.push_back(at);
            }
            SimulatedDisk disk;
            for (const auto& [other, bytes] : bag.files) disk.replace("bag/" + other, bytes);
            const auto refused = [&](const Bytes& bad) {
                disk.replace("bag/" + path, bad);
                return verifyBag(disk, "bag", bag.roots).value().verdict == Verdict::Invalid;
            };
            for (const std::size_t at : places) {
                Bytes bad = good;
                bad[at] = static_cast<std::uint8_t>(bad[at] ^ (1u << (random() % 8)));
                QVERIFY2(refused(bad), (path + " at " + std::to_string(at)).c_str());
            }
            Bytes longer = good;
            longer.push_back('\n');
            QVERIFY2(refused(longer), path.c_str());
            QVERIFY2(refused(Bytes(good.begin(), good.end() - 1)), path.c_str());
            QVERIFY2(refused({}), path.c_str());
        }
    }

    // The same with the list and BagIt's manifests written anew to fit, as whoever has no key can.
    void changedFileIsFoundWithTheManifestsMadeAnew() {
        const BagMaker bag;
        for (const auto& file : bag.list.files) {
            BagMaker bad = bag;
            bad.files[file.path][file.bytes / 2] ^= 0x20;
            bad.relist(file.path);
            bad.manifestsAgain();
            const auto verdict = verdictOf(bad);
            QVERIFY2(verdict.verdict == Verdict::Invalid, file.path.c_str());
        }
    }

    void removedAddedAndSwappedFilesAreFound() {
        const BagMaker bag;
        for (const auto& [path, bytes] : bag.files) {
            auto files = bag.files;
            files.erase(path);
            QVERIFY2(verdictOf(files, bag.roots).verdict == Verdict::Invalid, path.c_str());
        }
        for (const char* path : {"x", ".hidden", "data/x", "data/E-S3-1-3-1-K/x.jpg", "cairn/x",
                                 "cairn/notes/x", "empty/folder/x", "data/a b"}) {
            auto files = bag.files;
            files[path] = {};
            QVERIFY2(verdictOf(files, bag.roots).verdict == Verdict::Invalid, path);
        }
        for (std::size_t i = 0; i < 3; ++i) {
            auto files = bag.files;
            std::swap(files[originalOf(bag, i)], files[originalOf(bag, (i + 1) % 3)]);
            VERDICT_IS(verdictOf(files, bag.roots), Verdict::Invalid);
        }
        auto swapped = bag.files;
        std::swap(swapped["cairn/records/3-1-1.txt"], swapped["cairn/records/3-1-2.txt"]);
        VERDICT_IS(verdictOf(swapped, bag.roots), Verdict::Invalid);
    }

    void emptyFolderIsFound() {
        const BagMaker bag;
        SimulatedDisk disk;
        bag.writeTo(disk, "bag");
        VERDICT_IS(verifyBag(disk, "bag", bag.roots).value(), Verdict::Valid);
        QVERIFY(disk.makeFolder("bag/data/other"));
        VERDICT_IS(verifyBag(disk, "bag", bag.roots).value(), Verdict::Invalid);
    }

    void replacedOriginalIsFoundWithTheManifestsMadeAnew() {
        BagMaker bag;
        bag.files[originalOf(bag, 1)] = Bytes(500, 0xEE);
        bag.relist(originalOf(bag, 1));
        bag.manifestsAgain();
        const auto verdict = verdictOf(bag);
        VERDICT_IS(verdict, Verdict::Invalid);
        QVERIFY(verdict.exhibits[1].verdict.verdict == Verdict::Invalid);
        QVERIFY(has(verdict, Severity::Alarm, "about another export"));
    }

    // Even the desk itself, with its key, cannot show other bytes than those that were recorded.
    void deskCannotReplaceAnOriginal() {
        BagMaker bag;
        bag.files[originalOf(bag, 1)] = Bytes(500, 0xEE);
        bag.relist(originalOf(bag, 1));
        bag.signAgain();
        const auto verdict = verdictOf(bag);
        VERDICT_IS(verdict, Verdict::Invalid);
        QVERIFY(has(verdict, Severity::Alarm, "does not have the bytes that were recorded"));
        QVERIFY(verdict.exhibits[0].verdict.verdict == Verdict::Valid);
        QVERIFY(verdict.exhibits[1].verdict.verdict == Verdict::Invalid);
    }

    void droppedExhibitIsFoundWithTheManifestsMadeAnew() {
        for (std::size_t dropped = 0; dropped < 3; ++dropped) {
            BagMaker bag;
            const std::string original = originalOf(bag, dropped);
            bag.files.erase(original);
            bag.relist(original);
            bag.list.exhibits.erase(bag.list.exhibits.begin() +
                                    static_cast<std::ptrdiff_t>(dropped));
            bag.manifestsAgain();
            VERDICT_IS(verdictOf(bag), Verdict::Invalid);
        }
    }

    void deskThatDropsAnExhibitOfARangeSaysSo() {
        BagMaker bag;
        const std::string original = originalOf(bag, 1);
        bag.files.erase(original);
        bag.relist(original);
        bag.list.exhibits.erase(bag.list.exhibits.begin() + 1);
        bag.signAgain();
        const auto verdict = verdictOf(bag);
        VERDICT_IS(verdict, Verdict::Valid);
        QVERIFY2(
            has(verdict, Severity::Note, "3 exhibits were recorded in this range, and 2 are here"),
            all(verdict).c_str());
    }

    void statementCannotBeTakenFromAnotherExport() {
        BagMaker bag;
        BagMaker other{Options{.exhibits = 2}};
        bag.files["cairn/statement.txt"] = other.files["cairn/statement.txt"];
        bag.manifestsAgain();
        VERDICT_IS(verdictOf(bag), Verdict::Invalid);
    }

    // Nothing binds the statement's file but itself: what could be left out of it or added to it
    // would go unseen.
    void statementLeavesNothingToChoice() {
        const BagMaker bag;
        const auto good = parseDisclosedRecord(bag.files.at("cairn/statement.txt")).value();
        const auto refused = [&](const std::function<void(DisclosedRecord&)>& change) {
            BagMaker bad = bag;
            DisclosedRecord record = good;
            change(record);
            bad.files["cairn/statement.txt"] = copy(view(renderDisclosedRecord(record)));
            bad.manifestsAgain();
            return verdictOf(bad).verdict == Verdict::Invalid;
        };
        QVERIFY(!refused([](DisclosedRecord&) {}));
        for (std::size_t i = 0; i < good.parts.size(); ++i) {
            QVERIFY(refused([&](DisclosedRecord& record) { record.parts[i].reset(); }));
        }
        QVERIFY(refused([](DisclosedRecord& record) {
            std::reverse(record.parts.begin(), record.parts.end());
        }));
        QVERIFY(refused([](DisclosedRecord& record) { record.parts.emplace_back(); }));
        QVERIFY(refused([](DisclosedRecord& record) { record.proof.push_back(Digest{}); }));
        QVERIFY(refused([](DisclosedRecord& record) { ++record.size; }));
        QVERIFY(refused([](DisclosedRecord& record) { record.signedRecord.push_back(0); }));
        QVERIFY(refused([](DisclosedRecord& record) { record.note = Digest{}; }));
        QVERIFY(refused([](DisclosedRecord& record) {
            Note note = Note::parse(text(record.checkpoint)).value();
            note.signatures.push_back({"someone", 7, Bytes(64)});
            record.checkpoint = copy(view(note.encode()));
        }));
        QVERIFY(refused([](DisclosedRecord& record) {
            Note note = Note::parse(text(record.checkpoint)).value();
            note.signatures.push_back(
                cosign(note, "someone", SigningKey::generate(), Instant{1'000'000}));
            record.checkpoint = copy(view(note.encode()));
        }));
    }

    void missingProofsMakeItIncompleteAndNothingMore() {
        const auto incomplete = [](const Options& options, Check check) {
            const auto verdict = verdictOf(BagMaker(options));
            return verdict.verdict == Verdict::Incomplete &&
                   verdict.exhibits[0].verdict.verdict == Verdict::Incomplete &&
                   verdict.exhibits[0].verdict.at(check).outcome == Outcome::Missing &&
                   has(verdict, Severity::Incomplete, "") && !has(verdict, Severity::Alarm, "");
        };
        QVERIFY(incomplete({.witnessed = false}, Check::Witness));
        QVERIFY(incomplete({.held = false}, Check::Holding));
        QVERIFY(incomplete({.personKnown = false}, Check::Author));
        QVERIFY(incomplete({.certified = false, .confirmed = false}, Check::Certificate));
        const auto alone = verdictOf(BagMaker(Options{.confirmed = false}));
        VERDICT_IS(alone, Verdict::Valid);
        QVERIFY(has(alone, Severity::Note, "headquarters' word alone"));
    }

    void withheldPartsAreDeclaredAndBound() {
        const auto verdict = verdictOf(BagMaker(Options{.withholdAuthor = true}));
        VERDICT_IS(verdict, Verdict::Valid);
        QVERIFY(verdict.exhibits[1].verdict.withheld == std::vector{PartType::Author});
        QVERIFY(verdict.exhibits[1].verdict.at(Check::Author).outcome == Outcome::Withheld);
        QVERIFY(verdict.exhibits[1].verdict.at(Check::Original).outcome == Outcome::Withheld);
        QVERIFY(has(verdict, Severity::Note, "Parts are withheld"));

        // Withheld and not declared, declared and not withheld, an original left out for no reason.
        const auto undeclared =
            verdictOf(BagMaker(Options{.withholdAuthor = true, .changeList = [](ExportList& list) {
                                           list.exhibits[1].withheld.clear();
                                       }}));
        VERDICT_IS(undeclared, Verdict::Invalid);
        const auto unwithheld = verdictOf(BagMaker(Options{
            .changeList = [](ExportList& list) { list.exhibits[1].withheld = {PartType::Fix}; }}));
        VERDICT_IS(unwithheld, Verdict::Invalid);
        const auto unshown = verdictOf(BagMaker(
            Options{.changeList = [](ExportList& list) { list.exhibits[1].originals.clear(); }}));
        VERDICT_IS(unshown, Verdict::Incomplete);
    }

    void revokedDeviceIsQuarantined() {
        const auto verdict = verdictOf(BagMaker(Options{.revoked = true}));
        VERDICT_IS(verdict, Verdict::Quarantined);
        QVERIFY(has(verdict, Severity::Alarm, "revoked"));
    }

    void withdrawalIsTold() {
        const auto verdict = verdictOf(BagMaker(Options{.withdrawn = true}));
        VERDICT_IS(verdict, Verdict::Valid);
        QVERIFY(has(verdict, Severity::Note, "withdrew"));
    }

    void listThatContradictsItsRecordsIsInvalid() {
        const auto invalid = [](const std::function<void(ExportList&)>& change) {
            return verdictOf(BagMaker(Options{.changeList = change})).verdict == Verdict::Invalid;
        };
        QVERIFY(invalid(
            [](ExportList& list) { std::swap(list.exhibits[0].number, list.exhibits[1].number); }));
        QVERIFY(invalid([](ExportList& list) {
            std::swap(list.exhibits[0].originals, list.exhibits[1].originals);
        }));
        QVERIFY(invalid([](ExportList& list) {
            list.exhibits[0].originals.push_back(list.exhibits[1].originals[0]);
        }));
        QVERIFY(invalid([](ExportList& list) { list.exhibits[0].originals[0] = "data/none"; }));
        QVERIFY(invalid([](ExportList& list) { list.exhibits[0].record.sequence = 77; }));
        QVERIFY(invalid(
            [](ExportList& list) { list.exhibits[0].record.sequence = 0; }));  // the person's key
        QVERIFY(invalid([](ExportList& list) { list.operation = "op-other"; }));
        QVERIFY(invalid([](ExportList& list) { list.ranges[0].end = 99; }));
        QVERIFY(invalid([](ExportList& list) { list.ranges[0].begin = list.ranges[0].end; }));
        QVERIFY(invalid([](ExportList& list) { list.ranges[0].end = 0; }));
        QVERIFY(invalid([](ExportList& list) { list.ranges[0].begin = 0; }));
        VERDICT_IS(verdictOf(BagMaker(
                       Options{.changeList = [](ExportList& list) { list.exhibits.clear(); }})),
                   Verdict::Incomplete);
    }

    void bagItManifestsHoldForOtherTools() {
        const TempFolder temp;
        const BagMaker bag;
        bag.writeTo(realFiles(), temp / "bag");
        for (const char* manifest : {"manifest-sha256.txt", "tagmanifest-sha256.txt"}) {
            QProcess process;
            process.setWorkingDirectory(QString::fromStdString(temp / "bag"));
            process.start(
                QStringLiteral("sha256sum"),
                {QStringLiteral("--strict"), QStringLiteral("-c"), QLatin1String(manifest)});
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 0);
        }
        VERDICT_IS(verifyBag(realFiles(), temp / "bag", bag.roots).value(), Verdict::Valid);
        QVERIFY(QFile::link(QStringLiteral("/etc/hostname"),
                            QString::fromStdString(temp / "bag/data/link")));
        VERDICT_IS(verifyBag(realFiles(), temp / "bag", bag.roots).value(), Verdict::Invalid);
    }

    void bagsOfOthersAreNoExports() {
        QDirIterator bags(QStringLiteral(CAIRN_TEST_DATA "/bagit"), {QStringLiteral("bagit.txt")},
                          QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        while (bags.hasNext()) {
            const auto verdict =
                verifyBag(realFiles(), QFileInfo(bags.next()).path().toStdString(), {}).value();
            VERDICT_IS(verdict, Verdict::Invalid);
            QVERIFY(has(verdict, Severity::Alarm, "missing"));
            ++seen;
        }
        QCOMPARE(seen, 3);
        SimulatedDisk nothing;
        QVERIFY(!verifyBag(nothing, "bag", {}));
    }

    void failureOfAnyReadIsNeverValid() {
        const BagMaker bag;
        SimulatedDisk disk;
        bag.writeTo(disk, "bag");
        const std::uint64_t before = disk.calls();
        VERDICT_IS(verifyBag(disk, "bag", bag.roots).value(), Verdict::Valid);
        const std::uint64_t calls = disk.calls() - before;
        for (std::uint64_t n = 0; n < calls; ++n) {
            disk.failAt(n);
            const auto verdict = verifyBag(disk, "bag", bag.roots);
            disk.failNothing();
            QVERIFY2(!verdict || verdict->verdict != Verdict::Valid, std::to_string(n).c_str());
        }
    }

    void progressEndsWithEverythingAndCanStop() {
        const BagMaker bag{Options{.bigBytes = 3'000'000}};
        SimulatedDisk disk;
        bag.writeTo(disk, "bag");
        std::uint64_t done = 0, total = 0;
        VERDICT_IS(verifyBag(disk, "bag", bag.roots,
                             [&](std::uint64_t d, std::uint64_t t) {
                                 done = d, total = t;
                                 return true;
                             })
                       .value(),
                   Verdict::Valid);
        QVERIFY(done == total && total > 3'000'000);
        const auto stopped =
            verifyBag(disk, "bag", bag.roots, [](std::uint64_t, std::uint64_t) { return false; });
        QVERIFY(!stopped && stopped.error().code == Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(BagTest)
#include "bag_test.moc"
