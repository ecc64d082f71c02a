#include "platform/compass.h"

#include <QCompass>
#include <cmath>

namespace cairn {

SensorCompass::SensorCompass(QObject* parent)
    : Compass(parent), sensor_(std::make_unique<QCompass>()) {
    absent_ = !sensor_->connectToBackend();
    connect(sensor_.get(), &QSensor::readingChanged, this, [this] {
        const auto* reading = sensor_->reading();
        const double degrees = std::fmod(static_cast<double>(reading->azimuth()) + 360, 360);
        if (!std::isfinite(degrees)) return;
        heading_ = Heading{degrees, static_cast<double>(reading->calibrationLevel())};
        emit changed();
    });
    connect(sensor_.get(), &QSensor::sensorError, this, [this] {
        absent_ = true;
        heading_.reset();
        emit changed();
    });
}

SensorCompass::~SensorCompass() = default;

void SensorCompass::start() {
    if (!absent_) sensor_->start();
}

void SensorCompass::stop() {
    sensor_->stop();
    heading_.reset();
}

SimulatedCompass::SimulatedCompass(QObject* parent) : Compass(parent) {
    connect(&timer_, &QTimer::timeout, this, [this] {
        heading_ = Heading{std::fmod(heading_.value_or(Heading{140, 1}).degrees + 0.5, 360), 1};
        emit changed();
    });
}

void SimulatedCompass::start() {
    if (absent_) return;
    heading_ = Heading{140, 1};
    timer_.start(100);
    emit changed();
}

void SimulatedCompass::stop() {
    timer_.stop();
    heading_.reset();
}

void SimulatedCompass::pointTo(Heading heading) {
    timer_.stop();
    absent_ = false;
    heading_ = heading;
    emit changed();
}

void SimulatedCompass::vanish() {
    timer_.stop();
    absent_ = true;
    heading_.reset();
    emit changed();
}

}  // namespace cairn
