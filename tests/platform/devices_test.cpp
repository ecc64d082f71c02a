// Each device: the simulated one does what a device does, the real one says that there is none
// where there is none.
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QVideoFrame>

#include "core/decoder.h"
#include "platform/camera.h"
#include "platform/compass.h"
#include "platform/connectivity.h"
#include "platform/device_status.h"
#include "platform/gnss.h"
#include "platform/key_store.h"
#include "platform/media_slot.h"
#include "tests/testkit/simulated_clock.h"

using namespace cairn;

namespace {

const QByteArray fixed =
    "$GPRMC,091405.00,A,4328.0469,N,01153.1076,E,1.5,240.0,010326,3.6,E,A*3A\r\n"
    "$GPGGA,091405.00,4328.0469,N,01153.1076,E,1,08,1.3,120.5,M,45.2,M,,*5E\r\n";
const QByteArray lost = "$GPRMC,,V,,,,,,,,,,N*53\r\n$GPGGA,,,,,,0,,,,,,,,*66\r\n";

// Checksums of the sentences above, put right.
QByteArray checked(QByteArray sentences) {
    QByteArray out;
    for (const auto& line : sentences.split('\n')) {
        if (line.isEmpty()) continue;
        const auto body = line.mid(1, line.indexOf('*') - 1);
        unsigned sum = 0;
        for (const char c : body) sum ^= static_cast<unsigned char>(c);
        out += '$' + body + '*' + QByteArray::number(sum, 16).rightJustified(2, '0').toUpper() +
               "\r\n";
    }
    return out;
}

void write(const QString& path, const QByteArray& bytes) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QImage imageOf(const Photograph& shot) {
    return QImage::fromData(shot.bytes.data(), static_cast<int>(shot.bytes.size()));
}

}  // namespace

class DevicesTest : public QObject {
    Q_OBJECT

    SimulatedClock clock_;

  private slots:
    void initTestCase() {
        qRegisterMetaType<cairn::Photograph>("cairn::Photograph");
        qRegisterMetaType<cairn::Error>("cairn::Error");
    }

    // GNSS

    void withoutAReceiverThereIsNone() {
        ReceiverGnss none(QUrl(), clock_);
        none.start();
        QVERIFY(none.state() == Gnss::State::Absent);
        QVERIFY(none.fix().noFixReason == NoFixReason::NoReceiver);
        for (const auto* source : {"serial:/dev/no-such-port", "file:/no/such/log",
                                   "tcp://127.0.0.1:1", "bluetooth://x"}) {
            ReceiverGnss gnss{QUrl(QString(source)), clock_};
            gnss.start();
            QTRY_VERIFY2(!gnss.problem().isEmpty(), source);
            QVERIFY2(gnss.state() == Gnss::State::Absent, source);
            QVERIFY(!gnss.fix().position);
        }
    }

    void aReceiverOverTcpIsReadLostAndFoundAgain() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ReceiverGnss gnss(QUrl(QStringLiteral("tcp://127.0.0.1:%1").arg(server.serverPort())),
                          clock_);
        QSignalSpy measured(&gnss, &Gnss::measured);
        gnss.start();
        QTRY_VERIFY(server.hasPendingConnections());
        auto* receiver = server.nextPendingConnection();

        receiver->write("not a receiver\r\n");
        receiver->flush();
        receiver->write(checked(lost));
        QTRY_VERIFY(gnss.state() == Gnss::State::Searching);
        QTRY_COMPARE(measured.count(), 1);
        QVERIFY(gnss.fix().noFixReason == NoFixReason::NotYet);

        receiver->write(checked(fixed));
        QTRY_VERIFY(gnss.state() == Gnss::State::Fixed);
        QCOMPARE(gnss.fix().position->latE7, 434'674'483);
        QCOMPARE(toRfc3339(*gnss.fix().gnssTime), std::string("2026-03-01T09:14:05.000Z"));
        clock_.advance(1'500);
        QCOMPARE(*gnss.fix().ageMs, std::int64_t{1'500});

        delete receiver;
        QTRY_VERIFY(gnss.state() == Gnss::State::Absent);
        QTRY_VERIFY(server.hasPendingConnections());
        server.nextPendingConnection()->write(checked(fixed));
        QTRY_VERIFY(gnss.state() == Gnss::State::Fixed);
        gnss.stop();
        QVERIFY(gnss.state() == Gnss::State::Absent);
        QVERIFY(!gnss.fix().position);
    }

    void gpsdIsAskedAndHeard() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ReceiverGnss gnss(QUrl(QStringLiteral("gpsd://127.0.0.1:%1").arg(server.serverPort())),
                          clock_);
        gnss.start();
        QTRY_VERIFY(server.hasPendingConnections());
        auto* daemon = server.nextPendingConnection();
        QByteArray asked;
        QTRY_VERIFY((asked += daemon->readAll()).startsWith("?WATCH="));
        daemon->write(
            "{\"class\":\"TPV\",\"mode\":3,\"lat\":-33.8568,\"lon\":151.2153,\"eph\":4.1}\n");
        QTRY_VERIFY(gnss.state() == Gnss::State::Fixed);
        QCOMPARE(gnss.fix().position->latE7, -338'568'000);
    }

    void aSerialReceiverIsRead() {
        const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
        if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0)
            QSKIP("no pseudo-terminals here");
        ReceiverGnss gnss(QUrl(QStringLiteral("serial:%1?baud=38400").arg(::ptsname(terminal))),
                          clock_);
        gnss.start();
        if (!gnss.problem().isEmpty())
            QSKIP(qPrintable("a pseudo-terminal does not open as a port: " + gnss.problem()));
        const auto bytes = checked(fixed);
        QCOMPARE(::write(terminal, bytes.data(), static_cast<std::size_t>(bytes.size())),
                 bytes.size());
        QTRY_VERIFY(gnss.state() == Gnss::State::Fixed);
        ::close(terminal);
        QTRY_VERIFY(gnss.state() == Gnss::State::Absent);
    }

    void aLogIsPlayed() {
        QTemporaryDir folder;
        const auto path = folder.filePath("receiver.log");
        write(path, "# a comment\n" + checked(fixed) + checked(lost));
        ReceiverGnss gnss(QUrl::fromLocalFile(path), clock_);
        gnss.start();
        QVERIFY(gnss.state() == Gnss::State::Fixed);
    }

    void anOldMeasurementIsNotThePresentPlace() {
        QTemporaryDir folder;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ReceiverGnss gnss(QUrl(QStringLiteral("tcp://127.0.0.1:%1").arg(server.serverPort())),
                          clock_);
        gnss.start();
        QTRY_VERIFY(server.hasPendingConnections());
        auto* receiver = server.nextPendingConnection();
        receiver->write(checked(fixed));
        QTRY_VERIFY(gnss.state() == Gnss::State::Fixed);
        clock_.advance(Gnss::freshMs + 1);
        QTRY_VERIFY_WITH_TIMEOUT(gnss.state() == Gnss::State::Searching, 10'000);
        QVERIFY(*gnss.fix().ageMs > Gnss::freshMs);  // shown with its age, never silently
    }

    void simulatedGnssIsWhatItIsTold() {
        SimulatedGnss gnss(Position{434'674'483, 118'851'267}, clock_);
        QVERIFY(gnss.fix().noFixReason == NoFixReason::NoReceiver);
        gnss.start();
        QVERIFY(gnss.state() == Gnss::State::Fixed);
        QVERIFY(validate(gnss.fix()));
        QVERIFY(gnss.fix().position);
        gnss.become(Gnss::State::Searching);
        QVERIFY(!gnss.fix().position && gnss.fix().noFixReason == NoFixReason::NotYet);
    }

    // Camera

    void withoutACameraTheStateIsAbsent() {
        if (!QMediaDevices::videoInputs().isEmpty()) QSKIP("there is a camera");
        DeviceCamera camera(clock_);
        QVERIFY(camera.state() == Camera::State::Absent);
        QVideoSink sink;
        camera.showOn(&sink);
        camera.start();
        QVERIFY(camera.state() == Camera::State::Absent);
        QSignalSpy missed(&camera, &Camera::missed);
        camera.shoot();
        QCOMPARE(missed.count(), 1);
        QVERIFY(missed[0][0].value<cairn::Error>().code == Code::NoDevice);
        camera.stop();
        QVERIFY(camera.state() == Camera::State::Absent);
    }

    void simulatedCameraShowsAMovingSceneAndTakesIt() {
        SimulatedCamera camera(clock_);
        QVideoSink sink;
        QSignalSpy frames(&sink, &QVideoSink::videoFrameChanged);
        QSignalSpy shots(&camera, &Camera::shot);
        QSignalSpy missed(&camera, &Camera::missed);
        camera.showOn(&sink);
        camera.shoot();
        QCOMPARE(missed.count(), 1);  // not started
        camera.start();
        QTRY_VERIFY(frames.count() >= 3);
        const auto first = frames[0][0].value<QVideoFrame>().toImage();
        const auto third = frames[2][0].value<QVideoFrame>().toImage();
        QCOMPARE(first.size(), QSize(1280, 960));
        QVERIFY(first != third);
        camera.shoot();
        QCOMPARE(shots.count(), 1);
        const auto shot = shots[0][0].value<cairn::Photograph>();
        QCOMPARE(imageOf(shot).size(), QSize(1280, 960));
        QCOMPARE(shot.wall.unixMs, clock_.wall().unixMs);
        QCOMPARE(shot.bootMs, clock_.bootMs());
    }

    void simulatedCameraHandsOverFilesAsTheyAre() {
        const auto started = Decoder::start(CAIRN_BIN "/cairn-decode");
        QVERIFY(started);
        QTemporaryDir folder;
        for (const auto* name : {"HTC_Desire.jpg", "Sony_DSC-HX5V_2.heic"})
            QVERIFY(QFile::copy(QStringLiteral(CAIRN_TEST_DATA "/photos/") + name,
                                folder.filePath(name)));
        SimulatedCamera camera(folder.path(), started->get(), clock_);
        QVideoSink sink;
        camera.showOn(&sink);
        camera.start();
        QTRY_VERIFY(sink.videoFrame().isValid());
        QCOMPARE(sink.videoFrame().size(), QSize(776, 909));
        QSignalSpy shots(&camera, &Camera::shot);
        for (int i = 0; i < 3; ++i) camera.shoot();
        QFile original(folder.filePath("HTC_Desire.jpg"));
        QVERIFY(original.open(QIODevice::ReadOnly));
        const auto bytes = original.readAll();
        const auto first = shots[0][0].value<cairn::Photograph>();
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(first.bytes.data()),
                            static_cast<int>(first.bytes.size())),
                 bytes);
        QCOMPARE(shots[1][0].value<cairn::Photograph>().type, std::string("image/heic"));
        QVERIFY(shots[2][0].value<cairn::Photograph>().bytes == first.bytes);
    }

    void aBrokenCameraSaysSo() {
        SimulatedCamera camera(clock_);
        camera.start();
        camera.become(Camera::State::Failed, "lens");
        QSignalSpy missed(&camera, &Camera::missed);
        camera.shoot();
        QCOMPARE(missed.count(), 1);
        QCOMPARE(camera.problem(), QString("lens"));
    }

    // Compass and network

    void withoutACompassThereIsNoHeading() {
        SensorCompass compass;
        if (!compass.isAbsent()) QSKIP("there is a compass");
        compass.start();
        QVERIFY(!compass.heading());
        compass.stop();
    }

    void simulatedCompassTurnsStandsAndVanishes() {
        SimulatedCompass compass;
        compass.start();
        const auto before = compass.heading()->degrees;
        QTRY_VERIFY(compass.heading()->degrees != before);
        compass.pointTo({359.5, 0.3});
        QCOMPARE(compass.heading()->degrees, 359.5);
        compass.vanish();
        QVERIFY(compass.isAbsent() && !compass.heading());
    }

    void anUnknownNetworkIsWorthTrying() {
        SystemConnectivity system;  // whatever this machine says, it must not crash
        QVERIFY(system.reach() == Connectivity::Reach::Offline || system.worthTrying());
        SimulatedConnectivity network;
        QVERIFY(network.worthTrying());
        QSignalSpy changed(&network, &Connectivity::changed);
        network.become(Connectivity::Reach::Offline);
        QVERIFY(!network.worthTrying());
        network.become(Connectivity::Reach::Local, true);
        QVERIFY(network.worthTrying() && *network.metered());
        QCOMPARE(changed.count(), 2);
    }

    // The device itself

    void batteryAndModelAreReadAsTheKernelWritesThem() {
        QTemporaryDir root;
        const auto power = root.filePath("sys/class/power_supply/");
        write(power + "AC/type", "Mains\n");
        write(power + "AC/online", "0\n");
        write(power + "BAT0/type", "Battery\n");
        write(power + "BAT0/capacity", "40\n");
        write(power + "BAT0/energy_full", "30000000\n");
        write(power + "BAT1/type", "Battery\n");
        write(power + "BAT1/capacity", "100\n");
        write(power + "BAT1/energy_full", "10000000\n");
        write(power + "mouse/type", "Battery\n");
        write(power + "mouse/scope", "Device\n");
        write(power + "mouse/capacity", "3\n");
        write(root.filePath("sys/class/dmi/id/sys_vendor"), "Getac\n");
        write(root.filePath("sys/class/dmi/id/product_name"), "F110\n");
        write(root.filePath("etc/os-release"),
              "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        const LinuxDevice device(realFiles(), root.path().toStdString(), root.path().toStdString());
        const auto status = device.read();
        QCOMPARE(status.batteryPercent, std::optional(55));
        QCOMPARE(status.charging, std::optional(false));
        QVERIFY(status.freeBytes && *status.freeBytes > 0);
        QCOMPARE(status.model, std::string("Getac F110"));
        QCOMPARE(status.system, std::string("Debian GNU/Linux 12 (bookworm)"));
    }

    void whatTheDeviceDoesNotKnowIsAbsent() {
        QTemporaryDir root;
        write(root.filePath("sys/class/power_supply/BAT0/type"), "Battery\n");
        write(root.filePath("sys/class/power_supply/BAT0/capacity"), "250\n");
        const LinuxDevice device(realFiles(), root.filePath("nowhere").toStdString(),
                                 root.path().toStdString());
        const auto status = device.read();
        QVERIFY(!status.batteryPercent && !status.charging && !status.freeBytes);
        QVERIFY(status.model.empty() && status.system.empty());
    }

    void theDeviceSecretIsMadeOnceAndNeverReplaced() {
        QTemporaryDir folder;
        const auto path = folder.filePath("cairn/device.secret");
        FileKeyStore store(realFiles(), path.toStdString());
        const auto made = store.deviceSecret();
        QVERIFY2(made, made ? "" : describe(made.error()).c_str());
        QCOMPARE(made->size(), KeyStore::secretBytes);
        QVERIFY(FileKeyStore(realFiles(), path.toStdString()).deviceSecret()->equals(*made));
        QVERIFY((QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)) ==
                QFile::Permissions());

        write(path, "short");
        const auto cut = store.deviceSecret();
        QVERIFY(!cut && cut.error().code == Code::Corrupt);
        QCOMPARE(QFileInfo(path).size(), qint64{5});
        QVERIFY(store.forget());
        QVERIFY(store.forget());
        QVERIFY(!store.deviceSecret()->equals(*made));
    }

    void aForgottenSimulatedSecretIsGone() {
        SimulatedKeyStore store(SecretBytes::random(KeyStore::secretBytes));
        QVERIFY(store.deviceSecret());
        QVERIFY(store.forget());
        QVERIFY(!store.deviceSecret());
    }

    // Media

    void cardsAreFoundInTheTableOfMounts() {
        const auto found = mediaOf(
            view(std::string_view("22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n"
                                  "30 22 0:26 / /run/media rw,nosuid shared:7 - tmpfs tmpfs rw\n"
                                  "90 30 8:17 / /run/media/anna/NIKON\\040D5000 rw,nosuid,nodev "
                                  "shared:99 master:1 - vfat /dev/sdb1 rw,fmask=0022\n"
                                  "91 22 8:33 / /media/stick ro,nosuid - exfat /dev/sdc1 ro\n"
                                  "92 22 8:49 / /media/lock rw - vfat /dev/sdd1 ro,relatime\n"
                                  "93 22 0:45 / /mnt/share rw - nfs4 server:/share rw\n"
                                  "94 22 8:18 / /media rw - ext4 /dev/sdb2 rw\n"
                                  "95 22 8:50 /media/broken rw vfat /dev/sde1 rw\n"
                                  "-\n- - - -\n\n96")));
        QCOMPARE(found.size(), std::size_t{3});
        QVERIFY(found[0] == (Medium{"/media/lock", "/dev/sdd1", "vfat", true}));
        QVERIFY(found[1] == (Medium{"/media/stick", "/dev/sdc1", "exfat", true}));
        QVERIFY(found[2] == (Medium{"/run/media/anna/NIKON D5000", "/dev/sdb1", "vfat", false}));
    }

    void withoutATableThereAreNoMedia() {
        MountedMedia none(nullptr, QStringLiteral("/no/such/table"));
        QVERIFY(none.media().empty());
        MountedMedia real;  // whatever is mounted here
        for (const auto& medium : real.media()) QVERIFY(!medium.folder.empty());
    }

    void simulatedCardsComeAndGo() {
        SimulatedMedia slot;
        QSignalSpy changed(&slot, &MediaSlot::changed);
        slot.insert({"/media/card", "/dev/sdb1", "vfat", true});
        QCOMPARE(slot.media().size(), std::size_t{1});
        slot.remove("/media/card");
        slot.remove("/media/card");
        QVERIFY(slot.media().empty());
        QCOMPARE(changed.count(), 2);
    }
};

QTEST_MAIN(DevicesTest)
#include "devices_test.moc"
