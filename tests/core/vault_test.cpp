#include "core/vault.h"

#include <QtTest>
#include <thread>

#include "tests/testkit/simulated_disk.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

const std::string kFolder = "/locker/objects";

Bytes pattern(std::size_t size, std::uint32_t seed = 1) {
    Bytes bytes(size);
    for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>((seed = seed * 1664525 + 1013904223) >> 24);
    return bytes;
}

// A source that gives so many bytes and then fails.
Source failingSource(std::size_t good) {
    return [left = good](std::span<std::uint8_t> to) mutable -> Result<std::size_t> {
        if (left == 0) return Error{Code::NoDevice, "camera", {}};
        const std::size_t size = std::min(left, to.size());
        std::fill_n(to.begin(), size, std::uint8_t{7});
        left -= size;
        return size;
    };
}

}  // namespace

class VaultTest : public QObject {
    Q_OBJECT
    Identity opening_ = Identity::generate();
    std::vector<Recipient> recipients_{opening_.recipient(), Identity::generate().recipient()};

    Bytes openedBytes(const Vault& vault, const Digest& name) {
        SealReader reader = vault.open(name, opening_).value();
        Bytes plain(static_cast<std::size_t>(reader.size()));
        plain.resize(reader.readAt(0, plain).value());
        return plain;
    }
    // Whatever has an object's name is that object, whole.
    static bool allObjectsAreWhole(const Vault& vault) {
        for (const Digest& name : vault.contents().value().objects)
            if (!vault.verify(name)) return false;
        return true;
    }

  private slots:
    void whatWasPutComesBack() {
        const TempFolder folder;
        const Vault vault = Vault::open(realFiles(), folder / "objects").value();
        for (const std::size_t size :
             {std::size_t{0}, std::size_t{100}, std::size_t{65536}, std::size_t{3'000'000}}) {
            const Bytes plain = pattern(size);
            const Sealed sealed = vault.put(recipients_, sourceOf(plain), size).value();
            QVERIFY(vault.has(sealed.sealed));
            QVERIFY(openedBytes(vault, sealed.sealed) == plain);
            QVERIFY(sealed.plain == sha256(plain));
            QCOMPARE(vault.size(sealed.sealed).value(), sealed.sealedBytes);
            QCOMPARE(sealed.sealedBytes, sealedSize(size, 2));
            vault.verify(sealed.sealed).value();
            QCOMPARE(vault.open(sealed.sealed, sealed.fileKey).value().size(), std::uint64_t{size});
        }
        QCOMPARE(vault.contents().value().objects.size(), std::size_t{4});
        QVERIFY(vault.contents().value().unterminated.empty());
    }

    void aFileIsPutFromItsStart() {
        const TempFolder folder;
        const Bytes plain = pattern(700'000);
        writeDurably(realFiles(), folder / "photo.jpg", plain).value();
        const Vault vault = Vault::open(realFiles(), folder / "objects").value();
        const std::shared_ptr<File> file =
            realFiles().open(folder / "photo.jpg", OpenMode::Read).value();
        QVERIFY(openedBytes(vault, vault.put(recipients_, sourceOf(file)).value().sealed) == plain);
    }

    void putsSideBySideDoNotDisturbEachOther() {
        const TempFolder folder;
        const Vault vault = Vault::open(realFiles(), folder / "objects").value();
        std::vector<Digest> names(6);
        std::vector<std::thread> threads;
        for (std::uint32_t i = 0; i < names.size(); ++i)
            threads.emplace_back([&, i] {
                names[i] = vault.put(recipients_, sourceOf(pattern(800'000 + i, i))).value().sealed;
            });
        for (std::thread& thread : threads) thread.join();
        for (std::uint32_t i = 0; i < names.size(); ++i)
            QVERIFY(openedBytes(vault, names[i]) == pattern(800'000 + i, i));
    }

    void stoppedOrFailedLeavesNothing() {
        const TempFolder folder;
        const Vault vault = Vault::open(realFiles(), folder / "objects").value();
        QVERIFY(vault.put(recipients_, failingSource(1'000'000)).error().code == Code::NoDevice);
        QVERIFY(vault
                    .put(recipients_, sourceOf(pattern(2'000'000)), 0,
                         [](std::uint64_t bytes) { return bytes < 1'000'000; })
                    .error()
                    .code == Code::Cancelled);
        QVERIFY(vault.put({}, sourceOf(pattern(1))).error().code == Code::Invalid);
        QVERIFY(realFiles().list(folder / "objects").value().empty());
    }

    void nothingStartsWithoutRoom() {
        const TempFolder folder;
        const Vault vault = Vault::open(realFiles(), folder / "objects").value();
        QVERIFY(vault.put(recipients_, sourceOf(pattern(1)), std::uint64_t{1} << 60).error().code ==
                Code::StorageFull);
        QVERIFY(realFiles().list(folder / "objects").value().empty());
    }

    void admitTakesOnlyWhatHasTheNameItClaims() {
        const TempFolder folder;
        const Vault vault = Vault::open(realFiles(), folder / "objects").value();
        const Bytes bytes = pattern(300'000);
        QVERIFY(vault.admit(sha256(view("other")), sourceOf(bytes)).error().code == Code::Corrupt);
        QVERIFY(realFiles().list(folder / "objects").value().empty());
        vault.admit(sha256(bytes), sourceOf(bytes)).value();
        vault.admit(sha256(bytes), sourceOf(bytes)).value();  // again: the same
        QCOMPARE(vault.contents().value().objects.size(), std::size_t{1});
    }

    void aChangedObjectIsFoundAndAStrangersFileKept() {
        const TempFolder folder;
        const Vault vault = Vault::open(realFiles(), folder / "objects").value();
        const Digest name = vault.put(recipients_, sourceOf(pattern(200'000))).value().sealed;
        const std::string path = folder / "objects/" + name.hex();
        std::uint8_t byte[1];
        {
            const auto file = realFiles().open(path, OpenMode::ReadWrite).value();
            file->readAt(150'000, byte).value();
            byte[0] ^= 1;
            file->writeAt(150'000, byte).value();
        }
        QVERIFY(vault.verify(name).error().code == Code::Corrupt);
        QVERIFY(vault.verify(sha256(view("absent"))).error().code == Code::NotFound);
        for (const char* stranger : {"notes.txt", "0badc0de.part", "ABCDEF"})
            writeDurably(realFiles(), folder / "objects/" + stranger, {}).value();
        realFiles().makeFolder(folder / "objects/lost+found").value();
        const Vault::Contents contents = vault.contents().value();
        QVERIFY(contents.objects == std::vector{name});
        QVERIFY(contents.unterminated == std::vector<std::string>{"0badc0de.part"});
        QVERIFY(contents.unknown ==
                (std::vector<std::string>{"ABCDEF", "lost+found", "notes.txt"}));
    }

    void anyFailingCallIsNeverASuccess() {
        const Bytes plain = pattern(700'000);
        std::uint64_t failures = 0;
        for (const Code code : {Code::Io, Code::StorageFull})
            for (std::uint64_t call = 0;; ++call) {
                SimulatedDisk disk;
                const Vault vault = Vault::open(disk, kFolder).value();
                disk.failAt(call, code);
                const auto put = vault.put(recipients_, sourceOf(plain), plain.size());
                disk.failNothing();
                QVERIFY(allObjectsAreWhole(vault));
                if (put) {
                    QVERIFY(openedBytes(vault, put->sealed) == plain);
                    break;
                }
                QVERIFY(put.error().code == code);
                ++failures;
            }
        QVERIFY(failures >= 16);
    }

    void anyFailingCallWhileAdmittingIsNeverASuccess() {
        const Bytes bytes = pattern(700'000);
        for (std::uint64_t call = 1;; ++call) {
            SimulatedDisk disk;
            const Vault vault = Vault::open(disk, kFolder).value();
            disk.failAt(call);
            const auto admitted = vault.admit(sha256(bytes), sourceOf(bytes));
            disk.failNothing();
            QVERIFY(allObjectsAreWhole(vault));
            if (admitted) {
                QVERIFY(vault.has(sha256(bytes)));
                break;
            }
        }
    }

    void powerCutAnywhereLosesNothingThatWasAcknowledged() {
        SimulatedDisk disk;
        const Vault vault = Vault::open(disk, kFolder).value();
        std::vector<std::pair<std::size_t, Digest>>
            acknowledged;  // changes made before it was, and what
        std::map<Digest, Bytes> plains;
        for (const std::size_t size :
             {std::size_t{10}, std::size_t{400'000}, std::size_t{70'000}}) {
            const Bytes plain = pattern(size);
            const Digest name = vault.put(recipients_, sourceOf(plain)).value().sealed;
            acknowledged.emplace_back(disk.changes(), name);
            plains[name] = plain;
        }
        int states = 0;
        for (std::size_t changes = 0; changes <= disk.changes(); ++changes)
            for (std::uint64_t luck = 0; luck < 12; ++luck) {
                const auto after = disk.afterPowerCut(changes, luck);
                const Vault found = Vault::open(*after, kFolder).value();
                QVERIFY(allObjectsAreWhole(found));
                for (const auto& [when, name] : acknowledged)
                    if (when <= changes) QVERIFY(openedBytes(found, name) == plains[name]);
                ++states;
            }
        QVERIFY(states > 200);
    }
};

QTEST_APPLESS_MAIN(VaultTest)
#include "vault_test.moc"
