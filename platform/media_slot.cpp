#include "platform/media_slot.h"

#include <algorithm>
#include <string_view>

namespace cairn {
namespace {

constexpr qint64 maxTable = 4 << 20;
constexpr std::size_t maxMedia = 64;

std::vector<std::string_view> words(std::string_view line) {
    std::vector<std::string_view> out;
    while (!line.empty()) {
        const auto end = std::min(line.find(' '), line.size());
        if (end > 0) out.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return out;
}

// Space, tab, line feed and backslash stand as "\040", "\011", "\012" and "\134".
std::string plain(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size(); ++at) {
        const auto isOctal = [&](std::size_t i) {
            return word[at + i] >= '0' && word[at + i] <= '7';
        };
        if (word[at] == '\\' && at + 3 < word.size() && isOctal(1) && isOctal(2) && isOctal(3)) {
            out.push_back(static_cast<char>((word[at + 1] - '0') * 64 + (word[at + 2] - '0') * 8 +
                                            (word[at + 3] - '0')));
            at += 3;
        } else {
            out.push_back(word[at]);
        }
    }
    return out;
}

bool isInserted(std::string_view folder) {
    for (const std::string_view parent : {"/media/", "/run/media/", "/mnt/"})
        if (folder.starts_with(parent) && folder.size() > parent.size()) return true;
    return false;
}

}  // namespace

// 36 35 8:17 / /media/card rw,nosuid shared:1 - vfat /dev/sdb1 rw,…   The dash ends optional
// fields.
std::vector<Medium> mediaOf(ByteView mountinfo) {
    std::vector<Medium> out;
    auto rest = text(mountinfo);
    while (!rest.empty() && out.size() < maxMedia) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto fields = words(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto dash = std::find(fields.begin(), fields.end(), "-");
        if (fields.size() < 6 || dash - fields.begin() < 6 || fields.end() - dash < 4) continue;
        Medium medium{plain(fields[4]), plain(dash[2]), plain(dash[1]), false};
        if (!isInserted(medium.folder) || !medium.device.starts_with("/dev/")) continue;
        const auto isReadOnly = [](std::string_view options) {
            return options == "ro" || options.starts_with("ro,");
        };
        medium.readOnly = isReadOnly(fields[5]) || isReadOnly(dash[3]);
        // What was mounted there last hides what was before.
        std::erase_if(out, [&](const Medium& older) { return older.folder == medium.folder; });
        out.push_back(std::move(medium));
    }
    std::sort(out.begin(), out.end(),
              [](const Medium& a, const Medium& b) { return a.folder < b.folder; });
    return out;
}

MountedMedia::MountedMedia(QObject* parent, const QString& table)
    : MediaSlot(parent), table_(table) {
    if (!table_.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) return;
    // The kernel raises an exception on the descriptor at each change (proc(5)).
    notifier_ = std::make_unique<QSocketNotifier>(table_.handle(), QSocketNotifier::Exception);
    connect(notifier_.get(), &QSocketNotifier::activated, this, &MountedMedia::look);
    look();
}

void MountedMedia::look() {
    table_.seek(0);
    const auto bytes = table_.read(maxTable);
    auto found =
        mediaOf(view(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))));
    if (found == media_) return;
    media_ = std::move(found);
    emit changed();
}

void SimulatedMedia::insert(Medium medium) {
    remove(medium.folder);
    media_.push_back(std::move(medium));
    emit changed();
}

void SimulatedMedia::remove(const std::string& folder) {
    if (std::erase_if(media_, [&](const Medium& medium) { return medium.folder == folder; }) > 0)
        emit changed();
}

}  // namespace cairn
