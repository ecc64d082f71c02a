// A site that is being described, before it is opened in the ledger. Its position comes from the
// receiver, or is typed in decimal degrees, or is left out with a reason.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "app/locker_thread.h"
#include "app/problem.h"
#include "app/receiver_model.h"

namespace cairn {

class SiteDraft : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(QString name MEMBER name_ NOTIFY changed)
    Q_PROPERTY(QString nameLocal MEMBER nameLocal_ NOTIFY changed)
    Q_PROPERTY(QString type MEMBER type_ NOTIFY changed)
    Q_PROPERTY(int placeFrom MEMBER placeFrom_ NOTIFY changed)  // PlaceFrom
    Q_PROPERTY(QString typedPlace MEMBER typedPlace_ NOTIFY changed)
    Q_PROPERTY(bool placeReadable READ placeReadable NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(bool canKeep READ canKeep NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    enum PlaceFrom { Receiver, Typed, None };
    Q_ENUM(PlaceFrom)

    SiteDraft(LockerThread& thread, ReceiverModel& receiver, QObject* parent = nullptr);

    bool placeReadable() const { return typed().has_value(); }
    QString place() const;  // as it will be kept
    bool canKeep() const;
    bool busy() const { return busy_; }
    Problem problem() const { return problem_; }
    Q_INVOKABLE void keep();
    void clear();

  signals:
    void changed();
    void opened(const QString& number);

  private:
    std::optional<Position> typed() const;
    std::optional<Fix> fix() const;

    LockerThread& thread_;
    ReceiverModel& receiver_;
    QString name_, nameLocal_, type_, typedPlace_;
    int placeFrom_ = Receiver;
    bool busy_ = false;
    Problem problem_;
};

}  // namespace cairn
