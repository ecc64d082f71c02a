#include "app/review_export.h"

#include <QCoreApplication>
#include <QPointer>

namespace cairn {

ReviewExport::ReviewExport(DeskThread& thread, const ReviewInbox& inbox, QStringList places,
                           QObject* parent)
    : QObject(parent), thread_(thread), inbox_(inbox), folders_(std::move(places)) {
    connect(&folders_, &FolderModel::changed, this, &ReviewExport::changed);
}

double ReviewExport::fraction() const {
    return progress_.bytesTotal == 0 ? 0.0
                                     : static_cast<double>(progress_.bytesDone) /
                                           static_cast<double>(progress_.bytesTotal);
}

void ReviewExport::start() {
    if (!canStart()) return;
    stage_ = Stage::Running;
    progress_ = {};
    problem_ = {};
    stop_ = std::make_shared<std::atomic<bool>>(false);
    emit changed();
    const auto told = [me = QPointer<ReviewExport>(this),
                       stop = stop_](const DeskProgress& progress) {
        QMetaObject::invokeMethod(qApp, [me, stop, progress] {
            if (!me || me->stop_ != stop) return;
            me->progress_ = progress;
            emit me->changed();
        });
    };
    const auto out = (folders_.folder() + QLatin1Char('/') + name_.trimmed()).toStdString();
    thread_.ask(
        this,
        [out, chosen = inbox_.chosen(), withhold = Withhold{withholdLocation_, withholdAuthor_},
         purpose = purpose_.trimmed().toStdString(), told, stop = stop_,
         closing = thread_.closing()](Desk& desk) {
            return desk.exportBag(out, chosen, withhold, purpose,
                                  [&](const DeskProgress& progress) {
                                      told(progress);
                                      return !*stop && !closing();
                                  });
        },
        [this](Result<Exported> done) {
            stage_ = done ? Stage::Done : Stage::Choosing;
            problem_ = done ? Problem() : Problem(done.error());
            if (done) {
                writtenTo_ = QString::fromStdString(done->folder);
                exported_ = static_cast<double>(done->exhibits);
            }
            emit changed();
        });
}

void ReviewExport::stop() {
    if (stage_ != Stage::Running) return;
    *stop_ = true;
    stage_ = Stage::Stopping;
    emit changed();
}

void ReviewExport::again() {
    if (stage_ != Stage::Done) return;
    clear();
}

void ReviewExport::clear() {
    if (stop_) *stop_ = true;
    stop_.reset();
    stage_ = Stage::Choosing;
    name_.clear();
    purpose_.clear();
    writtenTo_.clear();
    withholdLocation_ = withholdAuthor_ = false;
    progress_ = {};
    problem_ = {};
    folders_.refresh();
    emit changed();
}

}  // namespace cairn
