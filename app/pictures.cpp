#include "app/pictures.h"

#include <QPainter>
#include <utility>

namespace cairn {

Pictures::Pictures(Ask ask, QObject* parent) : QObject(parent), ask_(std::move(ask)) {}

Pictures::~Pictures() { clear(); }

const Pictures::Answer* Pictures::find(const QString& exhibit, Size size) {
    const Key key{exhibit, size};
    if (const auto found = held_.find(key); found != held_.end()) return &found->second;
    if (exhibit.isEmpty() || asked_.contains(key)) return nullptr;
    asked_.insert(key);
    ask_(this, exhibit, size, [this, key](Answer answer) {
        if (asked_.erase(key) == 0) return;
        while (order_.size() >= kMost) {
            held_.erase(order_.front());
            order_.pop_front();
        }
        held_.insert_or_assign(key, std::move(answer));
        order_.push_back(key);
        emit arrived(key.first);
    });
    return nullptr;
}

void Pictures::clear() {
    emit cleared();  // items let go of theirs first, so that the bits below are the only ones
    for (auto& [key, answer] : held_) answer.image.fill(0);
    held_.clear();
    asked_.clear();
    order_.clear();
}

QImage redLight(const QImage& image) {
    auto out = image.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < out.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(out.scanLine(y));
        for (int x = 0; x < out.width(); ++x) line[x] = qRgb(qGray(line[x]), 0, 0);
    }
    return out;
}

PictureItem::PictureItem(QQuickItem* parent) : QQuickPaintedItem(parent) {
    connect(this, &PictureItem::changed, this, &PictureItem::look);
}

void PictureItem::setPictures(Pictures* pictures) {
    if (pictures == pictures_) return;
    if (pictures_) pictures_->disconnect(this);
    pictures_ = pictures;
    if (pictures_) {
        connect(pictures_, &Pictures::arrived, this, [this](const QString& exhibit) {
            if (exhibit == exhibit_) look();
        });
        connect(pictures_, &Pictures::cleared, this, [this] {
            image_ = {};
            update();
        });
        connect(pictures_, &QObject::destroyed, this, [this] { pictures_ = nullptr; });
    }
    look();
}

void PictureItem::setExhibit(const QString& exhibit) {
    if (exhibit == exhibit_) return;
    exhibit_ = exhibit;
    image_ = {};
    settle(State::Waiting);
    emit changed();
}

void PictureItem::look() {
    if (shielded_) {
        image_ = {};
    } else if (pictures_ && !exhibit_.isEmpty()) {
        const auto* answer =
            pictures_->find(exhibit_, large_ ? Pictures::Size::Large : Pictures::Size::Preview);
        if (answer) {
            image_ = redOnly_ ? redLight(answer->image) : answer->image;
            settle(image_.isNull()   ? State::Absent
                   : answer->damaged ? State::Damaged
                                     : State::Shown);
        }
    }
    update();
}

void PictureItem::settle(State state) {
    if (std::exchange(state_, state) != state) emit stateChanged();
}

void PictureItem::paint(QPainter* painter) {
    if (image_.isNull() || shielded_) return;
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    const auto fitted =
        QSizeF(image_.size())
            .scaled(size(), crop_ ? Qt::KeepAspectRatioByExpanding : Qt::KeepAspectRatio);
    painter->setClipRect(boundingRect());
    painter->drawImage(
        QRectF(QPointF((width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted),
        image_);
}

}  // namespace cairn
