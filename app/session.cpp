#include "app/session.h"

#include <QEvent>
#include <QGuiApplication>

#include "app/format.h"
#include "app/picture_source.h"

namespace cairn {

Session::Session(SessionDoors doors, Settings& settings, QObject* parent)
    : QObject(parent),
      doors_(std::move(doors)),
      settings_(settings),
      stage_(exists(doors_.files, doors_.folder + "/keys.a") ? Stage::Locked : Stage::Enrolling),
      pictures_([this](QObject* who, const QString& exhibit, Pictures::Size size, auto then) {
          askPicture(who, exhibit, size, std::move(then));
      }),
      sites_(thread_),
      siteDraft_(thread_, receiver_),
      exhibits_(thread_),
      exhibit_(thread_),
      capture_(thread_, receiver_),
      outbox_(thread_, doors_.send),
      importer_(thread_, doors_.decoder, doors_.importPlaces) {
    connect(&settings_, &Settings::languageChanged, &terms_, &Terms::retranslate);
    connect(&siteDraft_, &SiteDraft::opened, this, [this](const QString& number) {
        sites_.refresh();
        navigation_.show(Sites);
        openSite(number);
    });
    connect(&exhibit_, &ExhibitModel::kept, this, &Session::refresh);
    connect(&outbox_, &OutboxModel::sent, this, &Session::refresh);
    connect(&importer_, &ImportModel::finished, this, &Session::refresh);
    connect(&capture_, &CaptureModel::saved, this, &Session::keepPreview);
    connect(&sites_, &SitesModel::changed, this, &Session::siteChanged);

    idle_.setSingleShot(true);
    connect(&idle_, &QTimer::timeout, this, &Session::lock);
    connect(&settings_, &Settings::changed, this, [this] {
        if (stage_ == Stage::Open) idle_.start(settings_.autoLockMinutes() * 60'000);
    });
    qApp->installEventFilter(this);
}

Session::~Session() = default;

bool Session::eventFilter(QObject*, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::MouseButtonPress:
        case QEvent::TouchBegin:
        case QEvent::TouchUpdate:
        case QEvent::Wheel:
            if (stage_ == Stage::Open) idle_.start();
            break;
        default:
            break;
    }
    return false;
}

void Session::unlock(PassphraseField* field) { unlock(field->take()); }

void Session::unlock(SecretBytes passphrase) {
    if (stage_ != Stage::Locked) return;
    auto secret = std::make_shared<const SecretBytes>(std::move(passphrase));
    open([this, secret] {
        return Locker::open(doors_.files, doors_.clock, doors_.folder, *secret);
    });
}

void Session::enrol(const QString& code, const QString& person, PassphraseField* field,
                    PassphraseField* again) {
    auto secret = std::make_shared<const SecretBytes>(field->take());
    const auto repeated = again->take();
    if (stage_ != Stage::Enrolling) return;
    if (secret->size() < 12 || !secret->equals(repeated)) {
        problem_ =
            Error{Code::Invalid, secret->size() < 12 ? "passphrase" : "passphrase, repeated", {}};
        emit changed();
        return;
    }
    open([this, secret, code = code.trimmed().toStdString(),
          person = person.trimmed().toStdString()] { return doors_.enrol(code, person, *secret); });
}

void Session::open(Make make) {
    const auto before = stage_;
    stage_ = Stage::Opening;
    problem_ = {};
    emit changed();
    thread_.open(this, std::move(make), [this, before](Result<void> done) {
        if (done) return opened();
        stage_ = before;
        problem_ = done.error();
        emit changed();
    });
}

void Session::opened() {
    struct Who {
        bool exercise;
        std::string operation, person;
    };
    thread_.ask(
        this,
        [](Locker& locker) -> Result<Who> {
            const auto& membership = locker.recorder().membership();
            return Who{membership.bundle.realm == Realm::Exercise,
                       membership.bundle.title.empty() ? membership.bundle.operation
                                                       : membership.bundle.title,
                       membership.person};
        },
        [this](Result<Who> who) {
            exercise_ = who->exercise;
            operation_ = QString::fromStdString(who->operation);
            person_ = QString::fromStdString(who->person);
            stage_ = Stage::Open;
            navigation_.home();
            idle_.start(settings_.autoLockMinutes() * 60'000);
            emit changed();
            refresh();
        });
}

void Session::lock() {
    if (stage_ == Stage::Enrolling || stage_ == Stage::Locked) return;
    idle_.stop();
    thread_.close();
    pictures_.clear();
    sites_.clear();
    siteDraft_.clear();
    exhibits_.clear();
    exhibit_.clear();
    capture_.clear();
    outbox_.clear();
    importer_.clear();
    operation_.clear();
    person_.clear();
    siteNumber_.clear();
    problem_ = {};
    stage_ = exists(doors_.files, doors_.folder + "/keys.a") ? Stage::Locked : Stage::Enrolling;
    navigation_.home();
    emit siteChanged();
    emit changed();
}

void Session::refresh() {
    sites_.refresh();
    outbox_.refresh();
    if (!siteNumber_.isEmpty()) exhibits_.refresh();
    exhibit_.refresh();
}

QString Session::siteName() const {
    const auto* site = sites_.find(siteNumber_);
    return site ? QString::fromStdString(site->name) : QString();
}

QString Session::siteType() const {
    const auto* site = sites_.find(siteNumber_);
    return site ? QString::fromStdString(site->type) : QString();
}

QString Session::sitePlace() const {
    const auto* site = sites_.find(siteNumber_);
    return site ? Format::position(site->position) : QString();
}

void Session::newSite() {
    siteDraft_.clear();
    navigation_.enter(NewSite);
}

void Session::openSite(const QString& number) {
    siteNumber_ = number;
    exhibits_.show(number);
    capture_.setSite(number);
    navigation_.enter(Site);
    emit siteChanged();
}

void Session::openExhibit(const QString& number) {
    exhibit_.show(number);
    navigation_.enter(Exhibit);
}

void Session::captureHere() {
    capture_.setSite(siteNumber_);
    navigation_.enter(Capture);
}

void Session::importHere() {
    importer_.setProperty("site", siteNumber_);
    navigation_.enter(Import);
}

void Session::askPicture(QObject* who, const QString& exhibit, Pictures::Size size,
                         std::function<void(Pictures::Answer)> then) {
    thread_.ask(
        who,
        [number = exhibit.toStdString(), size, decoder = doors_.decoder](Locker& locker) {
            return pictureOf(locker, decoder, number, size);
        },
        [then](Result<Pictures::Answer> answer) {
            then(answer ? std::move(*answer) : Pictures::Answer{});
        });
}

void Session::keepPreview(const QString& exhibit, const Bytes& jpeg) {
    refresh();
    if (!doors_.decoder) return;
    auto bytes = std::make_shared<const Bytes>(jpeg);
    thread_.ask(
        this,
        [number = exhibit.toStdString(), bytes,
         decoder = doors_.decoder](Locker& locker) -> Result<void> {
            auto preview = decoder->preview(*bytes, kPreviewSide);
            if (preview.jpeg.empty()) return {};
            std::vector<Locker::NewPreview> previews;
            previews.push_back({number, std::move(preview.jpeg)});
            return locker.addPreviews(std::move(previews));
        },
        [this](Result<void>) { refresh(); });
}

}  // namespace cairn
