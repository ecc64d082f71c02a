#include "platform/connectivity.h"

#include <QNetworkInformation>

namespace cairn {

SystemConnectivity::SystemConnectivity(QObject* parent) : Connectivity(parent) {
    if (!QNetworkInformation::loadDefaultBackend()) return;
    const auto* system = QNetworkInformation::instance();
    connect(system, &QNetworkInformation::reachabilityChanged, this, &Connectivity::changed);
    connect(system, &QNetworkInformation::isMeteredChanged, this, &Connectivity::changed);
}

Connectivity::Reach SystemConnectivity::reach() const {
    const auto* system = QNetworkInformation::instance();
    if (system == nullptr || !system->supports(QNetworkInformation::Feature::Reachability))
        return Reach::Unknown;
    switch (system->reachability()) {
        case QNetworkInformation::Reachability::Disconnected:
            return Reach::Offline;
        case QNetworkInformation::Reachability::Local:
        case QNetworkInformation::Reachability::Site:
            return Reach::Local;
        case QNetworkInformation::Reachability::Online:
            return Reach::Online;
        case QNetworkInformation::Reachability::Unknown:
            break;
    }
    return Reach::Unknown;
}

std::optional<bool> SystemConnectivity::metered() const {
    const auto* system = QNetworkInformation::instance();
    if (system == nullptr || !system->supports(QNetworkInformation::Feature::Metered))
        return std::nullopt;
    return system->isMetered();
}

void SimulatedConnectivity::become(Reach reach, std::optional<bool> metered) {
    reach_ = reach;
    metered_ = metered;
    emit changed();
}

}  // namespace cairn
