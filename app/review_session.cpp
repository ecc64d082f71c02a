#include "app/review_session.h"

#include <QEvent>
#include <QGuiApplication>

#include "app/picture_source.h"

namespace cairn {

ReviewSession::ReviewSession(ReviewDoors doors, Settings& settings, QObject* parent)
    : QObject(parent),
      doors_(std::move(doors)),
      settings_(settings),
      stage_(founded() ? Stage::Locked : Stage::Enrolling),
      pictures_([this](QObject* who, const QString& exhibit, Pictures::Size size, auto then) {
          thread_.ask(
              who,
              [number = exhibit.toStdString(), size, decoder = doors_.decoder](Desk& desk) {
                  return pictureOf(desk, decoder, number, size);
              },
              [then](Result<Pictures::Answer> answer) {
                  then(answer ? std::move(*answer) : Pictures::Answer{});
              });
      }),
      inbox_(thread_),
      exhibit_(thread_),
      exporter_(thread_, inbox_, doors_.exportPlaces) {
    connect(&settings_, &Settings::languageChanged, &terms_, &Terms::retranslate);
    connect(&exhibit_, &ReviewExhibit::decided, &inbox_, &ReviewInbox::refresh);
    idle_.setSingleShot(true);
    connect(&idle_, &QTimer::timeout, this, &ReviewSession::lock);
    connect(&settings_, &Settings::changed, this, [this] {
        if (stage_ == Stage::Open) idle_.start(settings_.autoLockMinutes() * 60'000);
    });
    qApp->installEventFilter(this);
}

bool ReviewSession::founded() const { return exists(doors_.files, doors_.folder + "/keys.a"); }

bool ReviewSession::eventFilter(QObject*, QEvent* event) {
    const auto type = event->type();
    if (stage_ == Stage::Open &&
        (type == QEvent::KeyPress || type == QEvent::MouseButtonPress ||
         type == QEvent::TouchBegin || type == QEvent::TouchUpdate || type == QEvent::Wheel))
        idle_.start();
    return false;
}

void ReviewSession::unlock(PassphraseField* field) { unlock(field->take()); }

void ReviewSession::unlock(SecretBytes passphrase) {
    if (stage_ != Stage::Locked) return;
    auto secret = std::make_shared<const SecretBytes>(std::move(passphrase));
    open([this, secret] { return Desk::open(doors_.files, doors_.clock, doors_.folder, *secret); });
}

void ReviewSession::enrol(const QString& code, const QString& person, const QString& identity,
                          PassphraseField* field, PassphraseField* again) {
    auto secret = std::make_shared<const SecretBytes>(field->take());
    const auto repeated = again->take();
    if (stage_ != Stage::Enrolling || !doors_.enrol) return;
    if (secret->size() < 12 || !secret->equals(repeated)) {
        problem_ =
            Error{Code::Invalid, secret->size() < 12 ? "passphrase" : "passphrase, repeated", {}};
        emit changed();
        return;
    }
    open([this, secret, code = code.trimmed().toStdString(),
          person = person.trimmed().toStdString(), identity = identity.trimmed().toStdString()] {
        return doors_.enrol(code, person, identity, *secret);
    });
}

void ReviewSession::open(Make make) {
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

void ReviewSession::opened() {
    thread_.ask(
        this, [](Desk& desk) -> Result<Membership> { return desk.recorder().membership(); },
        [this](Result<Membership> membership) {
            exercise_ = membership->bundle.realm == Realm::Exercise;
            operation_ = QString::fromStdString(membership->bundle.title.empty()
                                                    ? membership->bundle.operation
                                                    : membership->bundle.title);
            person_ = QString::fromStdString(membership->person);
            stage_ = Stage::Open;
            navigation_.home();
            idle_.start(settings_.autoLockMinutes() * 60'000);
            inbox_.refresh();
            emit changed();
        });
}

void ReviewSession::lock() {
    if (stage_ == Stage::Enrolling || stage_ == Stage::Locked) return;
    idle_.stop();
    thread_.close();
    pictures_.clear();
    inbox_.clear();
    exhibit_.clear();
    exporter_.clear();
    operation_.clear();
    person_.clear();
    fetching_ = false;
    problem_ = {};
    stage_ = founded() ? Stage::Locked : Stage::Enrolling;
    navigation_.home();
    emit changed();
}

void ReviewSession::fetch() {
    if (fetching_ || stage_ != Stage::Open || !doors_.fetch) return;
    fetching_ = true;
    problem_ = {};
    emit changed();
    thread_.ask(
        this,
        [fetch = doors_.fetch, closing = thread_.closing()](Desk& desk) {
            return fetch(desk, closing);
        },
        [this](Result<void> done) {
            fetching_ = false;
            if (!done) problem_ = done.error();
            inbox_.refresh();
            exhibit_.refresh();
            emit changed();
        });
}

void ReviewSession::openExhibit(const QString& number) {
    exhibit_.show(number);
    navigation_.enter(Exhibit);
}

}  // namespace cairn
