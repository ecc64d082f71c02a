#include "app/problem.h"

#include <QCoreApplication>

namespace cairn {

namespace {

QString joined(const std::string& where, const std::string& detail) {
    const auto first = QString::fromStdString(where), second = QString::fromStdString(detail);
    return first.isEmpty() || second.isEmpty() ? first + second
                                               : first + QStringLiteral(": ") + second;
}

}  // namespace

Problem::Problem(const Error& error)
    : present_(true),
      isError_(true),
      code_(error.code),
      where_(joined(error.where, error.detail)),
      severity_(error.code == Code::Cancelled ? 0 : 2) {}

Problem::Problem(const Finding& finding)
    : present_(true),
      sentence_(QString::fromStdString(finding.what)),
      where_(QString::fromStdString(finding.where)),
      severity_(static_cast<int>(finding.severity)) {}

QString Problem::title() const {
    if (!present_) return {};
    return QCoreApplication::translate("cairn",
                                       isError_ ? words(code_).title : qUtf8Printable(sentence_));
}

QString Problem::remedy() const {
    if (!present_ || !isError_) return {};
    return QCoreApplication::translate("cairn", words(code_).remedy);
}

}  // namespace cairn
