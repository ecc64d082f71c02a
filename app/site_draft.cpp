#include "app/site_draft.h"

#include "app/format.h"

namespace cairn {

SiteDraft::SiteDraft(LockerThread& thread, ReceiverModel& receiver, QObject* parent)
    : QObject(parent), thread_(thread), receiver_(receiver) {
    connect(&receiver_, &ReceiverModel::changed, this, &SiteDraft::changed);
}

std::optional<Position> SiteDraft::typed() const {
    auto position = Position::parse(typedPlace_.trimmed().toStdString());
    return position ? std::optional(*position) : std::nullopt;
}

std::optional<Fix> SiteDraft::fix() const {
    if (placeFrom_ == Receiver) return receiver_.fix();
    Fix fix;
    if (placeFrom_ == Typed) {
        fix.position = typed();
        fix.type = FixType::Manual;
        fix.asEntered = typedPlace_.trimmed().toStdString();
    }
    return fix;
}

QString SiteDraft::place() const { return Format::position(fix().value_or(Fix{}).position); }

bool SiteDraft::canKeep() const {
    return !busy_ && !name_.trimmed().isEmpty() && !type_.isEmpty() &&
           (placeFrom_ != Typed || placeReadable());
}

void SiteDraft::keep() {
    if (!canKeep()) return;
    busy_ = true;
    emit changed();
    Site site;
    site.name = name_.trimmed().toStdString();
    site.nameLocal = nameLocal_.trimmed().toStdString();
    site.type = type_.toStdString();
    site.fix = fix();
    thread_.ask(
        this, [site](Locker& locker) { return locker.openSite(site); },
        [this](Result<std::string> number) {
            busy_ = false;
            problem_ = number ? Problem() : Problem(number.error());
            if (number) {
                clear();
                emit opened(QString::fromStdString(*number));
            }
            emit changed();
        });
}

void SiteDraft::clear() {
    name_.clear();
    nameLocal_.clear();
    type_.clear();
    typedPlace_.clear();
    placeFrom_ = Receiver;
    busy_ = false;
    problem_ = {};
    emit changed();
}

}  // namespace cairn
