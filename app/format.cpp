#include "app/format.h"

#include <QDateTime>
#include <QLocale>

namespace cairn {

namespace {

constexpr QChar kLeftToRight{0x2066}, kFirstStrong{0x2068}, kEndIsolate{0x2069};

QString isolated(const QString& text) {
    return text.isEmpty() ? text : kLeftToRight + text + kEndIsolate;
}

}  // namespace

QLocale localeOf(const QString& language) {
    if (language == QStringLiteral("ar")) return {QLocale::Arabic, QLocale::Tunisia};
    return QLocale{language};
}

QString Format::number(const QString& text) { return isolated(text); }

QString Format::bytes(double count) {
    return isolated(
        QLocale().formattedDataSize(static_cast<qint64>(count), 1, QLocale::DataSizeSIFormat));
}

QString Format::count(double count) { return QLocale().toString(count, 'f', 0); }

QString Format::metres(double metres) {
    return isolated(QLocale().toString(metres, 'f', metres < 10 ? 1 : 0) + QStringLiteral(" m"));
}

QString Format::instant(std::optional<Instant> at) {
    if (!at) return {};
    const auto local = QDateTime::fromMSecsSinceEpoch(at->unixMs).toLocalTime();
    const auto offset = local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate).mid(19);
    const auto zone =
        offset == QStringLiteral("Z") ? QStringLiteral("UTC") : QStringLiteral("UTC") + offset;
    return kFirstStrong + QLocale().toString(local.date(), QStringLiteral("d MMM yyyy")) +
           kEndIsolate + QLatin1Char(' ') +
           isolated(local.time().toString(QStringLiteral("HH:mm:ss")) + QLatin1Char(' ') + zone);
}

QString Format::time(std::optional<Instant> at) {
    if (!at) return {};
    return isolated(QDateTime::fromMSecsSinceEpoch(at->unixMs)
                        .toLocalTime()
                        .time()
                        .toString(QStringLiteral("HH:mm")));
}

QString Format::position(const std::optional<Position>& position) {
    if (!position) return {};
    const auto axis = [](double degrees, const char* positive, const char* negative) {
        return QString::number(std::abs(degrees), 'f', 5) + QStringLiteral("° ") +
               QLatin1String(degrees < 0 ? negative : positive);
    };
    return isolated(axis(position->latitude(), "N", "S") + QStringLiteral("  ") +
                    axis(position->longitude(), "E", "W"));
}

}  // namespace cairn
