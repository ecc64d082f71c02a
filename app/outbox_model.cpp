#include "app/outbox_model.h"

#include <utility>

namespace cairn {

OutboxModel::OutboxModel(LockerThread& thread, Send send, QObject* parent)
    : QObject(parent), thread_(thread), send_(std::move(send)), exhibits_(thread) {}

void OutboxModel::send() {
    if (sending_ || !send_) return;
    sending_ = true;
    problem_ = {};
    emit changed();
    thread_.ask(
        this,
        [send = send_, closing = thread_.closing()](Locker& locker) {
            return send(locker, closing);
        },
        [this](Result<SendReport> report) {
            sending_ = false;
            everSent_ = true;
            if (!report)
                problem_ = report.error();
            else if (report->stopped)
                problem_ = *report->stopped;
            emit changed();
            emit sent();
        });
}

void OutboxModel::refresh() {
    exhibits_.refresh();
    thread_.ask(
        this, [](Locker& locker) { return locker.catalog().outbox(); },
        [this](Result<OutboxTotals> totals) {
            if (totals)
                totals_ = *totals;
            else
                problem_ = totals.error();
            emit changed();
        });
}

void OutboxModel::clear() {
    exhibits_.clear();
    totals_ = {};
    sending_ = everSent_ = false;
    problem_ = {};
    emit changed();
}

}  // namespace cairn
