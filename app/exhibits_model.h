// A page-wise list of exhibits: those of one site, or all of them, newest first.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

#include "app/locker_thread.h"
#include "app/problem.h"

namespace cairn {

class ExhibitsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    enum Role {
        Number = Qt::UserRole + 1,
        Title,
        ItemType,
        Form,
        ShotType,
        State,
        When,
        ReceivedAt,
        ConfirmedAt,
        Returned,
        Reason,
        Sent,
        Withdrawn,
        FileName,
        Size
    };

    explicit ExhibitsModel(LockerThread& thread, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    int count() const { return static_cast<int>(rows_.size()); }
    bool loaded() const { return loaded_; }
    Problem problem() const { return problem_; }

    void show(const QString& site);  // empty: of all sites
    void refresh();                  // reads again as many rows as are shown
    void clear();

  signals:
    void changed();

  private:
    void load(std::string after, std::uint32_t limit);

    LockerThread& thread_;
    std::string site_;
    std::vector<ExhibitRow> rows_;
    bool more_ = false;
    bool loading_ = false;
    bool loaded_ = false;
    Problem problem_;
};

// The state an exhibit is shown in: the four of the catalog, and returned, which asks for work.
enum class ShownState { Saved, Sending, Received, Confirmed, Returned };
ShownState shownState(const ExhibitRow& row);

}  // namespace cairn
