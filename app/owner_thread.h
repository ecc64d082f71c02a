// The one thread that owns a Locker or a Desk. View-models hand it verbs; each runs there, in
// order, and its result comes back to the thread of the windows. Nothing in a window ever waits for
// it.
//
// Between two opens lies a session. What a verb of a closed session still answers is dropped, so
// that nothing decrypted reaches a screen after locking. close() returns at once; the owned object,
// and with it every key, dies in its thread after the verb that runs. A long verb asks closing()
// and stops early. Make, use and destroy this in the thread of the windows.
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <QThread>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

#include "core/result.h"

namespace cairn {

template <class Owned>
class OwnerThread {
  public:
    OwnerThread()
        : here_(std::make_unique<QObject>()), there_(new QObject), held_(std::make_shared<Held>()) {
        there_->moveToThread(&thread_);
        thread_.setObjectName(QStringLiteral("owner"));
        thread_.start();
    }
    ~OwnerThread() {
        close();
        QMetaObject::invokeMethod(there_, [there = there_] { delete there; });
        thread_.quit();
        thread_.wait();
    }
    OwnerThread(const OwnerThread&) = delete;
    OwnerThread& operator=(const OwnerThread&) = delete;

    // make() -> Result<std::unique_ptr<Owned>>, in the owning thread. then(Result<void>) here.
    template <class Make, class Then>
    void open(QObject* who, Make make, Then then) {
        close();
        session(
            who,
            [make = std::move(make)](Held& held) mutable -> Result<void> {
                held.owned = TRY(make());
                return {};
            },
            std::move(then));
    }

    // verb(Owned&) -> Result<T>, in the owning thread; then(Result<T>) here, unless `who` died or
    // the session closed meanwhile.
    template <class Verb, class Then>
    void ask(QObject* who, Verb verb, Then then) {
        using Answer = std::invoke_result_t<Verb&, Owned&>;
        session(
            who,
            [verb = std::move(verb)](Held& held) mutable -> Answer {
                if (!held.owned) return Error{Code::Cancelled, "locked", {}};
                return verb(*held.owned);
            },
            std::move(then));
    }

    void close() {
        ++held_->session;
        QMetaObject::invokeMethod(there_, [held = held_] { held->owned.reset(); });
    }

    // For verbs that take long: a question they ask again and again, in the owning thread.
    std::function<bool()> closing() const {
        return [held = held_, session = held_->session.load()] { return held->session != session; };
    }

  private:
    struct Held {
        std::unique_ptr<Owned> owned;  // touched in the owning thread only
        std::atomic<std::uint64_t> session = 0;
    };

    template <class Verb, class Then>
    void session(QObject* who, Verb verb, Then then) {
        using Answer = std::invoke_result_t<Verb&, Held&>;
        struct Errand {
            Verb verb;
            Then then;
            std::unique_ptr<Answer> answer;
        };
        auto errand = std::make_shared<Errand>(Errand{std::move(verb), std::move(then), nullptr});
        QMetaObject::invokeMethod(
            there_, [held = held_, errand, here = here_.get(), who = QPointer<QObject>(who),
                     session = held_->session.load()] {
                if (held->session != session) return;
                errand->answer = std::make_unique<Answer>(errand->verb(*held));
                QMetaObject::invokeMethod(here, [held, errand, who, session] {
                    if (who && held->session == session) errand->then(std::move(*errand->answer));
                });
            });
    }

    std::unique_ptr<QObject> here_;
    QObject* there_;
    std::shared_ptr<Held> held_;
    QThread thread_;
};

}  // namespace cairn
