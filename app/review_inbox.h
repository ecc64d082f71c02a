// The desk's exhibits with their verdicts, newest first, and which of them are chosen for an
// export.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

#include <QVariantList>
#include <set>

#include "app/owner_thread.h"
#include "app/problem.h"
#include "core/desk.h"

namespace cairn {

using DeskThread = OwnerThread<Desk>;

class ReviewInbox : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(int chosenCount READ chosenCount NOTIFY changed)
    Q_PROPERTY(int undecided READ undecided NOTIFY changed)  // of those shown
    Q_PROPERTY(QVariantList findings READ findings NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)

  public:
    enum Role {
        Number = Qt::UserRole + 1,
        Title,
        ItemType,
        Form,
        VerdictRole,
        State,
        Decision,
        When,
        NotBefore,
        NotAfter,
        Chosen
    };

    explicit ReviewInbox(DeskThread& thread, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    int count() const { return static_cast<int>(rows_.size()); }
    bool loaded() const { return loaded_; }
    int chosenCount() const { return static_cast<int>(chosen_.size()); }
    int undecided() const;
    QVariantList findings() const { return findings_; }
    Problem problem() const { return problem_; }
    std::vector<std::string> chosen() const { return {chosen_.begin(), chosen_.end()}; }

    Q_INVOKABLE void choose(const QString& number, bool chosen);
    Q_INVOKABLE void chooseNone();
    void refresh();
    void clear();

  signals:
    void changed();

  private:
    void load(std::string after, std::uint32_t limit);

    DeskThread& thread_;
    std::vector<DeskExhibit> rows_;
    std::set<std::string> chosen_;
    QVariantList findings_;  // of Problem
    bool more_ = false, loading_ = false, loaded_ = false;
    Problem problem_;
};

}  // namespace cairn
