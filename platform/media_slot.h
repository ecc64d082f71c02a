// Cards and sticks as they come and go. One thread, that of its event loop.
#pragma once

#include <QFile>
#include <QObject>
#include <QSocketNotifier>
#include <memory>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/files.h"

namespace cairn {

struct Medium {
    std::string folder;  // where it is mounted
    std::string device;  // "/dev/sdb1"
    std::string format;  // "vfat", "exfat"
    bool readOnly = false;
    bool operator==(const Medium&) const = default;
};

// The entries of /proc/PID/mountinfo (proc(5)) that a person put in: block devices mounted below
// /media, /run/media or /mnt. Lines that are not as described are passed over. Sorted by folder.
// Pure.
std::vector<Medium> mediaOf(ByteView mountinfo);

class MediaSlot : public QObject {
    Q_OBJECT
  public:
    explicit MediaSlot(QObject* parent) : QObject(parent) {}
    virtual std::vector<Medium> media() const = 0;  // empty: none, a legal state

  signals:
    void changed();
};

// The kernel says when the table of mounts changes.
class MountedMedia : public MediaSlot {
    Q_OBJECT
  public:
    explicit MountedMedia(QObject* parent = nullptr,
                          const QString& table = QStringLiteral("/proc/self/mountinfo"));
    std::vector<Medium> media() const override { return media_; }

  private:
    void look();

    QFile table_;
    std::unique_ptr<QSocketNotifier> notifier_;
    std::vector<Medium> media_;
};

class SimulatedMedia : public MediaSlot {
    Q_OBJECT
  public:
    explicit SimulatedMedia(QObject* parent = nullptr) : MediaSlot(parent) {}
    std::vector<Medium> media() const override { return media_; }

    void insert(Medium medium);
    void remove(const std::string& folder);

  private:
    std::vector<Medium> media_;
};

}  // namespace cairn
