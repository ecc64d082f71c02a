#include "app/sites_model.h"

#include "app/format.h"

namespace cairn {

SitesModel::SitesModel(LockerThread& thread, QObject* parent)
    : QAbstractListModel(parent), thread_(thread) {}

int SitesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant SitesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Number:
            return QString::fromStdString(row.number);
        case Qt::DisplayRole:
        case Name:
            return QString::fromStdString(row.name);
        case NameLocal:
            return QString::fromStdString(row.nameLocal);
        case Type:
            return QString::fromStdString(row.type);
        case Place:
            return Format::position(row.position);
        case Exhibits:
            return static_cast<qulonglong>(row.exhibits);
        case Unreceived:
            return static_cast<qulonglong>(row.unreceived);
        default:
            return {};
    }
}

QHash<int, QByteArray> SitesModel::roleNames() const {
    return {{Number, "number"},         {Name, "name"},
            {NameLocal, "nameLocal"},   {Type, "type"},
            {Place, "place"},           {Exhibits, "exhibits"},
            {Unreceived, "unreceived"}, {Qt::DisplayRole, "display"}};
}

const SiteRow* SitesModel::find(const QString& number) const {
    const auto wanted = number.toStdString();
    for (const auto& row : rows_)
        if (row.number == wanted) return &row;
    return nullptr;
}

int SitesModel::indexOf(const QString& number) const {
    const auto* row = find(number);
    return row ? static_cast<int>(row - rows_.data()) : -1;
}

QString SitesModel::numberAt(int index) const {
    return index < 0 || index >= count()
               ? QString()
               : QString::fromStdString(rows_[static_cast<std::size_t>(index)].number);
}

void SitesModel::refresh() {
    thread_.ask(
        this, [](Locker& locker) { return locker.catalog().sites(); },
        [this](Result<std::vector<SiteRow>> sites) {
            beginResetModel();
            problem_ = sites ? Problem() : Problem(sites.error());
            if (sites) rows_ = std::move(*sites);
            loaded_ = true;
            endResetModel();
            emit changed();
        });
}

void SitesModel::clear() {
    beginResetModel();
    rows_.clear();
    loaded_ = false;
    problem_ = {};
    endResetModel();
    emit changed();
}

}  // namespace cairn
