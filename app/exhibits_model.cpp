#include "app/exhibits_model.h"

#include <algorithm>

#include "app/format.h"

namespace cairn {

namespace {
constexpr std::uint32_t kPage = 60;
}

ShownState shownState(const ExhibitRow& row) {
    if (row.review == ReviewOutcome::Returned) return ShownState::Returned;
    return static_cast<ShownState>(row.state);
}

ExhibitsModel::ExhibitsModel(LockerThread& thread, QObject* parent)
    : QAbstractListModel(parent), thread_(thread) {}

int ExhibitsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant ExhibitsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Number:
            return QString::fromStdString(row.number);
        case Title:
            return QString::fromStdString(row.title.empty() ? row.fileName : row.title);
        case ItemType:
            return QString::fromStdString(row.itemType);
        case Form:
            return QString::fromStdString(row.form);
        case ShotType:
            return QString::fromStdString(row.shotType);
        case State:
            return static_cast<int>(shownState(row));
        case When:
            return Format::instant(row.created);
        case ReceivedAt:
            return Format::instant(row.receivedAt);
        case ConfirmedAt:
            return Format::instant(row.confirmedAt);
        case Returned:
            return row.review == ReviewOutcome::Returned;
        case Reason:
            return QString::fromStdString(row.reviewReason);
        case Sent:
            return row.bytes == 0 ? 0.0
                                  : std::min(1.0, static_cast<double>(row.bytesSent) /
                                                      static_cast<double>(row.bytes));
        case Withdrawn:
            return row.withdrawn;
        case FileName:
            return QString::fromStdString(row.fileName);
        case Size:
            return static_cast<double>(row.bytes);
        default:
            return {};
    }
}

QHash<int, QByteArray> ExhibitsModel::roleNames() const {
    return {{Number, "number"},       {Title, "title"},           {ItemType, "itemType"},
            {Form, "form"},           {ShotType, "shotType"},     {State, "shownState"},
            {When, "when"},           {ReceivedAt, "receivedAt"}, {ConfirmedAt, "confirmedAt"},
            {Returned, "returned"},   {Reason, "reason"},         {Sent, "sent"},
            {Withdrawn, "withdrawn"}, {FileName, "fileName"},     {Size, "size"}};
}

bool ExhibitsModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && more_ && !loading_;
}

void ExhibitsModel::fetchMore(const QModelIndex&) {
    if (!rows_.empty()) load(rows_.back().number, kPage);
}

void ExhibitsModel::show(const QString& site) {
    clear();
    site_ = site.toStdString();
    refresh();
}

void ExhibitsModel::refresh() {
    load({}, std::max(kPage, static_cast<std::uint32_t>(rows_.size())));
}

void ExhibitsModel::load(std::string after, std::uint32_t limit) {
    loading_ = true;
    const Catalog::Page page{site_, after, limit, true};
    thread_.ask(
        this, [page](Locker& locker) { return locker.catalog().exhibits(page); },
        [this, page](Result<std::vector<ExhibitRow>> rows) {
            if (page.site != site_) return;  // another site was chosen meanwhile
            loading_ = false;
            problem_ = rows ? Problem() : Problem(rows.error());
            const bool anew = page.after.empty();
            if (rows && anew) {
                beginResetModel();
                rows_ = std::move(*rows);
                more_ = rows_.size() >= page.limit;
                endResetModel();
            } else if (rows) {
                more_ = rows->size() >= page.limit;
                if (!rows->empty()) {
                    beginInsertRows({}, count(), count() + static_cast<int>(rows->size()) - 1);
                    rows_.insert(rows_.end(), std::make_move_iterator(rows->begin()),
                                 std::make_move_iterator(rows->end()));
                    endInsertRows();
                }
            }
            loaded_ = true;
            emit changed();
        });
}

void ExhibitsModel::clear() {
    beginResetModel();
    rows_.clear();
    more_ = loading_ = loaded_ = false;
    problem_ = {};
    endResetModel();
    emit changed();
}

}  // namespace cairn
