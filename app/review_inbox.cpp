#include "app/review_inbox.h"

#include <algorithm>

#include "app/exhibits_model.h"
#include "app/format.h"

namespace cairn {

namespace {
constexpr std::uint32_t kInboxPage = 40;
}

ReviewInbox::ReviewInbox(DeskThread& thread, QObject* parent)
    : QAbstractListModel(parent), thread_(thread) {}

int ReviewInbox::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant ReviewInbox::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& [row, verdict] = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Number:
            return QString::fromStdString(row.number);
        case Title:
            return QString::fromStdString(row.title.empty() ? row.fileName : row.title);
        case ItemType:
            return QString::fromStdString(row.itemType);
        case Form:
            return QString::fromStdString(row.form);
        case VerdictRole:
            return static_cast<int>(verdict.verdict);
        case State:
            return static_cast<int>(shownState(row));
        case Decision:
            return row.review ? static_cast<int>(*row.review) : 0;
        case When:
            return Format::instant(row.created);
        case NotBefore:
            return Format::instant(verdict.time.recordNotBefore);
        case NotAfter:
            return Format::instant(verdict.time.notAfter);
        case Chosen:
            return chosen_.contains(row.number);
        default:
            return {};
    }
}

QHash<int, QByteArray> ReviewInbox::roleNames() const {
    return {{Number, "number"},     {Title, "title"},         {ItemType, "itemType"},
            {Form, "form"},         {VerdictRole, "verdict"}, {State, "shownState"},
            {Decision, "decision"}, {When, "when"},           {NotBefore, "notBefore"},
            {NotAfter, "notAfter"}, {Chosen, "chosen"}};
}

bool ReviewInbox::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && more_ && !loading_;
}

void ReviewInbox::fetchMore(const QModelIndex&) {
    if (!rows_.empty()) load(rows_.back().row.number, kInboxPage);
}

int ReviewInbox::undecided() const {
    return static_cast<int>(std::count_if(rows_.begin(), rows_.end(),
                                          [](const DeskExhibit& one) { return !one.row.review; }));
}

void ReviewInbox::choose(const QString& number, bool chosen) {
    if (chosen)
        chosen_.insert(number.toStdString());
    else
        chosen_.erase(number.toStdString());
    if (!rows_.empty()) emit dataChanged(index(0), index(count() - 1), {Chosen});
    emit changed();
}

void ReviewInbox::chooseNone() {
    chosen_.clear();
    if (!rows_.empty()) emit dataChanged(index(0), index(count() - 1), {Chosen});
    emit changed();
}

void ReviewInbox::refresh() {
    load({}, std::max(kInboxPage, static_cast<std::uint32_t>(rows_.size())));
    thread_.ask(
        this, [](Desk& desk) { return desk.findings(); },
        [this](Result<std::vector<Finding>> findings) {
            findings_.clear();
            if (findings)
                for (const auto& finding : *findings)
                    findings_.append(QVariant::fromValue(Problem(finding)));
            else
                problem_ = findings.error();
            emit changed();
        });
}

void ReviewInbox::load(std::string after, std::uint32_t limit) {
    loading_ = true;
    const Catalog::Page page{{}, std::move(after), limit, true};
    thread_.ask(
        this, [page](Desk& desk) { return desk.exhibits(page); },
        [this, page](Result<std::vector<DeskExhibit>> rows) {
            loading_ = false;
            loaded_ = true;
            problem_ = rows ? Problem() : Problem(rows.error());
            if (rows && page.after.empty()) {
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
            emit changed();
        });
}

void ReviewInbox::clear() {
    beginResetModel();
    rows_.clear();
    chosen_.clear();
    findings_.clear();
    more_ = loading_ = loaded_ = false;
    problem_ = {};
    endResetModel();
    emit changed();
}

}  // namespace cairn
