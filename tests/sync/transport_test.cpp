// The intake on a real socket: who is let in, what is refused, and that errors keep their meaning
// on the way.
#include <QProcess>
#include <QtTest>

#include "sync/grpc_channel.h"
#include "sync/grpc_server.h"
#include "sync/tls.h"
#include "tests/sync/field.h"

using namespace cairn;

namespace {

struct Served {
    Field field;
    std::unique_ptr<GrpcServer> server;

    Served() { start(); }
    void start() {
        server = GrpcServer::start(*field.headquarters, *field.intake, "127.0.0.1:0").value();
    }
    std::string port() const {
        const auto& address = server->address();
        return address.substr(address.rfind(':') + 1);
    }
    Membership membership(const FieldDevice& device) const {
        Membership out;
        out.address = server->address();
        out.tlsAuthority = field.headquarters->tlsAuthority();
        out.tlsCertificate = device.tlsCertificate;
        return out;
    }
    std::unique_ptr<IntakeChannel> as(const FieldDevice& device) const {
        return connectAs(membership(device), device.tlsKey).value();
    }
};

QByteArray openssl(const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start("openssl", arguments);
    process.closeWriteChannel();
    process.waitForFinished(20'000);
    return process.readAll();
}

}  // namespace

class TransportTest : public QObject {
    Q_OBJECT

  private slots:
    void theAuthorityIsLearnedByItsPinAlone();
    void withoutACertificateOnlyEnrolmentIsAnswered();
    void strangersAndOtherKeysAreNotLetIn();
    void tls12IsRefused();
    void aBatchTravelsWholeAndItsReceiptHolds();
    void errorsKeepTheirMeaning();
    void tooLargeAnOfferIsRefused();
    void aDeadServerIsUnreachable();
    void aDeskFetchesEverythingFromAnyOffset();
    void twoServersDoNotShareAPort();
};

void TransportTest::theAuthorityIsLearnedByItsPinAlone() {
    Served served;
    EnrolmentCode code{served.server->address(),
                       certificatePin(served.field.headquarters->tlsAuthority()).value(),
                       {},
                       SecretBytes(32)};
    const auto pem = learnAuthority(code);
    QVERIFY(pem);
    QCOMPARE(*pem, served.field.headquarters->tlsAuthority());
    code.certificatePin = sha256(view("another headquarters"));
    QCOMPARE(codeOf(learnAuthority(code)), Code::Untrusted);
    served.server->stop(0);
    QCOMPARE(codeOf(learnAuthority(code)), Code::Unreachable);
    code.address = "no-such-host.invalid:1";
    QCOMPARE(codeOf(learnAuthority(code)), Code::Unreachable);
}

void TransportTest::withoutACertificateOnlyEnrolmentIsAnswered() {
    Served served;
    const auto device = served.field.newDevice();
    const auto channel =
        connectToEnrol(served.server->address(), served.field.headquarters->tlsAuthority());
    const auto answer = channel->enrol(served.field.request(device));
    QVERIFY(answer);
    QCOMPARE(answer->bundles, served.field.headquarters->bundles());
    QCOMPARE(codeOf(channel->ask(1, 0)), Code::Untrusted);
    QCOMPARE(codeOf(channel->offer(device.firstWitness)), Code::Untrusted);
    QCOMPARE(codeOf(channel->survey(0, 0)), Code::Untrusted);
    auto stream = channel->putParts();
    QVERIFY(stream);
    QCOMPARE(codeOf((*stream)->finish()), Code::Untrusted);
}

void TransportTest::strangersAndOtherKeysAreNotLetIn() {
    Served served, other;
    const auto stranger = other.field.enrolled();
    auto membership = other.membership(stranger);
    membership.address = served.server->address();
    membership.tlsAuthority = served.field.headquarters->tlsAuthority();
    // A certificate of another authority ends the handshake.
    QCOMPARE(codeOf(connectAs(membership, stranger.tlsKey).value()->ask(1, 0)), Code::Unreachable);
    // A server of another authority is not ours.
    membership = served.membership(served.field.enrolled());
    membership.tlsAuthority = other.field.headquarters->tlsAuthority();
    QCOMPARE(codeOf(connectToEnrol(membership.address, membership.tlsAuthority)->survey(0, 0)),
             Code::Unreachable);
    // The right authority, a key that was not enrolled for the device.
    auto device = served.field.enrolled();
    device.tlsKey = SigningKey::generate();
    device.tlsCertificate =
        served.field.headquarters->issueTls(device.tlsKey.publicKey(), device.name.device).value();
    QCOMPARE(codeOf(served.as(device)->ask(1, 0)), Code::Untrusted);
}

void TransportTest::tls12IsRefused() {
    Served served;
    const auto address = QString::fromStdString("127.0.0.1:" + served.port());
    const auto old = openssl({"s_client", "-connect", address, "-tls1_2", "-alpn", "h2"});
    QVERIFY2(old.contains("Cipher is (NONE)"), old);
    const auto now = openssl({"s_client", "-connect", address, "-tls1_3", "-alpn", "h2"});
    QVERIFY2(now.contains("TLSv1.3, Cipher is"), now);
}

void TransportTest::aBatchTravelsWholeAndItsReceiptHolds() {
    Served served;
    auto device = served.field.enrolled();
    device.record({3'500'000, 40'000});
    device.record();
    const auto channel = served.as(device);
    QCOMPARE(channel->ask(1, 2)->size, 0u);
    const auto batch = device.batch();
    const auto offered = channel->offer(batch.signedManifest);
    QVERIFY2(offered, offered ? "" : describe(offered.error()).c_str());
    QCOMPARE(offered->manifest, batch.hash);
    QVERIFY(offered->id == batch.id);
    auto stream = channel->putParts();
    QVERIFY(stream);
    for (const auto& lacking : offered->lacking) {
        const auto& bytes = device.objects.at(lacking.object);
        for (std::size_t at = 0; at < bytes.size(); at += kMaxPart)
            QVERIFY((*stream)->send(partOf(lacking.object, bytes, at, kMaxPart)));
    }
    QVERIFY((*stream)->finish());
    const auto held = channel->commit(batch.id);
    QVERIFY(held);
    QCOMPARE(openHolding(held->holding, served.field.headquarters->bundle())->objects.size(),
             std::size_t{2});
    QCOMPARE(held->witness, offered->witness);
    for (const auto& [digest, bytes] : device.objects) QVERIFY(served.field.holds(digest));
    const auto batches = channel->batches(device.name.device, 1, 0, 10);
    QVERIFY(batches && batches->size() == 1);
    QCOMPARE(batches->front().holding, held->holding);
}

void TransportTest::errorsKeepTheirMeaning() {
    Served served;
    auto device = served.field.enrolled(), other = served.field.enrolled();
    device.record({100});
    const auto channel = served.as(device);
    QCOMPARE(codeOf(served.as(other)->offer(device.batch().signedManifest)), Code::Untrusted);
    auto changed = device.batch().signedManifest;
    changed[changed.size() / 2] ^= 1;
    QCOMPARE(codeOf(channel->offer(changed)), Code::BadSignature);
    QCOMPARE(codeOf(channel->commit({device.name.device, 1, 0, 1})), Code::NotFound);
    QCOMPARE(codeOf(channel->entries(1, 1, 0)), Code::Refused);
    const auto stranger = randomBytes(100);
    auto stream = channel->putParts().value();
    (void)stream->send(partOf(sha256(stranger), stranger, 0, 100));
    QCOMPARE(codeOf(stream->finish()), Code::NotFound);
}

void TransportTest::tooLargeAnOfferIsRefused() {
    Served served;
    const auto device = served.field.enrolled();
    const auto channel = served.as(device);
    QCOMPARE(codeOf(channel->offer(Bytes(3 << 20))), Code::Refused);
    QVERIFY(channel->ask(1, 0));  // the connection lives
}

void TransportTest::aDeadServerIsUnreachable() {
    Served served;
    const auto device = served.field.enrolled();
    const auto channel = served.as(device);
    QVERIFY(channel->ask(1, 0));
    served.server->stop(0);
    QCOMPARE(codeOf(channel->ask(1, 0)), Code::Unreachable);
}

void TransportTest::aDeskFetchesEverythingFromAnyOffset() {
    Served served;
    auto device = served.field.enrolled();
    const auto desk = served.field.enrolled(Role::Review);
    device.record({2'000'001});
    device.record();
    const auto offered =
        served.field.intake->offer(device.caller, device.batch().signedManifest).value();
    QVERIFY(served.field.give(device, offered));
    const auto channel = served.as(desk);
    const auto survey = channel->survey(0, 0);
    QVERIFY(survey);
    QCOMPARE(survey->certificates.size(), std::size_t{2});
    QCOMPARE(survey->ledgers.size(), std::size_t{1});
    const auto page = channel->entries(device.name.device, 1, 0);
    QVERIFY(page);
    QCOMPARE(page->entries, device.entries);
    QCOMPARE(page->witness, offered.witness);
    QVERIFY(channel->entries(device.name.device, 1, 2)->entries.empty());
    const auto& [digest, bytes] = *device.objects.begin();
    for (const std::uint64_t offset : {0ull, 1ull, 1'999'999ull, 2'000'001ull}) {
        Bytes got;
        QVERIFY(channel->fetch(digest, offset, [&](ByteView piece) -> Result<void> {
            append(got, piece);
            return {};
        }));
        QCOMPARE(got, copy(ByteView(bytes).subspan(offset)));
    }
    QCOMPARE(
        codeOf(channel->fetch(sha256(view("none")), 0, [](ByteView) { return Result<void>(); })),
        Code::NotFound);
    QCOMPARE(codeOf(channel->fetch(digest, 0,
                                   [](ByteView) -> Result<void> {
                                       return Error{Code::Cancelled, "", ""};
                                   })),
             Code::Cancelled);
}

void TransportTest::twoServersDoNotShareAPort() {
    Served served;
    QCOMPARE(codeOf(GrpcServer::start(*served.field.headquarters, *served.field.intake,
                                      served.server->address())),
             Code::InUse);
}

QTEST_GUILESS_MAIN(TransportTest)
#include "transport_test.moc"
