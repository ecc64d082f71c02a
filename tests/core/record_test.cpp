// A record is a head and parts: what is signed holds, what is withheld stays withheld, what is
// changed is seen.
#include "core/record.h"

#include <QtTest>

#include "tests/testkit/seeded_random.h"

using namespace cairn;

namespace {

struct Scene {
    SigningKey ledger = SigningKey::generate();
    SigningKey person = SigningKey::generate();
    Head head;

    Scene() {
        head.realm = Realm::Exercise;
        head.operation = "cairn-demo";
        head.id = {3, 1, 17};
        head.kind = static_cast<std::uint32_t>(Kind::Exhibit);
        head.kindCount = 5;
        head.origin = static_cast<std::uint32_t>(Origin::Captured);
        head.session = 2;
        head.stamp.wall = {1772356445120};
        head.stamp.bootMs = 91234;
        head.stamp.bootId = "b";
        head.stamp.beacon = sha256(view("beacon"));
        head.corrects = 11;
        head.reason = ReasonCode::TypingError;
    }

    std::vector<PartContent> parts() const {
        Subject subject;
        subject.site = "E-S3-1";
        subject.exhibit = exhibitNumber("E-S3-1", 3, 1);
        subject.tags = {"EV08", "وسم"};
        subject.frame = 0;
        Media media;
        media.type = "image/jpeg";
        media.segments = {{sha256(view("plain")), 5, sha256(view("sealed")), 250}};
        Fix fix;
        fix.position = Position{-338650000, 362000000};
        fix.altitudeMslM = 0.0;
        fix.type = FixType::ThreeD;
        fix.raw = {"$GPGGA,1"};
        return {subject, media, fix, TextNote{"title", "note", "fr", "seen_by_me"}};
    }

    Composed make() const { return *compose(head, parts(), ledger, {"P-07", &person}); }
};

Bytes flipped(ByteView from, std::size_t bit) {
    auto out = copy(from);
    out[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    return out;
}

}  // namespace

class RecordTest : public QObject {
    Q_OBJECT
  private slots:
    void whatIsComposedIsReadBack() {
        const Scene scene;
        const auto made = scene.make();
        const auto opened = openEnvelope(made.envelope, scene.ledger.publicKey());
        QVERIFY(opened);
        const auto& head = opened->head;
        QCOMPARE(head.id.text(), std::string("3/1/17"));
        QVERIFY(head.is(Kind::Exhibit));
        QCOMPARE(head.kindCount, 5u);
        QCOMPARE(head.session, 2u);
        QCOMPARE(head.stamp.wall.unixMs, scene.head.stamp.wall.unixMs);
        QVERIFY(!head.stamp.gnss);
        QVERIFY(!head.stamp.offsetMs);
        QCOMPARE(*head.corrects, 11u);
        QVERIFY(opened->leaf == made.leaf);
        QCOMPARE(opened->parts.size(), 5u);
        const auto* fix = opened->part<Fix>();
        QVERIFY(fix && *fix == std::get<Fix>(scene.parts()[2]));
        QVERIFY(!fix->altitudeEllipsoidM);  // absent is not 0
        QCOMPARE(*fix->altitudeMslM, 0.0);  // and 0 is not absent
        QCOMPARE(*opened->part<Subject>()->frame, 0u);
        QCOMPARE(opened->part<Subject>()->tags[1], std::string("وسم"));
        QVERIFY(opened->part<Media>()->segments == std::get<Media>(scene.parts()[1]).segments);
        QCOMPARE(opened->part<Author>()->person, std::string("P-07"));
    }

    void equalPartsHaveDifferentDigests() {
        const Scene scene;
        const auto first = openEnvelope(scene.make().envelope, scene.ledger.publicKey());
        const auto second = openEnvelope(scene.make().envelope, scene.ledger.publicKey());
        for (std::size_t i = 0; i < first->parts.size(); ++i)
            QVERIFY(first->parts[i].digest != second->parts[i].digest);
    }

    void everyFlippedBitIsSeen() {
        const Scene scene;
        const auto made = scene.make();
        std::size_t opened = 0;
        for (std::size_t bit = 0; bit < made.envelope.size() * 8; ++bit)
            if (const auto record =
                    openEnvelope(flipped(made.envelope, bit), scene.ledger.publicKey())) {
                // A flip of a field number at the envelope's own level hides a whole part: it is
                // then withheld, nothing is changed.
                QVERIFY(record->leaf == made.leaf);
                QVERIFY(std::any_of(record->parts.begin(), record->parts.end(),
                                    [](const PartSlot& slot) { return !slot.bytes; }));
                ++opened;
            }
        QVERIFY(opened < 200);
    }

    void anotherLedgersKeyDoesNotOpenIt() {
        const Scene scene;
        const auto other = SigningKey::generate();
        QCOMPARE(openEnvelope(scene.make().envelope, other.publicKey()).error().code,
                 Code::BadSignature);
    }

    void withholdingAPartLeavesItsDigest() {
        const Scene scene;
        const auto made = scene.make();
        auto pieces = *splitEnvelope(made.envelope);
        pieces.parts.erase(pieces.parts.begin() + 2);  // the position
        const auto opened =
            openDisclosed(pieces.signedRecord, pieces.parts, scene.ledger.publicKey());
        QVERIFY(opened);
        QVERIFY(!opened->part<Fix>());
        QCOMPARE(opened->parts[2].type, static_cast<std::uint32_t>(PartType::Fix));
        QVERIFY(!opened->parts[2].bytes);
        QVERIFY(opened->part<Author>());  // still verifies: it signs digests
        QVERIFY(opened->leaf == made.leaf);
    }

    void aPartOfAnotherRecordIsRefused() {
        const Scene scene;
        const auto mine = *splitEnvelope(scene.make().envelope);
        const auto other = *splitEnvelope(scene.make().envelope);
        QCOMPARE(openDisclosed(mine.signedRecord, {other.parts[0]}, scene.ledger.publicKey())
                     .error()
                     .code,
                 Code::Corrupt);
        QCOMPARE(openDisclosed(mine.signedRecord, {mine.parts[0], mine.parts[0]},
                               scene.ledger.publicKey())
                     .error()
                     .code,
                 Code::Malformed);
    }

    void realmsNeverMeet() {
        Scene scene;
        const auto exercise = scene.make();
        QCOMPARE(openEnvelope(exercise.envelope, scene.ledger.publicKey())->head.realm,
                 Realm::Exercise);
        scene.head.realm = Realm::Real;
        QCOMPARE(openEnvelope(scene.make().envelope, scene.ledger.publicKey())->head.realm,
                 Realm::Real);
    }

    void anUnknownKindIsKeptAndVerified() {
        Scene scene;
        scene.head.kind = 4711;
        const auto opened = openEnvelope(scene.make().envelope, scene.ledger.publicKey());
        QVERIFY(opened);
        QCOMPARE(opened->head.kind, 4711u);
    }

    void aCertifiedPersonMustBeCertifiedByThisLedger() {
        const Scene scene;
        const auto good =
            certifyPerson("P-07", scene.person.publicKey(), scene.ledger, Realm::Exercise);
        const auto record = *compose(scene.head, {good}, scene.ledger, {"P-07", &scene.person});
        QVERIFY(openEnvelope(record.envelope, scene.ledger.publicKey()));
        const auto forged = certifyPerson("P-07", scene.person.publicKey(), SigningKey::generate(),
                                          Realm::Exercise);
        const auto bad = *compose(scene.head, {forged}, scene.ledger, {"P-07", &scene.person});
        QCOMPARE(openEnvelope(bad.envelope, scene.ledger.publicKey()).error().code,
                 Code::BadSignature);
    }

    void tooLargeIsRefusedBeforeItExists() {
        const Scene scene;
        std::vector<PartContent> parts;
        for (int i = 0; i < 9; ++i) parts.push_back(TextNote{"", std::string(8000, 'a'), "", ""});
        QCOMPARE(compose(scene.head, parts, scene.ledger, {"P-07", &scene.person}).error().code,
                 Code::TooLarge);
        QCOMPARE(openEnvelope(Bytes(kMaxEnvelope + 1), scene.ledger.publicKey()).error().code,
                 Code::TooLarge);
    }

    void aReceiptOfAFullManifestFits() {
        Scene scene;
        scene.head.kind = static_cast<std::uint32_t>(Kind::Receipt);
        const ReceiptPart receipt{Bytes(1000, 1), Bytes(2000 * 34 + 500, 2)};
        const auto made = compose(scene.head, {receipt}, scene.ledger, {"P-07", &scene.person});
        QVERIFY(made);
        const auto opened = openEnvelope(made->envelope, scene.ledger.publicKey());
        QVERIFY(opened->part<ReceiptPart>()->holding == receipt.holding);
    }

    void bytesOfTodayAreBytesOfTheVectors() {
        const SeededRandom seeded(7);
        const Scene scene;
        const auto made = scene.make();
        const auto line = [](const char* what, ByteView bytes) {
            return QByteArray(what) + ' ' + QByteArray::fromStdString(toHex(bytes)) + '\n';
        };
        const QByteArray now =
            line("ledger-key", scene.ledger.publicKey().view()) +
            line("person-key", scene.person.publicKey().view()) + line("envelope", made.envelope) +
            line("signed-record", made.signedRecord) + line("leaf", made.leaf.view()) +
            "exhibit-number " + QByteArray::fromStdString(exhibitNumber("E-S3-1", 3, 1)) + '\n';
        QFile file(QStringLiteral(CAIRN_VECTORS "/record.txt"));
        if (qEnvironmentVariableIsSet("CAIRN_WRITE_VECTORS")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(now);
            return;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(now, file.readAll());
    }

    void bombsAreRefusedWithoutHarm() {
        const Scene scene;
        // Two-byte submessages by the ten thousand, and nesting a hundred deep: what costs protobuf
        // most memory for each byte.
        Bytes wide;
        for (int i = 0; i < 60000; ++i) append(wide, Bytes{0x12, 0x00});
        Bytes deep{0x0a, 0x00};
        for (int i = 0; i < 60; ++i) {
            Bytes outer{0x0a, static_cast<std::uint8_t>(deep.size())};
            append(outer, deep);
            deep = outer;
        }
        for (const auto& bomb :
             {wide, deep, Bytes(1000, 0xFF), Bytes{0x0a, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F}, Bytes{}})
            QVERIFY(!openEnvelope(bomb, scene.ledger.publicKey()));
    }
};

QTEST_GUILESS_MAIN(RecordTest)
#include "record_test.moc"
