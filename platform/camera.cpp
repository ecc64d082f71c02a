#include "platform/camera.h"

#include <QBuffer>
#include <QCameraDevice>
#include <QImage>
#include <QVideoFrame>

namespace cairn {
namespace {

constexpr int jpegQuality = 95;

Bytes toBytes(const QByteArray& from) {
    return copy(view(std::string_view(from.data(), static_cast<std::size_t>(from.size()))));
}

// Cameras that compress themselves hand over their own JPEG; all others are encoded here, once.
Bytes jpegOf(QVideoFrame frame) {
    Bytes out;
    if (frame.pixelFormat() == QVideoFrameFormat::Format_Jpeg && frame.map(QVideoFrame::ReadOnly)) {
        out = copy({frame.bits(0), static_cast<std::size_t>(frame.mappedBytes(0))});
        frame.unmap();
        return out;
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!frame.toImage().save(&buffer, "JPEG", jpegQuality)) return {};
    return toBytes(buffer.data());
}

}  // namespace

DeviceCamera::DeviceCamera(const Clock& clock, QObject* parent) : Camera(parent), clock_(clock) {
    session_.setImageCapture(&capture_);
    connect(&devices_, &QMediaDevices::videoInputsChanged, this, &DeviceCamera::follow);
    connect(&capture_, &QImageCapture::readyForCaptureChanged, this, [this](bool ready) {
        if (camera_ && camera_->isActive() && state_ != State::Busy)
            become(ready ? State::Ready : State::Off);
    });
    connect(&capture_, &QImageCapture::imageAvailable, this,
            [this](int, const QVideoFrame& frame) { keep(frame); });
    connect(&capture_, &QImageCapture::errorOccurred, this,
            [this](int, QImageCapture::Error, const QString& why) {
                if (state_ != State::Busy) return;
                become(State::Ready);
                emit missed(Error{Code::Io, "camera", why.toStdString()});
            });
    follow();
}

DeviceCamera::~DeviceCamera() {
    capture_.disconnect(this);
    if (camera_) camera_->disconnect(this);
    session_.setCamera(nullptr);
}

// The default camera may have come, gone or changed.
void DeviceCamera::follow() {
    const auto device = QMediaDevices::defaultVideoInput();
    if (camera_ && camera_->cameraDevice() == device) return;
    const bool wasBusy = state_ == State::Busy;
    session_.setCamera(nullptr);
    camera_.reset();
    if (device.isNull()) {
        become(State::Absent);
    } else {
        camera_ = std::make_unique<QCamera>(device);
        connect(camera_.get(), &QCamera::errorOccurred, this,
                [this](QCamera::Error error, const QString& why) {
                    if (error != QCamera::NoError) become(State::Failed, why);
                });
        session_.setCamera(camera_.get());
        become(State::Off);
        if (wanted_) start();
    }
    if (wasBusy) emit missed(Error{Code::NoDevice, "camera", "taken away"});
}

void DeviceCamera::start() {
    wanted_ = true;
    if (!camera_) return;
    camera_->start();
    if (capture_.isReadyForCapture() && camera_->isActive()) become(State::Ready);
}

void DeviceCamera::stop() {
    wanted_ = false;
    if (!camera_) return;
    camera_->stop();
    become(State::Off);
}

void DeviceCamera::become(State state, const QString& problem) {
    problem_ = problem;
    if (state == state_) return;
    state_ = state;
    emit stateChanged();
}

void DeviceCamera::showOn(QVideoSink* sink) { session_.setVideoSink(sink); }

void DeviceCamera::shoot() {
    if (state_ != State::Ready) {
        emit missed(
            Error{Code::NoDevice, "camera", state_ == State::Absent ? "absent" : "not ready"});
        return;
    }
    pending_ = Photograph{};
    pending_.wall = clock_.wall();
    pending_.bootMs = clock_.bootMs();
    pending_.device = camera_->cameraDevice().description().toStdString();
    become(State::Busy);
    capture_.capture();  // to memory: captureToFile is never used
}

void DeviceCamera::keep(const QVideoFrame& frame) {
    if (state_ != State::Busy) return;
    pending_.bytes = jpegOf(frame);
    const auto taken = std::move(pending_);
    become(State::Ready);
    if (taken.bytes.empty())
        emit missed(Error{Code::Io, "camera", "no picture"});
    else
        emit shot(taken);
}

}  // namespace cairn
