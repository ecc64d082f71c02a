#include "app/import_model.h"

#include <QCoreApplication>
#include <QPointer>
#include <algorithm>

namespace cairn {

ImportModel::ImportModel(LockerThread& thread, Decoder* decoder, QStringList places,
                         QObject* parent)
    : QAbstractListModel(parent), thread_(thread), decoder_(decoder), folders_(std::move(places)) {
    connect(&folders_, &FolderModel::changed, this, &ImportModel::changed);
}

int ImportModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant ImportModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[rows_.size() - 1 - static_cast<std::size_t>(index.row())];
    switch (role) {
        case File:
            return QString::fromStdString(row.file).section(QLatin1Char('/'), -1);
        case Exhibit:
            return QString::fromStdString(row.exhibit);
        case State:
            return static_cast<int>(row.state);
        case SameAs:
            return QString::fromStdString(row.sameAs);
        case Trouble:
            return row.error ? Problem(*row.error).title() : QString();
        default:
            return {};
    }
}

QHash<int, QByteArray> ImportModel::roleNames() const {
    return {{File, "file"},
            {Exhibit, "exhibit"},
            {State, "imported"},
            {SameAs, "sameAs"},
            {Trouble, "trouble"}};
}

int ImportModel::count(Imported::State state) const {
    return static_cast<int>(std::count_if(
        rows_.begin(), rows_.end(), [state](const Imported& row) { return row.state == state; }));
}

void ImportModel::start() {
    if (!canStart()) return;
    beginResetModel();
    rows_.clear();
    endResetModel();
    progress_ = {};
    problem_ = {};
    stage_ = Stage::Running;
    stop_ = std::make_shared<std::atomic<bool>>(false);
    emit changed();

    // Told from the owning thread; queued here, and dropped when this import is no longer the one
    // shown.
    const auto told = [me = QPointer<ImportModel>(this), stop = stop_](auto change) {
        QMetaObject::invokeMethod(qApp, [me, stop, change = std::move(change)]() mutable {
            if (me && me->stop_ == stop) change(*me);
        });
    };
    thread_.ask(
        this,
        [site = site_.toStdString(), folder = folders_.folder().toStdString(), decoder = decoder_,
         stop = stop_, closing = thread_.closing(), told](Locker& locker) {
            return locker.import(
                site, {folder}, decoder,
                [told](const Imported& one) {
                    told([one](ImportModel& model) {
                        model.beginInsertRows({}, 0, 0);
                        model.rows_.push_back(one);
                        model.endInsertRows();
                        emit model.changed();
                    });
                },
                [told, stop, closing](const ImportProgress& progress) {
                    told([progress](ImportModel& model) {
                        model.progress_ = progress;
                        emit model.changed();
                    });
                    return !*stop && !closing();
                });
        },
        [this](Result<std::vector<Imported>> done) {
            const bool stopped = *stop_ || (!done && done.error().code == Code::Cancelled);
            stage_ = stopped ? Stage::Stopped : Stage::Done;
            if (!done && !stopped) problem_ = done.error();
            emit changed();
            emit finished();
        });
}

void ImportModel::stop() {
    if (stage_ != Stage::Running) return;
    *stop_ = true;
    stage_ = Stage::Stopping;
    emit changed();
}

void ImportModel::again() {
    if (stage_ != Stage::Done && stage_ != Stage::Stopped) return;
    stage_ = Stage::Choosing;
    folders_.refresh();
    emit changed();
}

void ImportModel::clear() {
    if (stop_) *stop_ = true;
    stop_.reset();
    beginResetModel();
    rows_.clear();
    endResetModel();
    stage_ = Stage::Choosing;
    progress_ = {};
    site_.clear();
    problem_ = {};
    emit changed();
}

}  // namespace cairn
