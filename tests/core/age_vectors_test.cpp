// Every vector of C2SP's for the age format that concerns us (tests/data/age): opened or refused,
// through both doors, for the reason it states.
#include <QDir>
#include <QFile>
#include <QtTest>

#include "core/sealed.h"
#include "tests/testkit/memory_file.h"

using namespace cairn;

namespace {

struct Vector {
    QByteArray expect;
    std::string payload;  // SHA-256 of the plaintext, hexadecimal
    std::vector<Identity> identities;
    QByteArray file;
};

Vector vectorAt(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("%s", qPrintable(path));
    const QByteArray bytes = file.readAll();
    const qsizetype split = bytes.indexOf("\n\n");
    Vector vector;
    vector.file = bytes.sliced(split + 2);
    for (const QByteArray& line : bytes.first(split).split('\n')) {
        const qsizetype colon = line.indexOf(": ");
        const QByteArray key = line.first(colon);
        const QByteArray value = line.sliced(colon + 2);
        if (key == "expect") vector.expect = value;
        if (key == "payload") vector.payload = value.toStdString();
        if (key == "identity")
            vector.identities.push_back(Identity::parse(view(value.toStdString())).value());
        if (key == "compressed")
            vector.file = qUncompress(QByteArray("\x02\x00\x00\x00", 4) + vector.file);
    }
    return vector;
}

Result<Bytes> unsealed(ByteView bytes, const Identity& identity) {
    const SecretBytes plain = TRY(unseal(bytes, identity, 1 << 26));
    return copy(plain.view());
}

Result<Bytes> streamed(ByteView bytes, const Identity& identity) {
    SealReader reader = TRY(SealReader::open(std::make_unique<MemoryFile>(bytes), identity));
    Bytes plain(static_cast<std::size_t>(reader.size()));
    plain.resize(TRY(reader.readAt(0, plain)));
    return plain;
}

// With each identity in turn, as age does: one that does not match lets the next one try.
template <class Door>
Result<Bytes> openedBy(Door door, const Vector& vector) {
    const ByteView bytes{reinterpret_cast<const std::uint8_t*>(vector.file.data()),
                         static_cast<std::size_t>(vector.file.size())};
    const Identity stranger = Identity::generate();
    Result<Bytes> result =
        vector.identities.empty() ? door(bytes, stranger) : Error{Code::NotFound, {}, {}};
    for (const Identity& identity : vector.identities)
        if (!result && result.error().code == Code::NotFound) result = door(bytes, identity);
    return result;
}

bool isExpected(const QByteArray& expect, const Result<Bytes>& result, const std::string& payload) {
    if (expect == "success") return result && sha256(*result).hex() == payload;
    if (result) return false;
    const Code code = result.error().code;
    const bool inPayload = result.error().where == "sealed payload";
    if (expect == "no match") return code == Code::NotFound;
    if (expect == "HMAC failure") return code == Code::BadSignature && !inPayload;
    if (expect == "header failure")
        return (code == Code::Malformed || code == Code::Unsupported) && !inPayload;
    return expect == "payload failure" && (code == Code::BadSignature || code == Code::Malformed) &&
           inPayload;
}

}  // namespace

class AgeVectorsTest : public QObject {
    Q_OBJECT
  private slots:
    void everyVectorHasItsVerdict_data() {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(CAIRN_TEST_DATA "/age"));
        for (const QString& name : folder.entryList(QDir::Files))
            if (name != "README.md") QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void everyVectorHasItsVerdict() {
        QFETCH(QString, path);
        const Vector vector = vectorAt(path);
        for (const auto& result : {openedBy(unsealed, vector), openedBy(streamed, vector)})
            QVERIFY2(isExpected(vector.expect, result, vector.payload),
                     result ? "opened"
                            : qPrintable(QString::fromStdString(describe(result.error())) +
                                         " instead of " + vector.expect));
    }
};

QTEST_APPLESS_MAIN(AgeVectorsTest)
#include "age_vectors_test.moc"
