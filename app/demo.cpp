#include "app/demo.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <array>

#include "app/errands.h"
#include "app/picture_source.h"
#include "sync/archive.h"
#include "sync/enrolment.h"
#include "sync/local_channel.h"

namespace cairn {

namespace {

struct Scene {
    const char* itemType;
    const char* shotType;
    const char* title;
    const char* note;
    std::vector<std::string> tags;
};

const std::array<Scene, 6> kScenes{{
    {"EV25",
     "overview",
     "North pillar, impact marks",
     "Three marks at breast height, seen from the river bank.",
     {"D3"}},
    {"EV08",
     "close_up_scaled",
     "Cartridge case by the kerb",
     "Left in place. Scale 50 mm.",
     {"C1"}},
    {"EV24",
     "close_up",
     "Boot print in dried mud",
     "Sole pattern complete, heel worn on the outside.",
     {"C1"}},
    {"EV06", "mid_range", "Cord on the railing", "Two strands, knotted; ends cut.", {"C2"}},
    {"EV28", "overview", "Collapsed wall, east side", "", {"D4", "PO16"}},
    {"EV18", "close_up", "Page from a register", "Names are covered in this frame.", {"C1"}},
}};

Bytes bytesOf(const QByteArray& from) { return {from.begin(), from.end()}; }

std::vector<Bytes> picturesOf(const std::string& photos) {
    std::vector<Bytes> pictures;
    const QDir dir(QString::fromStdString(photos));
    if (!photos.empty())
        for (const auto& name : dir.entryList(
                 {QStringLiteral("*.jpg"), QStringLiteral("*.JPG"), QStringLiteral("*.jpeg")},
                 QDir::Files, QDir::Name)) {
            QFile file(dir.filePath(name));
            if (file.open(QIODevice::ReadOnly)) pictures.push_back(bytesOf(file.readAll()));
        }
    for (int i = 0; pictures.size() < kScenes.size(); ++i) pictures.push_back(paintedScene(i));
    return pictures;
}

}  // namespace

Bytes paintedScene(int number) {
    QImage image(1280, 960, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const int hue = (25 + number * 47) % 360;
    QLinearGradient sky(0, 0, 0, 560);
    sky.setColorAt(0, QColor::fromHsv(210, 60 + number % 4 * 20, 190));
    sky.setColorAt(1, QColor::fromHsv(35, 40, 235));
    painter.fillRect(0, 0, 1280, 560, sky);
    QLinearGradient ground(0, 560, 0, 960);
    ground.setColorAt(0, QColor::fromHsv(hue % 60 + 20, 90, 150));
    ground.setColorAt(1, QColor::fromHsv(hue % 60 + 20, 110, 90));
    painter.fillRect(0, 560, 1280, 400, ground);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 5; ++i) {  // hills
        painter.setBrush(QColor::fromHsv(120 + i * 8, 50, 140 - i * 12));
        QPainterPath hill(QPointF(-100, 560));
        hill.cubicTo(200 + i * 190, 560 - 260 + i * 38 + number % 3 * 30, 420 + i * 130,
                     330 + i * 40, 1400, 560);
        painter.drawPath(hill);
    }
    painter.setBrush(QColor::fromHsv(30, 20, 170));  // a wall with a dark opening
    painter.drawRect(220 + number * 53 % 420, 360, 420, 330);
    painter.setBrush(QColor(40, 36, 34));
    painter.drawRect(360 + number * 53 % 420, 470, 120, 220);
    for (int i = 0; i < 24; ++i) {  // stones
        painter.setBrush(QColor::fromHsv(30, 25, 110 + (i * 37 + number * 11) % 90));
        painter.drawEllipse(QPointF((i * 157 + number * 91) % 1280, 640 + (i * 83) % 290),
                            18 + i % 5 * 9, 11 + i % 4 * 5);
    }
    painter.setBrush(QColor(250, 210, 40));  // marker and scale
    painter.drawPolygon(QPolygonF({{860, 860}, {930, 860}, {895, 780}}));
    for (int i = 0; i < 10; ++i) {
        painter.setBrush(i % 2 ? Qt::white : Qt::black);
        painter.drawRect(520 + i * 26, 880, 26, 22);
    }
    painter.setPen(Qt::black);
    painter.setFont(QFont(QStringLiteral("Noto Sans"), 22, QFont::Bold));
    painter.drawText(QRectF(860, 812, 70, 48), Qt::AlignCenter, QString::number(number + 1));
    painter.end();
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 86);
    return bytesOf(jpeg);
}

std::string Demo::lockerFolder() const {
    return folder_.filePath(QStringLiteral("tablet")).toStdString();
}
std::string Demo::deskFolder() const {
    return folder_.filePath(QStringLiteral("desk")).toStdString();
}
std::string Demo::cardFolder() const {
    return folder_.filePath(QStringLiteral("DCIM")).toStdString();
}
SecretBytes Demo::passphrase() {
    return SecretBytes::copyOf(view(std::string_view("stones laid one on another")));
}

Result<std::unique_ptr<Demo>> Demo::make(Decoder* decoder, const std::string& photos) {
    std::unique_ptr<Demo> demo(new Demo);
    if (!demo->folder_.isValid()) return Error{Code::Io, "temporary folder", {}};
    TRY(demo->found());
    TRY(demo->fieldDay(decoder, photos));
    return demo;
}

Result<void> Demo::found() {
    const auto at = [this](const char* name) {
        return folder_.filePath(QLatin1String(name)).toStdString();
    };
    headquarters_ = TRY(Headquarters::init(realFiles(), systemClock(), at("hq"), at("keys"),
                                           "Stone Bridge", Realm::Exercise));
    archive_ = TRY(Archive::open(realFiles(), headquarters_->archive()));
    intake_ = TRY(Intake::open(*headquarters_, *archive_, systemClock()));
    return {};
}

Result<std::unique_ptr<Recorder>> Demo::join(Role role, const std::string& folder,
                                             const std::string& person) {
    const auto code = TRY(
        headquarters_->enrol(systemClock(), folder_.filePath(QStringLiteral("keys")).toStdString(),
                             role, "127.0.0.1:1"));
    const auto parsed = TRY(parseEnrolmentCode(code));
    const auto keys = TRY(Recorder::prepare(realFiles(), folder, passphrase(), KdfCost::floor()));
    const auto channel = connectLocally(*intake_, Caller{});
    const auto membership =
        TRY(enrol(*channel, parsed, keys, "demo", person, headquarters_->tlsAuthority(), role));
    return Recorder::found(realFiles(), systemClock(), folder, passphrase(), membership);
}

Courier::Connect Demo::connectionOf(Recorder& recorder) const {
    const auto& voucher = recorder.membership().device.voucher;
    return [this, caller = Caller{voucher.device,
                                  voucher.role}]() -> Result<std::unique_ptr<IntakeChannel>> {
        return connectLocally(*intake_, caller);
    };
}

Result<void> Demo::fieldDay(Decoder* decoder, const std::string& photos) {
    const auto never = [] { return false; };
    const auto pictures = picturesOf(photos);

    auto locker = std::make_unique<Locker>(TRY(join(Role::Tablet, lockerFolder(), "INV-07")));
    const auto site = [&](const char* name, const char* local, const char* type,
                          std::optional<Position> position) {
        Site opened;
        opened.name = name;
        opened.nameLocal = local;
        opened.type = type;
        Fix fix;
        fix.position = position;
        fix.type = position ? FixType::ThreeD : FixType::None;
        if (position)
            fix.horizontalAccuracyM = 4.0;
        else
            fix.noFixReason = NoFixReason::Indoors;
        opened.fix = fix;
        return locker->openSite(std::move(opened));
    };
    const auto bridge = TRY(site("Stone bridge, north bank", "الجسر الحجري", "ST08",
                                 *Position::fromDegrees(43.34360, 17.81430)));
    TRY(site("School cellar", "", "ST10", std::nullopt));
    TRY(site("Quarry road", "", "ST16", *Position::fromDegrees(-12.04318, -77.02824)));

    const auto photograph = [&](std::size_t index, bool withFix) -> Result<std::string> {
        const auto& scene = kScenes[index % kScenes.size()];
        const auto& bytes = pictures[index % pictures.size()];
        Shot shot;
        shot.source = sourceOf(bytes);
        shot.expectedBytes = bytes.size();
        shot.mediaType = "image/jpeg";
        shot.site = bridge;
        shot.subject.itemType = scene.itemType;
        shot.subject.shotType = scene.shotType;
        shot.subject.tags = scene.tags;
        shot.subject.frame = static_cast<std::uint32_t>(index + 1);
        shot.text.title = scene.title;
        shot.text.note = scene.note;
        Fix fix;
        if (withFix) {
            fix.position =
                Position::fromDegrees(43.34361 + 0.00002 * static_cast<double>(index), 17.81428)
                    .value();
            fix.type = FixType::ThreeD;
            fix.horizontalAccuracyM = 3.5;
            fix.satellitesUsed = 11;
        } else {
            fix.noFixReason = NoFixReason::Canopy;
        }
        shot.fix = fix;
        const auto number = TRY(locker->capture(std::move(shot)));
        if (decoder) {
            auto preview = decoder->preview(bytes, kPreviewSide);
            std::vector<Locker::NewPreview> previews;
            if (!preview.jpeg.empty()) previews.push_back({number, std::move(preview.jpeg)});
            if (!previews.empty()) TRY(locker->addPreviews(std::move(previews)));
        }
        return number;
    };

    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < 4; ++i) numbers.push_back(TRY(photograph(i, i != 2)));
    TRY(send(*locker, connectionOf(locker->recorder()), never));

    // Headquarters' desk confirms all, accepts one and asks for another frame of one.
    const auto identityFile = folder_.filePath(QStringLiteral("keys/opening.key")).toStdString();
    const auto key = TRY(readAll(realFiles(), identityFile, 64 * 1024));
    auto desk = TRY(
        Desk::found(TRY(join(Role::Review, deskFolder(), "DESK-1")), TRY(Identity::parse(key))));
    TRY(fetch(*desk, connectionOf(desk->recorder()), never));
    TRY(desk->decide(numbers[0], ReviewOutcome::Accepted, "Complete"));
    TRY(desk->decide(numbers[1], ReviewOutcome::Returned, "missing_overview"));
    TRY(fetch(*desk, connectionOf(desk->recorder()), never));

    // The tablet hears of it, sends two more that no desk has seen, and holds two that nobody has.
    TRY(photograph(4, true));
    TRY(send(*locker, connectionOf(locker->recorder()), never));
    TRY(photograph(5, false));
    TRY(photograph(6, true));
    TRY(fetch(*desk, connectionOf(desk->recorder()), never));

    // A card with files of another camera.
    if (!QDir().mkpath(QString::fromStdString(cardFolder()))) return Error{Code::Io, "card", {}};
    for (std::size_t i = 0; i < 8; ++i) {
        QFile file(
            QDir(QString::fromStdString(cardFolder()))
                .filePath(QStringLiteral("DSCN%1.JPG").arg(i + 10, 4, 10, QLatin1Char('0'))));
        const auto& bytes = i < 2 ? pictures[i] : paintedScene(static_cast<int>(40 + i));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(reinterpret_cast<const char*>(bytes.data()),
                       static_cast<qint64>(bytes.size())) < 0)
            return Error{Code::Io, "card", {}};
    }
    return {};
}

}  // namespace cairn
