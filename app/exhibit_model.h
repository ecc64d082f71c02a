// One exhibit: what is recorded of it, and the amendment that is being written. Nothing is edited:
// keep() appends a record.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QStringList>
#include <QVariantList>
#include <optional>

#include "app/locker_thread.h"
#include "app/problem.h"

namespace cairn {

// One line of an exhibit's history.
class HistoryLine {
    Q_GADGET
    QML_VALUE_TYPE(historyLine)
    Q_PROPERTY(int kind MEMBER kind)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(QString person MEMBER person)
    Q_PROPERTY(QString record MEMBER record)
    Q_PROPERTY(QString summary MEMBER summary)

  public:
    int kind = 0;  // Kind of domain.h
    QString when, person, record, summary;
};

class ExhibitModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(QString number READ number NOTIFY changed)
    Q_PROPERTY(QString site READ site NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString form READ form NOTIFY changed)
    Q_PROPERTY(QString shotType READ shotType NOTIFY changed)
    Q_PROPERTY(QString fileName READ fileName NOTIFY changed)
    Q_PROPERTY(QString sha256 READ sha256 NOTIFY changed)
    Q_PROPERTY(double size READ size NOTIFY changed)
    Q_PROPERTY(QString when READ when NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(QString placeInFile READ placeInFile NOTIFY changed)
    Q_PROPERTY(int metadata READ metadata NOTIFY changed)
    Q_PROPERTY(int shownState READ shownState NOTIFY changed)
    Q_PROPERTY(double sent READ sent NOTIFY changed)
    Q_PROPERTY(QString receivedAt READ receivedAt NOTIFY changed)
    Q_PROPERTY(QString confirmedAt READ confirmedAt NOTIFY changed)
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    Q_PROPERTY(QString sameAs READ sameAs NOTIFY changed)
    Q_PROPERTY(bool withdrawn READ withdrawn NOTIFY changed)
    Q_PROPERTY(QVariantList history READ history NOTIFY changed)
    Q_PROPERTY(QString itemType READ itemType WRITE setItemType NOTIFY draftChanged)
    Q_PROPERTY(QStringList tags READ tags NOTIFY draftChanged)
    Q_PROPERTY(QString draftTitle READ draftTitle WRITE setDraftTitle NOTIFY draftChanged)
    Q_PROPERTY(QString note READ note WRITE setNote NOTIFY draftChanged)
    Q_PROPERTY(bool canKeep READ canKeep NOTIFY draftChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY draftChanged)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    explicit ExhibitModel(LockerThread& thread, QObject* parent = nullptr);

    void show(const QString& number);
    void refresh();
    void clear();

    bool loaded() const { return row_.has_value(); }
    QString number() const { return number_; }
    QString site() const { return text(&ExhibitRow::site); }
    QString title() const;
    QString form() const { return text(&ExhibitRow::form); }
    QString shotType() const { return text(&ExhibitRow::shotType); }
    QString fileName() const { return text(&ExhibitRow::fileName); }
    QString sha256() const { return row_ ? QString::fromStdString(row_->sha256.hex()) : QString(); }
    double size() const { return row_ ? static_cast<double>(row_->bytes) : 0; }
    QString when() const;
    QString place() const;
    QString placeInFile() const;
    int metadata() const { return row_ ? static_cast<int>(row_->metadata) : 0; }
    int shownState() const;
    double sent() const;
    QString receivedAt() const;
    QString confirmedAt() const;
    QString reason() const { return text(&ExhibitRow::reviewReason); }
    QString sameAs() const { return text(&ExhibitRow::sameAs); }
    bool withdrawn() const { return row_ && row_->withdrawn; }
    QVariantList history() const;  // of HistoryLine
    Problem problem() const { return problem_; }

    QString itemType() const { return itemType_; }
    QStringList tags() const { return tags_; }
    QString draftTitle() const { return title_; }
    QString note() const { return note_; }
    bool canKeep() const;
    bool busy() const { return busy_; }
    void setItemType(const QString& code);
    void setDraftTitle(const QString& title);
    void setNote(const QString& note);
    Q_INVOKABLE void toggleTag(const QString& code);
    Q_INVOKABLE void keep();
    Q_INVOKABLE void withdraw(const QString& note);

  signals:
    void changed();
    void draftChanged();
    void kept();  // a record was added

  private:
    QString text(std::string ExhibitRow::*member) const {
        return row_ ? QString::fromStdString((*row_).*member) : QString();
    }
    void takeDraft();

    LockerThread& thread_;
    QString number_;
    std::optional<ExhibitRow> row_;
    std::vector<HistoryRow> history_;
    QString itemType_, title_, note_;
    QStringList tags_;
    bool busy_ = false;
    Problem problem_;
};

}  // namespace cairn
