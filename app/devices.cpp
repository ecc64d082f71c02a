#include "app/devices.h"

#include <QVideoFrame>
#include <utility>

namespace cairn {

CameraLine::CameraLine(Camera& camera, Session& session, QObject* parent)
    : QObject(parent), camera_(camera), session_(session) {
    auto* capture = session_.capture();
    camera_.showOn(&sink_);
    connect(&sink_, &QVideoSink::videoFrameChanged, capture,
            [this, capture](const QVideoFrame& frame) {
                if (running_) capture->showView(frame.toImage());
            });
    connect(&camera_, &Camera::stateChanged, this, &CameraLine::tellState);
    connect(&camera_, &Camera::shot, capture, [capture](const Photograph& taken) {
        Stamp stamp;
        stamp.wall = taken.wall;
        stamp.bootMs = taken.bootMs;
        stamp.bootId = systemClock().bootId();
        capture->take(taken.bytes, taken.type, std::move(stamp));
    });
    connect(&camera_, &Camera::missed, capture, &CaptureModel::fail);
    connect(capture, &CaptureModel::released, &camera_, &Camera::shoot);
    connect(&session_, &Session::changed, this, &CameraLine::follow);
    connect(session_.navigation(), &Navigation::changed, this, &CameraLine::follow);
    tellState();
}

void CameraLine::follow() {
    const bool wanted = session_.stage() == Session::Stage::Open &&
                        session_.navigation()->screen() == Session::Capture;
    if (std::exchange(running_, wanted) == wanted) return;
    if (wanted)
        camera_.start();
    else
        camera_.stop();
    tellState();
}

void CameraLine::tellState() {
    switch (camera_.state()) {
        case Camera::State::Absent:
            session_.capture()->setCamera(CaptureModel::Camera::Absent);
            break;
        case Camera::State::Off:
            session_.capture()->setCamera(running_ ? CaptureModel::Camera::Starting
                                                   : CaptureModel::Camera::Absent);
            break;
        case Camera::State::Ready:
        case Camera::State::Busy:
            session_.capture()->setCamera(CaptureModel::Camera::Ready);
            break;
        case Camera::State::Failed:
            session_.capture()->setCamera(CaptureModel::Camera::Failed);
            break;
    }
}

ReceiverLine::ReceiverLine(Gnss& gnss, Session& session, QObject* parent)
    : QObject(parent), gnss_(gnss), session_(session) {
    connect(&gnss_, &Gnss::stateChanged, this, &ReceiverLine::tell);
    connect(&gnss_, &Gnss::measured, this, &ReceiverLine::tell);
    connect(&session_, &Session::changed, this, [this] {
        const bool wanted = session_.stage() == Session::Stage::Open;
        if (std::exchange(running_, wanted) == wanted) return;
        if (wanted)
            gnss_.start();
        else
            gnss_.stop();
        tell();
    });
    tell();
}

void ReceiverLine::tell() {
    auto* receiver = session_.receiver();
    switch (gnss_.state()) {
        case Gnss::State::Absent:
            receiver->lose();
            break;
        case Gnss::State::Searching:
            receiver->search();
            break;
        case Gnss::State::Fixed:
            receiver->show(gnss_.fix());
            break;
    }
}

}  // namespace cairn
