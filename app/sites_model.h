// The sites of the operation, as the list shows them.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

#include "app/locker_thread.h"
#include "app/problem.h"

namespace cairn {

class SitesModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    enum Role { Number = Qt::UserRole + 1, Name, NameLocal, Type, Place, Exhibits, Unreceived };

    explicit SitesModel(LockerThread& thread, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(rows_.size()); }
    bool loaded() const { return loaded_; }
    Problem problem() const { return problem_; }
    const std::vector<SiteRow>& rows() const { return rows_; }
    const SiteRow* find(const QString& number) const;
    Q_INVOKABLE int indexOf(const QString& number) const;
    Q_INVOKABLE QString numberAt(int index) const;

    void refresh();
    void clear();

  signals:
    void changed();

  private:
    LockerThread& thread_;
    std::vector<SiteRow> rows_;
    bool loaded_ = false;
    Problem problem_;
};

}  // namespace cairn
