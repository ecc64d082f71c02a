// Numbers, times and places as the reader's language writes them. Figures are Latin in all four
// languages, because exhibit numbers are read over the radio; whatever stands in a sentence is
// isolated, so that right-to-left text does not reorder it. Every function answers "" for what is
// unknown: the screens then say so in words.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <optional>

#include "core/clock.h"
#include "core/domain.h"

namespace cairn {

class Format : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

  public:
    using QObject::QObject;
    // "E-S3-1-4-17-K", held together left to right.
    Q_INVOKABLE static QString number(const QString& text);
    Q_INVOKABLE static QString bytes(double count);
    Q_INVOKABLE static QString count(double count);
    Q_INVOKABLE static QString metres(double metres);

    static QString instant(
        std::optional<Instant> at);  // local date and time, with the offset from UTC
    static QString time(std::optional<Instant> at);  // local time of day
    static QString position(const std::optional<Position>& position);
};

// The locale that writes `language` with Latin figures.
QLocale localeOf(const QString& language);

}  // namespace cairn
