#include <sys/resource.h>

#include <QtTest>

#include "core/sealed.h"

using namespace cairn;

class SealMemoryTest : public QObject {
    Q_OBJECT

    static long peakKiB() {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    }

  private slots:
    void oneGigabyteIsSealedInAFewMegabytes() {
        const std::vector<Recipient> recipients{Identity::generate().recipient(),
                                                Identity::generate().recipient()};
        const long before = peakKiB();
        std::uint64_t bytes = 0;
        SealWriter writer = SealWriter::open(recipients, [&bytes](ByteView sealed) -> Result<void> {
                                bytes += sealed.size();
                                return {};
                            }).value();
        constexpr std::uint64_t kSize = 1'000'000'000;
        for (std::uint64_t left = kSize; left > 0;) {
            const std::size_t size =
                static_cast<std::size_t>(std::min<std::uint64_t>(left, writer.room().size()));
            std::fill_n(writer.room().begin(), size, static_cast<std::uint8_t>(left));
            writer.advance(size).value();
            left -= size;
        }
        const Sealed sealed = writer.finish().value();
        QCOMPARE(sealed.plainBytes, kSize);
        QCOMPARE(bytes, sealedSize(kSize, 2));
        QVERIFY2(peakKiB() - before <= 32 * 1024, qPrintable(QString::number(peakKiB() - before)));
    }
};

QTEST_APPLESS_MAIN(SealMemoryTest)
#include "seal_memory_test.moc"
