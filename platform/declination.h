// How far the compass points beside true north: World Magnetic Model 2025 (NOAA/NCEI and BGS,
// technical report 2025), valid from 2025.0 to 2030.0. A pure function; any thread.
#pragma once

#include <optional>

#include "core/clock.h"
#include "core/domain.h"

namespace cairn {

inline constexpr const char* declinationModel = "WMM2025";

struct Declination {
    double degrees = 0;  // east positive: true bearing = magnetic bearing + degrees
    double uncertainty =
        0;  // degrees, one standard deviation of the model; local iron and rock come on top
};

// Nothing outside the model's years, and nothing near the magnetic poles, where the horizontal
// field is below 2000 nT and a compass points nowhere (the model's blackout zone). `heightM` above
// the ellipsoid; sea level does where it is unknown.
std::optional<Declination> declinationAt(Position position, double heightM, Instant when);

}  // namespace cairn
