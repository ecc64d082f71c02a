// Folders to import from: cards and disks that are plugged in, and what lies in them. Names only;
// nothing is opened.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

namespace cairn {

class FolderModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(QString folder READ folder NOTIFY changed)  // empty: the list of cards and disks
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int files READ files NOTIFY changed)  // regular files directly in it

  public:
    enum Role { Name = Qt::UserRole + 1, Path, Removable };

    // `places`: shown at the top; empty: what this machine has.
    explicit FolderModel(QStringList places = {}, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString folder() const { return folder_; }
    int count() const { return static_cast<int>(rows_.size()); }
    int files() const { return files_; }
    Q_INVOKABLE void enter(const QString& path);
    Q_INVOKABLE void up();
    Q_INVOKABLE void refresh();

  signals:
    void changed();

  private:
    struct Row {
        QString name, path;
        bool removable = false;
    };
    QStringList places_;
    QString folder_;
    std::vector<Row> rows_;
    int files_ = 0;
};

}  // namespace cairn
