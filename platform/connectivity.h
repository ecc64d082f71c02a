// Whether there is a network, as far as the system knows. It may be wrong or silent: only a clear
// "offline" is a reason not to try. One thread, that of its event loop.
#pragma once

#include <QObject>
#include <optional>

namespace cairn {

class Connectivity : public QObject {
    Q_OBJECT
  public:
    enum class Reach {
        Unknown,  // nobody says: try
        Offline,
        Local,  // a network, perhaps without the world: an intake in the same room may answer
        Online
    };
    Q_ENUM(Reach)

    explicit Connectivity(QObject* parent) : QObject(parent) {}
    virtual Reach reach() const = 0;
    virtual std::optional<bool> metered() const = 0;  // costs by the byte; nothing if nobody says
    bool worthTrying() const { return reach() != Reach::Offline; }

  signals:
    void changed();
};

// QNetworkInformation: NetworkManager or GLib where they run, else Unknown.
class SystemConnectivity : public Connectivity {
    Q_OBJECT
  public:
    explicit SystemConnectivity(QObject* parent = nullptr);
    Reach reach() const override;
    std::optional<bool> metered() const override;
};

class SimulatedConnectivity : public Connectivity {
    Q_OBJECT
  public:
    explicit SimulatedConnectivity(QObject* parent = nullptr) : Connectivity(parent) {}
    Reach reach() const override { return reach_; }
    std::optional<bool> metered() const override { return metered_; }

    void become(Reach reach, std::optional<bool> metered = {});

  private:
    Reach reach_ = Reach::Unknown;
    std::optional<bool> metered_;
};

}  // namespace cairn
