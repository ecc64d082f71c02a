#include "core/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QtTest>
#include <thread>

#include "core/clock.h"
#include "tests/testkit/simulated_disk.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

class FilesTest : public QObject {
    Q_OBJECT
    Files& files_ = realFiles();

  private slots:
    void writtenIsReadAndAppendedAtTheEnd() {
        const TempFolder folder;
        const auto file = files_.open(folder / "f", OpenMode::Create).value();
        file->append(view("one")).value();
        file->writeAt(10, view("two")).value();
        file->append(view("three")).value();
        file->startWriteback();
        file->sync().value();
        QCOMPARE(file->size().value(), std::uint64_t{18});
        Bytes read(30);
        QCOMPARE(file->readAt(0, read).value(), std::size_t{18});
        QCOMPARE(std::string(text(ByteView(read).first(18))),
                 std::string("one\0\0\0\0\0\0\0twothree", 18));
        file->truncate(3).value();
        QCOMPARE(file->readAt(2, read).value(), std::size_t{1});
        QCOMPARE(file->readAt(3, read).value(), std::size_t{0});
        QVERIFY(file->readAt(~std::uint64_t{0}, read).error().code == Code::TooLarge);
        struct stat status {};
        QCOMPARE(::stat((folder / "f").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t{0600});
    }

    void modesSayWhatMustExist() {
        const TempFolder folder;
        for (const OpenMode mode : {OpenMode::Read, OpenMode::ReadWrite, OpenMode::ReadGiven})
            QVERIFY(files_.open(folder / "absent", mode).error().code == Code::NotFound);
        QVERIFY(files_.open(folder / "f", OpenMode::Create));
        QVERIFY(files_.open(folder / "f", OpenMode::Create).error().code == Code::Exists);
        QVERIFY(files_.open(folder / "f", OpenMode::OpenAlways));
        QVERIFY(files_.open(folder.path(), OpenMode::Read).error().code == Code::Invalid);
        QVERIFY(files_.open(folder / std::string(300, 'n'), OpenMode::Create).error().code ==
                Code::Invalid);
        QVERIFY(files_.open(std::string("a\0b", 3), OpenMode::Create).error().code ==
                Code::Invalid);
        QVERIFY(files_.open("", OpenMode::Create).error().code == Code::Invalid);
    }

    void linksAndPipesAreFollowedOnlyWhereAPersonNamedThem() {
        const TempFolder folder;
        writeDurably(files_, folder / "f", view("content")).value();
        QCOMPARE(::symlink((folder / "f").c_str(), (folder / "link").c_str()), 0);
        QCOMPARE(::mkfifo((folder / "pipe").c_str(), 0600), 0);
        QVERIFY(files_.open(folder / "link", OpenMode::Read).error().code == Code::Invalid);
        QVERIFY(files_.open(folder / "pipe", OpenMode::Read).error().code ==
                Code::Invalid);  // and did not hang
        QVERIFY(files_.open(folder / "link", OpenMode::ReadGiven));
        const FileInfo link = files_.info(folder / "link").value();
        QVERIFY(!link.isFile && !link.isFolder);
        std::thread writer([path = folder / "pipe"] {
            const int to = ::open(path.c_str(), O_WRONLY);
            if (::write(to, "through", 7) != 7) std::abort();
            ::close(to);
        });
        const auto pipe = files_.open(folder / "pipe", OpenMode::ReadGiven).value();
        Bytes read(100);
        const std::size_t size = pipe->readAt(0, read).value();
        writer.join();
        QCOMPARE(std::string(text(ByteView(read).first(size))), std::string("through"));
        QVERIFY(pipe->readAt(0, read).error().code == Code::Invalid);
    }

    void aLockNamesItsHolder() {
        const TempFolder folder;
        auto held = files_.lock(folder / "lock");
        QVERIFY(held);
        const auto refused = files_.lock(folder / "lock");
        QVERIFY(refused.error().code == Code::InUse);
        QVERIFY(refused.error().detail.ends_with("process " + std::to_string(::getpid())));
        QVERIFY(refused.error().detail.starts_with("files_test"));
        held = Error{Code::Cancelled, {}, {}};
        QVERIFY(files_.lock(folder / "lock"));
    }

    void aFolderIsListedInOrder() {
        const TempFolder folder;
        for (const char* name : {"b", "a", "c"})
            writeDurably(files_, folder / name, view(name)).value();
        files_.makeFolder(folder / "d").value();
        files_.makeFolder(folder / "d").value();
        QVERIFY(files_.makeFolder(folder / "a").error().code == Code::Exists);
        const auto entries = files_.list(folder.path()).value();
        QCOMPARE(entries.size(), std::size_t{4});
        QVERIFY(entries[0].name == "a" && entries[0].isFile && entries[0].size == 1 &&
                entries[3].isFolder);
        files_.remove(folder / "a").value();
        QVERIFY(files_.remove(folder / "a").error().code == Code::NotFound);
        QVERIFY(!exists(files_, folder / "a") && exists(files_, folder / "b"));
        QVERIFY(files_.freeBytes(folder.path()).value() > 0);
        QVERIFY(files_.list(folder / "absent").error().code == Code::NotFound);
    }

    void moreThanTheLimitIsNotRead() {
        const TempFolder folder;
        writeDurably(files_, folder / "f", Bytes(1000)).value();
        QVERIFY(readAll(files_, folder / "f", 999).error().code == Code::TooLarge);
        QCOMPARE(readAll(files_, folder / "f", 1000).value().size(), std::size_t{1000});
    }

    void aDurableWriteIsOldOrNewAfterAnyFaultOrPowerCut() {
        const Bytes before = copy(view("before"));
        const Bytes after(3000, 'a');
        for (std::uint64_t call = 0;; ++call) {
            SimulatedDisk disk;
            writeDurably(disk, "/d/f", before).value();
            disk.failAt(call);
            const auto written = writeDurably(disk, "/d/f", after);
            disk.failNothing();
            const Bytes found = readAll(disk, "/d/f", 1 << 20).value();
            QVERIFY(found == after || (!written && found == before));
            if (written) break;
        }
        SimulatedDisk disk;
        writeDurably(disk, "/d/f", before).value();
        const std::size_t first = disk.changes();
        writeDurably(disk, "/d/f", after).value();
        for (std::size_t changes = first; changes <= disk.changes(); ++changes)
            for (std::uint64_t luck = 0; luck < 20; ++luck) {
                const auto cut = disk.afterPowerCut(changes, luck);
                const Bytes found = readAll(*cut, "/d/f", 1 << 20).value();
                QVERIFY(found == after || (changes < disk.changes() && found == before));
            }
    }

    void timesAreWrittenAndReadAsRfc3339() {
        QCOMPARE(toRfc3339({1'772'356'445'120}), std::string("2026-03-01T09:14:05.120Z"));
        QCOMPARE(toRfc3339({0}), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(toRfc3339({-1}), std::string("1969-12-31T23:59:59.999Z"));
        QCOMPARE(toRfc3339({951'782'400'000}), std::string("2000-02-29T00:00:00.000Z"));
        for (const std::int64_t ms :
             {std::int64_t{0}, std::int64_t{-62'167'219'200'000}, std::int64_t{253'402'300'799'999},
              std::int64_t{1'772'356'445'120}})
            QCOMPARE(fromRfc3339(toRfc3339({ms})).value().unixMs, ms);
        QCOMPARE(fromRfc3339("2026-03-01T09:14:05Z").value().unixMs,
                 std::int64_t{1'772'356'445'000});
        for (const char* bad :
             {"", "2026-03-01 09:14:05Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
              "2026-03-01T24:00:00Z", "2026-03-01T09:14:60Z", "2026-03-01T09:14:05",
              "2026-03-01T09:14:05.1Z", "2026-03-01T09:14:05+00:00", "+026-03-01T09:14:05Z"})
            QVERIFY2(!fromRfc3339(bad), bad);
        QCOMPARE(toRfc3339({std::int64_t{1} << 62}), std::string("unknown"));
        QCOMPARE(toRfc3339({std::numeric_limits<std::int64_t>::min()}), std::string("unknown"));
    }

    void theSystemsClockGoesOn() {
        const Clock& clock = systemClock();
        const std::int64_t before = clock.bootMs();
        clock.pause(2);
        QVERIFY(clock.bootMs() >= before + 2);
        QVERIFY(clock.wall().unixMs > 1'700'000'000'000);
        QCOMPARE(clock.bootId().size(), std::size_t{36});
    }
};

QTEST_APPLESS_MAIN(FilesTest)
#include "files_test.moc"
