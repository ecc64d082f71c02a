// The receiver of satellite positions as the screens and the capture know it. No fix is a legal
// state; so is no receiver.
#pragma once

#include <QIODevice>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>
#include <memory>
#include <optional>

#include "core/clock.h"
#include "core/domain.h"
#include "platform/gpsd.h"
#include "platform/nmea.h"

namespace cairn {

// Interface. One thread, that of its event loop.
class Gnss : public QObject {
    Q_OBJECT
  public:
    enum class State {
        Absent,  // no receiver: not configured, unplugged or not reachable; it is looked for again
        Searching,  // it speaks, but knows no position yet
        Fixed
    };
    Q_ENUM(State)

    // A measurement older than this is not the present place any more: the state falls back to
    // Searching.
    static constexpr std::int64_t freshMs = 5'000;

    explicit Gnss(QObject* parent) : QObject(parent) {}
    virtual void start() = 0;
    virtual void stop() = 0;
    virtual State state() const = 0;
    virtual QString problem() const {
        return {};
    }  // why it is absent, in the system's words; for the log of the device
    // The last measurement, with its age now. Without one: no position and the reason (NoReceiver,
    // NotYet).
    virtual Fix fix() const = 0;

  signals:
    void stateChanged();
    void measured();  // fix() is a new measurement, with or without a position
};

// The real one: reads NMEA or gpsd's reports itself, from where the settings say:
//   tcp://HOST:PORT (NMEA) · gpsd://HOST[:2947] · serial:/dev/ttyACM0?baud=9600 · file:/path (a
//   log, a measurement a second)
// Looks for a lost receiver again after 1, 2, 4 … 30 seconds. An empty source is a legal setting:
// Absent.
class ReceiverGnss : public Gnss {
    Q_OBJECT
  public:
    ReceiverGnss(const QUrl& source, const Clock& clock, QObject* parent = nullptr);
    ~ReceiverGnss() override;
    void start() override;
    void stop() override;
    State state() const override;
    QString problem() const override { return problem_; }
    Fix fix() const override;

  private:
    void connectSource();
    void lose(const QString& problem);
    void readBytes();
    void playFile();
    void accept(Fix fix);
    void refresh();

    const QUrl source_;
    const Clock& clock_;
    std::unique_ptr<QIODevice> device_;
    NmeaReader nmea_;
    GpsdReader gpsd_;
    QTimer retry_, quiet_, stale_, play_;
    int retryMs_ = 1000;
    QString problem_;
    bool speaking_ = false;
    std::optional<Fix> last_;
    std::int64_t measuredMs_ = 0;
    State state_ = State::Absent;
};

// Walks slowly round a place; tests and exercises tell it what to be.
class SimulatedGnss : public Gnss {
    Q_OBJECT
  public:
    SimulatedGnss(Position around, const Clock& clock, QObject* parent = nullptr);
    void start() override;
    void stop() override;
    State state() const override { return state_; }
    Fix fix() const override;

    void become(State state);  // jammed, unplugged, well again
    void moveTo(Position place);

  private:
    void step();

    Position around_;
    const Clock& clock_;
    QTimer timer_;
    int steps_ = 0;
    State state_ = State::Absent;
    Fix last_;
    std::int64_t measuredMs_ = 0;
};

}  // namespace cairn
