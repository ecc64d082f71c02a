#include "app/receiver_model.h"

#include "app/format.h"

namespace cairn {

QString ReceiverModel::place() const { return Format::position(fix_.position); }

int ReceiverModel::noFixReason() const { return static_cast<int>(fix().noFixReason); }

void ReceiverModel::setNoFixReason(int reason) {
    if (reason < 0 || reason > static_cast<int>(NoFixReason::NotYet)) return;
    said_ = static_cast<NoFixReason>(reason);
    emit changed();
}

Fix ReceiverModel::fix() const {
    Fix fix = fix_;
    if (fix.position) return fix;
    fix.type = FixType::None;
    fix.noFixReason = said_ != NoFixReason::NotSaid ? said_
                      : state_ == State::Absent     ? NoFixReason::NoReceiver
                                                    : NoFixReason::NotYet;
    return fix;
}

void ReceiverModel::show(const Fix& fix) {
    fix_ = fix;
    state_ = fix.position ? State::Fixed : State::Searching;
    emit changed();
}

void ReceiverModel::lose() {
    fix_ = {};
    state_ = State::Absent;
    emit changed();
}

void ReceiverModel::search() {
    fix_ = {};
    state_ = State::Searching;
    emit changed();
}

}  // namespace cairn
