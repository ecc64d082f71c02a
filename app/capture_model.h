// The shutter: which site, which kind of shot, the running frame number, and what became of the
// last frame. The frame number runs without a gap from the choice of the site: a frame that was not
// saved does not use one up.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QImage>
#include <QObject>
#include <QQuickPaintedItem>

#include "app/locker_thread.h"
#include "app/problem.h"
#include "app/receiver_model.h"
#include "core/picture.h"

namespace cairn {

class CaptureModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(Camera camera READ camera NOTIFY changed)
    Q_PROPERTY(QString site READ site WRITE setSite NOTIFY changed)
    Q_PROPERTY(QString shotType MEMBER shotType_ NOTIFY changed)
    Q_PROPERTY(QString note MEMBER note_ NOTIFY changed)
    Q_PROPERTY(int frame READ frame NOTIFY changed)
    Q_PROPERTY(bool canShoot READ canShoot NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString lastSaved READ lastSaved NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    enum class Camera { Absent, Starting, Ready, Failed };
    Q_ENUM(Camera)

    CaptureModel(LockerThread& thread, ReceiverModel& receiver, QObject* parent = nullptr);

    Camera camera() const { return camera_; }
    QString site() const { return site_; }
    void setSite(const QString& site);
    int frame() const { return frame_; }
    bool busy() const { return saving_ > 0; }
    bool canShoot() const {
        return camera_ == Camera::Ready && !site_.isEmpty() && !shooting_ && saving_ == 0;
    }
    QString lastSaved() const { return lastSaved_; }
    Problem problem() const { return problem_; }
    const QImage& view() const { return view_; }

    Q_INVOKABLE void shoot();
    void clear();

    // The camera's side.
    void setCamera(Camera camera);
    void showView(const QImage& view);
    void take(Bytes bytes, std::string mediaType, Stamp stamp);
    void fail(const Error& error);

  signals:
    void changed();
    void viewChanged();
    void released();  // the shutter: the camera is asked for a picture
    void saved(const QString& exhibit, const cairn::Bytes& bytes);

  private:
    LockerThread& thread_;
    ReceiverModel& receiver_;
    Camera camera_ = Camera::Absent;
    QString site_, shotType_ = QStringLiteral("overview"), note_, lastSaved_;
    int frame_ = 1;
    int saving_ = 0;
    bool shooting_ = false;
    Fix fixAtShutter_;
    Problem problem_;
    QImage view_;
};

// The live picture of a CaptureModel.
class Viewfinder : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(
        cairn::CaptureModel* capture READ capture WRITE setCapture NOTIFY captureChanged REQUIRED)
    Q_PROPERTY(bool redOnly MEMBER redOnly_ NOTIFY redOnlyChanged)

  public:
    explicit Viewfinder(QQuickItem* parent = nullptr);
    CaptureModel* capture() const { return capture_; }
    void setCapture(CaptureModel* capture);
    void paint(QPainter* painter) override;

  signals:
    void captureChanged();
    void redOnlyChanged();

  private:
    CaptureModel* capture_ = nullptr;
    bool redOnly_ = false;
};

}  // namespace cairn
