// The messages between the decoder and its client: what goes in comes out, and nothing else is
// believed.
#include "core/picture.h"

#include <QTest>

using namespace cairn;
using namespace cairn::decode;

namespace {

PictureFacts everything() {
    PictureFacts facts;
    facts.format = PictureFormat::Heic;
    facts.width = 4032;
    facts.height = 3024;
    facts.orientation = 6;
    facts.position = StatedPosition{-338'568'000, 1'512'153'000, -12'500};
    facts.noPosition = NoPosition::Given;
    facts.bearing = StatedBearing{35999, BearingNorth::Magnetic};
    facts.gpsDate = "2026-03-01";
    facts.gpsTime = "09:14:05.120";
    facts.taken = "2026-03-01T10:14:05.001";
    facts.takenOffset = "+01:00";
    facts.make = "Maker";
    facts.model = "Model 7";
    facts.lens = std::string(PictureFacts::maxText, 'l');
    facts.focalLengthUm = 4250;
    facts.fNumberHundredths = 180;
    facts.iso = 32;
    facts.exposure = StatedExposure{1, 493};
    return facts;
}

Result<PictureFacts> read(ByteView bytes) {
    const auto answer = TRY(parseAnswer(bytes));
    return parseFacts(answer.body);
}

// What `facts` becomes on the way through the client's parser, after `spoil`.
template <class Spoil>
bool isRefused(Spoil spoil) {
    auto facts = everything();
    spoil(facts);
    return !read(writeFacts(facts));
}

}  // namespace

class PictureTest : public QObject {
    Q_OBJECT
  private slots:
    void factsSurviveTheWay() {
        const auto facts = everything();
        const auto back = read(writeFacts(facts));
        QVERIFY(back);
        QVERIFY(*back == facts);
        const auto nothing = read(writeFacts(PictureFacts{}));
        QVERIFY(nothing);
        QVERIFY(*nothing == PictureFacts{});
    }

    void cutOrLengthenedAnswersAreRefused() {
        auto bytes = writeFacts(everything());
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY2(!read(ByteView(bytes).first(size)), std::to_string(size).c_str());
        bytes.push_back(0);
        QVERIFY(!read(bytes));
    }

    void valuesThatCannotBeAreRefused() {
        QVERIFY(!isRefused([](PictureFacts&) {}));
        QVERIFY(isRefused([](PictureFacts& f) { f.position->latE7 = 900'000'001; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.position->lonE7 = -1'800'000'001; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.position = StatedPosition{}; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.position->altitudeMm = 100'000'001; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.bearing->centidegrees = 36000; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.orientation = 9; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.format = static_cast<PictureFormat>(200); }));
        QVERIFY(isRefused([](PictureFacts& f) { f.gpsDate = "2026-3-1"; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.gpsTime = "yesterday"; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.taken = "2026:03:01 10:14:05"; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.takenOffset = "CET"; }));
        QVERIFY(isRefused([](PictureFacts& f) { f.exposure->denominator = 0; }));
    }

    // A hostile picture must not reach the screen with line breaks, escapes or letters that turn
    // the direction of writing.
    void textIsPrintableAsciiOrRefused() {
        for (const auto* text : {"a\nb", "a\x1b[2J", "\x7f", "\xe2\x80\xae gpj", "\xff"})
            QVERIFY(isRefused([&](PictureFacts& f) { f.make = text; }));
    }

    void reasonsOfTheClientCannotComeFromTheChild() {
        QVERIFY(parseAnswer(writeUnreadable(Unreadable::Damaged)));
        for (const auto reason : {Unreadable::Forbidden, Unreadable::Crashed, Unreadable::BadAnswer,
                                  Unreadable::NoDecoder})
            QVERIFY(!parseAnswer(writeUnreadable(reason)));
    }

    void pixelsAreExactlyAsManyAsTheirSizeSays() {
        const Pixels good{4, 3, true, Bytes(36, 7)};
        const auto bytes = writePixels(good);
        const auto back = parsePixels(parseAnswer(bytes)->body, 16);
        QVERIFY(back);
        QCOMPARE(back->rgb, good.rgb);
        QVERIFY(back->damaged);
        for (const auto& bad : {Pixels{4, 3, false, Bytes(35)}, Pixels{4, 3, false, Bytes(37)},
                                Pixels{0, 3, false, {}}, Pixels{17, 1, false, Bytes(51)},
                                Pixels{65535, 65535, false, Bytes(3)}}) {
            const auto answer = writePixels(bad);
            QVERIFY(!parsePixels(parseAnswer(answer)->body, 16));
        }
    }

    void jpegBeginsAndEndsAsOne() {
        QVERIFY(parseJpeg(Bytes{0xff, 0xd8, 0xff, 0xd9}));
        QVERIFY(!parseJpeg({}));
        QVERIFY(!parseJpeg(Bytes{0xff, 0xd8, 0xff}));
        QVERIFY(!parseJpeg(Bytes{'<', 's', 'v', 'g', 0xff, 0xd9}));
    }

    void requestsAreExact() {
        const auto packet = write(Request{.task = Task::Pixels, .whole = false, .side = 512});
        QCOMPARE(packet.size(), Request::size);
        const auto back = parseRequest(packet);
        QVERIFY(back);
        QCOMPARE(back->side, std::uint16_t{512});
        QVERIFY(!back->whole);
        QVERIFY(!parseRequest(ByteView(packet).first(7)));
        QVERIFY(!parseRequest(write(Request{.task = Task::Pixels, .side = 4000})));
        QVERIFY(!parseRequest(write(Request{.task = static_cast<Task>(99)})));
    }
};

QTEST_APPLESS_MAIN(PictureTest)
#include "picture_test.moc"
