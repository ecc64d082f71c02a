// An export for a court: what goes in, what is withheld, where to, how far it is.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <atomic>
#include <memory>

#include "app/folder_model.h"
#include "app/problem.h"
#include "app/review_inbox.h"

namespace cairn {

class ReviewExport : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(cairn::FolderModel* folders READ folders CONSTANT)
    Q_PROPERTY(QString name MEMBER name_ NOTIFY changed)
    Q_PROPERTY(QString purpose MEMBER purpose_ NOTIFY changed)
    Q_PROPERTY(bool withholdLocation MEMBER withholdLocation_ NOTIFY changed)
    Q_PROPERTY(bool withholdAuthor MEMBER withholdAuthor_ NOTIFY changed)
    Q_PROPERTY(bool canStart READ canStart NOTIFY changed)
    Q_PROPERTY(Stage stage READ stage NOTIFY changed)
    Q_PROPERTY(double fraction READ fraction NOTIFY changed)
    Q_PROPERTY(double objectsDone READ objectsDone NOTIFY changed)
    Q_PROPERTY(double objectsTotal READ objectsTotal NOTIFY changed)
    Q_PROPERTY(QString writtenTo READ writtenTo NOTIFY changed)
    Q_PROPERTY(double exported READ exported NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    enum class Stage { Choosing, Running, Stopping, Done };
    Q_ENUM(Stage)

    ReviewExport(DeskThread& thread, const ReviewInbox& inbox, QStringList places,
                 QObject* parent = nullptr);

    FolderModel* folders() { return &folders_; }
    bool canStart() const {
        return stage_ == Stage::Choosing && !folders_.folder().isEmpty() &&
               !name_.trimmed().isEmpty() && !name_.contains(QLatin1Char('/'));
    }
    Stage stage() const { return stage_; }
    double fraction() const;
    double objectsDone() const { return static_cast<double>(progress_.objectsDone); }
    double objectsTotal() const { return static_cast<double>(progress_.objectsTotal); }
    QString writtenTo() const { return writtenTo_; }
    double exported() const { return exported_; }
    Problem problem() const { return problem_; }

    Q_INVOKABLE void start();
    Q_INVOKABLE void stop();
    Q_INVOKABLE void again();
    void clear();

  signals:
    void changed();

  private:
    DeskThread& thread_;
    const ReviewInbox& inbox_;
    FolderModel folders_;
    QString name_, purpose_, writtenTo_;
    bool withholdLocation_ = false, withholdAuthor_ = false;
    Stage stage_ = Stage::Choosing;
    DeskProgress progress_;
    double exported_ = 0;
    std::shared_ptr<std::atomic<bool>> stop_;
    Problem problem_;
};

}  // namespace cairn
