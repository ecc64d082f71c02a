// What headquarters has not yet received or confirmed, and the sending itself.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <functional>

#include "app/exhibits_model.h"

namespace cairn {

// What one attempt to send came to.
struct SendReport {
    std::uint64_t received = 0;  // exhibits that headquarters received in it
    std::uint64_t left = 0;      // objects and records not yet there
    std::optional<Error> stopped;
};

class OutboxModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(cairn::ExhibitsModel* exhibits READ exhibits CONSTANT)
    Q_PROPERTY(double waiting READ waiting NOTIFY changed)  // exhibits not yet received
    Q_PROPERTY(
        double unconfirmed READ unconfirmed NOTIFY changed)  // exhibits not yet confirmed by a desk
    Q_PROPERTY(double bytes READ bytes NOTIFY changed)
    Q_PROPERTY(double records READ records NOTIFY changed)
    Q_PROPERTY(bool sending READ sending NOTIFY changed)
    Q_PROPERTY(bool everSent READ everSent NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    // Sends and fetches until nothing is left or something stops it; in the owning thread.
    // `closing` asks it to stop.
    using Send = std::function<Result<SendReport>(Locker&, const std::function<bool()>& closing)>;

    OutboxModel(LockerThread& thread, Send send, QObject* parent = nullptr);

    ExhibitsModel* exhibits() { return &exhibits_; }
    double waiting() const { return static_cast<double>(totals_.exhibits); }
    double unconfirmed() const { return static_cast<double>(totals_.unconfirmed); }
    double bytes() const { return static_cast<double>(totals_.bytes); }
    double records() const { return static_cast<double>(totals_.records); }
    bool sending() const { return sending_; }
    bool everSent() const { return everSent_; }
    Problem problem() const { return problem_; }

    Q_INVOKABLE void send();
    void refresh();
    void clear();

  signals:
    void changed();
    void sent();

  private:
    LockerThread& thread_;
    Send send_;
    ExhibitsModel exhibits_;
    OutboxTotals totals_;
    bool sending_ = false;
    bool everSent_ = false;
    Problem problem_;
};

}  // namespace cairn
