// Whatever call of the disk fails, and wherever the power is cut: what was said to be saved is
// there, once, and nothing else was said.
#include <QtTest>

#include <map>
#include <mutex>
#include <set>

#include "core/audit.h"
#include "tests/testkit/enrolled.h"
#include "tests/testkit/simulated_disk.h"

using namespace cairn;

namespace {

// The simulated disk is for one thread; an import has several.
class SerialDisk : public Files {
    std::unique_ptr<SimulatedDisk> disk_;
    std::recursive_mutex mutex_;

    template <class Call>
    auto alone(Call call) {
        const std::scoped_lock lock(mutex_);
        return call();
    }

  public:
    explicit SerialDisk(std::unique_ptr<SimulatedDisk> disk) : disk_(std::move(disk)) {}
    SimulatedDisk& disk() { return *disk_; }

    Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override {
        const std::scoped_lock lock(mutex_);
        return std::unique_ptr<File>(std::make_unique<Serial>(*this, TRY(disk_->open(path, mode))));
    }
    Result<void> rename(const std::string& from, const std::string& to) override {
        return alone([&] { return disk_->rename(from, to); });
    }
    Result<void> remove(const std::string& path) override {
        return alone([&] { return disk_->remove(path); });
    }
    Result<void> makeFolder(const std::string& path) override {
        return alone([&] { return disk_->makeFolder(path); });
    }
    Result<void> removeFolder(const std::string& path) override {
        return alone([&] { return disk_->removeFolder(path); });
    }
    Result<void> syncFolder(const std::string& path) override {
        return alone([&] { return disk_->syncFolder(path); });
    }
    Result<std::vector<FileInfo>> list(const std::string& folder) override {
        return alone([&] { return disk_->list(folder); });
    }
    Result<FileInfo> info(const std::string& path) override {
        return alone([&] { return disk_->info(path); });
    }
    Result<std::uint64_t> freeBytes(const std::string& folder) override {
        return alone([&] { return disk_->freeBytes(folder); });
    }
    Result<std::unique_ptr<File>> lock(const std::string& path) override {
        return alone([&] { return disk_->lock(path); });
    }

  private:
    struct Serial : File {
        Serial(SerialDisk& on, std::unique_ptr<File> of) : disk(on), file(std::move(of)) {}
        ~Serial() override {
            const std::scoped_lock lock(disk.mutex_);
            file.reset();
        }
        Result<std::size_t> readAt(std::uint64_t offset, std::span<std::uint8_t> to) override {
            return disk.alone([&] { return file->readAt(offset, to); });
        }
        Result<void> writeAt(std::uint64_t offset, ByteView bytes) override {
            return disk.alone([&] { return file->writeAt(offset, bytes); });
        }
        Result<void> append(ByteView bytes) override {
            return disk.alone([&] { return file->append(bytes); });
        }
        Result<std::uint64_t> size() override {
            return disk.alone([&] { return file->size(); });
        }
        Result<void> truncate(std::uint64_t size) override {
            return disk.alone([&] { return file->truncate(size); });
        }
        Result<void> sync() override {
            return disk.alone([&] { return file->sync(); });
        }
        Result<void> lockRange(std::uint64_t offset, std::uint64_t length,
                               RangeLock kind) override {
            return disk.alone([&] { return file->lockRange(offset, length, kind); });
        }
        Result<bool> rangeLocked(std::uint64_t offset, std::uint64_t length) override {
            return disk.alone([&] { return file->rangeLocked(offset, length); });
        }
        SerialDisk& disk;
        std::unique_ptr<File> file;
    };
};

constexpr const char* kFolder = "/locker";

// A founded locker with one site, and a card with four files, two of them alike.
struct Base {
    SimulatedClock clock;
    TestHq hq;
    std::unique_ptr<SimulatedDisk> disk = std::make_unique<SimulatedDisk>();
    std::string site;

    Base() {
        auto serial = std::make_unique<SerialDisk>(std::move(disk));
        {
            const auto locker = foundLocker(*serial, clock, kFolder, hq);
            Site one;
            one.name = "Old well";
            one.type = "ST06";
            site = *locker->openSite(one);
        }
        if (!serial->makeFolder("/card")) qFatal("card");
        for (const auto& [name, content] : card())
            serial->disk().replace("/card/" + name, view(content));
        disk = serial->disk().afterPowerCut(serial->disk().changes(), 1);
        kept.push_back(std::move(serial));
    }
    static std::map<std::string, std::string> card() {
        return {{"a", "bytes of a"},
                {"b", "bytes of b"},
                {"c", std::string(100'000, 'c')},
                {"twin", "bytes of a"}};
    }

    // SQLite knows each disk by its address for ever: none is given back.
    SerialDisk& copy(std::size_t changes, std::uint64_t luck, const SimulatedDisk& of) {
        kept.push_back(std::make_unique<SerialDisk>(of.afterPowerCut(changes, luck)));
        return *kept.back();
    }
    SerialDisk& copy() { return copy(disk->changes(), 1, *disk); }
    Result<std::unique_ptr<Locker>> open(SerialDisk& on) {
        return Locker::open(on, clock, kFolder, passphraseOf("correct horse"));
    }
    Result<std::string> capture(Locker& locker, std::string_view bytes) const {
        Shot shot;
        shot.source = sourceOf(view(bytes));
        shot.mediaType = "image/jpeg";
        shot.site = site;
        return locker.capture(std::move(shot));
    }
    std::vector<std::unique_ptr<SerialDisk>> kept;
};

std::string original(Locker& locker, const std::string& exhibit) {
    auto reader = locker.openOriginal(exhibit);
    if (!reader) return describe(reader.error());
    std::string out(static_cast<std::size_t>(reader->size()), '\0');
    const auto got = reader->readAt(0, {reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    return got ? out : describe(got.error());
}

}  // namespace

class LockerFaultTest : public QObject {
    Q_OBJECT

  private:
    static void shards(int count) {
        QTest::addColumn<int>("first");
        for (int i = 0; i < count; ++i) QTest::addRow("from %d", i) << i;
    }
    void captureWithCallsFailing(Code code, std::uint64_t first, std::uint64_t every) {
        Base base;
        std::uint64_t n = first;
        for (bool failed = true; failed; n += every) {
            auto& disk = base.copy();
            std::set<std::string> numbers;
            std::optional<std::string> said;
            {
                auto locker = base.open(disk);
                QVERIFY2(locker, locker ? "" : describe(locker.error()).c_str());
                const auto before = disk.disk().calls();
                disk.disk().failAt(n, code);
                const auto number = base.capture(**locker, "photograph");
                failed = disk.disk().calls() - before > n;
                if (number) said = *number;
                disk.disk().failNothing();
            }
            auto locker = base.open(disk);
            QVERIFY2(locker,
                     (std::to_string(n) + " " + (locker ? "" : describe(locker.error()))).c_str());
            auto rows = *(*locker)->catalog().exhibits({});
            QVERIFY(rows.size() <= 1 && rows.size() >= (said ? 1u : 0u));
            for (const auto& row : rows) numbers.insert(row.number);
            if (said) QCOMPARE(original(**locker, *said), std::string("photograph"));
            const auto next = base.capture(**locker, "next");
            QVERIFY2(next, next ? "" : describe(next.error()).c_str());
            QVERIFY(numbers.insert(*next).second);
            locker->reset();
            if ((n - first) % (4 * every) != 0) continue;  // each opening costs a passphrase
            const auto report = audit(disk, kFolder, passphraseOf("correct horse"));
            QVERIFY(report && report->ok);
        }
        QVERIFY2(n > 20, std::to_string(n).c_str());
    }

  private slots:
    // Every call of a capture, in eight parts: each opening costs a passphrase, and each part has
    // its own time.
    void aFailingCallNeverMakesAFalseSaved_data() { shards(8); }
    void aFailingCallNeverMakesAFalseSaved() {
        QFETCH(int, first);
        captureWithCallsFailing(Code::Io, static_cast<std::uint64_t>(first), 8);
    }

    void aFullDiskNeverMakesAFalseSaved() { captureWithCallsFailing(Code::StorageFull, 1, 5); }

    void aFailingCallDuringImportLosesNothingThatWasHeard_data() { shards(4); }
    void aFailingCallDuringImportLosesNothingThatWasHeard() {
        QFETCH(int, first);
        Base base;
        // Calls are interleaved by luck here: what n hits varies, and each run tries others.
        auto n = static_cast<std::uint64_t>(first);
        for (bool failed = true; failed; n += 16) {
            auto& disk = base.copy();
            std::map<std::string, Imported> heard;
            {
                auto locker = base.open(disk);
                QVERIFY(locker);
                const auto before = disk.disk().calls();
                disk.disk().failAt(n);
                (void)(*locker)->import(base.site, {"/card"}, nullptr,
                                        [&](const Imported& one) { heard[one.file] = one; });
                failed = disk.disk().calls() - before > n;
                disk.disk().failNothing();
            }
            auto locker = base.open(disk);
            QVERIFY2(locker,
                     (std::to_string(n) + " " + (locker ? "" : describe(locker.error()))).c_str());
            for (const auto& [file, one] : heard)
                if (one.state != Imported::State::Refused)
                    QCOMPARE(original(**locker, one.exhibit), Base::card().at(file.substr(6)));
            const auto again = (*locker)->import(base.site, {"/card"}, nullptr, {});
            QVERIFY2(again, again ? "" : describe(again.error()).c_str());
            QCOMPARE(again->size(), 4u);
            for (const auto& one : *again) QVERIFY(one.state != Imported::State::Refused);
            const auto rows = *(*locker)->catalog().exhibits({});
            QCOMPARE(rows.size(), 3u);  // each content once, however often it was tried
        }
        QVERIFY(n > 40);
    }

    void powerCutsLoseNothingThatWasSaidToBeSaved_data() { shards(4); }
    void powerCutsLoseNothingThatWasSaidToBeSaved() {
        QFETCH(int, first);
        Base base;
        auto& disk = base.copy();
        std::vector<std::pair<std::size_t, std::pair<std::string, std::string>>>
            said;  // changes until then, exhibit, content
        {
            auto locker = base.open(disk);
            QVERIFY(locker);
            for (const char* content : {"first", "second"})
                said.push_back({0, {*base.capture(**locker, content), content}}),
                    said.back().first = disk.disk().changes();
            QVERIFY((*locker)->import(base.site, {"/card"}, nullptr, [&](const Imported& one) {
                said.push_back(
                    {disk.disk().changes(), {one.exhibit, Base::card().at(one.file.substr(6))}});
            }));
        }
        std::size_t states = 0;
        for (auto changes = static_cast<std::size_t>(first); changes <= disk.disk().changes();
             changes += 8) {
            const std::uint64_t luck = states % 3 == 0 ? 0 : states % 3 == 1 ? 1 : 1000 + changes;
            auto& found = base.copy(changes, luck, disk.disk());
            auto locker = base.open(found);
            QVERIFY2(locker, (std::to_string(changes) + " " + std::to_string(luck) + " " +
                              (locker ? "" : describe(locker.error())))
                                 .c_str());
            for (const auto& [at, exhibit] : said)
                if (at <= changes) QCOMPARE(original(**locker, exhibit.first), exhibit.second);
            std::set<std::string> numbers;
            for (const auto& row : *(*locker)->catalog().exhibits({}))
                QVERIFY(numbers.insert(row.number).second);
            ++states;
        }
        QVERIFY(states > 10);
    }
};

QTEST_GUILESS_MAIN(LockerFaultTest)
#include "locker_fault_test.moc"
