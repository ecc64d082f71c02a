// What the position receiver says now, in words and figures: the last fix, how good it is, or why
// there is none.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <optional>

#include "core/domain.h"

namespace cairn {

class ReceiverModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(State state READ state NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(
        double accuracyM READ accuracyM NOTIFY changed)  // negative: the receiver does not say
    Q_PROPERTY(int satellites READ satellites NOTIFY changed)  // negative: unknown
    Q_PROPERTY(int fixType READ fixType NOTIFY changed)
    Q_PROPERTY(int noFixReason READ noFixReason WRITE setNoFixReason NOTIFY changed)

  public:
    enum class State { Absent, Searching, Fixed };
    Q_ENUM(State)

    using QObject::QObject;

    State state() const { return state_; }
    QString place() const;
    double accuracyM() const { return fix_.horizontalAccuracyM.value_or(-1); }
    int satellites() const {
        return fix_.satellitesUsed ? static_cast<int>(*fix_.satellitesUsed) : -1;
    }
    int fixType() const { return static_cast<int>(fix_.type); }
    int noFixReason() const;
    void setNoFixReason(int reason);  // what a person says, for records made without a fix

    // For a record made now: the fix, or its absence with the reason.
    Fix fix() const;

  public slots:
    void show(const cairn::Fix& fix);
    void lose();    // no receiver
    void search();  // a receiver without a fix

  signals:
    void changed();

  private:
    State state_ = State::Absent;
    Fix fix_;
    NoFixReason said_ = NoFixReason::NotSaid;
};

}  // namespace cairn
