// Real receiver logs against what gpsd makes of them, and what no receiver should say.
#include "platform/nmea.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <map>
#include <random>

#include "platform/gpsd.h"

using namespace cairn;

namespace {

const QString logs = QStringLiteral(CAIRN_TEST_DATA "/nmea/");
const QString samples =
    qEnvironmentVariable("CAIRN_SAMPLES", QStringLiteral(CAIRN_TEST_DATA "/../../../shared/data"));

QByteArray contents(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("no %s", qPrintable(path));
    return file.readAll();
}

ByteView bytesOf(const QByteArray& from) {
    return view(std::string_view(from.data(), static_cast<std::size_t>(from.size())));
}

// "$GPRMC,…" with the checksum that belongs to it.
std::string sentence(const std::string& body) {
    unsigned sum = 0;
    for (const char c : body) sum ^= static_cast<unsigned char>(c);
    return '$' + body + '*' +
           QString::number(sum, 16).rightJustified(2, '0').toUpper().toStdString() + "\r\n";
}

Fix measured(const std::vector<std::string>& bodies) {
    NmeaReader reader;
    std::vector<Fix> all;
    for (const auto& body : bodies)
        for (auto& fix : reader.read(view(sentence(body)), 1000)) all.push_back(std::move(fix));
    if (auto last = reader.pause(1300)) all.push_back(*std::move(last));
    if (all.size() != 1) qWarning("%zu measurements instead of one", all.size());
    return all.empty() ? Fix{} : all[0];
}

const std::string rmc = "GPRMC,091405.12,A,4328.0469,N,01153.1076,E,1.5,240.0,010326,3.6,E,A";
const std::string gga = "GPGGA,091405.12,4328.0469,N,01153.1076,E,1,08,1.3,120.5,M,45.2,M,,";

}  // namespace

class NmeaTest : public QObject {
    Q_OBJECT

    static std::vector<Fix> readLog(const QByteArray& log, NmeaReader& reader) {
        // Cut where it hurts: receivers do not care about our buffers.
        std::vector<Fix> out;
        std::int64_t now = 0;
        for (qsizetype at = 0; at < log.size(); at += 7)
            for (auto& fix : reader.read(bytesOf(log.mid(at, 7)), now += 5))
                out.push_back(std::move(fix));
        if (auto last = reader.pause(now)) out.push_back(*std::move(last));
        return out;
    }

    static std::map<qint64, QJsonObject> oracle(const QString& path, const QString& kind) {
        std::map<qint64, QJsonObject> out;
        for (const auto& line : contents(path).split('\n')) {
            const auto report = QJsonDocument::fromJson(line).object();
            const auto time = fromRfc3339(report["time"].toString().toStdString());
            if (report["class"].toString() == kind && time) out[time->unixMs] = report;
        }
        return out;
    }

    // Every measurement that gpsd dates is one of ours, with the same numbers. Returns how many
    // were compared.
    static int compare(const QString& path) {
        NmeaReader reader;
        const auto fixes = readLog(contents(path), reader);
        const auto reports = oracle(path + ".chk", "TPV");
        const auto errors = oracle(path + ".chk", "GST");
        int compared = 0;
        const auto same = [](std::optional<double> ours, const QJsonObject& report,
                             const char* name, double within) {
            if (!report.contains(name)) return true;
            return ours && std::abs(*ours - report[name].toDouble()) <= within;
        };
        for (const auto& fix : fixes) {
            if (!validate(fix)) qWarning("a measurement that breaks the rules of the domain");
            if (!fix.position || !fix.gnssTime || !reports.contains(fix.gnssTime->unixMs)) continue;
            const auto& report = reports.at(fix.gnssTime->unixMs);
            const bool good = same(fix.position->latitude(), report, "lat", 6e-8) &&
                              same(fix.position->longitude(), report, "lon", 6e-8) &&
                              same(fix.altitudeMslM, report, "altMSL", 1e-3) &&
                              same(fix.altitudeEllipsoidM, report, "altHAE", 1e-3) &&
                              same(fix.speedMps, report, "speed", 1e-3) && validate(fix);
            if (!good)
                qWarning("%s differs at %s", qPrintable(path), toRfc3339(*fix.gnssTime).c_str());
            if (errors.contains(fix.gnssTime->unixMs)) {
                const auto& error = errors.at(fix.gnssTime->unixMs);
                const double both = std::hypot(error["lat"].toDouble(), error["lon"].toDouble());
                if (!fix.horizontalAccuracyM || std::abs(*fix.horizontalAccuracyM - both) > 1e-3 ||
                    !same(fix.verticalAccuracyM, error, "alt", 1e-3))
                    return -1;
            }
            if (!good) return -1;
            ++compared;
        }
        return compared;
    }

  private slots:
    void realReceiversAgreeWithGpsd() {
        QCOMPARE(compare(logs + "ublox-neo-m9n-nmea.log"), 8);
        QCOMPARE(compare(logs + "quectel-eg25-g.log"), 7);
    }

    void wholeLogsAgreeWithGpsd() {
        if (!QFile::exists(samples + "/nmea")) QSKIP("the larger set of samples is not here");
        QCOMPARE(compare(samples + "/nmea/ublox-neo-m9n-nmea.log"), 61);
        QCOMPARE(compare(samples + "/nmea/quectel-eg25-g.log"), 23);
    }

    void aMeasurementIsWhole() {
        NmeaReader reader;
        const auto fixes = readLog(contents(logs + "ublox-neo-m9n-nmea.log"), reader);
        QCOMPARE(fixes.size(), std::size_t{8});
        const auto& fix = fixes[0];
        QVERIFY(fix.type == FixType::Dgnss);
        QCOMPARE(*fix.hdop, 0.54);
        QCOMPARE(*fix.pdop, 0.99);
        QCOMPARE(*fix.satellitesUsed, 25U);  // GGA says 12, because it cannot count further
        QCOMPARE(*fix.satellitesInView, 43U);
        QCOMPARE(fix.confidencePercent, 68U);
        QCOMPARE(reader.refused(), std::uint64_t{0});
        // The sentences themselves are evidence.
        QVERIFY(fix.raw.size() > 10 && fix.raw.size() <= NmeaReader::maxRaw);
        QVERIFY(fix.raw[0].starts_with("$GNRMC,223745.00,A,"));
    }

    // "This is demo-mode data, with no actual fixes", says the log.
    void simulatedReceiversGiveNoPlace() {
        NmeaReader reader;
        const auto fixes = readLog(contents(logs + "garmin-geko201.log"), reader);
        QVERIFY(fixes.size() >= 15);
        for (const auto& fix : fixes)
            QVERIFY(!fix.position && !fix.gnssTime && fix.type == FixType::None);
    }

    void southAndWestAreNegative() {
        const auto fix = measured({"GPRMC,091405.00,A,3351.4080,S,15112.5180,W,,,010326,,,A"});
        QCOMPARE(fix.position->latE7, -338'568'000);
        QCOMPARE(fix.position->lonE7, -1'512'086'333);
    }

    void noFixIsALegalMeasurement() {
        const auto fix = measured({"GNGNS,191434.96,,,,,NNN,,,,,,", "GPGSA,A,1,,,,,,,,,,,,,,,,",
                                   "GPGGA,,,,,,0,,,,,,,,", "GPRMC,,V,,,,,,,,,,N"});
        QVERIFY(!fix.position && !fix.gnssTime && !fix.altitudeMslM);
        QVERIFY(fix.type == FixType::None && fix.noFixReason == NoFixReason::NotYet);
        QCOMPARE(fix.raw.size(), std::size_t{4});
    }

    void timeWithoutADateStaysMissing() {
        const auto fix = measured({gga});
        QVERIFY(fix.position);
        QVERIFY(!fix.gnssTime);
        QCOMPARE(toRfc3339(*measured({gga, rmc}).gnssTime),
                 std::string("2026-03-01T09:14:05.120Z"));
        QCOMPARE(toRfc3339(*measured({gga, "GPZDA,091405.12,01,03,2026,00,00"}).gnssTime),
                 std::string("2026-03-01T09:14:05.120Z"));
    }

    void aVoidSentenceTakesThePlaceAway() {
        const auto fix = measured({gga, "GPRMC,091405.12,V,4328.0469,N,01153.1076,E,,,010326,,,N"});
        QVERIFY(!fix.position && !fix.gnssTime && !fix.hdop);
        QVERIFY(!measured({rmc, "GPGSA,A,1,,,,,,,,,,,,,,,"}).position);
    }

    void zeroZeroIsNoPlace() {
        QVERIFY(
            !measured({"GPGGA,091405,0000.0000,N,00000.0000,E,1,08,1.3,0.0,M,0.0,M,,"}).position);
    }

    void twoDimensionsHaveNoAltitude() {
        const auto fix = measured({gga, "GPGSA,A,2,13,14,15,,,,,,,,,,3.8,1.2,3.6"});
        QVERIFY(fix.type == FixType::TwoD);
        QVERIFY(!fix.altitudeMslM && !fix.altitudeEllipsoidM);
        QCOMPARE(*measured({gga, "GPGSA,A,3,13,14,15,17,,,,,,,,,3.8,1.2,3.6"}).altitudeEllipsoidM,
                 165.7);
    }

    void kindsOfFixAreTold() {
        const auto typed = [](const char* quality) {
            return measured({std::string("GPGGA,091405,4328.0469,N,01153.1076,E,") + quality +
                             ",08,1.3,120.5,M,45.2,M,,"})
                .type;
        };
        QVERIFY(typed("1") == FixType::ThreeD);
        QVERIFY(typed("2") == FixType::Dgnss);
        QVERIFY(typed("4") == FixType::RtkFixed);
        QVERIFY(typed("5") == FixType::RtkFloat);
        QVERIFY(typed("6") == FixType::DeadReckoning);
        for (const auto* none : {"0", "8", "9", "", "x", "-1"})
            QVERIFY2(typed(none) == FixType::None, none);
    }

    void brokenSentencesAreNotRead_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto good = QByteArray::fromStdString(sentence(gga));
        QTest::newRow("no checksum") << good.left(good.indexOf('*')) + "\r\n";
        QTest::newRow("wrong checksum") << QByteArray(good).replace("120.5", "920.5");
        QTest::newRow("half") << good.mid(0, 20) + "\r\n";
        QTest::newRow("control character") << QByteArray::fromStdString(sentence("GPGGA,\x01"));
        QTest::newRow("long") << QByteArray::fromStdString(
            sentence("GPGGA," + std::string(200, ',')));
        QTest::newRow("only a dollar") << QByteArray("$\r\n");
        QTest::newRow("star") << QByteArray("$*00\r\n");
    }

    void brokenSentencesAreNotRead() {
        QFETCH(QByteArray, bytes);
        NmeaReader reader;
        QVERIFY(reader.read(bytesOf(bytes), 0).empty());
        QVERIFY(!reader.pause(0));
        QCOMPARE(reader.refused(), std::uint64_t{1});
    }

    void fieldsThatAreNoNumbersAreAbsent() {
        for (const auto* lat : {"9100.0000,N", "4360.0000,N", "43.28,N", "4328.04x9,N",
                                "-328.0469,N", "4328.0469,E", "4328.0469,", "inf,N", ",N"})
            QVERIFY2(!measured({std::string("GPGGA,091405,") + lat +
                                ",01153.1076,E,1,08,1.3,120.5,M,45.2,M,,"})
                          .position,
                     lat);
        const auto fix =
            measured({"GPGGA,091405,4328.0469,N,01153.1076,E,1,08,99.99,1e5,M,nan,M,,"});
        QVERIFY(fix.position && !fix.hdop && !fix.altitudeMslM && !fix.altitudeEllipsoidM);
        QVERIFY(!measured({"GPRMC,256199,A,4328.0469,N,01153.1076,E,,,010326,,,A"}).gnssTime);
        QVERIFY(!measured({"GPRMC,091405,A,4328.0469,N,01153.1076,E,,,310226,,,A"}).gnssTime);
    }

    void endlessLineTakesNoMemory() {
        NmeaReader reader;
        const std::string flood(1 << 20, 'A');
        QVERIFY(reader.read(view("$" + flood + "\n"), 0).empty());
        QCOMPARE(reader.refused(), std::uint64_t{1});
        QVERIFY(
            !reader.read(view(sentence(gga) + sentence("GPGGA,091406,,,,,0,,,,,,,,")), 0).empty());
    }

    void ageRunsFromWhenTheMeasurementBegan() {
        NmeaReader reader;
        QVERIFY(reader.read(view(sentence(gga)), 5'000).empty());
        QCOMPARE(*reader.pause(5'240)->ageMs, std::int64_t{240});
    }

    void mutatedLogsBreakNoRule() {
        const auto log =
            contents(logs + "quectel-eg25-g.log") + contents(logs + "ublox-neo-m9n-nmea.log");
        std::mt19937 random(7);
        for (int round = 0; round < 50; ++round) {
            auto bytes = log;
            for (int flips = 0; flips < 2000; ++flips)
                bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] =
                    static_cast<char>(random());
            NmeaReader reader;
            for (const auto& fix : readLog(bytes, reader)) QVERIFY(validate(fix));
        }
    }

    void gpsdReportsBecomeMeasurements() {
        GpsdReader reader;
        const std::string_view said =
            R"({"class":"VERSION","release":"3.22","proto_major":3})"
            "\r\n"
            R"({"class":"SKY","hdop":0.54,"pdop":0.99,"nSat":43,"uSat":25,"satellites":[{"PRN":5,"used":true}]})"
            "\n"
            R"({"class":"TPV","mode":3,"status":2,"time":"2020-07-11T22:38:38.000Z","lat":38.110503167,"lon":-122.626926833,"altHAE":51.9,"altMSL":81.4,"epv":2.9,"eph":2.66,"speed":0.021})"
            "\n"
            R"({"class":"TPV","mode":1})"
            "\n";
        const auto fixes = reader.read(view(said));
        QCOMPARE(fixes.size(), std::size_t{2});
        QCOMPARE(fixes[0].position->latE7, 381'105'032);
        QCOMPARE(fixes[0].position->lonE7, -1'226'269'268);
        QVERIFY(fixes[0].type == FixType::Dgnss);
        QCOMPARE(*fixes[0].altitudeEllipsoidM, 51.9);
        QCOMPARE(*fixes[0].horizontalAccuracyM, 2.66);
        QCOMPARE(fixes[0].confidencePercent, 0U);  // gpsd does not say
        QCOMPARE(*fixes[0].satellitesUsed, 25U);
        QCOMPARE(toRfc3339(*fixes[0].gnssTime), std::string("2020-07-11T22:38:38.000Z"));
        QVERIFY(!fixes[1].position);
        QCOMPARE(reader.refused(), std::uint64_t{0});
        QVERIFY(validate(fixes[0]) && validate(fixes[1]));
    }

    void gpsdNonsenseIsRefused_data() {
        QTest::addColumn<QByteArray>("line");
        for (const auto* line :
             {"{", "[]", "{\"class\":\"TPV\"", "{\"class\":\"TPV\",}", "{\"class\":\"TPV\"} x",
              "{\"lat\":1e999x}", "nonsense", "{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}",
              "{\"a\":nan}", "{\"a\":\"\x01\"}"})
            QTest::newRow(line) << QByteArray(line);
        QTest::newRow("long") << "{\"a\":\"" + QByteArray(20'000, 'x') + "\"}";
    }

    void gpsdNonsenseIsRefused() {
        QFETCH(QByteArray, line);
        GpsdReader reader;
        QVERIFY(reader.read(bytesOf(line + '\n')).empty());
        QCOMPARE(reader.refused(), std::uint64_t{1});
    }

    void gpsdPlacesThatAreNone() {
        for (const auto* report : {R"({"class":"TPV","mode":3,"lat":0.0,"lon":0.0})",
                                   R"({"class":"TPV","mode":3,"lat":91,"lon":0})",
                                   R"({"class":"TPV","mode":3,"status":8,"lat":40.4,"lon":-3.6})",
                                   R"({"class":"TPV","mode":1,"lat":40.4,"lon":-3.6})",
                                   R"({"class":"TPV","mode":3,"lat":"40.4","lon":-3.6})",
                                   R"({"class":"TPV","mode":3,"lat":40.4})"}) {
            GpsdReader reader;
            const auto fixes = reader.read(view(std::string(report) + "\n"));
            QVERIFY2(fixes.size() == 1 && !fixes[0].position && fixes[0].type == FixType::None,
                     report);
        }
    }
};

QTEST_APPLESS_MAIN(NmeaTest)
#include "nmea_test.moc"
