#include "app/capture_model.h"

#include <QPainter>

#include "app/pictures.h"

namespace cairn {

CaptureModel::CaptureModel(LockerThread& thread, ReceiverModel& receiver, QObject* parent)
    : QObject(parent), thread_(thread), receiver_(receiver) {}

void CaptureModel::setSite(const QString& site) {
    if (site == site_) return;
    site_ = site;
    frame_ = 1;
    lastSaved_.clear();
    emit changed();
}

void CaptureModel::shoot() {
    if (!canShoot()) return;
    shooting_ = true;
    problem_ = {};
    fixAtShutter_ = receiver_.fix();
    emit changed();
    emit released();
}

void CaptureModel::take(Bytes taken, std::string mediaType, Stamp stamp) {
    if (!shooting_) return;
    shooting_ = false;
    ++saving_;
    Shot shot;
    shot.expectedBytes = taken.size();
    shot.mediaType = std::move(mediaType);
    shot.site = site_.toStdString();
    shot.subject.shotType = shotType_.toStdString();
    shot.subject.frame = static_cast<std::uint32_t>(frame_);
    shot.text.note = note_.trimmed().toStdString();
    shot.fix = fixAtShutter_;
    if (fixAtShutter_.gnssTime) {
        stamp.gnss = fixAtShutter_.gnssTime;
        stamp.source = TimeSource::Gnss;
    }
    shot.stamp = stamp;
    emit changed();
    auto bytes = std::make_shared<const Bytes>(std::move(taken));
    thread_.ask(
        this,
        [shot, bytes](Locker& locker) mutable {
            shot.source = sourceOf(*bytes);
            return locker.capture(std::move(shot));
        },
        [this, bytes](Result<std::string> number) {
            --saving_;
            if (number) {
                lastSaved_ = QString::fromStdString(*number);
                note_.clear();
                ++frame_;
                emit saved(lastSaved_, *bytes);
            } else {
                problem_ = number.error();
            }
            emit changed();
        });
}

void CaptureModel::fail(const Error& error) {
    shooting_ = false;
    problem_ = error;
    emit changed();
}

void CaptureModel::setCamera(Camera camera) {
    if (camera == camera_) return;
    camera_ = camera;
    if (camera != Camera::Ready) {
        shooting_ = false;
        view_ = {};
        emit viewChanged();
    }
    emit changed();
}

void CaptureModel::showView(const QImage& view) {
    view_ = view;
    emit viewChanged();
}

void CaptureModel::clear() {
    site_.clear();
    note_.clear();
    lastSaved_.clear();
    frame_ = 1;
    saving_ = 0;
    shooting_ = false;
    problem_ = {};
    view_ = {};
    emit viewChanged();
    emit changed();
}

Viewfinder::Viewfinder(QQuickItem* parent) : QQuickPaintedItem(parent) {
    // At once: the last frame of day must not shine on into the night.
    connect(this, &Viewfinder::redOnlyChanged, this, [this] { update(); });
}

void Viewfinder::setCapture(CaptureModel* capture) {
    if (capture == capture_) return;
    if (capture_) capture_->disconnect(this);
    capture_ = capture;
    if (capture_) {
        connect(capture_, &CaptureModel::viewChanged, this, [this] { update(); });
        connect(capture_, &QObject::destroyed, this, [this] { capture_ = nullptr; });
    }
    emit captureChanged();
    update();
}

void Viewfinder::paint(QPainter* painter) {
    if (!capture_ || capture_->view().isNull()) return;
    const auto& view = capture_->view();
    const auto fitted = QSizeF(view.size()).scaled(size(), Qt::KeepAspectRatio);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(
        QRectF(QPointF((width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted),
        redOnly_ ? redLight(view) : view);
}

}  // namespace cairn
