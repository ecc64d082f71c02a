// --screenshots of both programs: every screen in every language and theme, none blank, and no
// light but red at night.
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QtTest>

class GalleryTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

  private slots:
    void everyScreenInEveryLanguageAndTheme_data() {
        QTest::addColumn<QStringList>("screens");
        QTest::newRow("cairn") << QStringList{"join",   "unlock",      "sites",   "new-site",
                                              "site",   "exhibit",     "capture", "outbox",
                                              "import", "import-done", "settings"};
        QTest::newRow("cairn-review")
            << QStringList{"join",    "unlock", "inbox",       "exhibit-shielded",
                           "exhibit", "export", "export-done", "settings"};
    }
    void everyScreenInEveryLanguageAndTheme() {
        QFETCH(QStringList, screens);
        const auto program = QString::fromLatin1(QTest::currentDataTag());
        const QDir out(folder_.filePath(program));
        QProcess run;
        run.setProcessChannelMode(QProcess::MergedChannels);
        run.start(QStringLiteral(CAIRN_BIN "/") + program,
                  {QStringLiteral("--screenshots"), out.path()});
        QVERIFY(run.waitForFinished(500'000));
        const auto said = run.readAll();
        QVERIFY2(run.exitStatus() == QProcess::NormalExit && run.exitCode() == 0, said.constData());
        QVERIFY2(!said.contains(".qml"), said.constData());  // no warning of the engine

        for (const auto& screen : screens) {
            QByteArrayList looks;
            for (const auto& language : {"en", "fr", "es", "ar"}) {
                for (const auto& theme : {"standard", "sunlight", "night"}) {
                    const auto name =
                        QStringList{program, screen, QLatin1String(language), QLatin1String(theme)}
                            .join('-') +
                        ".png";
                    const QImage picture(out.filePath(name));
                    QVERIFY2(!picture.isNull(), qPrintable(name));
                    QCOMPARE(picture.size(), QSize(1280, 800));
                    check(picture, theme == QLatin1String("night"), name);
                    looks.append(
                        QByteArray::fromRawData(reinterpret_cast<const char*>(picture.constBits()),
                                                picture.sizeInBytes())
                            .toBase64());
                }
            }
            for (qsizetype i = 0; i < looks.size(); ++i)
                QVERIFY2(looks.indexOf(looks[i]) == i,
                         qPrintable(screen + " looks the same twice"));
        }
    }

  private:
    static void check(const QImage& picture, bool night, const QString& name) {
        const auto image = picture.convertToFormat(QImage::Format_RGB32);
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
            for (int x = 0; x < image.width(); ++x) {
                if (night) QVERIFY2(qGreen(line[x]) == 0 && qBlue(line[x]) == 0, qPrintable(name));
                if (colours.size() < 64) colours.insert(line[x]);
            }
        }
        QVERIFY2(colours.size() > 16, qPrintable(name + " is blank"));
    }
};

QTEST_GUILESS_MAIN(GalleryTest)
#include "gallery_test.moc"
