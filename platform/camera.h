// The camera. A picture exists only in memory until the locker has sealed it: nothing here writes a
// file, and nothing but the bytes as they were first encoded is ever handed on.
#pragma once

#include <QCamera>
#include <QElapsedTimer>
#include <QImageCapture>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QVideoSink>
#include <memory>

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"

namespace cairn {

class Decoder;

// One press of the shutter.
struct Photograph {
    Bytes bytes;  // JPEG as first encoded, or a file as it is
    std::string type = "image/jpeg";
    Instant wall;  // when the shutter was pressed, by the device's clock
    std::int64_t bootMs = 0;
    std::string device;  // name of the camera as the system gives it
};

// Interface. One thread, that of its event loop.
class Camera : public QObject {
    Q_OBJECT
  public:
    enum class State {
        Absent,  // there is no camera: a state to show, not an error
        Off,     // there is one, and it is not running
        Ready,   // viewfinder runs; shoot() will answer
        Busy,    // a picture is being taken
        Failed   // problem() says why, in the system's words; start() tries again
    };
    Q_ENUM(State)

    explicit Camera(QObject* parent) : QObject(parent) {}
    virtual void start() = 0;
    virtual void stop() = 0;
    virtual State state() const = 0;
    virtual QString problem() const { return {}; }
    // Where the viewfinder is drawn; null for nowhere. The sink is not owned.
    virtual void showOn(QVideoSink* sink) = 0;
    // Answers once, with shot() or missed(); missed() at once unless Ready.
    virtual void shoot() = 0;

  signals:
    void stateChanged();
    void shot(const cairn::Photograph& shot);
    void missed(const cairn::Error& why);
};

// The default camera of the system, followed as cameras come and go.
class DeviceCamera : public Camera {
    Q_OBJECT
  public:
    explicit DeviceCamera(const Clock& clock, QObject* parent = nullptr);
    ~DeviceCamera() override;
    void start() override;
    void stop() override;
    State state() const override { return state_; }
    QString problem() const override { return problem_; }
    void showOn(QVideoSink* sink) override;
    void shoot() override;

  private:
    void follow();
    void become(State state, const QString& problem = {});
    void keep(const QVideoFrame& frame);

    const Clock& clock_;
    QMediaDevices devices_;
    QMediaCaptureSession session_;
    std::unique_ptr<QCamera> camera_;
    QImageCapture capture_;
    bool wanted_ = false;
    State state_ = State::Absent;
    QString problem_;
    Photograph pending_;
};

// Draws a moving scene that says that it is none, or shows the photographs of a folder, one after
// the other. With a decoder the viewfinder shows them too: their bytes are never decoded in this
// process.
class SimulatedCamera : public Camera {
    Q_OBJECT
  public:
    explicit SimulatedCamera(const Clock& clock, QObject* parent = nullptr);
    SimulatedCamera(const QString& folder, Decoder* decoder, const Clock& clock,
                    QObject* parent = nullptr);
    void start() override;
    void stop() override;
    State state() const override { return state_; }
    QString problem() const override { return problem_; }
    void showOn(QVideoSink* sink) override;
    void shoot() override;

    void become(State state, const QString& problem = {});  // unplugged, broken, well again

  private:
    QImage scene() const;
    void draw();

    const Clock& clock_;
    Decoder* const decoder_;
    QStringList photos_;
    int next_ = 0;
    QImage nextSeen_;
    QPointer<QVideoSink> sink_;
    QTimer timer_;
    int frame_ = 0;
    State state_ = State::Off;
    QString problem_;
};

}  // namespace cairn
