// Decrypted pictures for the screens: in memory only, a bounded number, overwritten and dropped on
// clear(). They never enter Qt's pixmap cache and never touch disk. Thread of the windows.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QImage>
#include <QObject>
#include <QQuickPaintedItem>
#include <functional>
#include <list>
#include <map>
#include <set>

namespace cairn {

class Pictures : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")

  public:
    enum class Size { Preview, Large };
    struct Answer {
        QImage image;          // null: there is none, or it cannot be shown
        bool damaged = false;  // a part of it could not be decoded
    };
    // Gets one picture and hands it to `then` in this thread, or never (locked meanwhile).
    using Ask = std::function<void(QObject* who, const QString& exhibit, Size size,
                                   std::function<void(Answer)> then)>;

    explicit Pictures(Ask ask, QObject* parent = nullptr);
    ~Pictures() override;

    // What is held. Absent and not yet asked: it is asked for, and arrived() tells.
    const Answer* find(const QString& exhibit, Size size);
    bool waiting() const { return !asked_.empty(); }
    void clear();

  signals:
    void arrived(const QString& exhibit);
    void cleared();

  private:
    static constexpr std::size_t kMost = 120;
    using Key = std::pair<QString, Size>;

    Ask ask_;
    std::map<Key, Answer> held_;
    std::set<Key> asked_;
    std::list<Key> order_;
};

// One picture of an exhibit, fitted or filling, its corners straight. In the night theme only its
// red light is shown.
class PictureItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_NAMED_ELEMENT(ExhibitPicture)
    Q_PROPERTY(cairn::Pictures* pictures MEMBER pictures_ WRITE setPictures REQUIRED)
    Q_PROPERTY(QString exhibit MEMBER exhibit_ WRITE setExhibit NOTIFY changed REQUIRED)
    Q_PROPERTY(bool large MEMBER large_ NOTIFY changed)
    Q_PROPERTY(bool crop MEMBER crop_ NOTIFY changed)
    Q_PROPERTY(bool redOnly MEMBER redOnly_ NOTIFY changed)
    Q_PROPERTY(bool shielded MEMBER shielded_ NOTIFY changed)  // nothing is asked for or painted
    Q_PROPERTY(State state READ state NOTIFY stateChanged)

  public:
    enum class State { Waiting, Shown, Absent, Damaged };
    Q_ENUM(State)

    explicit PictureItem(QQuickItem* parent = nullptr);
    State state() const { return state_; }
    void setPictures(Pictures* pictures);
    void setExhibit(const QString& exhibit);
    void paint(QPainter* painter) override;

  signals:
    void changed();
    void stateChanged();

  private:
    void look();
    void settle(State state);

    Pictures* pictures_ = nullptr;
    QString exhibit_;
    bool large_ = false, crop_ = false, redOnly_ = false, shielded_ = false;
    State state_ = State::Waiting;
    QImage image_;
};

// Grey values as red light.
QImage redLight(const QImage& image);

}  // namespace cairn
