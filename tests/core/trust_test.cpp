#include "core/trust.h"

#include <QtTest>

using namespace cairn;

namespace {

SigningKey keyOf(std::uint8_t byte) {
    return SigningKey::fromSeed(SecretBytes::copyOf(Bytes(32, byte))).value();
}
Recipient recipientOf(std::uint8_t byte) {
    return Identity::fromSecret(SecretBytes::copyOf(Bytes(32, byte))).value().recipient();
}

constexpr Instant kIssued{1'772'356'445'120};

// An operation made of fixed keys: the same bytes in every run.
struct Authority {
    SigningKey roots[4] = {keyOf(1), keyOf(2), keyOf(3), keyOf(4)};
    SigningKey receipts = keyOf(9);
    SigningKey code = keyOf(20), ledger = keyOf(21), tls = keyOf(22);
    Bundle bundle;
    Bytes genesis;
    Digest hash;

    explicit Authority(Realm realm = Realm::Exercise) {
        bundle.realm = realm;
        bundle.operation = "stone-bridge-1";
        bundle.title = "Stone Bridge";
        for (int i = 0; i < 3; ++i) bundle.roots.push_back(roots[i].publicKey());
        bundle.compartments = {{"operation", {recipientOf(30), recipientOf(31)}}};
        bundle.receiptKeys = {{"cairn/1/hq", receipts.publicKey(), kIssued, {}}};
        bundle.issued = kIssued;
        genesis = sign(bundle, {0, 1}).value();
        hash = sha256(genesis);
    }
    std::vector<const SigningKey*> chosen(std::initializer_list<int> which) const {
        std::vector<const SigningKey*> out;
        for (const int i : which) out.push_back(&roots[i]);
        return out;
    }
    Result<Bytes> sign(const Bundle& what, std::initializer_list<int> by) const {
        return signBundle(what, chosen(by));
    }
    Voucher voucher() const {
        return {bundle.realm, bundle.operation,       hash, code.publicKey(), Role::Tablet, 3,
                kIssued,      {kIssued.unixMs + 1000}};
    }
    Bytes signedVoucher(std::initializer_list<int> by = {0, 2}) const {
        return signVoucher(voucher(), chosen(by)).value();
    }
    DeviceKeys keys() const {
        return {{}, ledger.publicKey(), recipientOf(32), tls.publicKey(), "Tablet 3"};
    }
    Bytes certificate() const {
        return certifyDevice(signedVoucher(), keys(), code, ledger, bundle.realm).value();
    }
    Holding holding() const {
        Holding out{bundle.realm, bundle.operation, 3, 1, sha256(view("manifest")), {}, kIssued};
        out.objects = {sha256(view("a")), sha256(view("b"))};
        std::sort(out.objects.begin(), out.objects.end());
        return out;
    }
};

template <class T>
Code codeOf(const Result<T>& result) {
    return result ? Code::Internal : result.error().code;
}

}  // namespace

class TrustTest : public QObject {
    Q_OBJECT

  private slots:
    void genesisIsTrustedByItsHashAlone();
    void genesisNeedsTwoOfItsOwnRoots();
    void successorNeedsTwoRootsOfTheBundleBefore();
    void anOlderBundleIsNeverTakenOverANewer();
    void aLostRootIsReplacedByTheOtherTwo();
    void everyFlippedBitOfACertificateIsRefused();
    void certificateOfAnotherRealmOrOperationIsRefused();
    void keysSignedForAnotherVoucherAreRefused();
    void holdingsAreSortedSignedAndInTheKeysTime();
    void codesComeBackWholeAndTypingErrorsAreFound();
    void bytesOfTodayAreBytesOfTheVectors();
};

void TrustTest::genesisIsTrustedByItsHashAlone() {
    const Authority authority;
    const auto opened = openGenesis(authority.genesis, authority.hash);
    QVERIFY(opened);
    QCOMPARE(opened->title, std::string("Stone Bridge"));
    QCOMPARE(opened->recipients().size(), std::size_t{2});
    QVERIFY(opened->recipients("elsewhere").empty());
    QCOMPARE(codeOf(openGenesis(authority.genesis, sha256(view("other")))), Code::Untrusted);
}

void TrustTest::genesisNeedsTwoOfItsOwnRoots() {
    const Authority authority;
    const auto one = authority.sign(authority.bundle, {0}).value();
    QCOMPARE(codeOf(openGenesis(one, sha256(one))), Code::Untrusted);
    const auto twice = authority.sign(authority.bundle, {0, 0}).value();
    QCOMPARE(codeOf(openGenesis(twice, sha256(twice))), Code::Untrusted);
    const auto stranger = authority.sign(authority.bundle, {0, 3}).value();
    QCOMPARE(codeOf(openGenesis(stranger, sha256(stranger))), Code::Untrusted);
    Bundle weak = authority.bundle;
    weak.threshold = 1;
    QCOMPARE(codeOf(authority.sign(weak, {0, 1})), Code::Malformed);
    weak = authority.bundle;
    weak.compartments[0].recipients.pop_back();  // no escrow
    QCOMPARE(codeOf(authority.sign(weak, {0, 1})), Code::Malformed);
}

void TrustTest::successorNeedsTwoRootsOfTheBundleBefore() {
    const Authority authority;
    Bundle next = authority.bundle;
    next.generation = 2;
    next.previous = authority.hash;
    next.revocations = {{7, {}, {}, 1}};
    const auto good = authority.sign(next, {1, 2}).value();
    const auto opened = openSuccessor(good, authority.bundle, authority.hash);
    QVERIFY(opened);
    QVERIFY(opened->revocation(7, 1));
    QVERIFY(!opened->revocation(8, 1));
    const auto one = authority.sign(next, {1}).value();
    QCOMPARE(codeOf(openSuccessor(one, authority.bundle, authority.hash)), Code::Untrusted);
    next.previous = sha256(view("another past"));
    const auto other = authority.sign(next, {1, 2}).value();
    QCOMPARE(codeOf(openSuccessor(other, authority.bundle, authority.hash)), Code::Untrusted);
    next.previous = authority.hash;
    next.operation = "elsewhere";
    const auto elsewhere = authority.sign(next, {1, 2}).value();
    QCOMPARE(codeOf(openSuccessor(elsewhere, authority.bundle, authority.hash)),
             Code::WrongOperation);
}

void TrustTest::anOlderBundleIsNeverTakenOverANewer() {
    const Authority authority;
    Bundle second = authority.bundle;
    second.generation = 2;
    second.previous = authority.hash;
    const auto bytes = authority.sign(second, {0, 1}).value();
    QCOMPARE(codeOf(openSuccessor(authority.genesis, second, sha256(bytes))), Code::RolledBack);
    QCOMPARE(codeOf(openSuccessor(bytes, second, sha256(bytes))), Code::RolledBack);
}

void TrustTest::aLostRootIsReplacedByTheOtherTwo() {
    const Authority authority;
    Bundle next = authority.bundle;
    next.generation = 2;
    next.previous = authority.hash;
    next.roots[0] = authority.roots[3].publicKey();
    const auto bytes = authority.sign(next, {1, 2}).value();
    const auto second = openSuccessor(bytes, authority.bundle, authority.hash).value();
    Bundle third = second;
    third.generation = 3;
    third.previous = sha256(bytes);
    QVERIFY(openSuccessor(authority.sign(third, {1, 3}).value(), second, sha256(bytes)));
    QCOMPARE(codeOf(openSuccessor(authority.sign(third, {0, 1}).value(), second, sha256(bytes))),
             Code::Untrusted);
}

void TrustTest::everyFlippedBitOfACertificateIsRefused() {
    const Authority authority;
    const auto certificate = authority.certificate();
    const auto opened = openDeviceCertificate(certificate, authority.bundle, authority.hash);
    QVERIFY(opened);
    QCOMPARE(opened->voucher.device, 3u);
    QCOMPARE(opened->keys.voucher, sha256(authority.signedVoucher()));
    for (std::size_t i = 0; i < certificate.size(); ++i) {
        auto changed = certificate;
        changed[i] = static_cast<std::uint8_t>(changed[i] ^ 1u << (i % 8));
        QVERIFY2(!openDeviceCertificate(changed, authority.bundle, authority.hash),
                 qPrintable(QString::number(i)));
    }
    for (std::size_t size = 0; size < certificate.size(); ++size)
        QVERIFY(!openDeviceCertificate(ByteView(certificate).first(size), authority.bundle,
                                       authority.hash));
}

void TrustTest::certificateOfAnotherRealmOrOperationIsRefused() {
    const Authority exercise, real(Realm::Real);
    QVERIFY(openDeviceCertificate(real.certificate(), real.bundle, real.hash));
    // Even with the same root keys in both realms, which nobody should have.
    QVERIFY(!openDeviceCertificate(real.certificate(), exercise.bundle, exercise.hash));
    QVERIFY(!openDeviceCertificate(exercise.certificate(), real.bundle, real.hash));
    QCOMPARE(codeOf(openDeviceCertificate(exercise.certificate(), exercise.bundle, real.hash)),
             Code::Untrusted);
    Bundle elsewhere = exercise.bundle;
    elsewhere.operation = "elsewhere";
    QCOMPARE(codeOf(openDeviceCertificate(exercise.certificate(), elsewhere, exercise.hash)),
             Code::WrongOperation);
}

void TrustTest::keysSignedForAnotherVoucherAreRefused() {
    const Authority authority;
    // The same code and device, another pair of roots: other voucher bytes. A certificate of the
    // first with its voucher swapped for the second is no certificate.
    const auto first = authority.signedVoucher({0, 1}), second = authority.signedVoucher({1, 2});
    auto certificate = certifyDevice(first, authority.keys(), authority.code, authority.ledger,
                                     authority.bundle.realm)
                           .value();
    const auto at = std::search(certificate.begin(), certificate.end(), first.begin(), first.end());
    QVERIFY(at != certificate.end());
    std::copy(second.begin(), second.end(), at);
    QCOMPARE(codeOf(openDeviceCertificate(certificate, authority.bundle, authority.hash)),
             Code::Untrusted);
}

void TrustTest::holdingsAreSortedSignedAndInTheKeysTime() {
    const Authority authority;
    const auto bytes = signHolding(authority.holding(), authority.receipts);
    const auto opened = openHolding(bytes, authority.bundle);
    QVERIFY(opened);
    QCOMPARE(opened->objects, authority.holding().objects);
    QCOMPARE(
        codeOf(openHolding(signHolding(authority.holding(), authority.roots[0]), authority.bundle)),
        Code::Untrusted);
    auto unsorted = authority.holding();
    std::swap(unsorted.objects[0], unsorted.objects[1]);
    QCOMPARE(codeOf(openHolding(signHolding(unsorted, authority.receipts), authority.bundle)),
             Code::Malformed);
    auto early = authority.holding();
    early.time = {kIssued.unixMs - 1};
    QCOMPARE(codeOf(openHolding(signHolding(early, authority.receipts), authority.bundle)),
             Code::Untrusted);
    auto other = authority.holding();
    other.realm = Realm::Real;
    QCOMPARE(codeOf(openHolding(signHolding(other, authority.receipts), authority.bundle)),
             Code::BadSignature);
}

void TrustTest::codesComeBackWholeAndTypingErrorsAreFound() {
    for (const auto& address : {std::string("127.0.0.1:7443"), std::string("hq.example.org:443")}) {
        const EnrolmentCode code{address, sha256(view("pin")), sha256(view("genesis")),
                                 SecretBytes::copyOf(Bytes(32, 7))};
        const auto word = encodeEnrolmentCode(code).value();
        const auto back = parseEnrolmentCode(word + "\n");
        QVERIFY(back);
        QCOMPARE(back->address, address);
        QVERIFY(back->certificatePin == code.certificatePin && back->genesis == code.genesis);
        QVERIFY(back->seed.equals(code.seed));
        std::string loud = word;
        for (char& c : loud) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        QVERIFY(parseEnrolmentCode(loud));  // as a QR code has it
        for (std::size_t i = 0; i < word.size(); ++i) {
            auto typo = word;
            typo[i] = typo[i] == 'q' ? 'z' : 'q';
            QVERIFY2(!parseEnrolmentCode(typo), typo.c_str());
            QVERIFY(!parseEnrolmentCode(std::string_view(word).substr(0, i)));
        }
    }
    EnrolmentCode without{"no port", {}, {}, SecretBytes(32)};
    QCOMPARE(codeOf(encodeEnrolmentCode(without)), Code::Invalid);
    without = {"host:1", {}, {}, SecretBytes(31)};
    QCOMPARE(codeOf(encodeEnrolmentCode(without)), Code::Invalid);
}

void TrustTest::bytesOfTodayAreBytesOfTheVectors() {
    const Authority authority;
    const auto code = encodeEnrolmentCode({"hq.example.org:7443", sha256(view("pin")),
                                           authority.hash, SecretBytes::copyOf(Bytes(32, 20))})
                          .value();
    const auto line = [](const char* what, ByteView bytes) {
        return QByteArray(what) + ' ' + QByteArray::fromStdString(toHex(bytes)) + '\n';
    };
    const QByteArray now = line("genesis", authority.genesis) +
                           line("voucher", authority.signedVoucher()) +
                           line("certificate", authority.certificate()) +
                           line("holding", signHolding(authority.holding(), authority.receipts)) +
                           "code " + QByteArray::fromStdString(code) + '\n';
    QFile file(QStringLiteral(CAIRN_VECTORS "/trust.txt"));
    if (qEnvironmentVariableIsSet("CAIRN_WRITE_VECTORS")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(now);
        return;
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(now, file.readAll());
}

QTEST_APPLESS_MAIN(TrustTest)
#include "trust_test.moc"
