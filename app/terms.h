// The controlled vocabulary (core/vocabulary.h) as lists for the screens: codes in their order,
// labels in the screen's language.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <vector>

#include "core/vocabulary.h"

namespace cairn {

// The terms of one or several sets, one after another.
class TermList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Terms")
    Q_PROPERTY(int count READ count CONSTANT)

  public:
    enum Role { CodeRole = Qt::UserRole + 1, LabelRole };

    TermList(std::initializer_list<const char*> sets, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(terms_.size()); }
    Q_INVOKABLE QString codeAt(int index) const;
    Q_INVOKABLE int indexOf(const QString& code) const;  // -1: none
    // In the screen's language; a code this program does not know is shown as it is.
    Q_INVOKABLE QString label(const QString& code) const;
    Q_INVOKABLE QString labels(const QStringList& codes) const;  // with dots between
    void retranslate();

  private:
    std::vector<const Term*> terms_;
};

class Terms : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(cairn::TermList* siteTypes READ siteTypes CONSTANT)
    Q_PROPERTY(cairn::TermList* itemTypes READ itemTypes CONSTANT)
    Q_PROPERTY(cairn::TermList* shotTypes READ shotTypes CONSTANT)
    Q_PROPERTY(cairn::TermList* tags READ tags CONSTANT)
    Q_PROPERTY(cairn::TermList* returnReasons READ returnReasons CONSTANT)
    Q_PROPERTY(cairn::TermList* noFixReasons READ noFixReasons CONSTANT)

  public:
    explicit Terms(QObject* parent = nullptr) : QObject(parent) {}

    TermList* siteTypes() { return &siteTypes_; }
    TermList* itemTypes() { return &itemTypes_; }
    TermList* shotTypes() { return &shotTypes_; }
    TermList* tags() { return &tags_; }
    TermList* returnReasons() { return &returnReasons_; }
    TermList* noFixReasons() { return &noFixReasons_; }
    void retranslate();

  private:
    TermList siteTypes_{{"site_type"}, this}, itemTypes_{{"item_type"}, this},
        shotTypes_{{"shot_type"}, this},
        tags_{{"damage_grade", "protected_class", "confidence"}, this},
        returnReasons_{{"return_reason"}, this}, noFixReasons_{{"no_fix_reason"}, this};
};

}  // namespace cairn
