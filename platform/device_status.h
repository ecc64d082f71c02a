// What the tablet knows about itself. Whatever it does not know is absent. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/files.h"

namespace cairn {

struct DeviceStatus {
    std::optional<int> batteryPercent;  // of all batteries that power the system
    std::optional<bool> charging;       // on mains
    std::optional<std::uint64_t> freeBytes;
    std::string model;   // "" if nobody says
    std::string system;  // "Debian GNU/Linux 12 (bookworm)"
};

class DeviceSource {
  public:
    virtual ~DeviceSource() = default;
    virtual DeviceStatus read() const = 0;
};

// Linux: /sys/class/power_supply, /sys/class/dmi or the device tree, /etc/os-release.
class LinuxDevice : public DeviceSource {
  public:
    // `folder` is where the locker lies. `root` is where the system's files are: "" but in tests.
    explicit LinuxDevice(Files& files, std::string folder, std::string root = {});
    DeviceStatus read() const override;

  private:
    std::string line(const std::string& path) const;
    void readPower(DeviceStatus& out) const;

    Files& files_;
    const std::string folder_;
    const std::string root_;
};

class SimulatedDevice : public DeviceSource {
  public:
    explicit SimulatedDevice(DeviceStatus status) : status_(std::move(status)) {}
    DeviceStatus read() const override { return status_; }
    void become(DeviceStatus status) { status_ = std::move(status); }

  private:
    DeviceStatus status_;
};

}  // namespace cairn
