#include "core/bytes.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>

#include "core/signature.h"

using namespace cairn;

class BytesTest : public QObject {
    Q_OBJECT
  private slots:
    void hexIsLowercaseAndStrict() {
        QCOMPARE(toHex(Bytes{0x00, 0xAB, 0xFF}), std::string("00abff"));
        QVERIFY(fromHex("00abff").value() == (Bytes{0x00, 0xAB, 0xFF}));
        for (const char* bad : {"0", "0g", "AB", " 0", "0x"}) QVERIFY(!fromHex(bad));
    }

    void base64RefusesWhatAnEncoderWouldNotWrite() {
        QCOMPARE(toBase64(view("fo")), std::string("Zm8="));
        QVERIFY(fromBase64("Zm8=").value() == copy(view("fo")));
        QVERIFY(fromBase64("").value().empty());
        for (const char* bad : {"Zm8", "Zm9=", "Zm8=\n", "Zm8 =", "Zg=", "====", "_-8="})
            QVERIFY(!fromBase64(bad));
    }

    void numbersHaveTheirByteOrder() {
        std::uint8_t bytes[8];
        storeLe64(bytes, 0x0102030405060708);
        QCOMPARE(toHex(bytes), std::string("0807060504030201"));
        QCOMPARE(loadLe64(bytes), std::uint64_t{0x0102030405060708});
        storeBe64(bytes, 0x0102030405060708);
        QCOMPARE(toHex(bytes), std::string("0102030405060708"));
        QCOMPARE(loadBe64(bytes), std::uint64_t{0x0102030405060708});
        storeLe32(bytes, 0xA1B2C3D4);
        QCOMPARE(loadLe32(bytes), std::uint32_t{0xA1B2C3D4});
    }

    void sha256GivesTheKnownAnswers() {  // FIPS 180-4 examples
        QCOMPARE(sha256(ByteView{}).hex(),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(sha256({view("a"), view("bc")}).hex(),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        Sha256 hash;
        hash.update(view("ab"));
        hash.update(view("c"));
        QVERIFY(hash.finish() == sha256(view("abc")));
    }

    void aFixedTakesNoOtherLength() {
        QVERIFY(Digest::from(Bytes(32)));
        QVERIFY(!Digest::from(Bytes(31)));
        QVERIFY(!Digest::fromHex(std::string(66, 'a')));
    }

    void aMovedSecretLeavesNothingBehind() {
        SecretBytes secret = SecretBytes::copyOf(view("seventeen bytes.."));
        const SecretBytes moved = std::move(secret);
        QVERIFY(secret.empty() && !secret.data());
        QVERIFY(moved.equals(SecretBytes::copyOf(view("seventeen bytes.."))));
        QVERIFY(!moved.equals(SecretBytes::copyOf(view("seventeen bytes.,"))));
        QVERIFY(SecretBytes{}.equals(SecretBytes(0)));
    }

    void secretsDoNotOverlapAndComeZeroed() {
        std::vector<SecretBytes> held;
        for (int round = 0; round < 3; ++round) {
            for (const std::size_t size : {1, 31, 32, 33, 64, 1000, 4095, 4096, 4097, 70000})
                for (int i = 0; i < 20; ++i) {
                    SecretBytes secret(size);
                    QVERIFY(std::all_of(secret.data(), secret.data() + size,
                                        [](std::uint8_t byte) { return byte == 0; }));
                    std::memset(secret.data(), static_cast<int>(held.size() % 251 + 1), size);
                    held.push_back(std::move(secret));
                }
            for (std::size_t i = 0; i < held.size(); ++i) {
                const auto mark = static_cast<std::uint8_t>(i % 251 + 1);
                QVERIFY(std::all_of(held[i].data(), held[i].data() + held[i].size(),
                                    [mark](std::uint8_t byte) { return byte == mark; }));
            }
            held.clear();
        }
    }

    void aChildAfterForkHasNoSecrets() {
        const SecretBytes secret = SecretBytes::copyOf(view("not for children"));
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(std::all_of(secret.data(), secret.data() + secret.size(),
                                [](std::uint8_t byte) { return byte == 0; })
                        ? 0
                        : 1);
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }

    void everyCodeHasTitleAndRemedy() {
        for (int code = 0; code <= static_cast<int>(Code::Internal); ++code) {
            const Words said = words(static_cast<Code>(code));
            QVERIFY(QByteArray(said.title) != "An unknown error");
            QVERIFY(QByteArray(said.remedy).endsWith('.'));
        }
        QCOMPARE(describe({Code::Corrupt, "keys.a", "checksum"}).substr(0, 61),
                 std::string("Stored data is damaged or was altered: keys.a (checksum). Do "));
    }
};

QTEST_APPLESS_MAIN(BytesTest)
#include "bytes_test.moc"
