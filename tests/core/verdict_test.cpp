#include "core/verdict.h"

#include <QtTest>

#include "tests/testkit/operation.h"

using namespace cairn;

namespace {

// One exhibit for which everything is there; each test takes something away or bends it.
struct Story {
    Operation operation;
    HandLedger tablet{operation, 3};
    Record record;
    DeviceCertificate certificate;
    PersonKey person;
    Evidence evidence;

    explicit Story(Origin origin = Origin::Imported, const std::function<void(Head&)>& bend = {}) {
        tablet.begin();
        tablet.addExhibit(view("the bytes of a photograph"), origin);
        if (bend) {
            const auto pieces =
                openEnvelope(tablet.envelopes.back(), tablet.ledgerKey.publicKey()).value();
            std::vector<PartContent> parts;
            for (const auto& slot : pieces.parts)
                if (!std::holds_alternative<Author>(slot.content)) parts.push_back(slot.content);
            tablet.add(Kind::Exhibit, parts, bend);
        }
        record = openEnvelope(tablet.envelopes.back(), tablet.ledgerKey.publicKey()).value();
        certificate =
            openDeviceCertificate(tablet.certificate, operation.bundle, operation.genesis).value();
        person = *openEnvelope(tablet.envelopes[1], tablet.ledgerKey.publicKey())
                      .value()
                      .part<PersonKey>();
        evidence.record = &record;
        evidence.bundle = &operation.bundle;
        evidence.certificate = &certificate;
        evidence.personKey = &person;
        evidence.ledger = evidence.sequence = Outcome::Holds;
        evidence.beacon = operation.now;
        evidence.witnesses = {{tablet.entries.size(), later(60)}};
        for (const auto& segment : record.part<Media>()->segments)
            evidence.originals.push_back({segment.object, Outcome::Holds, later(70)});
    }
    Story(const Story&) = delete;

    Instant later(std::int64_t seconds) const { return {operation.now.unixMs + seconds * 1000}; }
    Verdict verdict() const { return judge(evidence).verdict; }
    Outcome at(Check check) const { return judge(evidence).at(check).outcome; }
    // The same record with one part withheld.
    void withhold(PartType type) {
        std::vector<Bytes> parts;
        for (const auto& slot : record.parts)
            if (slot.type != static_cast<std::uint32_t>(type)) parts.push_back(*slot.bytes);
        record = openDisclosed(record.signedRecord, parts, tablet.ledgerKey.publicKey()).value();
    }
};

}  // namespace

class VerdictTest : public QObject {
    Q_OBJECT

  private slots:
    void everythingThereIsValid();
    void eachMissingProofIsIncomplete();
    void whatContradictsIsInvalid();
    void quarantineIsNotValid();
    void withheldPartsDoNotMakeItWorse();
    void revocationCutsOffLaterRecordsOnly();
    void importedBytesHaveNoLowerBound();
    void theFirstReceiptThatCoversCounts();
    void aBeaconYoungerThanTheReceiptContradicts();
    void anotherPersonsKeyIsNoAuthor();
    void aNumberOfAnotherDeviceContradicts();
    void everyCheckHasItsLine();
};

void VerdictTest::everythingThereIsValid() {
    const Story story;
    const auto verdict = judge(story.evidence);
    QCOMPARE(verdict.verdict, Verdict::Valid);
    QVERIFY(verdict.received);
    QVERIFY(verdict.withheld.empty());
    QCOMPARE(verdict.time.recordNotBefore->unixMs, story.operation.now.unixMs);
    QCOMPARE(verdict.time.notAfter->unixMs, story.later(60).unixMs);
    QVERIFY(!verdict.time.seenByDesk);  // by headquarters' word alone
}

void VerdictTest::eachMissingProofIsIncomplete() {
    const std::pair<Check, std::function<void(Evidence&)>> cases[] = {
        {Check::Certificate, [](Evidence& e) { e.certificate = nullptr; }},
        {Check::Author, [](Evidence& e) { e.personKey = nullptr; }},
        {Check::Ledger, [](Evidence& e) { e.ledger = Outcome::Missing; }},
        {Check::Sequence, [](Evidence& e) { e.sequence = Outcome::Missing; }},
        {Check::Original, [](Evidence& e) { e.originals[0].bytes = Outcome::Missing; }},
        {Check::Original, [](Evidence& e) { e.originals.clear(); }},
        {Check::Witness, [](Evidence& e) { e.witnesses.clear(); }},
        {Check::Witness, [](Evidence& e) { e.witnesses[0].size = 3; }},  // before the record
        {Check::Holding, [](Evidence& e) { e.originals[0].heldSince.reset(); }},
        {Check::Beacon, [](Evidence& e) { e.beacon.reset(); }},
    };
    for (const auto& [check, take] : cases) {
        Story story;
        take(story.evidence);
        QCOMPARE(story.at(check), Outcome::Missing);
        QCOMPARE(story.verdict(), Verdict::Incomplete);
    }
    Story story;
    story.evidence.witnesses.clear();
    QVERIFY(!judge(story.evidence).received);
    QVERIFY(!judge(story.evidence).time.notAfter);
}

void VerdictTest::whatContradictsIsInvalid() {
    {
        Story story;
        story.evidence.originals[0].bytes = Outcome::Contradicts;
        QCOMPARE(story.verdict(), Verdict::Invalid);
        QCOMPARE(judge(story.evidence).at(Check::Original).where,
                 story.evidence.originals[0].object.hex());
    }
    {
        Story story;
        story.evidence.ledger = Outcome::Contradicts;
        story.evidence.beacon.reset();  // worse than incomplete
        QCOMPARE(story.verdict(), Verdict::Invalid);
    }
    {
        Story story;  // certificate of another device
        HandLedger other(story.operation, 4);
        const auto certificate = openDeviceCertificate(other.certificate, story.operation.bundle,
                                                       story.operation.genesis)
                                     .value();
        story.evidence.certificate = &certificate;
        QCOMPARE(story.at(Check::Certificate), Outcome::Contradicts);
        QCOMPARE(story.at(Check::LedgerKey), Outcome::Contradicts);
        QCOMPARE(story.verdict(), Verdict::Invalid);
    }
    {
        Story story;  // judged under the roots of another operation
        Operation real(Realm::Real);
        story.evidence.bundle = &real.bundle;
        QCOMPARE(story.at(Check::Realm), Outcome::Contradicts);
        QCOMPARE(story.verdict(), Verdict::Invalid);
    }
}

void VerdictTest::quarantineIsNotValid() {
    Story story;
    story.evidence.sequence = Outcome::Suspended;
    QCOMPARE(story.verdict(), Verdict::Quarantined);
    story.evidence.witnesses.clear();
    QCOMPARE(story.verdict(), Verdict::Quarantined);
    story.evidence.originals[0].bytes = Outcome::Contradicts;
    QCOMPARE(story.verdict(), Verdict::Invalid);
}

void VerdictTest::withheldPartsDoNotMakeItWorse() {
    for (const auto& [type, check] : {std::pair{PartType::Author, Check::Author},
                                      {PartType::Media, Check::Original},
                                      {PartType::Subject, Check::Number}}) {
        Story story;
        story.withhold(type);
        const auto verdict = judge(story.evidence);
        QCOMPARE(verdict.at(check).outcome, Outcome::Withheld);
        QCOMPARE(verdict.verdict, Verdict::Valid);
        QCOMPARE(verdict.withheld, std::vector<PartType>{type});
    }
    Story story;  // an original that is withheld, its digest shown
    story.evidence.originals[0].bytes = Outcome::Withheld;
    QCOMPARE(story.verdict(), Verdict::Valid);
    QCOMPARE(story.at(Check::Original), Outcome::Withheld);
}

void VerdictTest::revocationCutsOffLaterRecordsOnly() {
    Story story;
    auto& revocations = story.operation.bundle.revocations;
    const auto size = story.tablet.entries.size();
    const auto note = [&](std::uint64_t upTo) {
        return copy(view(story.tablet.checkpoint(upTo).encode()));
    };
    revocations = {{3, std::nullopt, note(size), 1}};
    QCOMPARE(story.verdict(), Verdict::Valid);
    revocations = {{3, std::nullopt, note(size - 1), 1}};
    QCOMPARE(story.at(Check::Standing), Outcome::Suspended);
    QCOMPARE(story.verdict(), Verdict::Quarantined);
    revocations = {{3, std::nullopt, {}, 1}};
    QCOMPARE(story.verdict(), Verdict::Quarantined);
    revocations = {{4, std::nullopt, {}, 1}};
    QCOMPARE(story.verdict(), Verdict::Valid);
    // A checkpoint of another ledger counts nothing.
    HandLedger other(story.operation, 5);
    other.begin();
    other.addExhibit(view("x"));
    other.addExhibit(view("y"));
    revocations = {{3, std::nullopt, copy(view(other.checkpoint().encode())), 1}};
    QCOMPARE(story.verdict(), Verdict::Quarantined);
}

void VerdictTest::importedBytesHaveNoLowerBound() {
    const Story imported(Origin::Imported);
    QVERIFY(!judge(imported.evidence).time.notBefore);
    const Story captured(Origin::Captured);
    QCOMPARE(judge(captured.evidence).time.notBefore->unixMs,
             captured.record.head.stamp.wall.unixMs);
    const Story derived(Origin::Derived);
    QVERIFY(!judge(derived.evidence).time.notBefore);
}

void VerdictTest::theFirstReceiptThatCoversCounts() {
    Story story;
    const auto size = story.tablet.entries.size();
    story.evidence.witnesses = {
        {size + 9, story.later(300)}, {size - 1, story.later(10)}, {size, story.later(90)}};
    QCOMPARE(judge(story.evidence).time.notAfter->unixMs, story.later(90).unixMs);
}

void VerdictTest::aBeaconYoungerThanTheReceiptContradicts() {
    Story story;
    story.evidence.beacon = story.later(61);
    QCOMPARE(story.at(Check::Beacon), Outcome::Contradicts);
    QCOMPARE(story.verdict(), Verdict::Invalid);
}

void VerdictTest::anotherPersonsKeyIsNoAuthor() {
    Story story;
    auto forged = story.person;
    forged.person = "P-2";
    story.evidence.personKey = &forged;
    QCOMPARE(story.at(Check::Author), Outcome::Contradicts);
    forged = certifyPerson("P-1", story.tablet.personKey.publicKey(), SigningKey::generate(),
                           Realm::Exercise);
    QCOMPARE(story.at(Check::Author), Outcome::Contradicts);  // by a stranger's ledger
    forged = certifyPerson("P-1", story.tablet.personKey.publicKey(), story.tablet.ledgerKey,
                           Realm::Exercise);
    QCOMPARE(story.at(Check::Author), Outcome::Holds);
}

void VerdictTest::aNumberOfAnotherDeviceContradicts() {
    Story story;
    Subject subject = *story.record.part<Subject>();
    subject.exhibit = exhibitNumber(subject.site, 4, 1);
    story.tablet.add(Kind::Exhibit, {subject});
    story.record =
        openEnvelope(story.tablet.envelopes.back(), story.tablet.ledgerKey.publicKey()).value();
    QCOMPARE(story.at(Check::Number), Outcome::Contradicts);
}

void VerdictTest::everyCheckHasItsLine() {
    const Story story;
    const auto verdict = judge(story.evidence);
    QCOMPARE(verdict.checks.size(), std::size_t{12});
    QSet<QString> names;
    for (std::size_t i = 0; i < verdict.checks.size(); ++i) {
        QCOMPARE(static_cast<std::size_t>(verdict.checks[i].check), i);
        names.insert(name(verdict.checks[i].check));
    }
    QCOMPARE(names.size(), 12);
}

QTEST_GUILESS_MAIN(VerdictTest)
#include "verdict_test.moc"
