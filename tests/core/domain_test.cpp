// What the field types and what it means: positions, numbers, text.
#include "core/domain.h"

#include <QtTest>

#include "core/vocabulary.h"

using namespace cairn;

class DomainTest : public QObject {
    Q_OBJECT
  private slots:
    void southAndWestAreNegative() {
        const auto position = Position::parse("-33.865,-70.123");
        QVERIFY(position);
        QCOMPARE(position->latE7, -338650000);
        QCOMPARE(position->lonE7, -701230000);
    }

    void zeroZeroIsNoPlace() {
        QVERIFY(!Position::parse("0,0"));
        QVERIFY(!Position::fromDegrees(0.00000001, -0.00000001));
        QVERIFY(Position::fromDegrees(0, 32.5));  // the equator is
    }

    void outOfRangeAndNotANumberAreRefused() {
        for (const double bad : {90.1, -91.0, std::nan(""), HUGE_VAL})
            QVERIFY(!Position::fromDegrees(bad, 1));
        for (const double bad : {180.5, std::nan("")}) QVERIFY(!Position::fromDegrees(1, bad));
    }

    void digitsOfEveryKeyboardAreRead_data() {
        QTest::addColumn<QString>("typed");
        QTest::newRow("latin") << "36.2,37.16";
        QTest::newRow("spaces") << " 36.2 , 37.16 ";
        QTest::newRow("plus") << "+36.2,+37.16";
        QTest::newRow("arabic-indic") << "٣٦٫٢،٣٧٫١٦";
        QTest::newRow("persian") << "۳۶٫۲،۳۷٫۱۶";
        QTest::newRow("comma decimals") << "36,2;37,16";
        QTest::newRow("comma decimals and separator") << "36,2, 37,16";
    }
    void digitsOfEveryKeyboardAreRead() {
        QFETCH(QString, typed);
        const auto position = Position::parse(typed.toStdString());
        QVERIFY(position);
        QCOMPARE(position->latE7, 362000000);
        QCOMPARE(position->lonE7, 371600000);
    }

    void halfAPositionIsRefused_data() {
        QTest::addColumn<QString>("typed");
        for (const char* bad : {"", ",", "36.2", "36.2,", ",37", "a,b", "36.2,37.1,5", "36.2 37.16",
                                "1e1,2", "--1,2", "+-1,2", "1.2.3,4", "0x1,2", "nan,nan"})
            QTest::newRow(bad) << bad;
    }
    void halfAPositionIsRefused() {
        QFETCH(QString, typed);
        QVERIFY(!Position::parse(typed.toStdString()));
    }

    void twoTabletsNeverMakeTheSameNumber() {
        QCOMPARE(siteNumber(Realm::Exercise, 3, 1), std::string("E-S3-1"));
        QCOMPARE(siteNumber(Realm::Real, 4, 1), std::string("S4-1"));
        QVERIFY(exhibitNumber("E-S3-1", 4, 17) != exhibitNumber("E-S3-1", 5, 17));
        QVERIFY(exhibitNumber("E-S3-1", 4, 17).starts_with("E-S3-1-4-17-"));
    }

    void aMistypedExhibitNumberIsNoticed() {
        const std::string good = exhibitNumber("E-S3-1", 4, 1789);
        QVERIFY(isExhibitNumber(good));
        int tried = 0;
        for (std::size_t i = 0; i < good.size(); ++i) {
            for (const char c : std::string("0123456789")) {
                auto bad = good;
                if (bad[i] < '0' || bad[i] > '9' || bad[i] == c) continue;
                bad[i] = c;
                QVERIFY2(!isExhibitNumber(bad), bad.c_str());
                ++tried;
            }
            if (i + 1 == good.size() || good[i] == good[i + 1]) continue;
            auto swapped = good;
            std::swap(swapped[i], swapped[i + 1]);
            QVERIFY2(!isExhibitNumber(swapped), swapped.c_str());
        }
        QVERIFY(tried > 50);
    }

    void numbersAreStrict() {
        QVERIFY(isSiteNumber("E-S3-1"));
        for (const char* bad : {"", "S", "S3", "S3-", "S03-1", "S3-01", "S3-1 ", "E-E-S3-1", "s3-1",
                                "S3-99999999999"})
            QVERIFY2(!isSiteNumber(bad), bad);
    }

    void textFromOutsideIsCheckedUtf8() {
        QVERIFY(checkText("مقبرة\nline\ttab é", "note"));
        QVERIFY(!checkText(std::string_view("a\0b", 3), "note"));
        for (const char* bad :
             {"\x1b[31m", "\xC0\xAF", "\xED\xA0\x80", "\xFF", "\xE2\x82", "\xC2\x85", "\x7F"})
            QVERIFY(!checkText(bad, "note"));
        QCOMPARE(checkText(std::string(8193, 'a'), "note").error().code, Code::TooLarge);
    }

    void strangeFileNamesBecomePrintable() {
        QCOMPARE(printableName("IMG_0001.JPG"), std::string("IMG_0001.JPG"));
        QCOMPARE(printableName("صورة.jpg"), std::string("صورة.jpg"));
        QCOMPARE(printableName("a\xFF"
                               "b\n"),
                 std::string("a\\xffb\\x0a"));
        QCOMPARE(printableName("gpj.\xE2\x80\xAE"
                               "exe"),
                 std::string("gpj.\\u202eexe"));
        QCOMPARE(printableName("a\\b"), std::string("a\\\\b"));
        QVERIFY(checkText(printableName(std::string_view("\0\x01\xC3", 3)), "name"));
        QVERIFY(printableName(std::string(5000, '\xFF')).size() <= 1024);
    }

    void everyTermHasFourLabels() {
        std::size_t terms = 0;
        for (const auto& set : vocabulary().sets())
            for (const auto& term : set.terms) {
                ++terms;
                for (const char* language : {"ar", "en", "fr", "es"}) {
                    const auto label = vocabulary().label(set.name, term.code, language);
                    QVERIFY(!label.empty() && checkText(label, "label"));
                }
                QCOMPARE(vocabulary().find(set.name, term.slug), &term);
            }
        QVERIFY(terms > 150);
        QCOMPARE(vocabulary().version(), std::string("AEV-1"));
        QCOMPARE(vocabulary().label("site_type", "ST01", "fr"),
                 std::string("Fosse commune primaire"));
        QCOMPARE(vocabulary().label("site_type", "ST77", "fr"), std::string("ST77"));
    }

    void aSiteNeedsANameAndAKnownType() {
        Site site;
        site.name = "Well";
        site.type = "ST06";
        QVERIFY(validate(site));
        site.type = "ST77";
        QCOMPARE(validate(site).error().code, Code::Invalid);
        site.type = "ST06";
        site.name.clear();
        QVERIFY(!validate(site));
    }
};

QTEST_GUILESS_MAIN(DomainTest)
#include "domain_test.moc"
