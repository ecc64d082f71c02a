// The one place where failures become words: an Error or a Finding as title, remedy and severity,
// in the language of the screen.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "core/finding.h"
#include "core/result.h"

namespace cairn {

class Problem {
    Q_GADGET
    QML_VALUE_TYPE(problem)
    Q_PROPERTY(bool present READ present)
    Q_PROPERTY(QString title READ title)
    Q_PROPERTY(QString remedy READ remedy)
    Q_PROPERTY(QString where READ where)
    Q_PROPERTY(int severity READ severity)  // 0 note, 1 incomplete, 2 alarm

  public:
    Problem() = default;
    Problem(const Error& error);
    Problem(const Finding& finding);

    bool present() const { return present_; }
    QString title()
        const;  // translated when asked, so that a change of language needs no new Problem
    QString remedy() const;
    QString where() const { return where_; }
    int severity() const { return severity_; }
    bool is(Code code) const { return present_ && isError_ && code_ == code; }
    bool operator==(const Problem&) const = default;

  private:
    bool present_ = false;
    bool isError_ = false;
    Code code_ = Code::Internal;
    QString sentence_;  // of a finding
    QString where_;
    int severity_ = 0;
};

}  // namespace cairn
