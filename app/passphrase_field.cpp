#include "app/passphrase_field.h"

#include <QCursor>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <utility>

namespace cairn {

PassphraseField::PassphraseField(QQuickItem* parent) : QQuickItem(parent), bytes_(kMaxBytes) {
    setFlag(ItemAcceptsInputMethod);
    setAcceptedMouseButtons(Qt::LeftButton);
    setActiveFocusOnTab(true);
    setCursor(Qt::IBeamCursor);
}

void PassphraseField::clear() {
    wipe(bytes_.data(), bytes_.size());
    used_ = 0;
    length_ = 0;
    pendingHighSurrogate_ = 0;
    emit lengthChanged();
}

SecretBytes PassphraseField::take() {
    auto typed = QString::fromUtf8(reinterpret_cast<const char*>(bytes_.data()),
                                   static_cast<qsizetype>(used_));
    auto normal = typed.normalized(QString::NormalizationForm_C);
    auto utf8 = normal.toUtf8();
    auto out = SecretBytes::copyOf({reinterpret_cast<const std::uint8_t*>(utf8.constData()),
                                    static_cast<std::size_t>(utf8.size())});
    typed.fill(QChar{0});
    normal.fill(QChar{0});
    utf8.fill(0);
    clear();
    return out;
}

void PassphraseField::add(const QString& typed) {
    for (const QChar unit : typed) {
        char32_t point = unit.unicode();
        if (unit.isHighSurrogate()) {
            pendingHighSurrogate_ = unit.unicode();
            continue;
        }
        if (unit.isLowSurrogate()) {
            if (pendingHighSurrogate_ == 0) continue;
            point = QChar::surrogateToUcs4(pendingHighSurrogate_, unit.unicode());
        }
        pendingHighSurrogate_ = 0;
        if (point < 0x20 || point == 0x7f || full()) continue;
        auto* to = bytes_.data() + used_;
        if (point < 0x80) {
            to[0] = static_cast<std::uint8_t>(point);
            used_ += 1;
        } else if (point < 0x800) {
            to[0] = static_cast<std::uint8_t>(0xc0 | (point >> 6));
            to[1] = static_cast<std::uint8_t>(0x80 | (point & 0x3f));
            used_ += 2;
        } else if (point < 0x10000) {
            to[0] = static_cast<std::uint8_t>(0xe0 | (point >> 12));
            to[1] = static_cast<std::uint8_t>(0x80 | ((point >> 6) & 0x3f));
            to[2] = static_cast<std::uint8_t>(0x80 | (point & 0x3f));
            used_ += 3;
        } else {
            to[0] = static_cast<std::uint8_t>(0xf0 | (point >> 18));
            to[1] = static_cast<std::uint8_t>(0x80 | ((point >> 12) & 0x3f));
            to[2] = static_cast<std::uint8_t>(0x80 | ((point >> 6) & 0x3f));
            to[3] = static_cast<std::uint8_t>(0x80 | (point & 0x3f));
            used_ += 4;
        }
        ++length_;
    }
    emit lengthChanged();
}

void PassphraseField::removeLast() {
    if (used_ == 0) return;
    std::uint8_t last = 0;
    do {
        last = std::exchange(bytes_.data()[--used_], std::uint8_t{0});
    } while (used_ > 0 && (last & 0xc0) == 0x80);
    --length_;
    emit lengthChanged();
}

void PassphraseField::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Backspace:
            removeLast();
            return;
        case Qt::Key_Delete:
        case Qt::Key_Escape:
            clear();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            emit accepted();
            return;
        default:
            break;
    }
    const auto typed = event->text();
    if (typed.isEmpty() || typed.at(0).unicode() < 0x20) {
        event->ignore();
        return;
    }
    add(typed);
}

void PassphraseField::inputMethodEvent(QInputMethodEvent* event) { add(event->commitString()); }

QVariant PassphraseField::inputMethodQuery(Qt::InputMethodQuery query) const {
    switch (query) {
        case Qt::ImEnabled:
            return true;
        case Qt::ImHints:
            return static_cast<int>(Qt::ImhHiddenText | Qt::ImhSensitiveData |
                                    Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
        default:
            return QQuickItem::inputMethodQuery(query);
    }
}

void PassphraseField::mousePressEvent(QMouseEvent*) {
    forceActiveFocus(Qt::MouseFocusReason);
    QGuiApplication::inputMethod()->show();
}

}  // namespace cairn
