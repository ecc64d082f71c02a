#include "platform/declination.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cairn {
namespace {

struct Term {
    int n, m;
    double g, h, gYear, hYear;
};

constexpr Term terms[] = {
#include "platform/wmm2025.inc"
};

constexpr int degree = 12;
constexpr double epochYear = 2025;
constexpr double validYears = 5;
constexpr double referenceRadiusKm = 6371.2;
constexpr double equatorRadiusKm = 6378.137;  // WGS 84
constexpr double flattening = 1 / 298.257223563;
constexpr double blackoutNt = 2000;
constexpr double toRadians = std::numbers::pi / 180;

double yearOf(Instant when) {
    constexpr double start2025 = 1'735'689'600'000.0;
    constexpr double yearMs = 365.25 * 86'400'000;
    return epochYear + (static_cast<double>(when.unixMs) - start2025) / yearMs;
}

// Schmidt semi-normalised associated Legendre functions of cos(theta), and their derivatives by
// theta.
struct Legendre {
    std::array<std::array<double, degree + 1>, degree + 1> value{};
    std::array<std::array<double, degree + 1>, degree + 1> slope{};

    explicit Legendre(double theta) {
        const double c = std::cos(theta);
        const double s = std::sin(theta);
        value[0][0] = 1;
        for (int n = 1; n <= degree; ++n)
            for (int m = 0; m <= n; ++m) {
                const auto i = static_cast<std::size_t>(n);
                const auto k = static_cast<std::size_t>(m);
                if (n == m) {
                    const double factor = n == 1 ? 1 : std::sqrt((2.0 * n - 1) / (2.0 * n));
                    value[i][k] = factor * s * value[i - 1][k - 1];
                    slope[i][k] = factor * (s * slope[i - 1][k - 1] + c * value[i - 1][k - 1]);
                    continue;
                }
                const double norm = std::sqrt(double(n) * n - double(m) * m);
                const double back = n >= 2 ? std::sqrt(double(n - 1) * (n - 1) - double(m) * m) : 0;
                const double before = n >= 2 ? value[i - 2][k] : 0;
                const double beforeSlope = n >= 2 ? slope[i - 2][k] : 0;
                value[i][k] = ((2 * n - 1) * c * value[i - 1][k] - back * before) / norm;
                slope[i][k] = ((2 * n - 1) * (c * slope[i - 1][k] - s * value[i - 1][k]) -
                               back * beforeSlope) /
                              norm;
            }
    }
};

}  // namespace

std::optional<Declination> declinationAt(Position position, double heightM, Instant when) {
    const double years = yearOf(when) - epochYear;
    if (!(years >= 0 && years < validYears) || !std::isfinite(heightM)) return std::nullopt;

    // Geodetic to geocentric. At the very poles east has no meaning: a hair beside them it has.
    const double limit = 89.9999;
    const double latitude = std::min(std::max(position.latitude(), -limit), limit) * toRadians;
    const double longitude = position.longitude() * toRadians;
    const double e2 = flattening * (2 - flattening);
    const double heightKm = heightM / 1000;
    const double curvature =
        equatorRadiusKm / std::sqrt(1 - e2 * std::sin(latitude) * std::sin(latitude));
    const double across = (curvature + heightKm) * std::cos(latitude);
    const double along = (curvature * (1 - e2) + heightKm) * std::sin(latitude);
    const double radius = std::hypot(across, along);
    const double geocentric = std::atan2(along, across);

    const Legendre legendre(std::numbers::pi / 2 - geocentric);
    double north = 0;
    double east = 0;
    double down = 0;
    for (const auto& term : terms) {
        const auto n = static_cast<std::size_t>(term.n);
        const auto m = static_cast<std::size_t>(term.m);
        const double g = term.g + years * term.gYear;
        const double h = term.h + years * term.hYear;
        const double shrink = std::pow(referenceRadiusKm / radius, term.n + 2);
        const double c = std::cos(term.m * longitude);
        const double s = std::sin(term.m * longitude);
        north += shrink * (g * c + h * s) * legendre.slope[n][m];
        east += shrink * term.m * (g * s - h * c) * legendre.value[n][m] / std::cos(geocentric);
        down -= shrink * (term.n + 1) * (g * c + h * s) * legendre.value[n][m];
    }
    // From the centre's north to that of the ellipsoid.
    const double tilt = geocentric - latitude;
    const double trueNorth = north * std::cos(tilt) - down * std::sin(tilt);
    const double horizontal = std::hypot(trueNorth, east);
    if (horizontal < blackoutNt) return std::nullopt;
    return Declination{std::atan2(east, trueNorth) / toRadians,
                       std::hypot(0.26, 5417 / horizontal)};
}

}  // namespace cairn
