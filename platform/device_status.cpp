#include "platform/device_status.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace cairn {
namespace {

constexpr std::size_t maxSupplies = 16;
constexpr std::size_t maxLine = 256;

std::optional<std::int64_t> number(const std::string& text) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(out)
                                                                    : std::nullopt;
}

std::string printable(std::string text) {
    std::erase_if(text, [](char c) { return c < 0x20 || c > 0x7e; });
    return text;
}

}  // namespace

LinuxDevice::LinuxDevice(Files& files, std::string folder, std::string root)
    : files_(files), folder_(std::move(folder)), root_(std::move(root)) {}

// The kernel's files say a size of 4096 and hold less: read what is there.
std::string LinuxDevice::line(const std::string& path) const {
    const auto file = files_.open(root_ + path, OpenMode::Read);
    if (!file) return {};
    std::array<std::uint8_t, maxLine> bytes;
    const auto got = (*file)->readAt(0, bytes);
    if (!got) return {};
    const auto all = text(ByteView(bytes).first(*got));
    return printable(std::string(all.substr(0, all.find('\n'))));
}

void LinuxDevice::readPower(DeviceStatus& out) const {
    const std::string folder = "/sys/class/power_supply";
    const auto supplies = files_.list(root_ + folder);
    if (!supplies) return;
    double full = 0;
    double held = 0;
    std::size_t seen = 0;
    for (const auto& supply : *supplies) {
        if (++seen > maxSupplies) break;
        const auto base = folder + "/" + supply.name + "/";
        const auto type = line(base + "type");
        if (type == "Mains" || type == "USB") {
            const auto online = number(line(base + "online"));
            if (online) out.charging = out.charging.value_or(false) || *online != 0;
        }
        // A mouse has a battery too: its scope is "Device".
        if (type != "Battery" || line(base + "scope") == "Device") continue;
        const auto capacity = number(line(base + "capacity"));
        if (!capacity || *capacity < 0 || *capacity > 100) continue;
        const auto status = line(base + "status");
        if (!out.charging && (status == "Charging" || status == "Full")) out.charging = true;
        if (!out.charging && status == "Discharging") out.charging = false;
        // Two batteries weigh by what they can hold; without that they weigh alike.
        auto weight = number(line(base + "energy_full")).value_or(0);
        if (weight <= 0) weight = number(line(base + "charge_full")).value_or(0);
        const double share = weight > 0 ? static_cast<double>(weight) : 1.0;
        full += share;
        held += share * static_cast<double>(*capacity);
    }
    if (full > 0) out.batteryPercent = static_cast<int>(held / full + 0.5);
}

DeviceStatus LinuxDevice::read() const {
    DeviceStatus out;
    readPower(out);
    if (const auto free = files_.freeBytes(folder_)) out.freeBytes = *free;
    const auto vendor = line("/sys/class/dmi/id/sys_vendor");
    const auto product = line("/sys/class/dmi/id/product_name");
    out.model = vendor.empty() || product.starts_with(vendor) ? product : vendor + " " + product;
    if (out.model.empty()) out.model = line("/sys/firmware/devicetree/base/model");

    const auto release = readAll(files_, root_ + "/etc/os-release", 16 << 10);
    if (!release) return out;
    constexpr std::string_view key = "PRETTY_NAME=";
    const auto all = text(*release);
    for (std::size_t at = 0; at < all.size();) {
        const auto end = std::min(all.find('\n', at), all.size());
        auto entry = all.substr(at, end - at);
        at = end + 1;
        if (!entry.starts_with(key)) continue;
        entry.remove_prefix(key.size());
        if (entry.size() >= 2 && entry.front() == '"' && entry.back() == '"')
            entry = entry.substr(1, entry.size() - 2);
        out.system = printable(std::string(entry.substr(0, maxLine)));
    }
    return out;
}

}  // namespace cairn
