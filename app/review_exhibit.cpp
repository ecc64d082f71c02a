#include "app/review_exhibit.h"

#include "app/format.h"

namespace cairn {

ReviewExhibit::ReviewExhibit(DeskThread& thread, QObject* parent)
    : QObject(parent), thread_(thread) {}

void ReviewExhibit::show(const QString& number) {
    clear();
    number_ = number;
    refresh();
}

void ReviewExhibit::refresh() {
    if (number_.isEmpty()) return;
    thread_.ask(
        this, [number = number_.toStdString()](Desk& desk) { return desk.exhibit(number); },
        [this, number = number_](Result<DeskExhibit> seen) {
            if (number != number_) return;
            problem_ = seen ? Problem() : Problem(seen.error());
            if (seen) seen_ = std::move(*seen);
            emit changed();
        });
}

void ReviewExhibit::clear() {
    number_.clear();
    seen_.reset();
    shielded_ = true;
    busy_ = false;
    problem_ = {};
    emit shieldChanged();
    emit changed();
}

QStringList ReviewExhibit::tags() const {
    QStringList out;
    if (seen_)
        for (const auto& tag : seen_->row.tags) out.append(QString::fromStdString(tag));
    return out;
}

QString ReviewExhibit::place() const {
    return seen_ ? Format::position(seen_->row.position) : QString();
}
QString ReviewExhibit::placeInFile() const {
    return seen_ ? Format::position(seen_->row.exifPosition) : QString();
}
QString ReviewExhibit::when() const {
    return seen_ ? Format::instant(seen_->row.created) : QString();
}
QString ReviewExhibit::recordNotBefore() const {
    return seen_ ? Format::instant(seen_->verdict.time.recordNotBefore) : QString();
}
QString ReviewExhibit::notBefore() const {
    return seen_ ? Format::instant(seen_->verdict.time.notBefore) : QString();
}
QString ReviewExhibit::notAfter() const {
    return seen_ ? Format::instant(seen_->verdict.time.notAfter) : QString();
}
QString ReviewExhibit::seenByDesk() const {
    return seen_ ? Format::instant(seen_->verdict.time.seenByDesk) : QString();
}

QVariantList ReviewExhibit::checks() const {
    QVariantList lines;
    if (!seen_) return lines;
    for (const auto& checked : seen_->verdict.checks) {
        CheckLine line;
        line.check = static_cast<int>(checked.check);
        line.outcome = static_cast<int>(checked.outcome);
        line.where = QString::fromStdString(checked.where);
        lines.append(QVariant::fromValue(line));
    }
    return lines;
}

void ReviewExhibit::unshield() {
    shielded_ = false;
    emit shieldChanged();
}

void ReviewExhibit::shield() {
    shielded_ = true;
    emit shieldChanged();
}

void ReviewExhibit::decide(ReviewOutcome outcome, const QString& reason) {
    if (!seen_ || busy_) return;
    busy_ = true;
    emit changed();
    thread_.ask(
        this,
        [number = number_.toStdString(), outcome, reason = reason.trimmed().toStdString()](
            Desk& desk) { return desk.decide(number, outcome, reason); },
        [this](Result<void> done) {
            busy_ = false;
            problem_ = done ? Problem() : Problem(done.error());
            emit changed();
            if (done) {
                emit decided();
                refresh();
            }
        });
}

}  // namespace cairn
