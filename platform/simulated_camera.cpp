#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QVideoFrame>
#include <cmath>
#include <cstring>

#include "core/decoder.h"
#include "platform/camera.h"

namespace cairn {
namespace {

constexpr int frameMs = 66;
constexpr QSize sceneSize(1280, 960);
constexpr std::uint16_t viewSide = 1280;

QVideoFrame frameOf(const QImage& picture) {
    const auto image = picture.convertToFormat(QImage::Format_ARGB32);
    QVideoFrame frame(QVideoFrameFormat(image.size(), QVideoFrameFormat::Format_BGRA8888));
    if (!frame.map(QVideoFrame::WriteOnly)) return {};
    const auto width = static_cast<std::size_t>(image.width()) * 4;
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(frame.bits(0) + static_cast<std::ptrdiff_t>(y) * frame.bytesPerLine(0),
                    image.constScanLine(y), width);
    frame.unmap();
    return frame;
}

Bytes contentsOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const auto bytes = file.readAll();
    return copy(view(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))));
}

}  // namespace

SimulatedCamera::SimulatedCamera(const Clock& clock, QObject* parent)
    : SimulatedCamera({}, nullptr, clock, parent) {}

SimulatedCamera::SimulatedCamera(const QString& folder, Decoder* decoder, const Clock& clock,
                                 QObject* parent)
    : Camera(parent), clock_(clock), decoder_(decoder) {
    if (!folder.isEmpty()) {
        const QDir dir(folder);
        for (const auto& name : dir.entryList({"*.jpg", "*.jpeg", "*.JPG", "*.heic", "*.png"},
                                              QDir::Files, QDir::Name))
            photos_ << dir.filePath(name);
    }
    connect(&timer_, &QTimer::timeout, this, &SimulatedCamera::draw);
}

void SimulatedCamera::start() {
    timer_.start(frameMs);
    become(State::Ready);
}

void SimulatedCamera::stop() {
    timer_.stop();
    become(State::Off);
}

void SimulatedCamera::become(State state, const QString& problem) {
    problem_ = problem;
    if (state == state_) return;
    state_ = state;
    if (state_ == State::Ready) draw();
    emit stateChanged();
}

void SimulatedCamera::showOn(QVideoSink* sink) {
    sink_ = sink;
    draw();
}

void SimulatedCamera::shoot() {
    if (state_ != State::Ready) {
        emit missed(
            Error{Code::NoDevice, "camera", state_ == State::Absent ? "absent" : "not ready"});
        return;
    }
    Photograph taken;
    taken.wall = clock_.wall();
    taken.bootMs = clock_.bootMs();
    taken.device = "simulated camera";
    if (photos_.isEmpty()) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        scene().save(&buffer, "JPEG", 90);
        const auto bytes = buffer.data();
        taken.bytes =
            copy(view(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))));
    } else {
        const auto path = photos_[next_];
        next_ = (next_ + 1) % static_cast<int>(photos_.size());
        nextSeen_ = {};
        if (path.endsWith(QLatin1String(".png"))) taken.type = "image/png";
        if (path.endsWith(QLatin1String(".heic"))) taken.type = "image/heic";
        taken.bytes = contentsOf(path);
    }
    if (taken.bytes.empty())
        emit missed(Error{Code::Io, "camera", "no picture"});
    else
        emit shot(taken);
    draw();
}

// Ground, wall, a scale bar and a marker that wanders; and words, so that nobody takes it for a
// place.
QImage SimulatedCamera::scene() const {
    QImage image(sceneSize, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, 520);
    sky.setColorAt(0, QColor(112, 146, 178));
    sky.setColorAt(1, QColor(206, 212, 208));
    painter.fillRect(0, 0, 1280, 520, sky);
    painter.fillRect(0, 520, 1280, 440, QColor(139, 119, 92));
    painter.fillRect(160, 260, 620, 330, QColor(188, 176, 158));
    painter.fillRect(420, 380, 120, 210, QColor(72, 62, 54));
    painter.fillRect(230, 330, 110, 90, QColor(58, 66, 74));
    painter.fillRect(620, 330, 110, 90, QColor(58, 66, 74));
    for (int i = 0; i < 10; ++i)
        painter.fillRect(760 + i * 36, 850, 36, 22, i % 2 == 0 ? Qt::black : Qt::white);
    const double turn = frame_ / 40.0;
    const QPointF marker(860 + 60 * std::sin(turn), 700 + 24 * std::cos(turn * 0.7));
    painter.setBrush(QColor(244, 196, 48));
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(
        QPolygonF({marker + QPointF(-60, 60), marker + QPointF(60, 60), marker + QPointF(0, -60)}));
    auto font = painter.font();
    font.setPixelSize(54);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(Qt::black);
    painter.drawText(QRectF(marker - QPointF(60, 20), QSizeF(120, 80)), Qt::AlignCenter,
                     QStringLiteral("7"));
    painter.setPen(QColor(160, 30, 30));
    painter.drawText(QRectF(0, 30, 1280, 80), Qt::AlignCenter, QStringLiteral("SIMULATED CAMERA"));
    font.setPixelSize(30);
    painter.setFont(font);
    painter.drawText(QRectF(0, 100, 1280, 50), Qt::AlignCenter,
                     QString::fromStdString(toRfc3339(clock_.wall())));
    return image;
}

void SimulatedCamera::draw() {
    ++frame_;
    if (!sink_ || (state_ != State::Ready && state_ != State::Busy)) return;
    if (!photos_.isEmpty() && decoder_ != nullptr) {
        if (nextSeen_.isNull()) {
            const auto preview = decoder_->preview(contentsOf(photos_[next_]), viewSide);
            nextSeen_ = QImage::fromData(preview.jpeg.data(), static_cast<int>(preview.jpeg.size()),
                                         "JPEG");
            if (nextSeen_.isNull()) nextSeen_ = scene();
        }
        sink_->setVideoFrame(frameOf(nextSeen_));
        return;
    }
    sink_->setVideoFrame(frameOf(scene()));
}

}  // namespace cairn
