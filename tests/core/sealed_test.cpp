#include "core/sealed.h"

#include <QProcess>
#include <QtTest>
#include <thread>

#include "core/age_header.h"
#include "core/hkdf.h"
#include "core/vault.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

// Bytes that differ from chunk to chunk, the same in every run.
Bytes pattern(std::size_t size) {
    Bytes bytes(size);
    std::uint32_t state = 0x9e3779b9;
    for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

constexpr std::size_t kSizes[] = {0,         1,         65535,         65536,     65537,
                                  3 * 65536, 5 * 65536, 5 * 65536 + 1, 9 * 65536, 20 * 65536 + 17};

// Runs a program to its end; standard output on success.
QByteArray run(const QString& program, const QStringList& arguments, const QByteArray& input = {}) {
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0) {
        qWarning() << program << process.readAllStandardError();
        return "failed";
    }
    return process.readAllStandardOutput();
}

QString q(const std::string& text) { return QString::fromStdString(text); }
ByteView view(const QByteArray& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()),
            static_cast<std::size_t>(bytes.size())};
}

}  // namespace

class SealedTest : public QObject {
    Q_OBJECT
    TempFolder folder_;
    Identity opening_ = Identity::generate();
    Identity escrow_ = Identity::generate();
    std::vector<Recipient> recipients_{opening_.recipient(), escrow_.recipient()};

    std::string saved(ByteView bytes, const std::string& name = "object") {
        const std::string path = folder_ / name;
        (void)realFiles().remove(path);
        [&]() -> Result<void> {
            return TRY(realFiles().open(path, OpenMode::Create))->append(bytes);
        }()
                     .value();
        return path;
    }
    Result<SealReader> reader(ByteView sealed, const Identity& identity) {
        return SealReader::open(TRY(realFiles().open(saved(sealed), OpenMode::Read)), identity);
    }
    // Reads everything through both doors; they agree or the answer is "differs".
    Result<Bytes> openBothWays(ByteView sealed, const Identity& identity) {
        const auto whole = unseal(sealed, identity, 1 << 24);
        const auto streamed = [&]() -> Result<Bytes> {
            SealReader opened = TRY(reader(sealed, identity));
            Bytes plain(static_cast<std::size_t>(opened.size()));
            plain.resize(TRY(opened.readAt(0, plain)));
            return plain;
        }();
        if (whole.has_value() != streamed.has_value()) return Error{Code::Internal, "differs", {}};
        if (!whole) return whole.error();
        if (!std::equal(streamed->begin(), streamed->end(), whole->view().begin(),
                        whole->view().end()))
            return Error{Code::Internal, "differs", {}};
        return *streamed;
    }
    Bytes sealStreamed(ByteView plain, std::size_t step, Sealed* sealed = nullptr) {
        Bytes out;
        SealWriter writer = SealWriter::open(recipients_, [&out](ByteView bytes) -> Result<void> {
                                append(out, bytes);
                                return {};
                            }).value();
        for (std::size_t at = 0; at < plain.size(); at += step)
            writer.append(plain.subspan(at, std::min(step, plain.size() - at))).value();
        Sealed result = writer.finish().value();
        if (sealed) *sealed = std::move(result);
        return out;
    }

  private slots:
    void hkdfGivesTheRfcsAnswers() {  // RFC 5869, appendix A, cases 1 to 3
        QCOMPARE(toHex(hkdfSha256(Bytes(22, 0x0b), fromHex("000102030405060708090a0b0c").value(),
                                  fromHex("f0f1f2f3f4f5f6f7f8f9").value(), 42)
                           .view()),
                 std::string("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007"
                             "208d5b887185865"));
        Bytes key, salt, info;
        for (int i = 0; i < 80; ++i) {
            key.push_back(static_cast<std::uint8_t>(i));
            salt.push_back(static_cast<std::uint8_t>(0x60 + i));
            info.push_back(static_cast<std::uint8_t>(0xb0 + i));
        }
        QCOMPARE(toHex(hkdfSha256(key, salt, info, 82).view()),
                 std::string("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045"
                             "a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db"
                             "71cc30c58179ec3e87c14c01d5c1f3434f1d87"));
        QCOMPARE(toHex(hkdfSha256(Bytes(22, 0x0b), {}, {}, 42).view()),
                 std::string("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201"
                             "395faa4b61a96c8"));
    }

    void whatIsSealedOpensForEachRecipientAndNobodyElse() {
        const Identity stranger = Identity::generate();
        for (const std::size_t size : kSizes) {
            const Bytes plain = pattern(size);
            const SealedBytes sealed = seal(recipients_, plain).value();
            QVERIFY(openBothWays(sealed.bytes, opening_).value() == plain);
            QVERIFY(openBothWays(sealed.bytes, escrow_).value() == plain);
            QVERIFY(openBothWays(sealed.bytes, stranger).error().code == Code::NotFound);
            QVERIFY(unsealWithFileKey(sealed.bytes, sealed.sealed.fileKey, size)
                        .value()
                        .equals(SecretBytes::copyOf(plain)));
            QVERIFY(unsealWithFileKey(sealed.bytes, SecretBytes::random(kFileKeySize), size)
                        .error()
                        .code == Code::BadSignature);
            QCOMPARE(sealed.bytes.size(), static_cast<std::size_t>(sealedSize(size, 2)));
            QVERIFY(sealed.sealed.plain == sha256(plain) &&
                    sealed.sealed.sealed == sha256(sealed.bytes));
        }
    }

    void streamedInAnyStepsIsTheSameObject() {
        for (const std::size_t size : kSizes)
            for (const std::size_t step :
                 {std::size_t{1000}, std::size_t{65536}, std::size_t{1} << 24}) {
                const Bytes plain = pattern(size);
                Sealed sealed;
                const Bytes bytes = sealStreamed(plain, step, &sealed);
                QVERIFY(openBothWays(bytes, escrow_).value() == plain);
                QVERIFY(sealed.plain == sha256(plain) && sealed.sealed == sha256(bytes));
                QCOMPARE(sealed.plainBytes, std::uint64_t{size});
                QCOMPARE(sealed.sealedBytes, std::uint64_t{bytes.size()});
                QCOMPARE(std::uint64_t{bytes.size()}, sealedSize(size, 2));
            }
    }

    void manyWritersAtOnceDoNotMixTheirBytes() {
        std::vector<std::thread> threads;
        std::atomic<int> good = 0;
        for (std::size_t i = 0; i < 6; ++i)
            threads.emplace_back([&, i] {
                const Bytes plain = pattern(3'000'000 + i * 77'777);
                Sealed sealed;
                const Bytes bytes = sealStreamed(plain, 50'000 + i, &sealed);
                if (sealed.plain == sha256(plain) && sealed.sealed == sha256(bytes)) ++good;
            });
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(good.load(), 6);
    }

    void aFailingSinkEndsTheSealing() {
        int calls = 0;
        SealWriter writer = SealWriter::open(recipients_, [&calls](ByteView) -> Result<void> {
                                if (++calls == 3) return Error{Code::StorageFull, "x", {}};
                                return {};
                            }).value();
        const auto result = writer.append(pattern(3'000'000));
        QVERIFY(result.error().code == Code::StorageFull);
        QCOMPARE(calls, 3);
    }

    void readingAnywhereGivesTheRightBytes() {
        const Bytes plain = pattern(3 * 65536 + 100);
        SealReader opened = reader(seal(recipients_, plain).value().bytes, opening_).value();
        QCOMPARE(opened.size(), std::uint64_t{plain.size()});
        for (const std::size_t offset :
             {std::size_t{0}, std::size_t{65535}, std::size_t{65536}, std::size_t{131000},
              plain.size() - 1, plain.size(), plain.size() + 1})
            for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{2},
                                           std::size_t{65536}, std::size_t{150000}}) {
                Bytes to(size);
                const std::size_t got = opened.readAt(offset, to).value();
                const std::size_t expected =
                    offset >= plain.size() ? 0 : std::min(size, plain.size() - offset);
                QCOMPARE(got, expected);
                QVERIFY(std::equal(
                    to.begin(), to.begin() + static_cast<std::ptrdiff_t>(got),
                    plain.begin() + static_cast<std::ptrdiff_t>(std::min(offset, plain.size()))));
            }
    }

    void anObjectChangedInAnyRegionIsRefused() {
        const Bytes sealed = seal(recipients_, pattern(65536 + 500)).value().bytes;
        const std::size_t header = AgeHeader::parse(sealed).value().bytes;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < header + 40; ++i) places.push_back(i);
        for (std::size_t i = header + 40; i < sealed.size(); i += 997) places.push_back(i);
        for (std::size_t i = sealed.size() - 40; i < sealed.size(); ++i) places.push_back(i);
        for (const std::size_t place : places)
            for (const int bit : {0x01, 0x20, 0x80}) {
                Bytes changed = sealed;
                changed[place] = static_cast<std::uint8_t>(changed[place] ^ bit);
                QVERIFY2(!unseal(changed, opening_, 1 << 24), qPrintable(QString::number(place)));
                const auto opened = reader(changed, opening_);
                // A change in the middle shows when it is read, one at either end at once.
                if (opened) {
                    Bytes to(65536 + 500);
                    QVERIFY(!reader(changed, opening_).value().readAt(0, to));
                }
            }
    }

    void cutObjectIsRefused() {
        const Bytes sealed = seal(recipients_, pattern(2 * 65536 + 3)).value().bytes;
        const std::size_t payload = AgeHeader::parse(sealed).value().bytes + 16;
        for (std::size_t size = 0; size < sealed.size();
             size += (size < payload + 40 || size + 100 > sealed.size()) ? 1 : 1013)
            QVERIFY2(!openBothWays(ByteView(sealed).first(size), opening_),
                     qPrintable(QString::number(size)));
        for (const std::size_t chunks : {1, 2}) {  // cut where a chunk ends
            const auto opened =
                openBothWays(ByteView(sealed).first(payload + chunks * (65536 + 16)), opening_);
            QVERIFY(opened.error().code == Code::BadSignature);
        }
        Bytes longer = sealed;
        longer.push_back(0);
        QVERIFY(!openBothWays(longer, opening_));
    }

    void theLimitIsCheckedBeforeMemoryIsTaken() {
        const Bytes sealed = seal(recipients_, pattern(1000)).value().bytes;
        QVERIFY(unseal(sealed, opening_, 999).error().code == Code::TooLarge);
        QVERIFY(unseal(sealed, opening_, 1000));
    }

    void aHeaderOutsideTheSpecificationIsRefused() {
        const std::string good(text(seal(recipients_, pattern(10)).value().bytes));
        const auto with = [&](std::string_view from, std::string_view to) {
            std::string changed = good;
            changed.replace(changed.find(from), from.size(), to);
            return AgeHeader::parse(cairn::view(changed));
        };
        QVERIFY(with("age-encryption.org/v1", "age-encryption.org/v2").error().code ==
                Code::Unsupported);
        QVERIFY(with("age-encryption.org/v1", "age-encryption.com/v1").error().code ==
                Code::Malformed);
        QVERIFY(!with("v1\n", "v1\r\n"));
        QVERIFY(!with("-> X25519 ", "->  X25519 "));
        QVERIFY(!with("-> X25519 ", "-> X25519  "));
        QVERIFY(!with("-> X25519 ", "->X25519 "));
        QVERIFY(!with("--- ", "---  "));
        QVERIFY(!with("--- ", "---"));
        QVERIFY(!with("-> X25519 ",
                      "-> X25\x7f"
                      "519 "));
        QVERIFY(with("-> X25519 ", "-> grease x y\n\n-> X25519 "));
        QVERIFY(!with("-> X25519 ", "-> grease x y\n-> X25519 "));
        std::string many("age-encryption.org/v1\n");
        for (int i = 0; i < 33; ++i) many += "-> a b\n\n";
        QVERIFY(AgeHeader::parse(cairn::view(many + "--- " + std::string(43, 'A') + "\n"))
                    .error()
                    .code == Code::TooLarge);
        QVERIFY(
            AgeHeader::parse(cairn::view("age-encryption.org/v1\n-> " + std::string(70000, 'a')))
                .error()
                .code == Code::TooLarge);
    }

    void anX25519StanzaThatBreaksTheRulesIsRefused() {
        const auto opened = [&](AgeStanza stanza) {
            const std::string header = ageHeaderText({std::move(stanza)});
            return unseal(cairn::view(header + ageHeaderEnd(Bytes(32)) + std::string(32, 'x')),
                          opening_, 100)
                .error()
                .code;
        };
        const std::string base(43, 'A');  // the point 0: of low order
        QVERIFY(opened({"X25519", {base}, Bytes(32)}) == Code::Malformed);
        std::string one = toBase64Unpadded(Bytes{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                                 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        QVERIFY(opened({"X25519", {one}, Bytes(32)}) == Code::Malformed);
        const std::string share = toBase64Unpadded(Bytes(32, 9));
        QVERIFY(opened({"X25519", {share}, Bytes(32)}) == Code::NotFound);
        QVERIFY(opened({"X25519", {share, "more"}, Bytes(32)}) == Code::Malformed);
        QVERIFY(opened({"X25519", {}, Bytes(32)}) == Code::Malformed);
        QVERIFY(opened({"X25519", {share}, Bytes(31)}) == Code::Malformed);
        QVERIFY(opened({"X25519", {toBase64Unpadded(Bytes(31, 9))}, Bytes(32)}) == Code::Malformed);
        QVERIFY(opened({"other", {share}, Bytes(32)}) == Code::NotFound);
    }

    void nothingIsSealedToAKeyOfLowOrder() {
        const Recipient zero =
            Recipient::parse("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z")
                .value();
        QVERIFY(seal(std::vector{zero}, pattern(1)).error().code == Code::Invalid);
        QVERIFY(seal(std::vector<Recipient>{}, pattern(1)).error().code == Code::Invalid);
    }

    void keyTextsAreStrict() {
        const std::string recipient = opening_.recipient().text();
        QVERIFY(Recipient::parse(recipient).value() == opening_.recipient());
        const std::string secret(text(opening_.text().view()));
        QVERIFY(Identity::parse(cairn::view(secret)).value().recipient() == opening_.recipient());
        for (std::size_t i = 0; i < recipient.size(); ++i) {
            std::string changed = recipient;
            changed[i] = changed[i] == 'q' ? 'p' : 'q';
            QVERIFY(!Recipient::parse(changed));
        }
        std::string upper = recipient;
        for (char& c : upper) c = static_cast<char>(std::toupper(c));
        QVERIFY(!Recipient::parse(upper));
        QVERIFY(!Recipient::parse(recipient + " "));
        QVERIFY(!Recipient::parse(secret));
        std::string lower = secret;
        for (char& c : lower) c = static_cast<char>(std::tolower(c));
        QVERIFY(!Identity::parse(cairn::view(lower)));
    }

    void identityFilesAreReadAsAgeWritesThem() {
        const std::string line(text(opening_.text().view()));
        for (const std::string& file :
             {line, line + "\n", "# created: today\n# public key: x\n" + line + "\n",
              "\r\n" + line + "\r\n#\n"})
            QVERIFY(Identity::parse(cairn::view(file)).value().recipient() == opening_.recipient());
        QVERIFY(Identity::parse(cairn::view(line + "\n" + line + "\n")).error().code ==
                Code::Invalid);
        QVERIFY(Identity::parse(cairn::view("# nothing\n")).error().code == Code::Malformed);
        QVERIFY(Identity::parse(cairn::view("age-encryption.org/v1\n")).error().code ==
                Code::Unsupported);
        QVERIFY(!Identity::parse(cairn::view(" " + line)));
    }

    void stockAgeOpensOurs() {
        const std::string key = saved(opening_.text().view(), "opening.key");
        for (const std::size_t size : kSizes) {
            const Bytes plain = pattern(size);
            const std::string object = saved(sealStreamed(plain, 100'000));
            QVERIFY(copy(view(run("age", {"-d", "-i", q(key), q(object)}))) == plain);
        }
    }

    void oursOpensWhatStockAgeSeals() {
        const std::string key = saved(view(run("age-keygen", {})), "stock.key");
        const Identity identity = Identity::parse(readAll(realFiles(), key, 4096).value()).value();
        for (const std::size_t size : kSizes) {
            const Bytes plain = pattern(size);
            const QByteArray sealed = run(
                "age", {"-r", q(opening_.recipient().text()), "-r", q(identity.recipient().text())},
                QByteArray(reinterpret_cast<const char*>(plain.data()),
                           static_cast<qsizetype>(plain.size())));
            QVERIFY(openBothWays(view(sealed), identity).value() == plain);
            QVERIFY(openBothWays(view(sealed), opening_).value() == plain);
        }
    }
};

QTEST_APPLESS_MAIN(SealedTest)
#include "sealed_test.moc"
