#include <QFile>
#include <QtTest>
#include <map>

#include "core/key_header.h"
#include "core/sealed.h"
#include "core/signature.h"
#include "tests/testkit/seeded_random.h"
#include "tests/testkit/simulated_disk.h"

using namespace cairn;

// tests/vectors/keys.txt: a line each, name and hexadecimal bytes or text. CAIRN_WRITE_VECTORS
// makes it anew.
class KeyVectorsTest : public QObject {
    Q_OBJECT

    static SecretBytes phrase(std::string_view text) { return SecretBytes::copyOf(view(text)); }

    static Identity identityOf(std::uint8_t byte) {
        return Identity::fromSecret(SecretBytes::copyOf(Bytes(32, byte))).value();
    }

    static std::string made() {
        const SeededRandom random(1);
        std::string out =
            "# Signatures: Ed25519 seed of 32 times 07; realm exercise, type manifest, message "
            "\"abc\"\n";
        const SigningKey key = SigningKey::fromSeed(SecretBytes::copyOf(Bytes(32, 7))).value();
        out += "signing-public " + key.publicKey().hex() + "\n";
        out += "signing-key-id " + keyId(key.publicKey()).hex() + "\n";
        out += "signature " +
               toHex(key.sign(Realm::Exercise, SignatureType::Manifest, view("abc")).bytes) + "\n";

        out += "# Sealed objects: scalars of 32 times 42 (opening) and 43 (escrow)\n";
        const Identity opening = identityOf(0x42);
        const Identity escrow = identityOf(0x43);
        const std::vector<Recipient> recipients{opening.recipient(), escrow.recipient()};
        out += "opening-identity " + std::string(text(opening.text().view())) + "\n";
        out += "opening-recipient " + opening.recipient().text() + "\n";
        out += "escrow-recipient " + escrow.recipient().text() + "\n";
        for (const std::string_view plain : {std::string_view(), std::string_view("cairn")}) {
            const SealedBytes sealed = seal(recipients, view(plain)).value();
            const std::string name = plain.empty() ? "empty" : std::string(plain);
            out += "sealed-" + name + " " + toHex(sealed.bytes) + "\n";
            out += "file-key-" + name + " " + toHex(sealed.sealed.fileKey.view()) + "\n";
        }
        const SealedBytes long1 = seal(recipients, Bytes(65537, 'x')).value();
        out += "# 65,537 times 'x'\nsealed-two-chunks-name " + long1.sealed.sealed.hex() + "\n";

        out +=
            "# Keys: passphrase \"correct horse\", at the floor of cost; 'ledger.1' holds 32 times "
            "05\n";
        SimulatedDisk disk;
        Keyring keyring =
            Keyring::create(disk, "/d", phrase("correct horse"), KdfCost::floor()).value();
        keyring.store("ledger.1", WrappedUnder::SendKey, SecretBytes::copyOf(Bytes(32, 5))).value();
        keyring.store("epoch.1", WrappedUnder::MasterKey, SecretBytes::copyOf(Bytes(32, 6)))
            .value();
        keyring.addSlot(SlotKind::Duress, phrase("battery staple")).value();
        out += "keys " + toHex(disk.bytesOf("/d/keys.a")) + "\n";
        out += "derived-send-test " +
               toHex(keyring.derive(WrappedUnder::SendKey, "test").value().view()) + "\n";
        out += "derived-master-test " +
               toHex(keyring.derive(WrappedUnder::MasterKey, "test").value().view()) + "\n";
        out += "database-key-1 " + toHex(keyring.deriveDatabaseKey(1).value().view()) + "\n";
        out += "person-seed " + toHex(keyring.personSeed().view()) + "\n";
        return out;
    }

    static std::map<std::string, std::string> stored() {
        QFile file(QStringLiteral(CAIRN_VECTORS "/keys.txt"));
        if (!file.open(QIODevice::ReadOnly)) return {};
        std::map<std::string, std::string> vectors;
        for (const QByteArray& line : file.readAll().split('\n'))
            if (const qsizetype space = line.indexOf(' '); space > 0 && !line.startsWith('#'))
                vectors[line.first(space).toStdString()] = line.sliced(space + 1).toStdString();
        return vectors;
    }

  private slots:
    void theyAreMadeTheSameAgain() {
        QFile file(QStringLiteral(CAIRN_VECTORS "/keys.txt"));
        if (qEnvironmentVariableIsSet("CAIRN_WRITE_VECTORS")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(made()));
            file.close();
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QByteArray::fromStdString(made()), file.readAll());
    }

    void whatWasStoredOnceStillOpens() {
        auto vectors = stored();
        const Identity opening = Identity::parse(view(vectors["opening-identity"])).value();
        QVERIFY(unseal(fromHex(vectors["sealed-empty"]).value(), opening, 100).value().empty());
        QVERIFY(unseal(fromHex(vectors["sealed-cairn"]).value(), identityOf(0x43), 100)
                    .value()
                    .equals(phrase("cairn")));

        SimulatedDisk disk;
        disk.makeFolder("/d").value();
        disk.replace("/d/keys.a", fromHex(vectors["keys"]).value());
        const Keyring keyring = Keyring::unlock(disk, "/d", phrase("correct horse")).value();
        QCOMPARE(toHex(keyring.load("ledger.1").value().view()), toHex(Bytes(32, 5)));
        QCOMPARE(toHex(keyring.derive(WrappedUnder::MasterKey, "test").value().view()),
                 vectors["derived-master-test"]);
        QCOMPARE(toHex(keyring.deriveDatabaseKey(1).value().view()), vectors["database-key-1"]);
        QVERIFY(Keyring::unlock(disk, "/d", phrase("battery staple")).value().slotKind() ==
                SlotKind::Duress);
    }
};

QTEST_APPLESS_MAIN(KeyVectorsTest)
#include "key_vectors_test.moc"
