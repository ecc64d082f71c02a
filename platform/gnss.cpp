#include "platform/gnss.h"

#include <QFile>
#include <QSerialPort>
#include <QTcpSocket>
#include <QUrlQuery>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace cairn {
namespace {

constexpr int maxRetryMs = 30'000;
constexpr int quietMs =
    200;  // receivers pause longer than this between measurements, even at 4 a second
constexpr int playMs = 1'000;
constexpr qint64 maxRead = 64 * 1024;
constexpr quint16 gpsdPort = 2947;

Fix without(NoFixReason reason) {
    Fix out;
    out.noFixReason = reason;
    return out;
}

}  // namespace

ReceiverGnss::ReceiverGnss(const QUrl& source, const Clock& clock, QObject* parent)
    : Gnss(parent), source_(source), clock_(clock) {
    retry_.setSingleShot(true);
    quiet_.setSingleShot(true);
    stale_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &ReceiverGnss::connectSource);
    connect(&stale_, &QTimer::timeout, this, &ReceiverGnss::refresh);
    connect(&play_, &QTimer::timeout, this, &ReceiverGnss::playFile);
    connect(&quiet_, &QTimer::timeout, this, [this] {
        if (auto fix = nmea_.pause(clock_.bootMs())) accept(*std::move(fix));
    });
}

ReceiverGnss::~ReceiverGnss() = default;

void ReceiverGnss::start() {
    if (device_ || source_.isEmpty()) return;
    retryMs_ = 1000;
    connectSource();
}

void ReceiverGnss::stop() {
    for (auto* timer : {&retry_, &quiet_, &stale_, &play_}) timer->stop();
    if (device_) device_->disconnect(this);
    device_.reset();
    speaking_ = false;
    last_.reset();
    refresh();
}

void ReceiverGnss::connectSource() {
    const auto scheme = source_.scheme();
    nmea_ = NmeaReader();
    gpsd_ = GpsdReader();
    if (scheme == QLatin1String("tcp") || scheme == QLatin1String("gpsd")) {
        auto socket = std::make_unique<QTcpSocket>();
        auto* raw = socket.get();
        connect(raw, &QTcpSocket::connected, this, [raw, scheme] {
            if (scheme != QLatin1String("gpsd")) return;
            const auto command = GpsdReader::watchCommand();
            raw->write(command.data(), static_cast<qint64>(command.size()));
        });
        connect(raw, &QTcpSocket::errorOccurred, this, [this, raw] { lose(raw->errorString()); });
        device_ = std::move(socket);
        connect(raw, &QIODevice::readyRead, this, &ReceiverGnss::readBytes);
        const auto port = source_.port(scheme == QLatin1String("gpsd") ? gpsdPort : 0);
        raw->connectToHost(source_.host(), static_cast<quint16>(port));
        return;
    }
    if (scheme == QLatin1String("serial")) {
        auto port = std::make_unique<QSerialPort>(source_.path());
        auto* raw = port.get();
        const int baud = QUrlQuery(source_).queryItemValue(QStringLiteral("baud")).toInt();
        port->setBaudRate(baud > 0 ? baud : 9600);
        connect(raw, &QIODevice::readyRead, this, &ReceiverGnss::readBytes);
        const bool open = port->open(QIODevice::ReadOnly);
        const auto problem = port->errorString();
        device_ = std::move(port);
        if (!open) return lose(problem);
        connect(raw, &QSerialPort::errorOccurred, this,
                [this, raw](QSerialPort::SerialPortError error) {
                    if (error != QSerialPort::NoError) lose(raw->errorString());
                });
        return;
    }
    if (scheme == QLatin1String("file")) {
        auto file = std::make_unique<QFile>(source_.toLocalFile());
        const bool open = file->open(QIODevice::ReadOnly);
        const auto problem = file->errorString();
        device_ = std::move(file);
        if (!open) return lose(problem);
        play_.start(playMs);
        playFile();
        return;
    }
    problem_ = QStringLiteral("no kind of receiver: ") + scheme;
    refresh();
}

// A lost device is deleted later: this is called from its own signals.
void ReceiverGnss::lose(const QString& problem) {
    problem_ = problem;
    for (auto* timer : {&quiet_, &play_}) timer->stop();
    if (device_) {
        device_->disconnect(this);
        device_.release()->deleteLater();
    }
    speaking_ = false;
    retry_.start(retryMs_);
    retryMs_ = std::min(retryMs_ * 2, maxRetryMs);
    refresh();
}

void ReceiverGnss::readBytes() {
    while (device_ && device_->bytesAvailable() > 0) {
        const auto bytes = device_->read(maxRead);
        if (bytes.isEmpty()) return;
        const auto view =
            cairn::view(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
        auto fixes = source_.scheme() == QLatin1String("gpsd") ? gpsd_.read(view)
                                                               : nmea_.read(view, clock_.bootMs());
        // Bytes are not yet a receiver: something it says must hold.
        if (!speaking_ && (nmea_.sentences() > 0 || !fixes.empty())) {
            speaking_ = true;
            problem_.clear();
            retryMs_ = 1000;
            refresh();
        }
        for (auto& fix : fixes) accept(std::move(fix));
    }
    quiet_.start(quietMs);
}

// As much of a log as one measurement; from the start again at its end.
void ReceiverGnss::playFile() {
    constexpr int maxLines = 100;
    for (int line = 0; line < maxLines; ++line) {
        if (device_->atEnd()) device_->seek(0);
        const auto bytes = device_->readLine(4096);
        auto fixes = nmea_.read(
            cairn::view(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))),
            clock_.bootMs());
        speaking_ = speaking_ || nmea_.sentences() > 0;
        for (auto& fix : fixes) accept(std::move(fix));
        if (!fixes.empty()) break;
    }
    refresh();
}

void ReceiverGnss::accept(Fix fix) {
    measuredMs_ = clock_.bootMs() - fix.ageMs.value_or(0);
    last_ = std::move(fix);
    stale_.start(static_cast<int>(freshMs) + 1);
    refresh();
    emit measured();
}

void ReceiverGnss::refresh() {
    const bool fresh = last_ && last_->position && clock_.bootMs() - measuredMs_ <= freshMs;
    const auto now = fresh && speaking_ ? State::Fixed
                     : speaking_        ? State::Searching
                                        : State::Absent;
    if (now == state_) return;
    state_ = now;
    emit stateChanged();
}

Gnss::State ReceiverGnss::state() const { return state_; }

Fix ReceiverGnss::fix() const {
    if (!last_) return without(speaking_ ? NoFixReason::NotYet : NoFixReason::NoReceiver);
    auto out = *last_;
    out.ageMs = clock_.bootMs() - measuredMs_;
    return out;
}

SimulatedGnss::SimulatedGnss(Position around, const Clock& clock, QObject* parent)
    : Gnss(parent), around_(around), clock_(clock), last_(without(NoFixReason::NoReceiver)) {
    connect(&timer_, &QTimer::timeout, this, &SimulatedGnss::step);
}

void SimulatedGnss::start() {
    timer_.start(1000);
    become(State::Fixed);
}

void SimulatedGnss::stop() {
    timer_.stop();
    become(State::Absent);
}

void SimulatedGnss::become(State state) {
    const bool changed = state != state_;
    state_ = state;
    step();
    if (changed) emit stateChanged();
}

void SimulatedGnss::moveTo(Position place) {
    around_ = place;
    step();
}

void SimulatedGnss::step() {
    if (state_ == State::Absent) {
        last_ = without(NoFixReason::NoReceiver);
    } else if (state_ == State::Searching) {
        last_ = without(NoFixReason::NotYet);
    } else {
        // A circle of some ten metres, once in two minutes.
        const double turn = steps_++ * 2 * std::numbers::pi / 120;
        Fix fix;
        fix.position = Position{around_.latE7 + static_cast<std::int32_t>(900 * std::sin(turn)),
                                around_.lonE7 + static_cast<std::int32_t>(900 * std::cos(turn))};
        fix.type = FixType::ThreeD;
        fix.altitudeMslM = 120.0;
        fix.altitudeEllipsoidM = 138.5;
        fix.horizontalAccuracyM = 3.2;
        fix.verticalAccuracyM = 5.1;
        fix.confidencePercent = 68;
        fix.hdop = 0.9;
        fix.pdop = 1.6;
        fix.satellitesUsed = 11;
        fix.satellitesInView = 17;
        fix.gnssTime = clock_.wall();
        fix.speedMps = 0.4;
        last_ = fix;
    }
    last_.receiver = "simulated";
    measuredMs_ = clock_.bootMs();
    emit measured();
}

Fix SimulatedGnss::fix() const {
    auto out = last_;
    if (out.position) out.ageMs = clock_.bootMs() - measuredMs_;
    return out;
}

}  // namespace cairn
