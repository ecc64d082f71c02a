// What is typed becomes a secret, whole and normalised, and leaves the field empty.
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QtTest>

#include "app/passphrase_field.h"

using namespace cairn;

class PassphraseFieldTest : public QObject {
    Q_OBJECT

    static void type(PassphraseField& field, const QString& text, int key = Qt::Key_unknown) {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(&field, &press);
    }
    static std::string taken(PassphraseField& field) {
        const auto secret = field.take();
        return std::string(text(secret.view()));
    }

  private slots:
    void keysBecomeUtf8() {
        PassphraseField field;
        for (const auto& key : {"s", "é", "ع", " ", "€"}) type(field, QString::fromUtf8(key));
        QCOMPARE(field.length(), 5);
        QCOMPARE(taken(field), std::string("s\u00e9\u0639 \u20ac"));
    }
    void takingEmptiesTheField() {
        PassphraseField field;
        type(field, "a");
        (void)field.take();
        QCOMPARE(field.length(), 0);
        QCOMPARE(taken(field), std::string());
    }
    void accentTypedApartIsTheSamePassphrase() {
        PassphraseField apart, composed;
        type(apart, QString::fromUtf8("e\u0301"));
        type(composed, QString::fromUtf8("\u00e9"));
        QCOMPARE(taken(apart), taken(composed));
    }
    void backspaceTakesAWholeCharacter() {
        PassphraseField field;
        for (const auto& key : {"x", "€", "😀"}) type(field, QString::fromUtf8(key));
        type(field, {}, Qt::Key_Backspace);
        QCOMPARE(field.length(), 2);
        type(field, {}, Qt::Key_Backspace);
        QCOMPARE(taken(field), std::string("x"));
        type(field, {}, Qt::Key_Backspace);  // of nothing
        QCOMPARE(field.length(), 0);
    }
    void controlCharactersAreNotTaken() {
        PassphraseField field;
        type(field, QString(QChar(0)), Qt::Key_A);
        type(field, QStringLiteral("\t"), Qt::Key_Tab);
        QCOMPARE(field.length(), 0);
    }
    void returnAccepts() {
        PassphraseField field;
        QSignalSpy accepted(&field, &PassphraseField::accepted);
        type(field, QStringLiteral("\r"), Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
        QCOMPARE(field.length(), 0);
    }
    void keyboardOnScreenIsHeardToo() {
        PassphraseField field;
        QInputMethodEvent commit;
        commit.setCommitString(QStringLiteral("stone"));
        QCoreApplication::sendEvent(&field, &commit);
        QCOMPARE(taken(field), std::string("stone"));
    }
    void tooLongIsCutNotOverrun() {
        PassphraseField field;
        for (int i = 0; i < 2000; ++i) type(field, QStringLiteral("€"));
        QVERIFY(field.full());
        QVERIFY(field.take().size() <= PassphraseField::kMaxBytes);
    }
};

QTEST_MAIN(PassphraseFieldTest)
#include "passphrase_field_test.moc"
