// An import from a card or folder: what was chosen, how far it is, and what became of each file.
// Rows appear when what they say is durable.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <atomic>
#include <memory>

#include "app/folder_model.h"
#include "app/locker_thread.h"
#include "app/problem.h"

namespace cairn {

class ImportModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(cairn::FolderModel* folders READ folders CONSTANT)
    Q_PROPERTY(QString site MEMBER site_ NOTIFY changed)
    Q_PROPERTY(bool canStart READ canStart NOTIFY changed)
    Q_PROPERTY(Stage stage READ stage NOTIFY changed)
    Q_PROPERTY(double filesDone READ filesDone NOTIFY changed)
    Q_PROPERTY(double filesTotal READ filesTotal NOTIFY changed)
    Q_PROPERTY(double bytesDone READ bytesDone NOTIFY changed)
    Q_PROPERTY(double bytesTotal READ bytesTotal NOTIFY changed)
    Q_PROPERTY(double fraction READ fraction NOTIFY changed)
    Q_PROPERTY(int saved READ saved NOTIFY changed)
    Q_PROPERTY(int duplicates READ duplicates NOTIFY changed)
    Q_PROPERTY(int refused READ refused NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    enum class Stage { Choosing, Running, Stopping, Done, Stopped };
    Q_ENUM(Stage)
    enum Role { File = Qt::UserRole + 1, Exhibit, State, SameAs, Trouble };

    ImportModel(LockerThread& thread, Decoder* decoder, QStringList places,
                QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    FolderModel* folders() { return &folders_; }
    bool canStart() const {
        return stage_ == Stage::Choosing && !site_.isEmpty() && !folders_.folder().isEmpty();
    }
    Stage stage() const { return stage_; }
    double filesDone() const { return static_cast<double>(progress_.filesDone); }
    double filesTotal() const { return static_cast<double>(progress_.filesTotal); }
    double bytesDone() const { return static_cast<double>(progress_.bytesDone); }
    double bytesTotal() const { return static_cast<double>(progress_.bytesTotal); }
    double fraction() const { return progress_.bytesTotal == 0 ? 0.0 : bytesDone() / bytesTotal(); }
    int saved() const { return count(Imported::State::Saved); }
    int duplicates() const { return count(Imported::State::Duplicate); }
    int refused() const { return count(Imported::State::Refused); }
    Problem problem() const { return problem_; }

    Q_INVOKABLE void start();
    Q_INVOKABLE void stop();   // after the files that are being sealed; what is saved stays saved
    Q_INVOKABLE void again();  // back to choosing
    void clear();

  signals:
    void changed();
    void finished();

  private:
    int count(Imported::State state) const;

    LockerThread& thread_;
    Decoder* decoder_;
    FolderModel folders_;
    QString site_;
    Stage stage_ = Stage::Choosing;
    ImportProgress progress_;
    std::vector<Imported> rows_;  // newest first
    std::shared_ptr<std::atomic<bool>> stop_;
    Problem problem_;
};

}  // namespace cairn
