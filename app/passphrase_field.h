// Where a passphrase is typed. Each key goes straight into locked memory; there is no text property
// and no string of the whole, only a length to draw dots from. What remains outside: the single
// characters that the system's input path carried here, and, when the phrase is taken, one
// normalised copy (NFC) that is overwritten before take() returns.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QQuickItem>

#include "core/bytes.h"

namespace cairn {

class PassphraseField : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int length READ length NOTIFY lengthChanged)
    Q_PROPERTY(bool full READ full NOTIFY lengthChanged)

  public:
    static constexpr std::size_t kMaxBytes = 1024;

    explicit PassphraseField(QQuickItem* parent = nullptr);

    int length() const { return length_; }  // characters
    bool full() const { return used_ + 4 > kMaxBytes; }
    Q_INVOKABLE void clear();

    // UTF-8, NFC. The field is empty afterwards.
    SecretBytes take();

  signals:
    void lengthChanged();
    void accepted();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    void add(const QString& typed);
    void removeLast();

    SecretBytes bytes_;
    std::size_t used_ = 0;
    int length_ = 0;
    char16_t pendingHighSurrogate_ = 0;
};

}  // namespace cairn
