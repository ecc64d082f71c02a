#include "app/terms.h"

#include <QLocale>
#include <algorithm>

namespace cairn {

TermList::TermList(std::initializer_list<const char*> sets, QObject* parent)
    : QAbstractListModel(parent) {
    for (const auto* set : sets)
        for (const auto& term : vocabulary().terms(set)) terms_.push_back(&term);
}

int TermList::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant TermList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto code = codeAt(index.row());
    return role == CodeRole ? code : label(code);
}

QHash<int, QByteArray> TermList::roleNames() const {
    return {{CodeRole, "code"}, {LabelRole, "label"}, {Qt::DisplayRole, "display"}};
}

QString TermList::codeAt(int index) const {
    if (index < 0 || index >= count()) return {};
    const auto code = terms_[static_cast<std::size_t>(index)]->code;
    return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
}

int TermList::indexOf(const QString& code) const {
    const auto wanted = code.toStdString();
    const auto found = std::find_if(terms_.begin(), terms_.end(),
                                    [&](const Term* term) { return term->code == wanted; });
    return found == terms_.end() ? -1 : static_cast<int>(found - terms_.begin());
}

QString TermList::label(const QString& code) const {
    const auto index = indexOf(code);
    if (index < 0) return code;
    const auto language = QLocale().name().left(2).toStdString();
    const auto label = terms_[static_cast<std::size_t>(index)]->label(language);
    return QString::fromUtf8(label.data(), static_cast<qsizetype>(label.size()));
}

QString TermList::labels(const QStringList& codes) const {
    QStringList words;
    for (const auto& code : codes) words.append(label(code));
    return words.join(QStringLiteral(" · "));
}

void TermList::retranslate() {
    if (!terms_.empty()) emit dataChanged(index(0), index(count() - 1));
}

void Terms::retranslate() {
    for (auto* list :
         {&siteTypes_, &itemTypes_, &shotTypes_, &tags_, &returnReasons_, &noFixReasons_})
        list->retranslate();
}

}  // namespace cairn
