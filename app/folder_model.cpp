#include "app/folder_model.h"

#include <QDir>
#include <QStorageInfo>
#include <utility>

namespace cairn {

namespace {
constexpr int kMostFolders = 2000;
}

FolderModel::FolderModel(QStringList places, QObject* parent)
    : QAbstractListModel(parent), places_(std::move(places)) {
    refresh();
}

int FolderModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant FolderModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Name:
            return row.name;
        case Path:
            return row.path;
        case Removable:
            return row.removable;
        default:
            return {};
    }
}

QHash<int, QByteArray> FolderModel::roleNames() const {
    return {{Name, "name"}, {Path, "path"}, {Removable, "removable"}};
}

void FolderModel::enter(const QString& path) {
    folder_ = path;
    refresh();
}

void FolderModel::up() {
    QDir dir(folder_);
    folder_ = places_.contains(folder_) || !dir.cdUp() || dir.isRoot() ? QString() : dir.path();
    refresh();
}

void FolderModel::refresh() {
    beginResetModel();
    rows_.clear();
    files_ = 0;
    if (folder_.isEmpty()) {
        for (const auto& place : places_) rows_.push_back({QDir(place).dirName(), place, true});
        if (places_.isEmpty()) {
            for (const auto& volume : QStorageInfo::mountedVolumes()) {
                const auto root = volume.rootPath();
                if (volume.isReady() && (root.startsWith(QStringLiteral("/media/")) ||
                                         root.startsWith(QStringLiteral("/run/media/")) ||
                                         root.startsWith(QStringLiteral("/mnt/"))))
                    rows_.push_back({volume.displayName(), root, true});
            }
            rows_.push_back({QDir::home().dirName(), QDir::homePath(), false});
        }
    } else {
        const QDir dir(folder_);
        for (const auto& info : dir.entryInfoList(
                 QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name)) {
            if (info.isFile())
                ++files_;
            else if (count() < kMostFolders)
                rows_.push_back({info.fileName(), info.filePath(), false});
        }
    }
    endResetModel();
    emit changed();
}

}  // namespace cairn
