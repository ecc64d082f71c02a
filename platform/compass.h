// The compass. No compass is a legal state. One thread, that of its event loop.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

class QCompass;

namespace cairn {

struct Heading {
    double degrees = 0;      // 0 up to 360, clockwise from magnetic north
    double calibration = 0;  // 0 (do not trust it) to 1, as the sensor judges itself
};

class Compass : public QObject {
    Q_OBJECT
  public:
    explicit Compass(QObject* parent) : QObject(parent) {}
    virtual void start() = 0;
    virtual void stop() = 0;
    virtual bool isAbsent() const = 0;
    virtual std::optional<Heading> heading() const = 0;  // nothing until the sensor has spoken

  signals:
    void changed();
};

class SensorCompass : public Compass {
    Q_OBJECT
  public:
    explicit SensorCompass(QObject* parent = nullptr);
    ~SensorCompass() override;
    void start() override;
    void stop() override;
    bool isAbsent() const override { return absent_; }
    std::optional<Heading> heading() const override { return heading_; }

  private:
    const std::unique_ptr<QCompass> sensor_;
    bool absent_ = true;
    std::optional<Heading> heading_;
};

// Turns slowly, or stands where it is told.
class SimulatedCompass : public Compass {
    Q_OBJECT
  public:
    explicit SimulatedCompass(QObject* parent = nullptr);
    void start() override;
    void stop() override;
    bool isAbsent() const override { return absent_; }
    std::optional<Heading> heading() const override { return heading_; }

    void pointTo(Heading heading);
    void vanish();

  private:
    QTimer timer_;
    bool absent_ = false;
    std::optional<Heading> heading_;
};

}  // namespace cairn
