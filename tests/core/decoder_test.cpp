// Real photographs, made-up ones, damaged ones and hostile decoders: what they claim is read, and
// nothing harms the reader.
#include "core/decoder.h"

#include <signal.h>
#include <unistd.h>

#include <QBuffer>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <atomic>
#include <random>
#include <thread>

using namespace cairn;

namespace {

const QString photos = QStringLiteral(CAIRN_TEST_DATA "/photos/");
const QString samples =
    qEnvironmentVariable("CAIRN_SAMPLES", QStringLiteral(CAIRN_TEST_DATA "/../../../shared/data")) +
    "/";

Bytes contents(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("no %s", qPrintable(path));
    const auto bytes = file.readAll();
    return copy(view(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))));
}

// A File in memory that knows how far it was read.
class Tape : public File {
  public:
    explicit Tape(Bytes bytes) : bytes_(std::move(bytes)) {}
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::uint8_t> to) override {
        if (broken) return Error{Code::Io, "tape", ""};
        const auto from = ByteView(bytes_).subspan(std::min<std::size_t>(offset, bytes_.size()));
        const auto size = std::min(from.size(), to.size());
        std::copy_n(from.begin(), size, to.begin());
        reached = std::max(reached, offset + size);
        return size;
    }
    Result<void> writeAt(std::uint64_t, ByteView) override { return Error{Code::Io, "tape", ""}; }
    Result<void> append(ByteView) override { return Error{Code::Io, "tape", ""}; }
    Result<std::uint64_t> size() override { return bytes_.size(); }
    Result<void> truncate(std::uint64_t) override { return Error{Code::Io, "tape", ""}; }
    Result<void> sync() override { return Error{Code::Io, "tape", ""}; }
    Result<void> lockRange(std::uint64_t, std::uint64_t, RangeLock) override {
        return Error{Code::Io, "tape", ""};
    }
    Result<bool> rangeLocked(std::uint64_t, std::uint64_t) override { return false; }

    std::uint64_t reached = 0;
    bool broken = false;

  private:
    Bytes bytes_;
};

struct Fraction {
    std::uint32_t over = 0;
    std::uint32_t under = 1;
};

// The GPS part of an EXIF block as a camera would write it. Empty means absent.
struct Gps {
    std::string latRef = "N";
    std::vector<Fraction> lat = {{43, 1}, {28, 1}, {2814, 1000}};
    std::string lonRef = "E";
    std::vector<Fraction> lon = {{11, 1}, {53, 1}, {6456, 1000}};
    int altitudeRef = -1;
    std::vector<Fraction> altitude = {};
    std::vector<Fraction> time = {};
    std::string date = {};
    std::string directionRef = {};
    std::vector<Fraction> direction = {};
};

void be16(Bytes& out, std::size_t value) {
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value & 0xff));
}
void be32(Bytes& out, std::size_t value) {
    be16(out, value >> 16 & 0xffff);
    be16(out, value & 0xffff);
}

struct Entry {
    std::uint16_t tag, type;
    std::uint32_t count;
    Bytes value;
};

Bytes tiff(const Gps& gps) {
    std::vector<Entry> entries;
    const auto ascii = [&](std::uint16_t tag, const std::string& text) {
        if (text.empty()) return;
        auto value = copy(view(text));
        value.push_back(0);
        entries.push_back({tag, 2, static_cast<std::uint32_t>(value.size()), value});
    };
    const auto fractions = [&](std::uint16_t tag, const std::vector<Fraction>& parts) {
        if (parts.empty()) return;
        Bytes value;
        for (const auto& part : parts) {
            be32(value, part.over);
            be32(value, part.under);
        }
        entries.push_back({tag, 5, static_cast<std::uint32_t>(parts.size()), value});
    };
    ascii(1, gps.latRef);
    fractions(2, gps.lat);
    ascii(3, gps.lonRef);
    fractions(4, gps.lon);
    if (gps.altitudeRef >= 0)
        entries.push_back({5, 1, 1, {static_cast<std::uint8_t>(gps.altitudeRef), 0, 0, 0}});
    fractions(6, gps.altitude);
    fractions(7, gps.time);
    ascii(16, gps.directionRef);
    fractions(17, gps.direction);
    ascii(29, gps.date);

    Bytes out = copy(view(std::string_view("MM\0*", 4)));
    be32(out, 8);
    be16(out, 1);  // IFD0: one entry, the GPS IFD
    be16(out, 0x8825);
    be16(out, 4);
    be32(out, 1);
    be32(out, 26);
    be32(out, 0);
    be16(out, entries.size());
    std::size_t data = out.size() + 12 * entries.size() + 4;
    Bytes tail;
    for (const auto& entry : entries) {
        be16(out, entry.tag);
        be16(out, entry.type);
        be32(out, entry.count);
        if (entry.value.size() <= 4) {
            auto value = entry.value;
            value.resize(4);
            append(out, value);
        } else {
            be32(out, data + tail.size());
            append(tail, entry.value);
        }
    }
    be32(out, 0);
    append(out, tail);
    return out;
}

Bytes segment(std::uint8_t marker, ByteView body) {
    Bytes out{0xff, marker};
    be16(out, body.size() + 2);
    append(out, body);
    return out;
}

// A JPEG of header segments only: `before`, EXIF, frame header, start of scan.
Bytes jpegWith(const Gps& gps, ByteView before = {}) {
    Bytes out{0xff, 0xd8};
    append(out, before);
    auto exif = copy(view(std::string_view("Exif\0\0", 6)));
    append(exif, tiff(gps));
    append(out, segment(0xe1, exif));
    append(out, segment(0xc0, Bytes{8, 0, 48, 0, 64, 1, 1, 0x11, 0}));
    append(out, segment(0xda, Bytes{1, 1, 0, 0, 63, 0}));
    append(out, Bytes{0xff, 0xd9});
    return out;
}

Bytes encoded(const QImage& image, const char* format) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    const auto data = buffer.data();
    return copy(view(std::string_view(data.data(), static_cast<std::size_t>(data.size()))));
}

QImage shown(const Preview& preview) {
    return QImage::fromData(preview.jpeg.data(), static_cast<int>(preview.jpeg.size()), "JPEG");
}

// Children of this process, by the kernel's list.
std::vector<pid_t> childProcesses() {
    std::vector<pid_t> out;
    const QDir tasks(QStringLiteral("/proc/self/task"));
    for (const auto& task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task) + QStringLiteral("/children"));
        if (!file.open(QIODevice::ReadOnly)) continue;
        for (const auto& pid : file.readAll().split(' '))
            if (pid.toInt() > 0) out.push_back(pid.toInt());
    }
    return out;
}

}  // namespace

class DecoderTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Decoder> decoder_;

    PictureFacts factsOf(const Gps& gps) { return decoder_->facts(jpegWith(gps)); }

    // Positions of every file the oracle names, to a hundred-thousandth of a degree's hundredth.
    void compareWithOracle(const QString& oracle, const QString& folder) {
        QFile file(oracle);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto entries = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(!entries.isEmpty());
        for (const auto& value : entries) {
            const auto entry = value.toObject();
            const auto name = entry["FileName"].toString();
            const auto facts = decoder_->facts(contents(folder + name));
            QVERIFY2(facts.unreadable == Unreadable::No, qPrintable(name));
            QCOMPARE(facts.width, static_cast<std::uint32_t>(entry["ImageWidth"].toInt()));
            QCOMPARE(facts.height, static_cast<std::uint32_t>(entry["ImageHeight"].toInt()));
            QCOMPARE(QString::fromStdString(facts.model), entry["Model"].toString());
            const double lat = entry["GPSLatitude"].toDouble();
            const double lon = entry["GPSLongitude"].toDouble();
            const bool place = entry["GPSLatitude"].isDouble() && (lat != 0 || lon != 0);
            QVERIFY2(facts.position.has_value() == place, qPrintable(name));
            if (!place) continue;
            QVERIFY2(std::abs(facts.position->latDeg() - lat) < 1e-7, qPrintable(name));
            QVERIFY2(std::abs(facts.position->lonDeg() - lon) < 1e-7, qPrintable(name));
            QVERIFY2(facts.position->altitudeMm.has_value() == entry.contains("GPSAltitude"),
                     qPrintable(name));
            if (facts.position->altitudeMm)
                QVERIFY(std::abs(*facts.position->altitudeMm / 1000.0 -
                                 entry["GPSAltitude"].toDouble()) < 0.001);
            const auto taken = entry["DateTimeOriginal"].toString();
            QCOMPARE(QString::fromStdString(facts.taken).left(10),
                     taken.left(10).replace(':', '-'));
        }
    }

  private slots:
    void initTestCase() {
        auto started = Decoder::start(CAIRN_BIN "/cairn-decode");
        QVERIFY2(started, started ? "" : describe(started.error()).c_str());
        decoder_ = *std::move(started);
    }

    void positionsAgreeWithAnIndependentReader() {
        compareWithOracle(photos + "exiftool.json", photos);
    }

    void positionsOfAllSamplesAgree() {
        const auto oracle = samples + "exif-oracle-exiftool-12.57.json";
        if (!QFile::exists(oracle)) QSKIP("the larger set of samples is not here");
        compareWithOracle(oracle, samples + "photos/");
    }

    void heicGivesTheFactsOfItsJpeg() {
        const auto jpeg = decoder_->facts(contents(photos + "Sony_DSC-HX5V_2.jpg"));
        auto heic = decoder_->facts(contents(photos + "Sony_DSC-HX5V_2.heic"));
        QVERIFY(heic.format == PictureFormat::Heic);
        heic.format = PictureFormat::Jpeg;
        QVERIFY(heic == jpeg);
        QVERIFY(heic.bearing == (StatedBearing{4650, BearingNorth::Magnetic}));
        QCOMPARE(heic.gpsTime, std::string("15:12:07.000"));
    }

    void whatTheCameraSaysComesAsItSaysIt() {
        const auto facts = decoder_->facts(contents(photos + "HTC_Desire.jpg"));
        QCOMPARE(facts.make, std::string("HTC"));
        QCOMPARE(facts.taken, std::string("2011-05-06T09:59:48"));
        QCOMPARE(facts.takenOffset, std::string());  // unknown stays unknown
        QCOMPARE(facts.gpsDate, std::string("2011-05-06"));
        QCOMPARE(facts.gpsTime, std::string("07:59:48.000"));
        QCOMPARE(facts.focalLengthUm, 4310U);
        QCOMPARE(facts.iso, 53U);
        QVERIFY(!facts.exposure);
    }

    void photosWithoutAPlaceSayWhy() {
        QVERIFY(decoder_->facts(contents(photos + "Samsung_GT-I9000_Galaxy_S.jpg")).noPosition ==
                NoPosition::ZeroZero);
        QVERIFY(decoder_->facts(contents(photos + "orientation_portrait_6.jpg")).noPosition ==
                NoPosition::NotStated);
        QVERIFY(!decoder_->facts(contents(photos + "Nikon_D5000.jpg")).position);
    }

    void southAndWestAreNegative() {
        const auto facts = factsOf({.latRef = "S", .lonRef = "W"});
        QVERIFY(facts.position);
        QCOMPARE(facts.position->latE7, -434'674'483);
        QCOMPARE(facts.position->lonE7, -118'851'267);
    }

    void aPlaceNeedsBothHemispheres() {
        for (const auto* bad : {"", "X", "n", "NN", "E"}) {
            const auto facts = factsOf({.latRef = bad});
            QVERIFY2(!facts.position && facts.noPosition == NoPosition::NoHemisphere, bad);
        }
        QVERIFY(factsOf({.lonRef = "N"}).noPosition == NoPosition::NoHemisphere);
    }

    void numbersThatAreNoPlaceAreRefused() {
        const std::vector<std::vector<Fraction>> bad = {{{91, 1}, {0, 1}, {0, 1}},
                                                        {{90, 1}, {0, 1}, {1, 1}},
                                                        {{43, 0}, {28, 1}, {2, 1}},
                                                        {{43, 1}, {28, 0}, {2, 1}},
                                                        {{43, 1}, {28, 1}, {2, 0}},
                                                        {{43, 1}, {60, 1}, {2, 1}},
                                                        {{43, 1}, {28, 1}, {61, 1}},
                                                        {{43, 1}, {28, 1}},
                                                        {{43, 1}},
                                                        {{4294967295, 1}, {0, 1}, {0, 1}}};
        for (const auto& lat : bad) {
            const auto facts = factsOf({.lat = lat});
            QVERIFY(!facts.position);
            QVERIFY(facts.noPosition == NoPosition::Malformed);
        }
        QVERIFY(!factsOf({.lon = {{180, 1}, {0, 1}, {1, 100}}}).position);
        QVERIFY(factsOf({.lat = {{90, 1}, {0, 1}, {0, 1}}}).position);
        QVERIFY(factsOf({.lat = {{0, 1}, {0, 1}, {0, 1}}}).position);  // the equator is a place
        QVERIFY(factsOf({.lat = {{0, 1}, {0, 1}, {0, 1}}, .lon = {{0, 1}, {0, 1}, {0, 1}}})
                    .noPosition == NoPosition::ZeroZero);
    }

    void absentAltitudeIsNotZero() {
        QVERIFY(!factsOf({}).position->altitudeMm);
        QCOMPARE(factsOf({.altitudeRef = 0, .altitude = {{0, 1}}}).position->altitudeMm,
                 std::optional(0));
        QCOMPARE(factsOf({.altitudeRef = 1, .altitude = {{4305, 10}}}).position->altitudeMm,
                 std::optional(-430'500));
        QVERIFY(!factsOf({.altitudeRef = 0, .altitude = {{1, 0}}}).position->altitudeMm);
        QVERIFY(!factsOf({.altitudeRef = 9, .altitude = {{1, 1}}}).position->altitudeMm);
    }

    void malformedTimesAndBearingsAreAbsent() {
        QCOMPARE(factsOf({.date = "2014:09:259"}).gpsDate, std::string());  // an iPhone wrote this
        QCOMPARE(factsOf({.date = "2014:13:01"}).gpsDate, std::string());
        QCOMPARE(factsOf({.time = {{24, 1}, {0, 1}, {0, 1}}}).gpsTime, std::string());
        QCOMPARE(factsOf({.time = {{23, 1}, {59, 1}, {3562, 100}}}).gpsTime,
                 std::string("23:59:35.620"));
        QVERIFY(!factsOf({.direction = {{90, 1}}}).bearing);
        QVERIFY(!factsOf({.directionRef = "T", .direction = {{361, 1}}}).bearing);
        QCOMPARE(factsOf({.directionRef = "T", .direction = {{9050, 100}}}).bearing->centidegrees,
                 std::uint16_t{9050});
    }

    void whatIsNoPictureIsAnAnswer() {
        for (const auto* bytes : {"", "x", "a photo that is not a photo", "RIFF....WEBP"})
            QVERIFY(decoder_->facts(view(std::string_view(bytes))).unreadable ==
                    Unreadable::NotAPicture);
        QVERIFY(decoder_->facts(view(std::string_view("\xff\xd8\xff\xe1"))).unreadable ==
                Unreadable::Damaged);
        QVERIFY(decoder_->preview(view(std::string_view("text")), 512).unreadable ==
                Unreadable::NotAPicture);
    }

    void theHeadOfALargePhotographIsEnough() {
        auto bytes = contents(photos + "HTC_Desire.jpg");
        const auto expected = decoder_->facts(bytes);
        bytes.resize(5'000'000, 0x55);
        Tape file(std::move(bytes));
        const auto facts = decoder_->facts(file);
        QVERIFY(facts);
        QVERIFY(*facts == expected);
        QVERIFY(file.reached <= 256U << 10);
    }

    void metadataFarBehindTheHeadIsFound() {
        Bytes before;
        while (before.size() < 600'000) append(before, segment(0xe2, Bytes(65'000, 'p')));
        Tape file(jpegWith({}, before));
        const auto facts = decoder_->facts(file);
        QVERIFY(facts && facts->position && !facts->onlyHead);
    }

    void aFileLongerThanIsLookedAtSaysSo() {
        Bytes before;
        while (before.size() <= Decoder::maxBytes)
            append(before, segment(0xe2, Bytes(65'000, 'p')));
        Tape file(jpegWith({}, before));
        const auto facts = decoder_->facts(file);
        QVERIFY(facts && facts->onlyHead && !facts->position);
        QCOMPARE(file.reached, Decoder::maxBytes);
        QVERIFY(decoder_->preview(file, 512)->unreadable == Unreadable::TooLarge);
    }

    void aFileThatCannotBeReadIsAnError() {
        Tape file(contents(photos + "HTC_Desire.jpg"));
        file.broken = true;
        QVERIFY(decoder_->facts(file).error().code == Code::Io);
    }

    void previewIsUprightSmallAndBare_data() {
        QTest::addColumn<QString>("name");
        for (const auto* name :
             {"HTC_Desire.jpg", "orientation_portrait_6.jpg", "Samsung_GT-I9000_Galaxy_S.jpg",
              "Sony_DSC-HX5V_2.jpg", "Sony_DSC-HX5V_2.heic"})
            QTest::newRow(name) << QString(name);
    }

    void previewIsUprightSmallAndBare() {
        QFETCH(QString, name);
        const auto preview = decoder_->preview(contents(photos + name), 256);
        QVERIFY(preview.unreadable == Unreadable::No);
        QVERIFY(!preview.damaged);
        QCOMPARE(std::max(preview.width, preview.height), std::uint16_t{256});
        const auto bytes = text(preview.jpeg);
        for (const auto* part : {"Exif", "http://", "ICC_PROFILE", "Photoshop"})
            QVERIFY(bytes.find(part) == std::string_view::npos);
        const auto small = shown(preview);
        QCOMPARE(small.width(), int{preview.width});
        QCOMPARE(small.height(), int{preview.height});

        // The same picture by another decoder, which knows orientation too.
        QImageReader reader(photos + QString(name).replace(".heic", ".jpg"));
        reader.setAutoTransform(true);
        const auto other =
            reader.read().scaled(small.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        double difference = 0;
        for (int y = 0; y < small.height(); ++y)
            for (int x = 0; x < small.width(); ++x)
                difference += std::abs(qGray(small.pixel(x, y)) - qGray(other.pixel(x, y)));
        difference /= small.width() * small.height();
        QVERIFY2(difference < 12, qPrintable(QString::number(difference)));
    }

    void everyOrientationIsTurnedRight() {
        // Red, green, blue, white in the four corners, as they are to be seen.
        QImage upright(32, 16, QImage::Format_RGB32);
        for (int y = 0; y < 16; ++y)
            for (int x = 0; x < 32; ++x)
                upright.setPixel(x, y,
                                 y < 8 ? (x < 16 ? 0xffff0000 : 0xff00ff00)
                                       : (x < 16 ? 0xff0000ff : 0xffffffff));
        for (int orientation = 1; orientation <= 8; ++orientation) {
            // How a camera held that way would store it: the inverse of what the viewer must do.
            QTransform turn;
            if (orientation == 3 || orientation == 4) turn.rotate(180);
            if (orientation == 5 || orientation == 6) turn.rotate(-90);
            if (orientation == 7 || orientation == 8) turn.rotate(90);
            auto stored = upright;
            if (orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7)
                stored = stored.mirrored(true, false);
            stored = stored.transformed(turn);
            auto jpeg = encoded(stored, "JPEG");
            Bytes exif = copy(
                view(std::string_view("Exif\0\0MM\0*\0\0\0\x8\0\x1\x1\x12\0\x3\0\0\0\x1\0", 25)));
            exif.push_back(static_cast<std::uint8_t>(orientation));
            append(exif, Bytes(6));
            const auto app1 = segment(0xe1, exif);
            jpeg.insert(jpeg.begin() + 2, app1.begin(), app1.end());
            QCOMPARE(int{decoder_->facts(jpeg).orientation}, orientation);
            const auto seen = shown(decoder_->preview(jpeg, 32));
            QCOMPARE(seen.size(), upright.size());
            for (const auto& at : {QPoint(5, 4), QPoint(26, 4), QPoint(5, 12), QPoint(26, 12)}) {
                const QColor is(seen.pixel(at)), shall(upright.pixel(at));
                const auto off = std::abs(is.red() - shall.red()) +
                                 std::abs(is.green() - shall.green()) +
                                 std::abs(is.blue() - shall.blue());
                QVERIFY2(off < 90, qPrintable(QString("orientation %1").arg(orientation)));
            }
        }
    }

    void pngBecomesAPreviewWithWhiteBehind() {
        QImage image(300, 100, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        const auto preview = decoder_->preview(encoded(image, "PNG"), 2000);
        QVERIFY(preview.unreadable == Unreadable::No);
        QCOMPARE(preview.width, std::uint16_t{300});  // never enlarged
        QVERIFY(qGray(shown(preview).pixel(150, 50)) > 250);
    }

    void cutPhotographIsShownAsDamaged() {
        auto bytes = contents(photos + "HTC_Desire.jpg");
        bytes.resize(bytes.size() / 2);
        const auto preview = decoder_->preview(bytes, 256);
        QVERIFY(preview.unreadable == Unreadable::No);
        QVERIFY(preview.damaged);
    }

    void dimensionsThatWouldFillTheMemoryAreRefused() {
        QImage image(16, 16, QImage::Format_RGB32);
        image.fill(Qt::red);
        auto png = encoded(image, "PNG");
        storeBe64(&png[16], 0x0000'ffff'0000'ffffULL);  // 65535 x 65535, checksum not mended
        QVERIFY(decoder_->preview(png, 256).unreadable != Unreadable::No);
        auto jpeg = encoded(image, "JPEG");
        for (std::size_t at = 2; at + 9 < jpeg.size(); ++at)
            if (jpeg[at] == 0xff && jpeg[at + 1] == 0xc0)
                std::fill_n(&jpeg[at + 5], 4, std::uint8_t{0xfe});
        QVERIFY(decoder_->preview(jpeg, 256).unreadable == Unreadable::TooLarge);
    }

    void whatADecoderMayNotDoKillsIt() {
        QVERIFY(decoder_->probe(decode::Task::ProbeOpen) == Unreadable::Forbidden);
        QVERIFY(decoder_->probe(decode::Task::ProbeSpin) == Unreadable::Time);
        QVERIFY(decoder_->facts(contents(photos + "HTC_Desire.jpg")).unreadable == Unreadable::No);
    }

    void greedIsStopped() {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("addresses are not limited under the address sanitizer");
#else
        QVERIFY(decoder_->probe(decode::Task::ProbeGreed) == Unreadable::Memory);
#endif
    }

    void theHelperHoldsNoDescriptorOfOurs() {
        const auto children = childProcesses();
        QCOMPARE(children.size(), std::size_t{1});
        const auto folder = QStringLiteral("/proc/%1/fd").arg(children[0]);
        const auto targets = [&] {
            QStringList out;
            for (const auto& fd : QDir(folder).entryList(QDir::System | QDir::Files))
                out << QFile::symLinkTarget(folder + '/' + fd);
            return out;
        };
        if (targets().isEmpty())
            QSKIP("only a privileged user sees the descriptors of a process that is not dumpable");
        QFile status(QStringLiteral("/proc/%1/status").arg(children[0]));
        QVERIFY(status.open(QIODevice::ReadOnly));
        QVERIFY(status.readAll().contains("NoNewPrivs:\t1"));
        // Null three times, the socket, the signals. What belonged to the last picture goes as soon
        // as the helper has told its end.
        QTRY_VERIFY2(targets().size() <= 5, qPrintable(targets().join(' ')));
    }

    void aKilledHelperIsReplaced() {
        const auto photo = contents(photos + "HTC_Desire.jpg");
        for (int round = 0; round < 5; ++round) {
            const auto children = childProcesses();
            QCOMPARE(children.size(), std::size_t{1});
            ::kill(children[0], SIGKILL);
            QVERIFY(decoder_->facts(photo).position);
        }
    }

    void severalThreadsReadAtOnce() {
        const auto names = QDir(photos).entryList({"*.jpg", "*.heic"});
        std::vector<Bytes> files;
        std::vector<PictureFacts> expected;
        for (const auto& name : names) {
            files.push_back(contents(photos + name));
            expected.push_back(decoder_->facts(files.back()));
        }
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 12; ++t)
            threads.emplace_back([&] {
                for (std::size_t i = 0; i < files.size(); ++i)
                    if (!(decoder_->facts(files[i]) == expected[i])) ++wrong;
            });
        for (auto& thread : threads) thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    // Some hundreds of mutations; CAIRN_MUTATIONS=5000 for a long run.
    void mutatedPicturesHarmNobody() {
        const int rounds = qEnvironmentVariableIntValue("CAIRN_MUTATIONS") > 0
                               ? qEnvironmentVariableIntValue("CAIRN_MUTATIONS")
                               : 300;
        std::vector<Bytes> files;
        for (const auto& name : QDir(photos).entryList({"*.jpg", "*.heic"}))
            files.push_back(contents(photos + name));
        files.push_back(encoded(QImage(photos + "HTC_Desire.jpg").scaledToWidth(200), "PNG"));
        std::mt19937 random(20260301);
        std::array<int, unreadableReasons> outcomes{};
        for (int round = 0; round < rounds; ++round) {
            auto bytes = files[random() % files.size()];
            // Most of what can go wrong stands in the first bytes.
            const auto reach =
                random() % 2 == 0 ? std::min<std::size_t>(bytes.size(), 4096) : bytes.size();
            for (auto flips = 1 + random() % 16; flips > 0; --flips)
                bytes[random() % reach] =
                    static_cast<std::uint8_t>(random() % 3 == 0 ? 0xff : random());
            if (random() % 8 == 0) bytes.resize(1 + random() % bytes.size());
            const auto facts = decoder_->facts(bytes);
            ++outcomes[static_cast<std::size_t>(facts.unreadable)];
            if (round % 4 == 0) {
                const auto preview = decoder_->preview(bytes, 128);
                ++outcomes[static_cast<std::size_t>(preview.unreadable)];
                QVERIFY(preview.unreadable != Unreadable::No ||
                        shown(preview).width() == preview.width);
            }
        }
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            if (outcomes[i] > 0) qInfo("%s: %d", name(static_cast<Unreadable>(i)), outcomes[i]);
        QCOMPARE(outcomes[static_cast<std::size_t>(Unreadable::BadAnswer)], 0);
        QCOMPARE(outcomes[static_cast<std::size_t>(Unreadable::NoDecoder)], 0);
        // Once exiv2 looked for translations when a picture was damaged, and honest damage looked
        // like an attack.
        QCOMPARE(outcomes[static_cast<std::size_t>(Unreadable::Forbidden)], 0);
        QVERIFY(decoder_->facts(contents(photos + "HTC_Desire.jpg")).position);
    }

    void aDecoderThatWasTakenOverCanOnlyBeDisbelieved() {
        const auto hostile = Decoder::start(CAIRN_TESTS_BIN "/hostile_decoder");
        QVERIFY(hostile);
        const auto told = [&](const char* part) {
            return (*hostile)->facts(view(std::string_view(part))).unreadable;
        };
        QVERIFY(told("well") == Unreadable::No);
        for (const auto* part : {"garbage", "endless", "far", "script", "wants more", "nothing"})
            QVERIFY2(told(part) == Unreadable::BadAnswer, part);
        QVERIFY((*hostile)->preview(view(std::string_view("wide")), 512).unreadable ==
                Unreadable::BadAnswer);
        QVERIFY((*hostile)->preview(view(std::string_view("garbage")), 512).unreadable ==
                Unreadable::BadAnswer);
        QVERIFY(told("vanish") == Unreadable::NoDecoder);
        QVERIFY(told("well") == Unreadable::No);
    }

    void aProgramThatIsNotThereIsSaid() {
        const auto missing = Decoder::start("/nowhere/cairn-decode");
        QVERIFY(!missing);
        QVERIFY(missing.error().code == Code::NotFound);
    }

    void aDecoderWithoutConfinementIsNotUsed() {
        QVERIFY(!Decoder::start("/bin/cat"));
        QVERIFY(!Decoder::start("/bin/true"));
    }
};

QTEST_GUILESS_MAIN(DecoderTest)
#include "decoder_test.moc"
