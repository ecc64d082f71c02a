// The declination against GeographicLib's own evaluation of the same model.
#include "platform/declination.h"

#include <GeographicLib/MagneticModel.hpp>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace cairn;

namespace {

struct Term {
    int n, m;
    double g, h, gYear, hYear;
};
constexpr Term terms[] = {
#include "platform/wmm2025.inc"
};

// GeographicLib's format of coefficients: N and M, then the cosines of order 0, 1, …, then the
// sines from order 1.
void appendCoefficients(QByteArray& out, bool change) {
    const auto put = [&](const auto& value) {
        out.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    const std::int32_t size = 12;
    put(size);
    put(size);
    for (const bool sine : {false, true})
        for (int m = sine ? 1 : 0; m <= 12; ++m)
            for (int n = m; n <= 12; ++n) {
                double value = 0;
                for (const auto& term : terms)
                    if (term.n == n && term.m == m)
                        value =
                            sine ? (change ? term.hYear : term.h) : (change ? term.gYear : term.g);
                put(value);
            }
}

}  // namespace

class DeclinationTest : public QObject {
    Q_OBJECT
  private slots:
    void anIndependentReaderOfTheModelAgrees() {
        QTemporaryDir folder;
        QFile meta(folder.filePath("wmm2025.wmm"));
        QVERIFY(meta.open(QIODevice::WriteOnly));
        meta.write(
            "WMMF-2\nName wmm2025\nDescription World Magnetic Model 2025\nReleaseDate "
            "2024-12-17\nRadius 6371200\n"
            "NumModels 1\nNumConstants 0\nEpoch 2025\nDeltaEpoch 1\nMinTime 2025\nMaxTime "
            "2030\nMinHeight -1000\nMaxHeight 850000\n"
            "Normalization schmidt\nByteOrder little\nID WMM2025A\n");
        meta.close();
        QFile coefficients(folder.filePath("wmm2025.wmm.cof"));
        QVERIFY(coefficients.open(QIODevice::WriteOnly));
        QByteArray bytes("WMM2025A");
        appendCoefficients(bytes, false);
        appendCoefficients(bytes, true);
        coefficients.write(bytes);
        coefficients.close();
        const GeographicLib::MagneticModel model("wmm2025", folder.path().toStdString());

        int compared = 0;
        for (int lat = -88; lat <= 88; lat += 8)
            for (int lon = -180; lon < 180; lon += 15)
                for (const double years : {0.0, 1.165, 4.5}) {
                    const Instant when{1'735'689'600'000 +
                                       static_cast<std::int64_t>(years * 365.25 * 86'400'000)};
                    const double height = 100.0 * (lat + 88);
                    const Position place{lat * 10'000'000 + 1, lon * 10'000'000};
                    const auto ours = declinationAt(place, height, when);
                    double bx = 0, by = 0, bz = 0, h = 0, f = 0, d = 0, i = 0;
                    model(2025 + years, place.latitude(), place.longitude(), height, bx, by, bz);
                    GeographicLib::MagneticModel::FieldComponents(bx, by, bz, h, f, d, i);
                    QCOMPARE(ours.has_value(), h >= 2000);
                    if (!ours) continue;
                    QVERIFY2(std::abs(std::remainder(ours->degrees - d, 360)) < 1e-6,
                             qPrintable(QString("%1 %2").arg(lat).arg(lon)));
                    ++compared;
                }
        QVERIFY(compared > 1000);
    }

    void outsideItsYearsTheModelIsSilent() {
        const Position place{434'674'483, 118'851'267};
        QVERIFY(!declinationAt(place, 0, *fromRfc3339("2024-12-31T00:00:00.000Z")));
        QVERIFY(declinationAt(place, 0, *fromRfc3339("2026-03-01T00:00:00.000Z")));
        QVERIFY(!declinationAt(place, 0, *fromRfc3339("2030-01-03T00:00:00.000Z")));
        QVERIFY(!declinationAt(place, std::nan(""), *fromRfc3339("2026-03-01T00:00:00.000Z")));
    }

    void arezzoIsAFewDegreesEast() {
        const auto there = declinationAt({434'674'483, 118'851'267}, 250,
                                         *fromRfc3339("2026-03-01T00:00:00.000Z"));
        QVERIFY(there->degrees > 3.5 && there->degrees < 4.5);
        QVERIFY(there->uncertainty > 0.26 && there->uncertainty < 0.5);
    }

    void atTheMagneticPoleThereIsNoAnswer() {
        QVERIFY(!declinationAt({858'000'000, 1'390'000'000}, 0,
                               *fromRfc3339("2026-03-01T00:00:00.000Z")));
    }
};

QTEST_APPLESS_MAIN(DeclinationTest)
#include "declination_test.moc"
