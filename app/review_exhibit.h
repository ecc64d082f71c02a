// One exhibit as the reviewer judges it: the verdict and what it rests on, the claims, and the
// decision.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QStringList>
#include <QVariantList>
#include <optional>

#include "app/problem.h"
#include "app/review_inbox.h"

namespace cairn {

// One thing that was looked at.
class CheckLine {
    Q_GADGET
    QML_VALUE_TYPE(checkLine)
    Q_PROPERTY(int check MEMBER check)
    Q_PROPERTY(int outcome MEMBER outcome)
    Q_PROPERTY(QString where MEMBER where)

  public:
    int check = 0;    // Check of verdict.h
    int outcome = 0;  // Outcome of verdict.h
    QString where;
};

class ReviewExhibit : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(QString number READ number NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString note READ note NOTIFY changed)
    Q_PROPERTY(QString itemType READ itemType NOTIFY changed)
    Q_PROPERTY(QString shotType READ shotType NOTIFY changed)
    Q_PROPERTY(QString form READ form NOTIFY changed)
    Q_PROPERTY(QStringList tags READ tags NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(QString placeInFile READ placeInFile NOTIFY changed)
    Q_PROPERTY(int metadata READ metadata NOTIFY changed)
    Q_PROPERTY(QString fileName READ fileName NOTIFY changed)
    Q_PROPERTY(QString sha256 READ sha256 NOTIFY changed)
    Q_PROPERTY(double size READ size NOTIFY changed)
    Q_PROPERTY(QString when READ when NOTIFY changed)
    Q_PROPERTY(int verdict READ verdict NOTIFY changed)
    Q_PROPERTY(QVariantList checks READ checks NOTIFY changed)
    Q_PROPERTY(QString recordNotBefore READ recordNotBefore NOTIFY changed)
    Q_PROPERTY(QString notBefore READ notBefore NOTIFY changed)
    Q_PROPERTY(QString notAfter READ notAfter NOTIFY changed)
    Q_PROPERTY(QString seenByDesk READ seenByDesk NOTIFY changed)
    Q_PROPERTY(int decision READ decision NOTIFY changed)  // 0 none, 1 accepted, 2 returned
    Q_PROPERTY(QString decisionReason READ decisionReason NOTIFY changed)
    Q_PROPERTY(bool shielded READ shielded NOTIFY shieldChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    explicit ReviewExhibit(DeskThread& thread, QObject* parent = nullptr);

    void show(const QString& number);
    void refresh();
    void clear();

    bool loaded() const { return seen_.has_value(); }
    QString number() const { return number_; }
    QString title() const { return text(&ExhibitRow::title); }
    QString note() const { return text(&ExhibitRow::note); }
    QString itemType() const { return text(&ExhibitRow::itemType); }
    QString shotType() const { return text(&ExhibitRow::shotType); }
    QString form() const { return text(&ExhibitRow::form); }
    QStringList tags() const;
    QString place() const;
    QString placeInFile() const;
    int metadata() const { return seen_ ? static_cast<int>(seen_->row.metadata) : 0; }
    QString fileName() const { return text(&ExhibitRow::fileName); }
    QString sha256() const {
        return seen_ ? QString::fromStdString(seen_->row.sha256.hex()) : QString();
    }
    double size() const { return seen_ ? static_cast<double>(seen_->row.bytes) : 0; }
    QString when() const;
    int verdict() const { return seen_ ? static_cast<int>(seen_->verdict.verdict) : 1; }
    QVariantList checks() const;  // of CheckLine
    QString recordNotBefore() const;
    QString notBefore() const;
    QString notAfter() const;
    QString seenByDesk() const;
    int decision() const {
        return seen_ && seen_->row.review ? static_cast<int>(*seen_->row.review) : 0;
    }
    QString decisionReason() const { return text(&ExhibitRow::reviewReason); }
    bool shielded() const { return shielded_; }
    bool busy() const { return busy_; }
    Problem problem() const { return problem_; }

    Q_INVOKABLE void unshield();
    Q_INVOKABLE void shield();
    Q_INVOKABLE void accept(const QString& reason) { decide(ReviewOutcome::Accepted, reason); }
    Q_INVOKABLE void giveBack(const QString& reason) { decide(ReviewOutcome::Returned, reason); }

  signals:
    void changed();
    void shieldChanged();
    void decided();

  private:
    QString text(std::string ExhibitRow::*member) const {
        return seen_ ? QString::fromStdString(seen_->row.*member) : QString();
    }
    void decide(ReviewOutcome outcome, const QString& reason);

    DeskThread& thread_;
    QString number_;
    std::optional<DeskExhibit> seen_;
    bool shielded_ = true;
    bool busy_ = false;
    Problem problem_;
};

}  // namespace cairn
