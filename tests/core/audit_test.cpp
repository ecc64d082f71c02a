// The audit sees what is wrong, wherever it is, and says nothing of what is right.
#include "core/audit.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

#include "tests/testkit/enrolled.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

// A locker with a site, two exhibits, a preview and a receipt; closed.
struct Scene {
    TempFolder folder;
    SimulatedClock clock;
    TestHq hq;

    Scene() {
        const auto locker = foundLocker(realFiles(), clock, path(), hq);
        Site site;
        site.name = "Old well";
        site.type = "ST06";
        const auto number = *locker->openSite(site);
        std::string exhibit;
        for (const std::string& content : {std::string("first"), std::string(200'000, 'x')}) {
            Shot shot;
            shot.source = sourceOf(view(content));
            shot.mediaType = "image/jpeg";
            shot.site = number;
            exhibit = *locker->capture(std::move(shot));
        }
        if (!locker->addPreviews({{exhibit, copy(view("small"))}})) qFatal("preview");
        if (!locker->fileReceipt(hq.witnessOf(locker->recorder(), {1'772'400'000'000}),
                                 hq.holdingOf(locker->recorder(), {1'772'400'000'000})))
            qFatal("receipt");
    }
    std::string path() const { return folder / "locker"; }
    Result<AuditReport> run() const {
        return audit(realFiles(), path(), passphraseOf("correct horse"));
    }
    std::vector<std::string> files() const {
        std::vector<std::string> out;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path()))
            if (entry.is_regular_file() && entry.path().filename() != "lock")
                out.push_back(entry.path());
        std::sort(out.begin(), out.end());
        return out;
    }
};

std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(in)), {});
}
void write(const std::string& path, const std::string& content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

bool seen(const Result<AuditReport>& report) { return !report || !report->findings.empty(); }

}  // namespace

class AuditTest : public QObject {
    Q_OBJECT
  private slots:
    void aGoodLockerHasNoFindings() {
        const Scene scene;
        std::uint64_t last = 0, total = 0;
        const auto report = audit(realFiles(), scene.path(), passphraseOf("correct horse"),
                                  [&](const AuditProgress& progress) {
                                      last = progress.bytesDone;
                                      total = progress.bytesTotal;
                                      return true;
                                  });
        QVERIFY2(report, report ? "" : describe(report.error()).c_str());
        for (const auto& finding : report->findings)
            qWarning("%s %s", finding.what.c_str(), finding.where.c_str());
        QVERIFY(report->findings.empty());
        QVERIFY(report->ok);
        QCOMPARE(report->objects, 3u);
        QCOMPARE(report->records, 8u);
        QVERIFY(total > 200'000 && last == total);
    }

    void aFlippedBitInAnyFileIsSeen() {
        const Scene scene;
        int tried = 0;
        for (const auto& file : scene.files()) {
            // A beacon that was lost costs a later lower bound only; the keyring repairs a damaged
            // copy of its header from the other.
            const auto name = std::filesystem::path(file).filename().string();
            if (name == "beacon" || name.starts_with("keys.")) continue;
            const auto good = contentOf(file);
            for (std::size_t at = 0; at < good.size(); at += good.size() / 11 + 1) {
                auto bad = good;
                bad[at] = static_cast<char>(bad[at] ^ 16);
                write(file, bad);
                QVERIFY2(seen(scene.run()), (file + " at " + std::to_string(at)).c_str());
                ++tried;
            }
            write(file, good);
        }
        QVERIFY(tried > 60);
        QVERIFY(scene.run()->findings.empty());
    }

    void aMissingObjectIsNamed() {
        const Scene scene;
        for (const auto& file : scene.files()) {
            if (file.find("/objects/") == std::string::npos) continue;
            std::filesystem::rename(file, scene.folder / "away");
            const auto report = scene.run();
            QVERIFY(!report->ok);
            QVERIFY(report->findings.front().where.find(
                        std::filesystem::path(file).filename().string()) != std::string::npos);
            std::filesystem::rename(scene.folder / "away", file);
        }
    }

    void aMissingIndexIsOnlyANote() {
        const Scene scene;
        std::filesystem::remove(scene.path() + "/index.db");
        const auto report = scene.run();
        QVERIFY(report->ok);
        QCOMPARE(report->findings.size(), 1u);
        QVERIFY(!std::filesystem::exists(scene.path() + "/index.db"));
    }

    void auditOfAnOpenLockerNamesTheProcess() {
        Scene scene;
        const auto open =
            Locker::open(realFiles(), scene.clock, scene.path(), passphraseOf("correct horse"));
        QCOMPARE(scene.run().error().code, Code::InUse);
    }

    void aWrongPassphraseAuditsNothing() {
        const Scene scene;
        QCOMPARE(audit(realFiles(), scene.path(), passphraseOf("wrong")).error().code,
                 Code::WrongPassphrase);
    }
};

QTEST_GUILESS_MAIN(AuditTest)
#include "audit_test.moc"
