#include "core/signature.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace cairn;

class SignatureTest : public QObject {
    Q_OBJECT

    static Bytes bytesOf(const QJsonValue& hex) {
        return fromHex(hex.toString().toStdString()).value();
    }

  private slots:
    void everyVerdictIsWycheproofs() {
        QFile file(QStringLiteral(CAIRN_TEST_DATA "/crypto/wycheproof-ed25519_test.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int checked = 0;
        for (const QJsonValue& group :
             QJsonDocument::fromJson(file.readAll()).object()["testGroups"].toArray()) {
            const PublicKey key = PublicKey::from(bytesOf(group["publicKey"]["pk"])).value();
            for (const QJsonValue& test : group["tests"].toArray()) {
                const auto signature = Signature::from(bytesOf(test["sig"]));
                const bool holds = signature && verifyRaw(key, bytesOf(test["msg"]), *signature);
                QVERIFY2(holds == (test["result"].toString() == "valid"),
                         qPrintable(QString::number(test["tcId"].toInt())));
                ++checked;
            }
        }
        QCOMPARE(checked, 151);
    }

    void aSignatureHoldsForItsRealmTypeKeyAndBytesOnly() {
        const SigningKey key = SigningKey::generate();
        const SigningKey other = SigningKey::generate();
        const Bytes message = copy(view("what was seen"));
        for (const Realm realm : {Realm::Real, Realm::Exercise})
            for (int type = 1; type <= 10; ++type) {
                const Signature signature =
                    key.sign(realm, static_cast<SignatureType>(type), message);
                for (const Realm asked : {Realm::Real, Realm::Exercise})
                    for (int askedType = 1; askedType <= 10; ++askedType) {
                        const bool same = realm == asked && type == askedType;
                        QCOMPARE(verify(key.publicKey(), asked,
                                        static_cast<SignatureType>(askedType), message, signature),
                                 same);
                        QVERIFY(!verify(other.publicKey(), asked,
                                        static_cast<SignatureType>(askedType), message, signature));
                    }
                QVERIFY(!verifyRaw(key.publicKey(), message, signature));
            }
        Signature signature = key.sign(Realm::Real, SignatureType::Record, message);
        QVERIFY(!verify(key.publicKey(), Realm::Real, SignatureType::Record, view("what was seem"),
                        signature));
        signature.bytes[63] ^= 0x10;
        QVERIFY(!verify(key.publicKey(), Realm::Real, SignatureType::Record, message, signature));
    }

    void theSignedBytesAreThoseOfFormatMd() {
        const SigningKey key = SigningKey::fromSeed(SecretBytes::copyOf(Bytes(32, 7))).value();
        Bytes framed = copy(
            view(std::string_view("cairn\0\x01\x02\x04", 9)));  // version 1, exercise, manifest
        append(framed, keyId(key.publicKey()).view());
        append(framed, Bytes{3, 0, 0, 0, 0, 0, 0, 0});
        append(framed, view("abc"));
        QVERIFY(verifyRaw(key.publicKey(), framed,
                          key.sign(Realm::Exercise, SignatureType::Manifest, view("abc"))));
        QCOMPARE(keyId(key.publicKey()).hex(), sha256(key.publicKey().view()).hex().substr(0, 16));
    }

    void aSeedGivesItsKeyAgain() {
        const SigningKey key = SigningKey::generate();
        const SigningKey again = SigningKey::fromSeed(key.seed()).value();
        QVERIFY(again.publicKey() == key.publicKey() && key.clone().publicKey() == key.publicKey());
        QVERIFY(verifyRaw(key.publicKey(), view("x"), again.signRaw(view("x"))));
        QVERIFY(!SigningKey::fromSeed(SecretBytes::random(31)));
    }

    void realmsHaveTheirNames() {
        for (const Realm realm : {Realm::Real, Realm::Exercise})
            QVERIFY(realmFromName(name(realm)).value() == realm);
        QVERIFY(realmFromName("Real").error().code == Code::Unsupported);
    }
};

QTEST_APPLESS_MAIN(SignatureTest)
#include "signature_test.moc"
