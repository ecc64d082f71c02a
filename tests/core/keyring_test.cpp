#include "core/keyring.h"

#include <QtTest>

#include "core/key_header.h"
#include "tests/testkit/simulated_disk.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

SecretBytes phrase(std::string_view text) { return SecretBytes::copyOf(view(text)); }

}  // namespace

class KeyringTest : public QObject {
    Q_OBJECT

    static Keyring made(const TempFolder& folder, std::string_view passphrase = "right") {
        return Keyring::create(realFiles(), folder.path(), phrase(passphrase), KdfCost::floor())
            .value();
    }
    static Result<Keyring> unlocked(const TempFolder& folder,
                                    std::string_view passphrase = "right") {
        return Keyring::unlock(realFiles(), folder.path(), phrase(passphrase));
    }
    static Bytes fileOf(const TempFolder& folder, const char* name) {
        return readAll(realFiles(), folder / name, 1 << 20).value();
    }
    static void put(const TempFolder& folder, const char* name, ByteView bytes) {
        writeDurably(realFiles(), folder / name, bytes).value();
    }

  private slots:
    void onlyTheRightPassphraseOpens() {
        const TempFolder folder;
        const SecretBytes derived = made(folder).derive(WrappedUnder::MasterKey, "x").value();
        QVERIFY(
            unlocked(folder).value().derive(WrappedUnder::MasterKey, "x").value().equals(derived));
        for (const char* wrong : {"Right", "right ", "righ", ""})
            QVERIFY(unlocked(folder, wrong).error().code == Code::WrongPassphrase);
        QVERIFY(Keyring::create(realFiles(), folder.path(), phrase("other"), KdfCost::floor())
                    .error()
                    .code == Code::Exists);
        QVERIFY(unlocked(TempFolder{}).error().code == Code::NotFound);
    }

    void theFloorOfCostHolds() {
        const TempFolder folder;
        for (const KdfCost low : {KdfCost{1, 64ull << 20}, KdfCost{2, 8ull << 20},
                                  KdfCost{2, (64ull << 20) - 1}, KdfCost{65, 64ull << 20}})
            QVERIFY(Keyring::create(realFiles(), folder.path(), phrase("x"), low).error().code ==
                    Code::Invalid);
        // A header that somebody wrote with a lower cost, right in every other way.
        KeyHeader header = KeyHeader::blank({1, 8ull << 20});
        const Bytes low = header.encode(SecretBytes::random(32), 0);
        put(folder, "keys.a", low);
        put(folder, "keys.b", low);
        QVERIFY(unlocked(folder).error().code == Code::Corrupt);
        QVERIFY(unlocked(folder).error().detail.find("floor") != std::string::npos);
    }

    void namedKeysComeBackAndAreReplacedAndDestroyed() {
        const TempFolder folder;
        Keyring keyring = made(folder);
        const SecretBytes big = SecretBytes::random(1024);
        keyring.store("ledger.1", WrappedUnder::SendKey, phrase("first")).value();
        keyring.store("epoch.1", WrappedUnder::MasterKey, big).value();
        keyring.store("ledger.1", WrappedUnder::SendKey, phrase("second")).value();
        {
            const Keyring again = unlocked(folder).value();
            QVERIFY(again.load("ledger.1").value().equals(phrase("second")));
            QVERIFY(again.load("epoch.1").value().equals(big));
            QVERIFY(again.load("ledger.2").error().code == Code::NotFound);
            QVERIFY(!again.deriveDatabaseKey(1).value().equals(
                again.derive(WrappedUnder::MasterKey, "database").value()));
            QVERIFY(again.deriveDatabaseKey(2).error().code == Code::NotFound);
            QCOMPARE(again.generation(), std::uint64_t{4});
        }
        keyring.destroy("epoch.1").value();
        QVERIFY(keyring.destroy("epoch.1").error().code == Code::NotFound);
        QVERIFY(!unlocked(folder).value().has("epoch.1"));
        for (const char* bad : {"", "A", "a/b", "slots", "012345678901234567890123456789012"})
            QVERIFY(keyring.store(bad, WrappedUnder::SendKey, phrase("x")).error().code ==
                    Code::Invalid);
        QVERIFY(!keyring.store("a", WrappedUnder::SendKey, SecretBytes::random(1025)));
        QVERIFY(!keyring.store("a", WrappedUnder::SendKey, SecretBytes{}));
    }

    void aDestroyedKeyIsGoneFromBothFiles() {
        const TempFolder folder;
        Keyring keyring = made(folder);
        for (int i = 0; i < 5; ++i)
            keyring
                .store("epoch." + std::to_string(i), WrappedUnder::MasterKey,
                       SecretBytes::random(1000))
                .value();
        const Bytes before = fileOf(folder, "keys.a");
        const KeyHeader header = KeyHeader::parse(before).value();
        for (int i = 0; i < 5; ++i) keyring.destroy("epoch." + std::to_string(i)).value();
        for (const char* name : {"keys.a", "keys.b"}) {
            const Bytes after = fileOf(folder, name);
            QCOMPARE(after.size(), before.size());  // overwritten, not given back with its content
            QVERIFY(text(after).find("epoch") == std::string_view::npos);
            for (const auto& [key, wrapped] : header.keys)
                if (key != "slots")
                    QVERIFY(text(after).find(text(ByteView(wrapped.sealed).first(24))) ==
                            std::string_view::npos);
        }
    }

    void aDuressSlotSendsButNeverReads() {
        const TempFolder folder;
        Keyring keyring = made(folder);
        keyring.store("ledger.1", WrappedUnder::SendKey, phrase("to send")).value();
        keyring.store("epoch.1", WrappedUnder::MasterKey, phrase("to read")).value();
        const std::size_t size = fileOf(folder, "keys.a").size();
        keyring.addSlot(SlotKind::Duress, phrase("under duress")).value();
        QCOMPARE(fileOf(folder, "keys.a").size(), size);

        Keyring duress = unlocked(folder, "under duress").value();
        QVERIFY(duress.slotKind() == SlotKind::Duress);
        QVERIFY(duress.load("ledger.1").value().equals(phrase("to send")));
        QVERIFY(duress.derive(WrappedUnder::SendKey, "mac")
                    .value()
                    .equals(keyring.derive(WrappedUnder::SendKey, "mac").value()));
        QVERIFY(duress.derive(WrappedUnder::MasterKey, "mac").error().code == Code::NotFound);
        QVERIFY(duress.load("epoch.1").error().code == Code::NotFound);
        QVERIFY(duress.deriveDatabaseKey(1).error().code == Code::NotFound);
        QVERIFY(!duress.personSeed().equals(keyring.personSeed()));
        QVERIFY(!duress.has("slots") && !duress.load("slots"));
        QVERIFY(duress.store("x", WrappedUnder::MasterKey, phrase("x")).error().code ==
                Code::NotFound);
        QVERIFY(duress.addSlot(SlotKind::Normal, phrase("new")).error().code == Code::Refused);
        QVERIFY(duress.changePassphrase(phrase("under duress"), phrase("new")).error().code ==
                Code::Refused);
        // What it changes does not harm what it cannot read.
        duress.store("ledger.2", WrappedUnder::SendKey, phrase("also")).value();
        QVERIFY(unlocked(folder).value().load("epoch.1").value().equals(phrase("to read")));
    }

    void aNewPassphraseReplacesTheOldAndKeepsTheKeys() {
        const TempFolder folder;
        Keyring keyring = made(folder);
        const SecretBytes derived = keyring.derive(WrappedUnder::MasterKey, "x").value();
        keyring.addSlot(SlotKind::Normal, phrase("second person")).value();
        QVERIFY(keyring.changePassphrase(phrase("wrong"), phrase("new")).error().code ==
                Code::WrongPassphrase);
        QVERIFY(keyring.changePassphrase(phrase("second person"), phrase("new")).error().code ==
                Code::WrongPassphrase);
        QVERIFY(keyring.changePassphrase(phrase("right"), phrase("second person")).error().code ==
                Code::Exists);
        QVERIFY(keyring.changePassphrase(phrase("right"), phrase("")).error().code ==
                Code::Invalid);
        keyring.changePassphrase(phrase("right"), phrase("new")).value();
        QVERIFY(unlocked(folder).error().code == Code::WrongPassphrase);
        const Keyring opened = unlocked(folder, "new").value();
        QVERIFY(opened.derive(WrappedUnder::MasterKey, "x").value().equals(derived));
        QVERIFY(opened.personSeed().equals(keyring.personSeed()));
        const Keyring second = unlocked(folder, "second person").value();
        QVERIFY(second.derive(WrappedUnder::MasterKey, "x").value().equals(derived));
        QVERIFY(!second.personSeed().equals(keyring.personSeed()));
    }

    void thereAreFourSlotsAndNoMore() {
        const TempFolder folder;
        Keyring keyring = made(folder);
        QVERIFY(keyring.addSlot(SlotKind::Normal, phrase("right")).error().code == Code::Exists);
        keyring.addSlot(SlotKind::Normal, phrase("2")).value();
        keyring.addSlot(SlotKind::Duress, phrase("3")).value();
        keyring.addSlot(SlotKind::Normal, phrase("4")).value();
        QVERIFY(keyring.addSlot(SlotKind::Normal, phrase("5")).error().code == Code::TooLarge);
        for (const char* each : {"right", "2", "3", "4"}) QVERIFY(unlocked(folder, each));
    }

    void oneDamagedCopyIsMendedFromTheOther() {
        const TempFolder folder;
        made(folder).store("age", WrappedUnder::SendKey, phrase("kept")).value();
        for (const char* name : {"keys.a", "keys.b"}) {
            const Bytes good = fileOf(folder, name);
            Bytes bad = good;
            bad[bad.size() / 2] ^= 1;
            for (const Bytes& damage : {bad, Bytes{}, Bytes(good.begin(), good.begin() + 1000)}) {
                put(folder, name, damage);
                QVERIFY(unlocked(folder).value().load("age").value().equals(phrase("kept")));
                QVERIFY(fileOf(folder, name) == good);
            }
            realFiles().remove(folder / name).value();
            QVERIFY(unlocked(folder));
            QVERIFY(fileOf(folder, name) == good);
        }
    }

    void anOlderCopyNeverWins() {
        const TempFolder folder;
        Keyring keyring = made(folder);
        keyring.store("age", WrappedUnder::SendKey, phrase("old")).value();
        const Bytes old = fileOf(folder, "keys.a");
        keyring.store("age", WrappedUnder::SendKey, phrase("new")).value();
        for (const char* name : {"keys.a", "keys.b"}) {
            put(folder, name, old);
            QVERIFY(unlocked(folder).value().load("age").value().equals(phrase("new")));
        }
    }

    void anEditedHeaderNeverOpens() {
        const TempFolder folder;
        SecretBytes macKey;
        {
            Keyring keyring = made(folder);
            macKey = keyring.derive(WrappedUnder::SendKey, "keys/mac").value();
            keyring.store("age", WrappedUnder::SendKey, phrase("secret")).value();
            keyring.store("tls", WrappedUnder::SendKey, SecretBytes::random(100)).value();
        }
        const Bytes good = fileOf(folder, "keys.a");
        int edits = 0;
        // Any byte, as rot or a clumsy hand would change it: the checksum tells.
        for (std::size_t at = 0; at < good.size(); ++at) {
            Bytes edited = good;
            edited[at] = static_cast<std::uint8_t>(edited[at] + 1 + at % 255);
            if (edited == good) continue;
            QVERIFY(!KeyHeader::parse(edited));
            ++edits;
        }
        QVERIFY(edits > 4000);
        // With the checksum made right again: bounds, slots and MAC tell. The cost of Argon2id is
        // left out here: the passphrase's key for this salt and cost does not change.
        QVERIFY(KeyHeader::macHolds(good, macKey));
        for (std::size_t at = 0; at < good.size() - 32; ++at) {
            Bytes edited = good;
            edited[at] = static_cast<std::uint8_t>(edited[at] ^ (1 << at % 8));
            const Digest checksum = sha256(ByteView(edited).first(edited.size() - 32));
            std::copy(checksum.bytes.begin(), checksum.bytes.end(), edited.end() - 32);
            if (KeyHeader::parse(edited)) QVERIFY(!KeyHeader::macHolds(edited, macKey));
            if (at % 61 != 0 || (at >= 24 && at < 36)) continue;  // the whole way for some of them
            put(folder, "keys.a", edited);
            put(folder, "keys.b", edited);
            QVERIFY(!unlocked(folder));
        }
        for (std::size_t size = 0; size < good.size(); size += 7)
            QVERIFY(!KeyHeader::parse(ByteView(good).first(size)));
        put(folder, "keys.a", good);
        QVERIFY(unlocked(folder));
    }

    void aSlotOpensOnlyInItsPlaceAndHeader() {
        KeyHeader header = KeyHeader::blank(KdfCost::floor());
        const SecretBytes key = SecretBytes::random(32);
        header.sealSlot(1, key, KeyBundle::generate(SlotKind::Normal));
        QCOMPARE(header.openSlots(key).value().slot, 1);
        QVERIFY(!header.openSlots(SecretBytes::random(32)));
        KeyHeader moved = header;
        std::swap(moved.bundles[1], moved.bundles[2]);
        QVERIFY(!moved.openSlots(key));
        KeyHeader cheaper = header;
        cheaper.cost.operations += 1;
        QVERIFY(!cheaper.openSlots(key));
        KeyHeader salted = header;
        salted.salt[0] ^= 1;
        QVERIFY(!salted.openSlots(key));
    }

    void aFaultAtAnyCallLeavesAHeaderThatOpens() {
        for (std::uint64_t call = 0;; ++call) {
            SimulatedDisk disk;
            Keyring keyring =
                Keyring::create(disk, "/d", phrase("right"), KdfCost::floor()).value();
            keyring.store("age", WrappedUnder::SendKey, phrase("old")).value();
            disk.failAt(call);
            const auto stored = keyring.store("age", WrappedUnder::SendKey, phrase("new"));
            disk.failNothing();
            const SecretBytes found =
                Keyring::unlock(disk, "/d", phrase("right")).value().load("age").value();
            QVERIFY(found.equals(phrase("new")) || (!stored && found.equals(phrase("old"))));
            keyring.store("age", WrappedUnder::SendKey, phrase("again"))
                .value();  // repeating is safe
            QVERIFY(disk.bytesOf("/d/keys.a") == disk.bytesOf("/d/keys.b"));
            if (stored) break;
        }
        for (std::uint64_t call = 0;; ++call) {
            SimulatedDisk disk;
            disk.failAt(call);
            const bool created =
                Keyring::create(disk, "/d", phrase("right"), KdfCost::floor()).has_value();
            disk.failNothing();
            // After a failure there is none, or one that opens: making it again or unlocking it
            // goes on from there.
            const auto unlocked = Keyring::unlock(disk, "/d", phrase("right"));
            QVERIFY(unlocked || (!created && unlocked.error().code == Code::NotFound));
            if (created) break;
        }
    }

    void aPowerCutAtAnyStepLeavesWhatWasStored() {
        SimulatedDisk disk;
        Keyring keyring = Keyring::create(disk, "/d", phrase("right"), KdfCost::floor()).value();
        std::vector<std::size_t> acknowledged{disk.changes()};
        for (int i = 0; i < 2; ++i) {
            keyring
                .store("key." + std::to_string(i), WrappedUnder::SendKey, SecretBytes::random(700))
                .value();
            acknowledged.push_back(disk.changes());
        }
        for (std::size_t changes = 0; changes <= disk.changes(); ++changes)
            for (std::uint64_t luck = 0; luck < 4; ++luck) {
                const auto after = disk.afterPowerCut(changes, luck);
                const auto found = Keyring::unlock(*after, "/d", phrase("right"));
                if (changes < acknowledged[0]) {
                    QVERIFY(found || found.error().code == Code::NotFound);
                    continue;
                }
                QVERIFY(found);
                for (std::size_t i = 1; i < acknowledged.size(); ++i)
                    if (acknowledged[i] <= changes)
                        QVERIFY(found->has("key." + std::to_string(i - 1)));
            }
    }

    void passphraseFilesAreReadToTheFirstLineEnd() {
        const TempFolder folder;
        const auto read = [&](std::string_view content) {
            put(folder, "p", view(content));
            return readPassphraseFile(realFiles(), folder / "p");
        };
        QVERIFY(read("zwölf Wörter").value().equals(phrase("zwölf Wörter")));
        QVERIFY(read("one\ntwo\n").value().equals(phrase("one")));
        QVERIFY(read("one\r\n").value().equals(phrase("one")));
        QVERIFY(read("one\r").value().equals(phrase("one\r")));
        QVERIFY(read(" one \n").value().equals(phrase(" one ")));
        QVERIFY(read("").value().empty());
        QVERIFY(read("\n").value().empty());
        for (const std::string_view bad :
             {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "a\x80"})
            QVERIFY(read(bad).error().code == Code::Malformed);
        QVERIFY(read("\xf0\x9f\x94\x91").value().size() == 4);
        QVERIFY(read(std::string(5000, 'a')).error().code == Code::TooLarge);
        QVERIFY(readPassphraseFile(realFiles(), folder / "absent").error().code == Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(KeyringTest)
#include "keyring_test.moc"
