// Headquarters' door without sockets: what it refuses, what it keeps, and that it says the same
// thing twice.
#include "tests/sync/field.h"

#include <QtTest>

#include "sync/tls.h"

using namespace cairn;
using Outcome = BatchAnswer::Outcome;
using Alarms = std::vector<std::string>;

class IntakeTest : public QObject {
    Q_OBJECT

  private slots:
    void enrolmentAnswersTheSameBytesToTheSameKeys();
    void otherKeysUnderAUsedVoucherAreRefusedAndAlarmed();
    void aCodeOfAnotherHeadquartersOrAnExpiredOneIsRefused();
    void callersAreKnownByTheirTransportKey();

    void recordsAreWitnessedBeforeTheirObjectsCome();
    void objectsCompleteTheReceipt();
    void theSameBatchAgainGetsTheSameReceiptBytes();
    void receiptsAreBoundToDeviceManifestAndRealm();
    void everyFlippedBitOfAManifestIsRefusedAndLeavesNothing();
    void manifestsOfAnotherRealmDeviceOrKeyAreRefused();
    void aGapIsToldAndNothingIsKept();
    void overlappingBatchesContinueTheLedger();

    void aForkIsSetApartAndNeverWitnessed();
    void otherBytesUnderOneBatchIdAreSetApart();
    void aLedgerThatShrankIsAlarmed();

    void uploadsResumeAtThePartAfterAKill();
    void partsInAnyOrderAndTwiceGiveOneObject();
    void wrongPartsAreRefused();
    void anObjectThatDoesNotHaveItsNameIsDroppedAndAskedForAgain();
    void bytesWrittenTwiceAreReadAgainBeforeTheyCount();
    void objectsThatNoBatchNamesAreRefused();

    void tabletsSeeOnlyTheirOwn();
    void addressedRecordsCarryTheirProof();
    void everyFailingCallOfTheDiskLeavesATruthfulArchive();
    void aPowerCutAfterAReceiptLosesNothingItSays();
};

void IntakeTest::enrolmentAnswersTheSameBytesToTheSameKeys() {
    Field field;
    const auto device = field.newDevice();
    const auto first = field.intake->enrol(field.request(device));
    QVERIFY(first);
    QVERIFY(!first->tlsCertificate.empty());
    field.clock.advance(1000);
    field.restart();
    const auto again = field.intake->enrol(field.request(device));
    QVERIFY(again);
    QCOMPARE(again->firstWitness, first->firstWitness);
    QCOMPARE(again->tlsCertificate, first->tlsCertificate);
    QCOMPARE(again->bundles, first->bundles);
    QCOMPARE(certificateKey(first->tlsCertificate).value(), device.tlsKey.publicKey());
    const auto note = Note::parse(text(first->firstWitness)).value();
    const auto& key = field.headquarters->receiptKey();
    QVERIFY(checkCosignature(note, key.name, key.key));
}

void IntakeTest::otherKeysUnderAUsedVoucherAreRefusedAndAlarmed() {
    Field field;
    auto device = field.newDevice();
    QVERIFY(field.intake->enrol(field.request(device)));
    const auto codeKey = SigningKey::fromSeed(device.code.seed).value();
    const auto voucher = field.headquarters->voucher(codeKey.publicKey()).value();
    device.ledgerKey = SigningKey::generate();
    device.certificate = certifyDevice(voucher,
                                       {{},
                                        device.ledgerKey.publicKey(),
                                        device.identity.recipient(),
                                        device.tlsKey.publicKey(),
                                        "Thief"},
                                       codeKey, device.ledgerKey, device.name.realm)
                             .value();
    QCOMPARE(codeOf(field.intake->enrol(field.request(device))), Code::VoucherUsed);
    QCOMPARE(field.alarms(), Alarms{"voucher"});
}

void IntakeTest::aCodeOfAnotherHeadquartersOrAnExpiredOneIsRefused() {
    Field field, other;
    const auto stranger = other.newDevice();
    QCOMPARE(codeOf(field.intake->enrol(field.request(stranger))), Code::Untrusted);
    const auto late = field.newDevice();
    field.clock.advance(31ll * 24 * 3600 * 1000);
    QCOMPARE(codeOf(field.intake->enrol(field.request(late))), Code::Expired);
}

void IntakeTest::callersAreKnownByTheirTransportKey() {
    Field field;
    const auto device = field.enrolled();
    const auto uri = deviceUri(device.name.realm, device.name.operation, device.name.device);
    const auto caller = field.intake->caller(uri, device.tlsKey.publicKey());
    QVERIFY(caller);
    QCOMPARE(caller->device, device.name.device);
    QCOMPARE(codeOf(field.intake->caller(uri, device.ledgerKey.publicKey())), Code::Untrusted);
    const auto real = deviceUri(Realm::Real, device.name.operation, device.name.device);
    QCOMPARE(codeOf(field.intake->caller(real, device.tlsKey.publicKey())), Code::Untrusted);
    const auto unknown = deviceUri(device.name.realm, device.name.operation, 99);
    QCOMPARE(codeOf(field.intake->caller(unknown, device.tlsKey.publicKey())), Code::Untrusted);
}

void IntakeTest::recordsAreWitnessedBeforeTheirObjectsCome() {
    Field field;
    auto device = field.enrolled();
    device.record({100'000, 3'000'000});
    device.record();
    const auto batch = device.batch();
    const auto answer = field.intake->offer(device.caller, batch.signedManifest);
    QVERIFY(answer);
    QCOMPARE(answer->outcome, Outcome::Kept);
    QCOMPARE(answer->size, 2u);
    QCOMPARE(answer->lacking.size(), std::size_t{2});
    QVERIFY(answer->holding.empty());
    const auto note = Note::parse(text(answer->witness)).value();
    const auto checkpoint = openCheckpoint(note, device.ledgerKey.publicKey());
    QVERIFY(checkpoint);
    QCOMPARE(checkpoint->size, 2u);
    const auto& key = field.headquarters->receiptKey();
    QCOMPARE(checkCosignature(note, key.name, key.key).value().unixMs / 1000,
             field.clock.wall().unixMs / 1000);
}

void IntakeTest::objectsCompleteTheReceipt() {
    Field field;
    auto device = field.enrolled();
    device.record({100'000, 3'000'000});
    const auto batch = device.batch();
    const auto offered = field.intake->offer(device.caller, batch.signedManifest).value();
    const auto early = field.intake->commit(device.caller, batch.id);
    QVERIFY(early && early->holding.empty() && early->lacking.size() == 2);
    QVERIFY(field.give(device, offered));
    const auto answer = field.intake->commit(device.caller, batch.id);
    QVERIFY(answer && answer->lacking.empty());
    const auto holding = openHolding(answer->holding, field.headquarters->bundle());
    QVERIFY(holding);
    QCOMPARE(holding->manifest, batch.hash);
    QCOMPARE(holding->device, device.name.device);
    QCOMPARE(holding->objects.size(), std::size_t{2});
    for (const auto& [digest, bytes] : device.objects) {
        QVERIFY(field.holds(digest));
        QCOMPARE(field.disk->bytesOf("/hq/archive/objects/" + digest.hex()), bytes);
    }
    QCOMPARE(codeOf(field.intake->commit(device.caller, {device.name.device, 1, 0, 7})),
             Code::NotFound);
}

void IntakeTest::theSameBatchAgainGetsTheSameReceiptBytes() {
    Field field;
    auto device = field.enrolled();
    device.record({70'000});
    const auto batch = device.batch();
    const auto first = field.intake->offer(device.caller, batch.signedManifest).value();
    QVERIFY(field.give(device, first));
    const auto held = field.intake->commit(device.caller, batch.id).value();
    field.clock.advance(3'600'000);
    field.restart();
    const auto again = field.intake->offer(device.caller, batch.signedManifest).value();
    const auto twice = field.intake->commit(device.caller, batch.id).value();
    QCOMPARE(again.witness, first.witness);
    QCOMPARE(again.holding, held.holding);
    QCOMPARE(twice.witness, held.witness);
    QCOMPARE(twice.holding, held.holding);
    QCOMPARE(field.archive->totals()->batches, 1u);
}

void IntakeTest::receiptsAreBoundToDeviceManifestAndRealm() {
    Field field, real(Realm::Real);
    auto device = field.enrolled();
    device.record({70'000});
    const auto offered = field.intake->offer(device.caller, device.batch().signedManifest).value();
    QVERIFY(field.give(device, offered));
    const auto held = field.intake->commit(device.caller, device.batch().id).value();
    QVERIFY(openHolding(held.holding, field.headquarters->bundle()));
    QVERIFY(!openHolding(held.holding, real.headquarters->bundle()));
    Bundle bent = field.headquarters->bundle();
    bent.realm = Realm::Real;
    QVERIFY(!openHolding(held.holding, bent));
    auto other = field.enrolled();
    QVERIFY(!openCheckpoint(Note::parse(text(held.witness)).value(), other.ledgerKey.publicKey()));
}

void IntakeTest::everyFlippedBitOfAManifestIsRefusedAndLeavesNothing() {
    Field field;
    auto device = field.enrolled();
    device.record({70'000});
    const auto batch = device.batch();
    for (std::size_t i = 0; i < batch.signedManifest.size(); ++i) {
        auto changed = batch.signedManifest;
        changed[i] = static_cast<std::uint8_t>(changed[i] ^ 1u << (i % 8));
        const auto answer = field.intake->offer(device.caller, changed);
        QVERIFY2(!answer, qPrintable(QString::number(i)));
    }
    for (std::size_t size = 0; size < batch.signedManifest.size(); size += 7)
        QVERIFY(!field.intake->offer(device.caller, ByteView(batch.signedManifest).first(size)));
    QCOMPARE(codeOf(field.intake->offer(device.caller, Bytes(kMaxManifest + 1))), Code::TooLarge);
    QCOMPARE(field.intake->ask(device.caller, 1, 1)->size, 0u);
    QCOMPARE(field.archive->totals()->records, 0u);
    QVERIFY(field.intake->offer(device.caller, batch.signedManifest));
}

void IntakeTest::manifestsOfAnotherRealmDeviceOrKeyAreRefused() {
    Field field;
    auto device = field.enrolled(), other = field.enrolled();
    device.record();
    QCOMPARE(codeOf(field.intake->offer(other.caller, device.batch().signedManifest)),
             Code::Untrusted);
    QCOMPARE(codeOf(field.intake->offer({77, Role::Tablet}, device.batch().signedManifest)),
             Code::Untrusted);
    auto real = device.twin();
    real.name.realm = Realm::Real;  // the right key, signing for the other realm
    QCOMPARE(codeOf(field.intake->offer(device.caller, real.batch().signedManifest)),
             Code::BadSignature);
    auto forged = device.twin();
    forged.ledgerKey = SigningKey::generate();
    QCOMPARE(codeOf(field.intake->offer(device.caller, forged.batch().signedManifest)),
             Code::BadSignature);
    auto elsewhere = device.twin();
    elsewhere.name.operation = "elsewhere";
    QCOMPARE(codeOf(field.intake->offer(device.caller, elsewhere.batch().signedManifest)),
             Code::WrongOperation);
    QCOMPARE(field.archive->totals()->records, 0u);
}

void IntakeTest::aGapIsToldAndNothingIsKept() {
    Field field;
    auto device = field.enrolled();
    for (int i = 0; i < 6; ++i) device.record();
    QVERIFY(field.intake->offer(device.caller, device.batch(0, 2).signedManifest));
    const auto answer = field.intake->offer(device.caller, device.batch(4, 6).signedManifest);
    QVERIFY(answer);
    QCOMPARE(answer->outcome, Outcome::Gap);
    QCOMPARE(answer->size, 2u);
    QVERIFY(answer->witness.empty());
    QCOMPARE(field.intake->ask(device.caller, 1, 6)->size, 2u);
}

void IntakeTest::overlappingBatchesContinueTheLedger() {
    Field field;
    auto device = field.enrolled();
    for (int i = 0; i < 9; ++i) device.record();
    for (const auto& [begin, end] : {std::pair{0, 3}, {1, 5}, {0, 5}, {0, 9}, {2, 4}}) {
        const auto batch =
            device.batch(static_cast<std::uint64_t>(begin), static_cast<std::uint64_t>(end));
        const auto answer = field.intake->offer(device.caller, batch.signedManifest);
        QVERIFY(answer);
        QCOMPARE(answer->outcome, Outcome::Kept);
    }
    QCOMPARE(field.intake->ask(device.caller, 1, 9)->size, 9u);
    QCOMPARE(field.archive->leaves(device.name.device, 1)(0, 9).value(), device.leaves());
    QVERIFY(field.alarms().empty());
}

void IntakeTest::aForkIsSetApartAndNeverWitnessed() {
    Field field;
    auto device = field.enrolled();
    device.record({70'000});
    auto restored = device.twin();  // the card of an earlier day, put back
    device.record();
    device.record();
    QVERIFY(field.intake->offer(device.caller, device.batch().signedManifest));
    for (int i = 0; i < 4; ++i) restored.record({80'000});
    for (const auto& batch : {restored.batch(), restored.batch(3, 5), restored.batch(1, 3)}) {
        const auto answer = field.intake->offer(device.caller, batch.signedManifest);
        QVERIFY(answer);
        QCOMPARE(answer->outcome, Outcome::Quarantined);
        QVERIFY(answer->witness.empty() && answer->holding.empty());
        QVERIFY(field.give(restored, *answer));  // evidence all the same
        QCOMPARE(codeOf(field.intake->commit(device.caller, batch.id)), Code::NotFound);
    }
    for (const auto& [digest, bytes] : restored.objects)
        if (!device.objects.contains(digest)) QVERIFY(field.holds(digest));
    const auto state = field.intake->ask(device.caller, 1, 3).value();
    QCOMPARE(state.size, 3u);
    QVERIFY(state.quarantined);
    const Caller desk{field.enrolled(Role::Review).caller};
    QCOMPARE(field.intake->quarantined(desk, device.name.device, 1)->size(), std::size_t{3});
    QVERIFY(!field.alarms().empty());
    QCOMPARE(field.alarms()[0], std::string("fork"));
    // The true ledger goes on.
    device.record();
    QCOMPARE(field.intake->offer(device.caller, device.batch(3, 4).signedManifest)->outcome,
             Outcome::Kept);
}

void IntakeTest::otherBytesUnderOneBatchIdAreSetApart() {
    Field field;
    auto device = field.enrolled();
    device.record();
    auto other = device.twin();
    QVERIFY(field.intake->offer(device.caller, device.batch().signedManifest));
    other.entries[0].sealedRecord = randomBytes(400);  // the same leaf, sealed otherwise
    const auto answer = field.intake->offer(device.caller, other.batch().signedManifest);
    QVERIFY(answer);
    QCOMPARE(answer->outcome, Outcome::Quarantined);
    QCOMPARE(field.alarms(), Alarms{"fork"});
}

void IntakeTest::aLedgerThatShrankIsAlarmed() {
    Field field;
    auto device = field.enrolled();
    for (int i = 0; i < 3; ++i) device.record();
    QVERIFY(field.intake->offer(device.caller, device.batch().signedManifest));
    QCOMPARE(field.intake->ask(device.caller, 1, 1)->size, 3u);
    QCOMPARE(field.alarms(), Alarms{"rewind"});
}

void IntakeTest::uploadsResumeAtThePartAfterAKill() {
    Field field;
    auto device = field.enrolled();
    device.record({5'000'000});
    const auto& [digest, bytes] = *device.objects.begin();
    const auto batch = device.batch();
    QVERIFY(field.intake->offer(device.caller, batch.signedManifest));
    QVERIFY(field.intake->put(device.caller, partOf(digest, bytes, 0, kMaxPart)));
    QVERIFY(field.intake->put(device.caller, partOf(digest, bytes, 2 * kMaxPart, kPartUnit)));
    field.restart();
    const auto answer = field.intake->offer(device.caller, batch.signedManifest).value();
    const std::vector<ByteRange> expected{{kMaxPart, 2 * kMaxPart},
                                          {2 * kMaxPart + kPartUnit, 5'000'000}};
    QCOMPARE(answer.lacking.size(), std::size_t{1});
    QVERIFY(answer.lacking[0].missing == expected);
    QVERIFY(field.give(device, answer, 3 * kPartUnit));
    QVERIFY(!field.intake->commit(device.caller, batch.id)->holding.empty());
    QCOMPARE(field.disk->bytesOf("/hq/archive/objects/" + digest.hex()), bytes);
}

void IntakeTest::partsInAnyOrderAndTwiceGiveOneObject() {
    Field field;
    auto device = field.enrolled();
    device.record({10 * kPartUnit + 17});
    const auto& [digest, bytes] = *device.objects.begin();
    QVERIFY(field.intake->offer(device.caller, device.batch().signedManifest));
    for (const std::uint64_t at : {10, 3, 3, 0, 9, 1, 7, 8, 2, 5, 6, 4, 4})
        QVERIFY(field.intake->put(device.caller, partOf(digest, bytes, at * kPartUnit, kPartUnit)));
    QVERIFY(field.holds(digest));
    QVERIFY(field.intake->put(device.caller, partOf(digest, bytes, 0, kPartUnit)));
    QVERIFY(!field.intake->commit(device.caller, device.batch().id)->holding.empty());
    QVERIFY(field.disk->list("/hq/archive/incoming")->empty());
}

void IntakeTest::wrongPartsAreRefused() {
    Field field;
    auto device = field.enrolled();
    device.record({3 * kPartUnit + 5});
    const auto& [digest, bytes] = *device.objects.begin();
    QVERIFY(field.intake->offer(device.caller, device.batch().signedManifest));
    auto part = partOf(digest, bytes, 0, kPartUnit);
    part.bytes[5] ^= 1;
    QCOMPARE(codeOf(field.intake->put(device.caller, part)), Code::BadSignature);
    QCOMPARE(codeOf(field.intake->put(device.caller, partOf(digest, bytes, 5, kPartUnit))),
             Code::Invalid);
    QCOMPARE(codeOf(field.intake->put(device.caller, partOf(digest, bytes, 0, 100))),
             Code::Invalid);
    Part beyond = partOf(digest, bytes, 0, kPartUnit);
    beyond.offset = 3 * kPartUnit;
    QCOMPARE(codeOf(field.intake->put(device.caller, beyond)), Code::Invalid);
    beyond.offset = ~std::uint64_t{0} / kPartUnit * kPartUnit;
    QCOMPARE(codeOf(field.intake->put(device.caller, beyond)), Code::Invalid);
    Part empty{digest, 0, {}, sha256({ByteView{}})};
    QCOMPARE(codeOf(field.intake->put(device.caller, empty)), Code::Invalid);
}

void IntakeTest::anObjectThatDoesNotHaveItsNameIsDroppedAndAskedForAgain() {
    Field field;
    auto device = field.enrolled();
    device.record({2 * kPartUnit, 1000});
    QVERIFY(field.intake->offer(device.caller, device.batch().signedManifest));
    for (const auto& [digest, bytes] : device.objects) {
        auto wrong = bytes;
        wrong.back() ^= 1;
        Result<void> last;
        for (std::uint64_t at = 0; at < wrong.size(); at += kPartUnit)
            last = field.intake->put(device.caller, partOf(digest, wrong, at, kPartUnit));
        QCOMPARE(codeOf(last), Code::Corrupt);
        QVERIFY(!field.holds(digest));
    }
    const auto answer = field.intake->commit(device.caller, device.batch().id).value();
    QCOMPARE(answer.lacking.size(), std::size_t{2});
    for (const auto& one : answer.lacking)
        QVERIFY((one.missing == std::vector<ByteRange>{{0, one.bytes}}));
    QVERIFY(field.give(device, answer, kPartUnit));
    QVERIFY(!field.intake->commit(device.caller, device.batch().id)->holding.empty());
    QCOMPARE(field.alarms(), (Alarms{"bytes", "bytes"}));
}

void IntakeTest::bytesWrittenTwiceAreReadAgainBeforeTheyCount() {
    // Parts in order are hashed as they come. A part that overlaps what was hashed replaces it on
    // disk: only what is on disk may count.
    Field field;
    auto device = field.enrolled();
    device.record({4 * kPartUnit});
    const auto& [digest, bytes] = *device.objects.begin();
    QVERIFY(field.intake->offer(device.caller, device.batch().signedManifest));
    QVERIFY(field.intake->put(device.caller, partOf(digest, bytes, 0, 2 * kPartUnit)));
    auto wrong = bytes;
    wrong[kPartUnit + 3] ^= 1;
    QVERIFY(field.intake->put(device.caller, partOf(digest, wrong, kPartUnit, 2 * kPartUnit)));
    QCOMPARE(codeOf(field.intake->put(device.caller,
                                      partOf(digest, bytes, 2 * kPartUnit, 2 * kPartUnit))),
             Code::Corrupt);
    QVERIFY(!field.holds(digest));
}

void IntakeTest::objectsThatNoBatchNamesAreRefused() {
    Field field;
    auto device = field.enrolled();
    const auto bytes = randomBytes(100);
    QCOMPARE(codeOf(field.intake->put(device.caller, partOf(sha256(bytes), bytes, 0, 100))),
             Code::NotFound);
}

void IntakeTest::tabletsSeeOnlyTheirOwn() {
    Field field;
    auto device = field.enrolled(), other = field.enrolled();
    const auto desk = field.enrolled(Role::Review);
    device.record({100});
    QVERIFY(field.intake->offer(device.caller, device.batch().signedManifest));
    QVERIFY(field.give(device, field.intake->commit(device.caller, device.batch().id).value()));
    const auto number = device.name.device;
    QCOMPARE(codeOf(field.intake->batches(other.caller, number, 1, 0, 10)), Code::Refused);
    QCOMPARE(codeOf(field.intake->commit(other.caller, device.batch().id)), Code::Untrusted);
    QCOMPARE(codeOf(field.intake->survey(other.caller, 0, 0)), Code::Refused);
    QCOMPARE(codeOf(field.intake->entries(other.caller, number, 1, 0)), Code::Refused);
    QCOMPARE(codeOf(field.intake->quarantined(other.caller, number, 1)), Code::Refused);
    const auto object = device.objects.begin()->first;
    QCOMPARE(codeOf(field.intake->object(device.caller, object)), Code::Refused);
    QVERIFY(field.intake->object(desk.caller, object));
    QCOMPARE(field.intake->entries(desk.caller, number, 1, 0)->entries, device.entries);
    const auto survey = field.intake->survey(desk.caller, 0, 0).value();
    QCOMPARE(survey.certificates.size(), std::size_t{3});
    QCOMPARE(survey.ledgers.size(), std::size_t{1});
    QCOMPARE(field.intake->survey(desk.caller, 1, 2)->certificates.size(), std::size_t{1});
}

void IntakeTest::addressedRecordsCarryTheirProof() {
    Field field;
    auto desk = field.enrolled(Role::Review);
    const auto tablet = field.enrolled();
    for (int i = 0; i < 5; ++i)
        desk.record({}, i % 2 ? std::vector<std::uint32_t>{tablet.name.device}
                              : std::vector<std::uint32_t>{});
    QVERIFY(field.intake->offer(desk.caller, desk.batch().signedManifest));
    const auto parcels = field.intake->deliveries(tablet.caller, {}, 10).value();
    QCOMPARE(parcels.size(), std::size_t{2});
    for (const auto& parcel : parcels) {
        const auto note = Note::parse(text(parcel.checkpoint)).value();
        const auto checkpoint = openCheckpoint(note, desk.ledgerKey.publicKey()).value();
        QVERIFY(checkInclusion(parcel.record.sequence, checkpoint.size, parcel.leaf, parcel.proof,
                               checkpoint.root));
        QCOMPARE(parcel.sealedRecord, desk.entries[parcel.record.sequence].sealedRecord);
        QCOMPARE(parcel.certificate, desk.certificate);
    }
    QCOMPARE(field.intake->deliveries(tablet.caller, {{desk.name.device, 1, 1}}, 10)->size(),
             std::size_t{1});
    QVERIFY(field.intake->deliveries(tablet.caller, {{desk.name.device, 1, 3}}, 10)->empty());
    QVERIFY(field.intake->deliveries(desk.caller, {}, 10)->empty());
}

void IntakeTest::everyFailingCallOfTheDiskLeavesATruthfulArchive() {
    // Each call of the disk fails once, as full or as broken; then the same is sent again.
    for (const auto code : {Code::Io, Code::StorageFull}) {
        Field field;
        int failed = 0;
        for (std::uint64_t call = 0; call < 400; ++call) {
            auto device = field.enrolled();
            device.record({2 * kPartUnit + 9, 300});
            const auto batch = device.batch();
            const auto attempt = [&]() -> Result<BatchAnswer> {
                const auto offered = TRY(field.intake->offer(device.caller, batch.signedManifest));
                TRY(field.give(device, offered, kPartUnit));
                return field.intake->commit(device.caller, batch.id);
            };
            const auto before = field.disk->calls();
            field.disk->failAt(call, code);
            const auto first = attempt();
            const bool reached = field.disk->calls() - before > call;
            field.disk->failNothing();
            if (!first) ++failed;
            if (first && !first->holding.empty())
                for (const auto& [digest, bytes] : device.objects)
                    QCOMPARE(field.disk->bytesOf("/hq/archive/objects/" + digest.hex()), bytes);
            const auto second = attempt();
            QVERIFY2(second, second ? "" : describe(second.error()).c_str());
            QVERIFY(!second->holding.empty());
            for (const auto& [digest, bytes] : device.objects)
                QCOMPARE(field.disk->bytesOf("/hq/archive/objects/" + digest.hex()), bytes);
            if (!reached) break;
        }
        QVERIFY(failed > 20);
        field.restart();
    }
}

void IntakeTest::aPowerCutAfterAReceiptLosesNothingItSays() {
    Field field;
    auto device = field.enrolled();
    device.record({2 * kPartUnit + 9, 300});
    const auto batch = device.batch();
    const auto start = field.disk->changes();
    const auto offered = field.intake->offer(device.caller, batch.signedManifest).value();
    const auto witnessed = field.disk->changes();
    QVERIFY(field.give(device, offered, kPartUnit));
    const auto held = field.intake->commit(device.caller, batch.id).value();
    const auto committed = field.disk->changes();
    for (auto at = start; at <= committed; ++at) {
        for (std::uint64_t luck = 0; luck < 4; ++luck) {
            Field after(Realm::Exercise, field.disk->afterPowerCut(at, luck));
            const auto again = after.intake->offer(device.caller, batch.signedManifest);
            QVERIFY2(again, again ? "" : describe(again.error()).c_str());
            if (at >= witnessed) QCOMPARE(again->witness, offered.witness);
            if (at >= committed) QCOMPARE(again->holding, held.holding);
            QVERIFY(after.give(device, *again, kPartUnit));
            QVERIFY(!after.intake->commit(device.caller, batch.id)->holding.empty());
            for (const auto& [digest, bytes] : device.objects)
                QCOMPARE(after.disk->bytesOf("/hq/archive/objects/" + digest.hex()), bytes);
        }
    }
}

QTEST_APPLESS_MAIN(IntakeTest)
#include "intake_test.moc"
