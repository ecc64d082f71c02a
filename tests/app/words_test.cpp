// Four complete languages, and figures and places that no language turns round.
#include <QDir>
#include <QLocale>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

#include "app/format.h"
#include "app/problem.h"
#include "app/settings.h"
#include "app/terms.h"

using namespace cairn;

namespace {

struct Message {
    QStringList forms;
    bool finished = true;
};

// What a .ts file says: "context / source" -> translations.
QMap<QString, Message> messagesOf(const QString& language) {
    QFile file(QStringLiteral(CAIRN_I18N "/cairn_") + language + QStringLiteral(".ts"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QMap<QString, Message> messages;
    QXmlStreamReader xml(&file);
    QString context, source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        const auto name = xml.name();
        if (name == u"name")
            context = xml.readElementText();
        else if (name == u"source")
            source = xml.readElementText();
        else if (name == u"translation") {
            auto& message = messages[context + QStringLiteral(" / ") + source];
            message.finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            QString whole;
            while (
                !(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == u"translation")) {
                if (xml.isStartElement())
                    message.forms.append(xml.readElementText());
                else
                    whole += xml.text();
            }
            if (message.forms.isEmpty()) message.forms.append(whole);
        }
    }
    return messages;
}

QStringList placeholders(const QString& text) {
    QStringList found;
    static const QRegularExpression mark(QStringLiteral("%[0-9L]+"));
    for (auto all = mark.globalMatch(text); all.hasNext();) found.append(all.next().captured());
    found.sort();
    return found;
}

QString bare(QString text) {
    for (const char16_t mark : {u'\u2066', u'\u2068', u'\u2069'}) text.remove(QChar(mark));
    return text;
}

}  // namespace

class WordsTest : public QObject {
    Q_OBJECT
  private slots:
    void everySentenceStandsInEveryLanguage_data() {
        QTest::addColumn<int>("forms");
        QTest::newRow("en") << 2;
        QTest::newRow("fr") << 2;
        QTest::newRow("es") << 2;
        QTest::newRow("ar") << 6;
    }
    void everySentenceStandsInEveryLanguage() {
        QFETCH(int, forms);
        const auto english = messagesOf(QStringLiteral("en"));
        const auto here = messagesOf(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(english.size() > 200);
        QCOMPARE(here.keys(), english.keys());
        for (auto [key, message] : here.asKeyValueRange()) {
            QVERIFY2(message.finished, qPrintable(key));
            if (key.contains(QStringLiteral("%n")))
                QVERIFY2(message.forms.size() == forms, qPrintable(key));
            for (const auto& form : message.forms) {
                QVERIFY2(!form.trimmed().isEmpty(), qPrintable(key));
                QVERIFY2(placeholders(form) == placeholders(key), qPrintable(key));
            }
        }
    }
    void everySentenceOfTheScreensIsInTheFiles() {
        // A sentence that was added without lupdate would stay English.
        const auto english = messagesOf(QStringLiteral("en"));
        QSet<QString> known;
        for (const auto& key : english.keys()) known.insert(key.section(QStringLiteral(" / "), 1));
        static const QRegularExpression call(QStringLiteral("qsTr\\(\"((?:[^\"\\\\]|\\\\.)*)\""));
        int sentences = 0;
        for (const auto& folder :
             {QStringLiteral(""), QStringLiteral("/controls"), QStringLiteral("/screens")}) {
            const QDir dir(QStringLiteral(CAIRN_QML) + folder);
            for (const auto& name : dir.entryList({QStringLiteral("*.qml")})) {
                QFile file(dir.filePath(name));
                QVERIFY(file.open(QIODevice::ReadOnly));
                const auto text = QString::fromUtf8(file.readAll());
                for (auto all = call.globalMatch(text); all.hasNext(); ++sentences) {
                    const auto sentence = all.next().captured(1);
                    QVERIFY2(known.contains(sentence),
                             qPrintable(name + QStringLiteral(": ") + sentence));
                }
            }
        }
        QVERIFY(sentences > 200);
    }
    void errorsSpeakTheLanguageOfTheScreen() {
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("screens.ini")));
        settings.setLanguage(QStringLiteral("en"));
        for (int code = 0; code <= static_cast<int>(Code::Internal); ++code) {
            const Problem problem(Error{static_cast<Code>(code), {}, {}});
            settings.setLanguage(QStringLiteral("en"));
            const auto title = problem.title(), remedy = problem.remedy();
            QVERIFY(!title.isEmpty() && !remedy.isEmpty());
            for (const auto& language :
                 {QStringLiteral("fr"), QStringLiteral("es"), QStringLiteral("ar")}) {
                settings.setLanguage(language);
                QVERIFY2(problem.title() != title && problem.remedy() != remedy,
                         qPrintable(language + QLatin1Char(' ') + title));
            }
        }
    }
    void figuresStayLatinInArabic() {
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("screens.ini")));
        settings.setLanguage(QStringLiteral("ar"));
        QVERIFY(settings.mirrored());
        const auto text = Format::count(1234567) + Format::bytes(4.2e6) + Format::metres(3.5) +
                          Format::instant(Instant{1'772'356'445'000});
        for (const auto unit : text)
            QVERIFY2(!unit.isDigit() || unit.unicode() < 0x80, qPrintable(text));
    }
    void numbersAndPlacesAreHeldTogether() {
        const auto number = Format::number(QStringLiteral("E-S3-1-4-17-K"));
        QVERIFY(number.startsWith(QChar(0x2066)) && number.endsWith(QChar(0x2069)));
        const auto place = Format::position(*Position::fromDegrees(-12.04318, -77.02824));
        QVERIFY(place.startsWith(QChar(0x2066)) && place.endsWith(QChar(0x2069)));
        QCOMPARE(bare(place), QStringLiteral("12.04318° S  77.02824° W"));
        QCOMPARE(bare(Format::position(*Position::fromDegrees(43.3436, 17.8143))),
                 QStringLiteral("43.34360° N  17.81430° E"));
    }
    void unknownIsNotANumber() {
        QCOMPARE(Format::position({}), QString());
        QCOMPARE(Format::instant({}), QString());
        QCOMPARE(Format::number({}), QString());
    }
    void vocabularySpeaksTheLanguageOfTheScreen() {
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("screens.ini")));
        Terms terms;
        QSet<QString> labels;
        for (const auto& language : settings.languages()) {
            settings.setLanguage(language);
            labels.insert(terms.siteTypes()->label(QStringLiteral("ST01")));
        }
        QCOMPARE(labels.size(), 4);
        QCOMPARE(terms.siteTypes()->label(QStringLiteral("ST77")), QStringLiteral("ST77"));
    }
};

QTEST_MAIN(WordsTest)
#include "words_test.moc"
