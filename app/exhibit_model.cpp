#include "app/exhibit_model.h"

#include <algorithm>

#include "app/exhibits_model.h"
#include "app/format.h"

namespace cairn {

namespace {

struct Seen {
    ExhibitRow row;
    std::vector<HistoryRow> history;
};

std::vector<std::string> plain(const QStringList& list) {
    std::vector<std::string> out;
    for (const auto& one : list) out.push_back(one.toStdString());
    return out;
}

}  // namespace

ExhibitModel::ExhibitModel(LockerThread& thread, QObject* parent)
    : QObject(parent), thread_(thread) {}

void ExhibitModel::show(const QString& number) {
    clear();
    number_ = number;
    refresh();
}

void ExhibitModel::refresh() {
    if (number_.isEmpty()) return;
    thread_.ask(
        this,
        [number = number_.toStdString()](Locker& locker) -> Result<Seen> {
            Seen seen;
            seen.row = TRY(locker.catalog().exhibit(number));
            seen.history = TRY(locker.catalog().history(number));
            return seen;
        },
        [this, number = number_](Result<Seen> seen) {
            if (number != number_) return;
            if (!seen) {
                problem_ = seen.error();
            } else {
                const bool untouched = !row_ || !canKeep();
                row_ = std::move(seen->row);
                history_ = std::move(seen->history);
                if (untouched) takeDraft();
            }
            emit changed();
        });
}

void ExhibitModel::takeDraft() {
    itemType_ = QString::fromStdString(row_->itemType);
    title_ = QString::fromStdString(row_->title);
    note_ = QString::fromStdString(row_->note);
    tags_.clear();
    for (const auto& tag : row_->tags) tags_.append(QString::fromStdString(tag));
    emit draftChanged();
}

void ExhibitModel::clear() {
    number_.clear();
    row_.reset();
    history_.clear();
    itemType_.clear();
    title_.clear();
    note_.clear();
    tags_.clear();
    busy_ = false;
    problem_ = {};
    emit changed();
    emit draftChanged();
}

QString ExhibitModel::title() const {
    return !row_ ? QString()
                 : QString::fromStdString(row_->title.empty() ? row_->fileName : row_->title);
}
QString ExhibitModel::when() const { return row_ ? Format::instant(row_->created) : QString(); }
QString ExhibitModel::place() const { return row_ ? Format::position(row_->position) : QString(); }
QString ExhibitModel::placeInFile() const {
    return row_ ? Format::position(row_->exifPosition) : QString();
}
int ExhibitModel::shownState() const {
    return row_ ? static_cast<int>(cairn::shownState(*row_)) : 0;
}
double ExhibitModel::sent() const {
    return !row_ || row_->bytes == 0 ? 0.0
                                     : std::min(1.0, static_cast<double>(row_->bytesSent) /
                                                         static_cast<double>(row_->bytes));
}
QString ExhibitModel::receivedAt() const {
    return row_ ? Format::instant(row_->receivedAt) : QString();
}
QString ExhibitModel::confirmedAt() const {
    return row_ ? Format::instant(row_->confirmedAt) : QString();
}

QVariantList ExhibitModel::history() const {
    QVariantList lines;
    for (const auto& row : history_) {
        HistoryLine line;
        line.kind = static_cast<int>(row.kind);
        line.when = Format::instant(row.at);
        line.person = QString::fromStdString(row.person);
        line.record = QString::fromStdString(row.record.text());
        line.summary = QString::fromStdString(row.summary);
        lines.append(QVariant::fromValue(line));
    }
    return lines;
}

bool ExhibitModel::canKeep() const {
    return row_ && !busy_ &&
           (itemType_.toStdString() != row_->itemType || title_.toStdString() != row_->title ||
            note_.toStdString() != row_->note || plain(tags_) != row_->tags);
}

void ExhibitModel::setItemType(const QString& code) {
    if (code == itemType_) return;
    itemType_ = code;
    emit draftChanged();
}

void ExhibitModel::setDraftTitle(const QString& title) {
    if (title == title_) return;
    title_ = title;
    emit draftChanged();
}

void ExhibitModel::setNote(const QString& note) {
    if (note == note_) return;
    note_ = note;
    emit draftChanged();
}

void ExhibitModel::toggleTag(const QString& code) {
    if (!tags_.removeOne(code)) tags_.append(code);
    emit draftChanged();
}

void ExhibitModel::keep() {
    if (!canKeep()) return;
    busy_ = true;
    emit draftChanged();
    Subject subject;
    subject.site = row_->site;
    subject.exhibit = row_->number;
    subject.form = row_->form;
    subject.shotType = row_->shotType;
    subject.sameAs = row_->sameAs;
    subject.itemType = itemType_.toStdString();
    subject.tags = plain(tags_);
    TextNote words;
    words.title = title_.toStdString();
    words.note = note_.toStdString();
    thread_.ask(
        this,
        [subject, words](Locker& locker) {
            return locker.amend(subject.exhibit, subject, words, std::nullopt,
                                ReasonCode::AddedLater);
        },
        [this](Result<void> done) {
            busy_ = false;
            problem_ = done ? Problem() : Problem(done.error());
            if (done) {
                row_->itemType = itemType_.toStdString();
                row_->title = title_.toStdString();
                row_->note = note_.toStdString();
                row_->tags = plain(tags_);
                emit kept();
                refresh();
            }
            emit draftChanged();
            emit changed();
        });
}

void ExhibitModel::withdraw(const QString& note) {
    if (!row_ || row_->withdrawn || busy_) return;
    busy_ = true;
    emit draftChanged();
    thread_.ask(
        this,
        [number = row_->number, note = note.toStdString()](Locker& locker) {
            return locker.withdraw(number, ReasonCode::Misfire, note);
        },
        [this](Result<void> done) {
            busy_ = false;
            problem_ = done ? Problem() : Problem(done.error());
            if (done) emit kept();
            refresh();
            emit draftChanged();
            emit changed();
        });
}

}  // namespace cairn
