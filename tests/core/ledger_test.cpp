#include "core/ledger.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace cairn;

namespace {

std::vector<Digest> someLeaves(std::uint64_t count) {
    std::vector<Digest> leaves;
    for (std::uint64_t i = 0; i < count; ++i) leaves.push_back(leafHash(view(std::to_string(i))));
    return leaves;
}

// The definition of RFC 6962 section 2.1, word for word and slow: what Frontier is held against.
Digest slowRoot(std::span<const Digest> leaves) {
    if (leaves.empty()) return sha256(ByteView{});
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    return nodeHash(slowRoot(leaves.first(k)), slowRoot(leaves.subspan(k)));
}

std::string fileText(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return file.readAll().toStdString();
}
std::string vectorText(const char* name) {
    return fileText(QStringLiteral(CAIRN_VECTORS "/") + name);
}

SigningKey keyOf(std::uint8_t byte) {
    return SigningKey::fromSeed(SecretBytes::copyOf(Bytes(32, byte))).value();
}

PublicKey keyFromVerifierString(std::string_view base64) {
    const Bytes bytes = fromBase64(base64).value();
    return PublicKey::from(ByteView(bytes).subspan(1)).value();
}

constexpr auto kSumdbKey = "Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
constexpr auto kWitnessKey = "BNy/co4C1Hn1p+INwJrfUlgz7W55dSZReusH/GhUhJ/G";
constexpr auto kWitness = "witness.navigli.sunlight.geomys.org";
constexpr std::uint64_t kSizes = 200;

Checkpoint ourCheckpoint() {
    Checkpoint checkpoint;
    checkpoint.origin = LedgerName{Realm::Exercise, "op-demo", 7, 1}.origin();
    checkpoint.size = 5;
    checkpoint.root = slowRoot(someLeaves(5));
    return checkpoint;
}

std::optional<Proof> proofFrom(const QJsonArray& array) {
    Proof proof;
    for (const auto& item : array) {
        const auto bytes = fromBase64(item.toString().toStdString());
        const auto digest = bytes ? Digest::from(*bytes) : Result<Digest>(bytes.error());
        if (!digest) return {};
        proof.push_back(*digest);
    }
    return proof;
}

std::optional<Digest> digestFrom(const QJsonValue& value) {
    const auto bytes = fromBase64(value.toString().toStdString());
    const auto digest = bytes ? Digest::from(*bytes) : Result<Digest>(bytes.error());
    if (!digest) return {};
    return *digest;
}

}  // namespace

class LedgerTest : public QObject {
    Q_OBJECT

  private slots:
    void frontierIsTheRootOfTheStandard() {
        const auto leaves = someLeaves(kSizes);
        Frontier frontier;
        for (std::uint64_t n = 0; n <= kSizes; ++n) {
            QCOMPARE(frontier.size(), n);
            QCOMPARE(frontier.root().hex(), slowRoot(std::span(leaves).first(n)).hex());
            QCOMPARE(rootOf(n, leavesOf(leaves)).value().hex(), frontier.root().hex());
            if (n < kSizes) frontier.append(leaves[n]);
        }
    }

    void everyLeafOfEverySizeIsProvenAndNoOther() {
        const auto leaves = someLeaves(kSizes);
        for (std::uint64_t n = 1; n <= kSizes; ++n) {
            const Digest root = slowRoot(std::span(leaves).first(n));
            for (std::uint64_t i = 0; i < n; ++i) {
                const Proof proof = inclusionProof(i, n, leavesOf(leaves)).value();
                QVERIFY(checkInclusion(i, n, leaves[i], proof, root));
                QVERIFY(!checkInclusion(i, n, leaves[(i + 1) % kSizes], proof, root));
                QVERIFY(!checkInclusion(i, n + 1, leaves[i], proof,
                                        slowRoot(std::span(leaves).first(n - 1))));
                Proof longer = proof;
                longer.push_back(root);
                QVERIFY(!checkInclusion(i, n, leaves[i], longer, root));
                if (!proof.empty()) {
                    Proof shorter(proof.begin(), proof.end() - 1);
                    QVERIFY(!checkInclusion(i, n, leaves[i], shorter, root));
                }
            }
            QVERIFY(!checkInclusion(n, n, leaves[0], {}, root));
        }
    }

    void aChangedProofProvesNothing() {
        const auto leaves = someLeaves(67);
        const Digest root = slowRoot(leaves);
        for (std::uint64_t i = 0; i < 67; ++i) {
            const Proof proof = inclusionProof(i, 67, leavesOf(leaves)).value();
            for (std::size_t at = 0; at < proof.size(); ++at) {
                Proof changed = proof;
                changed[at].bytes[i % 32] ^= 1;
                QVERIFY(!checkInclusion(i, 67, leaves[i], changed, root));
            }
            for (std::uint64_t other = 0; other < 67; ++other) {
                if (other != i) QVERIFY(!checkInclusion(other, 67, leaves[i], proof, root));
            }
        }
    }

    void everyTwoSizesAreConsistentAndAnotherHistoryIsNot() {
        const auto leaves = someLeaves(kSizes);
        std::vector<Digest> roots;
        for (std::uint64_t n = 0; n <= kSizes; ++n)
            roots.push_back(slowRoot(std::span(leaves).first(n)));
        for (std::uint64_t n = 0; n <= kSizes; ++n) {
            for (std::uint64_t m = 0; m <= n; ++m) {
                Proof proof = consistencyProof(m, n, leavesOf(leaves)).value();
                QVERIFY(checkConsistency(m, n, roots[m], roots[n], proof));
                if (m != n && m != 0) {
                    QVERIFY(!checkConsistency(n, m, roots[n], roots[m], proof));
                    QVERIFY(!checkConsistency(m, n, roots[m], roots[m], proof));
                    QVERIFY(!checkConsistency(m, n, roots[n], roots[n], proof));
                }
                if (!proof.empty()) {
                    auto shorter = proof;
                    shorter.pop_back();
                    QVERIFY(!checkConsistency(m, n, roots[m], roots[n], shorter));
                    proof[(m * 31) % proof.size()].bytes[n % 32] ^= 0x10;
                    QVERIFY(!checkConsistency(m, n, roots[m], roots[n], proof));
                }
                proof.push_back(roots[n]);
                QVERIFY(!checkConsistency(m, n, roots[m], roots[n], proof));
            }
        }
        QVERIFY(!consistencyProof(5, 4, leavesOf(leaves)));
    }

    void vectorsOfTransparencyDevAgree_data() {
        QTest::addColumn<QString>("path");
        QDirIterator files(QStringLiteral(CAIRN_TEST_DATA "/merkle"), {QStringLiteral("*.json")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            QTest::newRow(qPrintable(path.section(QLatin1Char('/'), -3))) << path;
        }
    }
    void vectorsOfTransparencyDevAgree() {
        QFETCH(QString, path);
        const auto doc =
            QJsonDocument::fromJson(QByteArray::fromStdString(fileText(path))).object();
        QVERIFY(!doc.isEmpty());
        // Qt reads 2^64-1 as a double; whatever does not fit 63 bits stands for that number.
        const auto number = [&](const char* key) {
            const double value = doc[QLatin1String(key)].toDouble();
            return value >= 0 && value < 9e18 ? static_cast<std::uint64_t>(value) : UINT64_MAX;
        };
        const auto proof = proofFrom(doc[QLatin1String("proof")].toArray());
        bool good = false;
        if (path.contains(QLatin1String("/inclusion/"))) {
            const auto root = digestFrom(doc[QLatin1String("root")]);
            const auto leaf = digestFrom(doc[QLatin1String("leafHash")]);
            good = root && leaf && proof &&
                   checkInclusion(number("leafIdx"), number("treeSize"), *leaf, *proof, *root)
                       .has_value();
        } else {
            const auto root1 = digestFrom(doc[QLatin1String("root1")]);
            const auto root2 = digestFrom(doc[QLatin1String("root2")]);
            good = root1 && root2 && proof &&
                   checkConsistency(number("size1"), number("size2"), *root1, *root2, *proof)
                       .has_value();
        }
        QCOMPARE(good, !doc[QLatin1String("wantErr")].toBool());
    }

    void publishedCheckpointIsReadAndItsKeyNamed() {
        const std::string bytes = vectorText("checkpoint-sumdb.txt");
        const Note note = Note::parse(bytes).value();
        QCOMPARE(note.encode(), bytes);
        const PublicKey key = keyFromVerifierString(kSumdbKey);
        QCOMPARE(noteKeyHash("sum.golang.org", 0x01, key), 0x033de0aeu);
        QCOMPARE(note.signatures.size(), 1u);
        QCOMPARE(note.signatures[0].hash, 0x033de0aeu);
        QVERIFY(
            verifyRaw(key, view(note.text), Signature::from(note.signatures[0].signature).value()));
        const auto checkpoint = Checkpoint::parseBody(note.text).value();
        QCOMPARE(checkpoint.origin, std::string("go.sum database tree"));
        QCOMPARE(checkpoint.size, 15081221u);
        QCOMPARE(checkpoint.body(), note.text);
    }

    void publishedCosignatureVerifies() {
        const std::string bytes = vectorText("checkpoint-witnessed.txt");
        Note note = Note::parse(bytes).value();
        QCOMPARE(note.encode(), bytes);
        const PublicKey key = keyFromVerifierString(kWitnessKey);
        QCOMPARE(noteKeyHash(kWitness, 0x04, key), 0xa3e00fe2u);
        QCOMPARE(checkCosignature(note, kWitness, key).value().unixMs,
                 std::int64_t{0x6a6fb0f3} * 1000);
        note.text.replace(note.text.find("185550722"), 9, "185550723");
        QCOMPARE(checkCosignature(note, kWitness, key).error().code, Code::BadSignature);
    }

    void ourCheckpointAndCosignatureAreTheVector() {
        Note note = signCheckpoint(ourCheckpoint(), keyOf(1));
        note.signatures.push_back(cosign(note, "cairn/1/exercise/op-demo/hq", keyOf(2),
                                         fromRfc3339("2026-03-01T00:00:00.000Z").value()));
        QCOMPARE(QByteArray::fromStdString(note.encode()),
                 QByteArray::fromStdString(vectorText("checkpoint-cairn.txt")));
    }

    void checkpointOpensOnlyUnderItsOwnKeyAndOrigin() {
        const SigningKey key = keyOf(1);
        const Note note = signCheckpoint(ourCheckpoint(), key);
        QVERIFY(openCheckpoint(Note::parse(note.encode()).value(), key.publicKey()).value() ==
                ourCheckpoint());
        QCOMPARE(openCheckpoint(note, keyOf(2).publicKey()).error().code, Code::BadSignature);

        // The same key hash under another name, and another body under the same signature.
        Note renamed = note;
        renamed.signatures[0].name = "cairn/1/real/op-demo/7/1";
        QVERIFY(!openCheckpoint(renamed, key.publicKey()));
        Note moved = note;
        moved.text.replace(moved.text.find("exercise"), 8, "real");
        QVERIFY(!openCheckpoint(moved, key.publicKey()));
        Note grown = note;
        grown.text.replace(grown.text.find("\n5\n"), 3, "\n6\n");
        QCOMPARE(openCheckpoint(grown, key.publicKey()).error().code, Code::BadSignature);
    }

    void cosignatureBindsTimeWitnessAndBody() {
        const SigningKey witness = keyOf(2);
        Note note = signCheckpoint(ourCheckpoint(), keyOf(1));
        QCOMPARE(checkCosignature(note, "hq", witness.publicKey()).error().code, Code::NotFound);
        note.signatures.push_back(cosign(note, "hq", witness, Instant{1772323200'999}));
        QCOMPARE(checkCosignature(note, "hq", witness.publicKey()).value().unixMs, 1772323200'000);
        QCOMPARE(checkCosignature(note, "hq2", witness.publicKey()).error().code, Code::NotFound);
        QCOMPARE(checkCosignature(note, "hq", keyOf(3).publicKey()).error().code, Code::NotFound);
        QVERIFY(openCheckpoint(note, keyOf(1).publicKey()));
        Note later = note;
        later.signatures[1].signature[7] ^= 1;
        QCOMPARE(checkCosignature(later, "hq", witness.publicKey()).error().code,
                 Code::BadSignature);
        Note zero = note;
        std::fill_n(zero.signatures[1].signature.begin(), 8, std::uint8_t{0});
        QCOMPARE(checkCosignature(zero, "hq", witness.publicKey()).error().code, Code::Malformed);
        Note shorter = note;
        shorter.signatures[1].signature.pop_back();
        QCOMPARE(checkCosignature(shorter, "hq", witness.publicKey()).error().code,
                 Code::Malformed);
        // A plain signature by the witness's key is no cosignature, and the other way round.
        Note plain = signCheckpoint(ourCheckpoint(), witness);
        QVERIFY(!checkCosignature(plain, plain.signatures[0].name, witness.publicKey()));
    }

    void everyFlippedBitOfANoteIsRefused() {
        Note note = signCheckpoint(ourCheckpoint(), keyOf(1));
        note.signatures.push_back(cosign(note, "hq", keyOf(2), Instant{1772323200'000}));
        const std::string good = note.encode();
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            std::string bad = good;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
            const auto parsed = Note::parse(bad);
            const bool accepted = parsed && openCheckpoint(*parsed, keyOf(1).publicKey()) &&
                                  checkCosignature(*parsed, "hq", keyOf(2).publicKey());
            QVERIFY2(!accepted, qPrintable(QString::number(bit)));
        }
    }

    void notesAreReadStrictly_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const QByteArray& bytes) {
            QTest::newRow(name) << bytes;
        };
        const QByteArray line = "\xE2\x80\x94 hq AAAAAAAA\n";
        row("nothing", "");
        row("no blank line", "text\n" + line);
        row("no text", "\n\n" + line);
        row("no signature", "text\n\n");
        row("no last newline", "text\n\n" + line.chopped(1));
        row("carriage return", "text\r\n\n" + line);
        row("control character", "te\x01xt\n\n" + line);
        row("not UTF-8", "te\xFFxt\n\n" + line);
        row("unknown line", "text\n\n" + line + "- hq AAAAAAAA\n");
        row("a hyphen for the dash", "text\n\n- hq AAAAAAAA\n");
        row("two spaces", "text\n\n\xE2\x80\x94  hq AAAAAAAA\n");
        row("empty name", "text\n\n\xE2\x80\x94  AAAAAAAA\n");
        row("plus in name", "text\n\n\xE2\x80\x94 h+q AAAAAAAA\n");
        row("bad base64", "text\n\n\xE2\x80\x94 hq AAAAAAA\n");
        row("padding bits", "text\n\n\xE2\x80\x94 hq AAAAAAB=\n");
        row("hash alone", "text\n\n\xE2\x80\x94 hq AAAAAA==\n");
        row("the same key twice", "text\n\n" + line + line);
        QByteArray many = "text\n\n";
        for (int i = 0; i < 17; ++i)
            many += "\xE2\x80\x94 hq" + QByteArray::number(i) + " AAAAAAAA\n";
        row("too many signatures", many);
        row("too large", QByteArray(65 * 1024, 'x') + "\n\n" + line);
    }
    void notesAreReadStrictly() {
        QFETCH(QByteArray, bytes);
        QVERIFY(Note::parse("text\n\n\xE2\x80\x94 hq AAAAAAAA\n"));
        QVERIFY(!Note::parse(bytes.toStdString()));
    }

    void checkpointBodiesAreReadStrictly() {
        const std::string root = "BoMMe1wd25Tco0mYGROkyqxHZWx+hcSCtMV315Lu6Lg=";
        QVERIFY(Checkpoint::parseBody("o\n1\n" + root + "\n"));
        QVERIFY(Checkpoint::parseBody("o\n18446744073709551615\n" + root + "\n"));
        for (const std::string& bad :
             {std::string(), "o\n1\n" + root, "o\n01\n" + root + "\n", "o\n-1\n" + root + "\n",
              "o\n+1\n" + root + "\n", "o\n\n" + root + "\n",
              "o\n18446744073709551616\n" + root + "\n", "\n1\n" + root + "\n",
              "o\n1\n" + root + "\nextension\n", "o\n1\n" + root.substr(4) + "\n",
              "o\n0\n" + root + "\n", "o\n1\n" + root.substr(0, 43) + "\n",
              "o\n1\n" + root.substr(0, 42) + "h=\n"}) {
            QVERIFY2(!Checkpoint::parseBody(bad), bad.c_str());
        }
    }

    void ledgerNamesRoundTripAndNothingElseIsOne() {
        const LedgerName name{Realm::Real, "op-2026-a", 12, 3};
        QCOMPARE(name.origin(), std::string("cairn/1/real/op-2026-a/12/3"));
        QVERIFY(LedgerName::parse(name.origin()).value() == name);
        for (const char* bad :
             {"", "cairn", "cairn/1/real/op/1", "cairn/1/real/op/1/1/1", "cairn/1/real/op/01/1",
              "cairn/1/real/op/1/-1", "cairn/1/drill/op/1/1", "cairn/1/real//1/1",
              "cairn/1/real/Op/1/1", "cairn/1/real/o p/1/1", "cairn/1/real/op/4294967296/1",
              "cairn/2/real/op/1/1", "Cairn/1/real/op/1/1", "cairn/1/real/op/1/1\n"}) {
            QVERIFY2(!LedgerName::parse(bad), bad);
        }
        QVERIFY(!LedgerName::parse("cairn/1/real/" + std::string(65, 'a') + "/1/1"));
    }
};

QTEST_APPLESS_MAIN(LedgerTest)
#include "ledger_test.moc"
