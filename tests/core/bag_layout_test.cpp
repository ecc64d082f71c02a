#include "core/bag.h"

#include <QtTest>

using namespace cairn;

namespace {

ExportList someList() {
    ExportList list;
    list.realm = Realm::Exercise;
    list.operation = "op-demo";
    list.made = {1'772'356'445'120};
    list.purpose = "For the court, first set";
    list.files = {
        {"data/E-S3-1-3-1-" + exhibitNumber("E-S3-1", 3, 1).substr(11) + "/original-4-0.jpg",
         sha256(view("a")), 1},
        {"README.txt", sha256(view("b")), 1},
        {"cairn/records/3-1-4.txt", sha256(view("c")), 1}};
    list.exhibits = {
        {exhibitNumber("E-S3-1", 3, 2), {3, 1, 5}, {PartType::Fix, PartType::Source}, {}},
        {exhibitNumber("E-S3-1", 3, 1), {3, 1, 4}, {}, {list.files[0].path}}};
    list.ranges = {{3, 1, 4, 6}};
    return list;
}

DisclosedRecord someRecord() {
    DisclosedRecord record;
    record.signedRecord = copy(view("signed record"));
    record.parts = {copy(view("one part")), std::nullopt, copy(view("another"))};
    record.size = 7;
    record.proof = {sha256(view("x")), sha256(view("y"))};
    record.note = sha256(view("note"));
    return record;
}

bool refused(const std::string& text) { return !parseExportList(view(text)); }

}  // namespace

class BagLayoutTest : public QObject {
    Q_OBJECT

  private slots:
    void aListIsReadBackAsWritten();
    void onlyTheCanonicalFormIsRead();
    void pathsStayInsideTheBag();
    void aDisclosedRecordIsReadBackAsWritten();
    void noByteOfADisclosedRecordIsFree();
    void tagFilesFollowFromTheList();
};

void BagLayoutTest::aListIsReadBackAsWritten() {
    const auto text = renderExportList(someList());
    const auto list = parseExportList(view(text));
    QVERIFY2(list.has_value(), list ? "" : describe(list.error()).c_str());
    QCOMPARE(list->operation, std::string("op-demo"));
    QCOMPARE(list->purpose, std::string("For the court, first set"));
    QCOMPARE(list->files.size(), std::size_t{3});
    QCOMPARE(list->exhibits.size(), std::size_t{2});
    QCOMPARE(list->exhibits[0].originals.size(), std::size_t{1});  // sorted by number
    QCOMPARE(list->exhibits[1].withheld, (std::vector{PartType::Fix, PartType::Source}));
    QCOMPARE(list->ranges[0].end, std::uint64_t{6});
    QCOMPARE(renderExportList(*list), text);
}

void BagLayoutTest::onlyTheCanonicalFormIsRead() {
    const auto good = renderExportList(someList());
    QVERIFY(!refused(good));
    QVERIFY(refused(""));
    QVERIFY(refused(good.substr(0, good.size() - 1)));
    QVERIFY(refused(good + "\n"));
    QVERIFY(refused(good + "file\n"));
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"cairn export 1", "cairn export 2"},
             {"made 2026-", "made  2026-"},
             {"range 3/1 4 6", "range 3/1 04 6"},
             {"range 3/1 4 6", "range 3/1 +4 6"},
             {"operation exercise op-demo\n", ""},
             {"operation exercise op-demo", "operation training op-demo"},
             {"data/", "../data/"},
             {" fix,source ", " source,fixed "}}) {
        auto bad = good;
        const auto at = bad.find(from);
        QVERIFY2(at != std::string::npos, from.c_str());
        bad.replace(at, from.size(), to);
        QVERIFY2(refused(bad), to.c_str());
    }
    // Lines in another order, or twice.
    const auto file = good.find("file ");
    const auto end = good.find('\n', file) + 1;
    QVERIFY(refused(good + good.substr(file, end - file)));
    QVERIFY(refused(good.substr(0, file) + good.substr(end) + good.substr(file, end - file)));
    QVERIFY(refused(good.substr(0, end) + good.substr(file)));
}

void BagLayoutTest::pathsStayInsideTheBag() {
    for (const auto* good :
         {"README.txt", "data/E-S3-1-3-1-K/original-4-0.jpg", "cairn/notes/ab.txt"})
        QVERIFY2(isBagPath(good), good);
    for (const std::string bad :
         {"", "/etc/passwd", "../x", "data/../x", "data//x", "data/.hidden", "data/x ", "data/x\n",
          "data\\x", "data/\xc3\xa9", "a/b/c/d/e/f/g", "data/"})
        QVERIFY2(!isBagPath(bad), bad.c_str());
    QVERIFY(!isBagPath(std::string(201, 'a')));
    QVERIFY(!isBagPath(std::string_view("a\0b", 3)));
}

void BagLayoutTest::aDisclosedRecordIsReadBackAsWritten() {
    auto record = someRecord();
    for (int i = 0; i < 2; ++i) {
        const auto text = renderDisclosedRecord(record);
        const auto back = parseDisclosedRecord(view(text));
        QVERIFY(back.has_value());
        QCOMPARE(renderDisclosedRecord(*back), text);
        QVERIFY(!back->parts[1]);
        QCOMPARE(back->parts[2], record.parts[2]);
        QCOMPARE(back->proof, record.proof);
        QCOMPARE(back->size, record.size);
        record.note.reset();
        record.proof.clear();
        record.checkpoint = copy(view("the note itself"));
    }
}

// What cannot be read otherwise cannot be changed unseen: each byte is either refused or read as
// something else.
void BagLayoutTest::noByteOfADisclosedRecordIsFree() {
    const auto text = renderDisclosedRecord(someRecord());
    for (std::size_t i = 0; i < text.size(); ++i)
        for (const int bit : {0, 3, 5, 7}) {
            auto bent = text;
            bent[i] = static_cast<char>(bent[i] ^ (1 << bit));
            const auto read = parseDisclosedRecord(view(bent));
            if (read) QVERIFY(renderDisclosedRecord(*read) != text);
        }
}

void BagLayoutTest::tagFilesFollowFromTheList() {
    const auto list = someList();
    const auto files = bagTagFiles(list, sha256(view("list")), sha256(view("statement")));
    QCOMPARE(files.size(), std::size_t{4});
    QCOMPARE(files.at("bagit.txt"),
             std::string("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    QCOMPARE(files.at("manifest-sha256.txt"),
             list.files[0].sha256.hex() + "  " + list.files[0].path + "\n");
    QVERIFY(files.at("bag-info.txt").find("Payload-Oxum: 1.1\n") != std::string::npos);
    const auto& tags = files.at("tagmanifest-sha256.txt");
    for (const auto* path :
         {"README.txt", "cairn/records/3-1-4.txt", "cairn/export.txt", "cairn/statement.txt",
          "bagit.txt", "bag-info.txt", "manifest-sha256.txt"})
        QVERIFY2(tags.find(std::string("  ") + path + "\n") != std::string::npos, path);
    QVERIFY(tags.find(sha256(view(files.at("bagit.txt"))).hex() + "  bagit.txt\n") !=
            std::string::npos);
    QVERIFY(tags.find("tagmanifest") == std::string::npos);
}

QTEST_GUILESS_MAIN(BagLayoutTest)
#include "bag_layout_test.moc"
