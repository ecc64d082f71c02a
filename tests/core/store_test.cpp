// The index: settings that took, tampering that is seen, and what records mean.
#include "core/store.h"

#include <QtTest>

#include <fstream>

#include "core/catalog.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

// A ledger that lives in memory, and the index it is applied to.
struct Scene {
    TempFolder folder;
    SecretBytes key = SecretBytes::random(32);
    Digest salt = sha256(view("salt"));
    SigningKey ledger = SigningKey::generate();
    std::uint32_t device = 3;
    std::unique_ptr<Store> store;
    std::uint64_t sequence = 0;
    std::uint32_t exhibits = 0;

    Scene() {
        auto made = Store::create(realFiles(), path(), key, salt, device);
        if (!made) qFatal("%s", describe(made.error()).c_str());
        store = std::move(*made);
    }
    std::string path() const { return folder / "index.db"; }
    Catalog catalog() const { return Catalog(*store); }
    void close() { store.reset(); }
    Result<void> reopen() {
        store.reset();
        store = TRY(Store::open(realFiles(), path(), key, salt));
        return {};
    }

    struct Made {
        Entry entry;
        Record record;
    };
    Made make(Kind kind, const std::vector<PartContent>& parts, std::vector<ObjectRef> objects = {},
              std::optional<std::uint64_t> corrects = {}) {
        Head head;
        head.operation = "demo";
        head.id = {device, 1, sequence++};
        head.kind = static_cast<std::uint32_t>(kind);
        head.origin = static_cast<std::uint32_t>(Origin::Imported);
        head.stamp.wall = {1'700'000'000'000 + static_cast<std::int64_t>(sequence)};
        head.corrects = corrects;
        const auto composed = *compose(head, parts, ledger, {"P-1", nullptr});
        Made made{{}, *openEnvelope(composed.envelope, ledger.publicKey())};
        made.entry.sequence = head.id.sequence;
        made.entry.leaf = composed.leaf;
        made.entry.objects = std::move(objects);
        return made;
    }
    Result<void> apply(const Made& made) {
        const Store::Applied one{&made.entry, made.record.head.id, &made.record, nullptr, nullptr};
        return store->apply({&one, 1});
    }
    void site(std::uint32_t n) {
        Site site;
        site.number = siteNumber(Realm::Exercise, device, n);
        site.name = "Old well";
        site.type = "ST06";
        QVERIFY(apply(make(Kind::Site, {site})));
    }
    Made exhibitOf(std::string_view content, const TextNote& text = {},
                   std::vector<std::string> tags = {}) {
        Subject subject;
        subject.site = "E-S3-1";
        subject.exhibit = exhibitNumber("E-S3-1", device, ++exhibits);
        subject.tags = std::move(tags);
        Media media;
        media.type = "image/jpeg";
        media.segments = {{sha256(view(content)), content.size(),
                           sha256(view("sealed " + std::string(content))), 300}};
        SourceFile source;
        source.fileName = "IMG_0001.JPG";
        return make(Kind::Exhibit, {subject, media, source, text},
                    {{media.segments[0].object, 300, {}}});
    }
    std::string exhibit(std::string_view content, const TextNote& text = {},
                        std::vector<std::string> tags = {}) {
        const auto made = exhibitOf(content, text, std::move(tags));
        if (!apply(made)) return {};
        return made.record.part<Subject>()->exhibit;
    }
    ReceiptFacts receipt(std::uint64_t size, std::vector<std::string_view> contents,
                         std::int64_t at = 5000) {
        ReceiptFacts facts;
        facts.device = device;
        facts.ledger = 1;
        if (size) facts.witnessed = Checkpoint{"", size, {}};
        if (size) facts.witnessedAt = Instant{at};
        for (const auto content : contents)
            facts.held.push_back(sha256(view("sealed " + std::string(content))));
        facts.heldAt = Instant{at};
        return facts;
    }
};

}  // namespace

class StoreTest : public QObject {
    Q_OBJECT
  private slots:
    void nothingOfItIsReadableOnDisk() {
        Scene scene;
        scene.site(1);
        scene.exhibit("a", {"marker-in-title", "marker-in-note", "", ""});
        scene.close();
        std::ifstream file(scene.path(), std::ios::binary);
        const std::string all((std::istreambuf_iterator<char>(file)), {});
        QVERIFY(all.size() > 4096);
        for (const char* planted : {"marker-in", "Old well", "SQLite format", "E-S3-1", "IMG_0001"})
            QVERIFY(all.find(planted) == std::string::npos);
    }

    void anotherKeyDoesNotOpenIt() {
        Scene scene;
        scene.key = SecretBytes::random(32);
        QCOMPARE(scene.reopen().error().code, Code::Corrupt);
    }

    void aFileCutToNothingIsAnAlarmNotANewIndex() {
        Scene scene;
        scene.close();
        std::ofstream(scene.path(), std::ios::trunc);
        const auto opened = scene.reopen();
        QCOMPARE(opened.error().code, Code::Corrupt);
        QVERIFY(opened.error().detail.find("cairn rebuild") != std::string::npos);
    }

    void anEmptyDatabaseUnderOurKeyIsAnAlarm() {
        Scene scene;
        QVERIFY(Sql::run(scene.store->database(), "DROP TABLE owner"));
        QCOMPARE(scene.reopen().error().code, Code::Corrupt);
    }

    void aFlippedBitOfTheSaltIsSeen() {
        Scene scene;
        scene.close();
        for (int byte = 0; byte < 16; ++byte) {
            std::fstream file(scene.path(), std::ios::in | std::ios::out | std::ios::binary);
            file.seekg(byte);
            const char was = static_cast<char>(file.get());
            file.seekp(byte);
            file.put(static_cast<char>(was ^ 1));
            file.close();
            QCOMPARE(scene.reopen().error().code, Code::Corrupt);
            std::fstream mend(scene.path(), std::ios::in | std::ios::out | std::ios::binary);
            mend.seekp(byte);
            mend.put(was);
        }
        QVERIFY(scene.reopen());
    }

    void everyFlippedPageIsFoundByTheCheck() {
        Scene scene;
        scene.site(1);
        for (int i = 0; i < 40; ++i) scene.exhibit("content " + std::to_string(i));
        QVERIFY(scene.store->check()->empty());
        scene.close();
        std::ifstream in(scene.path(), std::ios::binary);
        const std::string good((std::istreambuf_iterator<char>(in)), {});
        for (std::size_t page = 0; page < good.size() / 4096; ++page) {
            auto bad = good;
            bad[page * 4096 + 16 + (page * 97) % 4000] ^= 4;
            std::ofstream(scene.path(), std::ios::binary | std::ios::trunc) << bad;
            if (!scene.reopen()) continue;
            const auto findings = scene.store->check();
            QVERIFY2(!findings || !findings->empty(), std::to_string(page).c_str());
        }
    }

    void aHalfMadeIndexIsReplaced() {
        Scene scene;
        scene.close();
        std::filesystem::remove(scene.path());
        std::ofstream(scene.path() + ".new") << "half";
        QVERIFY(Store::create(realFiles(), scene.path(), scene.key, scene.salt, 3));
    }

    void aRowSaysWhatTheRecordSaid() {
        Scene scene;
        scene.site(1);
        const auto number =
            scene.exhibit("a", {"Cartridge", "beside the wall", "en", ""}, {"EV08", "كلمة"});
        const auto row = *scene.catalog().exhibit(number);
        QCOMPARE(row.title, std::string("Cartridge"));
        QCOMPARE(row.tags.size(), 2u);
        QCOMPARE(row.tags[1], std::string("كلمة"));
        QVERIFY(row.sha256 == sha256(view("a")));
        QVERIFY(row.state == ExhibitState::Saved);
        QVERIFY(!row.position && !row.preview && !row.review);
        QCOMPARE(scene.catalog().site("E-S3-1")->exhibits, 1u);
        QCOMPARE(scene.store->lastNumber("E-S3-1").value(), 1u);
        QCOMPARE(scene.catalog().exhibit("E-S3-1-3-9-A").error().code, Code::NotFound);
    }

    void sequencesAreNeitherSkippedNorRepeated() {
        Scene scene;
        const auto first = scene.make(Kind::Session, {TextNote{}});
        const auto second = scene.make(Kind::Session, {TextNote{}});
        QVERIFY(!scene.apply(second));
        QVERIFY(scene.apply(first));
        QVERIFY(!scene.apply(first));
        QVERIFY(scene.apply(second));
        QCOMPARE(scene.store->indexed(3, 1).value(), 2u);
    }

    void receivedNeedsWitnessAndEveryOriginal() {
        Scene scene;
        scene.site(1);
        const auto a = scene.exhibit("a");
        const auto b = scene.exhibit("b");
        const auto state = [&](const std::string& number) {
            return scene.catalog().exhibit(number)->state;
        };
        QVERIFY(scene.store->admit(scene.receipt(3, {})));  // records only
        QVERIFY(state(a) == ExhibitState::Saved);
        QVERIFY(scene.store->admit(scene.receipt(0, {"a"}, 7000)));
        QVERIFY(state(a) == ExhibitState::Received);
        QCOMPARE(scene.catalog().exhibit(a)->receivedAt->unixMs, 7000);
        QVERIFY(state(b) == ExhibitState::Saved);
        const auto c = scene.exhibit("c");
        QVERIFY(scene.store->admit(scene.receipt(0, {"b", "c"})));  // held before it is witnessed
        QVERIFY(state(b) == ExhibitState::Received);
        QVERIFY(state(c) == ExhibitState::Saved);
        QCOMPARE(scene.catalog().outbox()->exhibits, 1u);
        QCOMPARE(scene.catalog().outbox()->records, 1u);
        QVERIFY(scene.store->admit(scene.receipt(4, {})));
        QVERIFY(state(c) == ExhibitState::Received);
        QCOMPARE(scene.catalog().outbox()->exhibits, 0u);
        QCOMPARE(scene.catalog().outbox()->objects, 0u);
        QCOMPARE(scene.catalog().site("E-S3-1")->unreceived, 0u);
    }

    void anOlderReceiptTakesNothingBack() {
        Scene scene;
        scene.site(1);
        const auto a = scene.exhibit("a");
        QVERIFY(scene.store->admit(scene.receipt(2, {"a"}, 9000)));
        QVERIFY(scene.store->admit(scene.receipt(1, {"a"}, 100)));
        QVERIFY(scene.catalog().exhibit(a)->state == ExhibitState::Received);
        QCOMPARE(scene.catalog().exhibit(a)->receivedAt->unixMs, 9000);
        QCOMPARE(scene.store->witnessed(3, 1).value(), 2u);
    }

    void receiptsAndSessionsDoNotFillTheOutbox() {
        Scene scene;
        for (const Kind kind : {Kind::Session, Kind::Receipt, Kind::Delivery})
            QVERIFY(scene.apply(scene.make(kind, {TextNote{}})));
        QCOMPARE(scene.catalog().outbox()->records, 0u);
        scene.site(1);
        QCOMPARE(scene.catalog().outbox()->records, 1u);
    }

    void anAmendmentShowsAndTheFirstRecordStays() {
        Scene scene;
        scene.site(1);
        const auto made = scene.exhibitOf("a", {"wrogn", "", "", ""});
        QVERIFY(scene.apply(made));
        const auto number = made.record.part<Subject>()->exhibit;
        QVERIFY(scene.apply(
            scene.make(Kind::Amendment, {TextNote{"right", "", "", ""}}, {}, made.entry.sequence)));
        const auto row = *scene.catalog().exhibit(number);
        QCOMPARE(row.title, std::string("right"));
        QCOMPARE(row.record.sequence, made.entry.sequence);
        QCOMPARE(scene.catalog().search("right")->size(), 1u);
        QCOMPARE(scene.catalog().search("wrogn")->size(), 0u);
        const auto history = *scene.catalog().history(number);
        QCOMPARE(history.size(), 2u);
        QCOMPARE(history[0].summary, std::string("imported"));
        QCOMPARE(history[1].summary, std::string("amended not_said"));
    }

    void anotherDevicesNumberIsNotTaken() {
        Scene scene;
        scene.site(1);
        const auto number = scene.exhibit("a");
        Scene stranger;
        stranger.device = 5;
        Subject subject;
        subject.site = "E-S3-1";
        subject.exhibit = number;
        Media media;
        media.segments = {{sha256(view("x")), 1, sha256(view("y")), 1}};
        const auto forged = stranger.make(Kind::Exhibit, {subject, media});
        const Store::Applied one{&forged.entry, forged.record.head.id, &forged.record, nullptr,
                                 nullptr};
        QVERIFY(scene.store->apply({&one, 1}));
        QCOMPARE(scene.catalog().exhibit(number)->segments.size(), 1u);
        QVERIFY(scene.catalog().exhibit(number)->sha256 == sha256(view("a")));
        QCOMPARE(scene.catalog().exhibitCount().value(), 1u);
    }

    void wordsAreFoundInEveryLanguage_data() {
        QTest::addColumn<QString>("typed");
        for (const char* typed : {"مَقْبَرَة", "مقبره", "fosse DÉGAGEE", "degag", "img_0001",
                                  "E-S3-1-3-1", "١٢", "12", "\"quoted", "jpg"})
            QTest::newRow(typed) << typed;
    }
    void wordsAreFoundInEveryLanguage() {
        QFETCH(QString, typed);
        Scene scene;
        scene.site(1);
        scene.exhibit("a", {"مقبرة", "fosse dégagée 12 quoted", "", ""});
        const auto found = scene.catalog().search(typed.toStdString());
        QVERIFY2(found, found ? "" : describe(found.error()).c_str());
        QCOMPARE(found->size(), 1u);
        QCOMPARE(scene.catalog().search("absent")->size(), 0u);
        QVERIFY(scene.catalog().search("* OR NEAR( :")->empty());
    }

    void pagesFollowEachOther() {
        Scene scene;
        scene.site(1);
        std::vector<std::string> numbers;
        for (int i = 0; i < 120; ++i) numbers.push_back(scene.exhibit("c" + std::to_string(i)));
        std::vector<std::string> seen;
        Catalog::Page page;
        page.site = "E-S3-1";
        for (;;) {
            const auto rows = *scene.catalog().exhibits(page);
            if (rows.empty()) break;
            for (const auto& row : rows) seen.push_back(row.number);
            page.after = rows.back().number;
        }
        QVERIFY(seen == numbers);
        const auto newest = *scene.catalog().exhibits({"", "", 10, true});
        QCOMPARE(newest.front().number, numbers.back());
        QCOMPARE(newest.size(), 10u);
        QCOMPARE(scene.catalog().exhibits({"", "nowhere", 10, false}).error().code, Code::NotFound);
    }

    void theSameBytesAreFound() {
        Scene scene;
        scene.site(1);
        const auto number = scene.exhibit("a");
        QCOMPARE(scene.catalog().holderOf(sha256(view("a")), "E-S3-1")->value(), number);
        QCOMPARE(scene.catalog().holderOf(sha256(view("a")), "")->value(), number);
        QVERIFY(!scene.catalog().holderOf(sha256(view("a")), "E-S3-2")->has_value());
        QVERIFY(!scene.catalog().holderOf(sha256(view("b")), "")->has_value());
    }

    void bytesOnTheirWayShowAsSending() {
        Scene scene;
        scene.site(1);
        const auto number = scene.exhibit("a");
        scene.store->noteSent(sha256(view("sealed a")), 100);
        QVERIFY(scene.catalog().exhibit(number)->state == ExhibitState::Sending);
        QCOMPARE(scene.catalog().exhibit(number)->bytesSent, 100u);
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "store_test.moc"
