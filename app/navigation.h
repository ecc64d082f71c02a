// Which screen is shown, and the way back. Pure state; both windows have one.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <vector>

namespace cairn {

class Navigation : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the session")
    Q_PROPERTY(int screen READ screen NOTIFY changed)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed)

  public:
    explicit Navigation(int home, QObject* parent = nullptr)
        : QObject(parent), home_(home), screen_(home) {}

    int screen() const { return screen_; }
    bool canGoBack() const { return !before_.empty(); }

    // From the rail: there is no way back.
    Q_INVOKABLE void show(int screen) {
        before_.clear();
        screen_ = screen;
        emit changed();
    }
    // Deeper: back() returns here.
    void enter(int screen) {
        if (screen == screen_) return;
        before_.push_back(screen_);
        screen_ = screen;
        emit changed();
    }
    Q_INVOKABLE void back() {
        if (before_.empty()) return;
        screen_ = before_.back();
        before_.pop_back();
        emit changed();
    }
    void home() { show(home_); }

  signals:
    void changed();

  private:
    const int home_;
    int screen_;
    std::vector<int> before_;
};

}  // namespace cairn
