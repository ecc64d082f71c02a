// Ties the device doors of platform/ to the models: what the camera sees and takes, what the
// receiver says.
#pragma once

#include <QVideoSink>

#include "app/session.h"
#include "platform/camera.h"
#include "platform/gnss.h"

namespace cairn {

// The camera runs only while its screen is shown: it costs battery, and its light is seen. All
// outlive it.
class CameraLine : public QObject {
    Q_OBJECT

  public:
    CameraLine(Camera& camera, Session& session, QObject* parent = nullptr);

  private:
    void follow();
    void tellState();

    Camera& camera_;
    Session& session_;
    QVideoSink sink_;
    bool running_ = false;
};

// The receiver runs while the locker is open: its first fix takes minutes.
class ReceiverLine : public QObject {
    Q_OBJECT

  public:
    ReceiverLine(Gnss& gnss, Session& session, QObject* parent = nullptr);

  private:
    void tell();

    Gnss& gnss_;
    Session& session_;
    bool running_ = false;
};

}  // namespace cairn
