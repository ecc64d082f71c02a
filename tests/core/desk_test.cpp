#include "core/desk.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QtTest>

#include "tests/testkit/operation.h"
#include "tests/testkit/simulated_clock.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

template <class T>
T must(Result<T> result) {
    if (!result) qFatal("%s", describe(result.error()).c_str());
    return std::move(result).value();
}
void must(const Result<void>& result) {
    if (!result) qFatal("%s", describe(result.error()).c_str());
}
template <class T>
Code codeOf(const Result<T>& result) {
    if (result) qFatal("an error was expected");
    return result.error().code;
}

// Headquarters with one desk, and what a puller would do.
struct World {
    TempFolder folder;
    SimulatedClock clock;
    Operation operation;
    SecretBytes passphrase = SecretBytes::copyOf(view("stones laid one on another"));
    std::unique_ptr<Desk> desk;

    World() {
        const auto keys =
            must(Recorder::prepare(realFiles(), folder / "desk", passphrase, KdfCost::floor()));
        const auto membership = operation.admit(9, Role::Review, keys, "R-1");
        auto recorder =
            must(Recorder::found(realFiles(), clock, folder / "desk", passphrase, membership));
        desk = must(Desk::found(std::move(recorder), operation.opening.clone()));
    }
    // As after a kill: nothing is kept but what is on disk.
    void reopen() {
        desk.reset();
        desk = must(Desk::open(realFiles(), clock, folder / "desk", passphrase));
    }
    void giveTrust(const HandLedger& ledger) {
        must(desk->admitCertificate(ledger.certificate));
        must(desk->admitNote(ledger.firstWitness));
    }
    Result<void> giveRecords(const HandLedger& ledger, bool cosigned = true) {
        const auto note = ledger.checkpoint();
        const auto bytes = cosigned ? operation.cosigned(note) : copy(view(note.encode()));
        const auto from = must(desk->held(ledger.device, 1));
        return desk->admitEntries(ledger.device, 1, std::span(ledger.entries).subspan(from), bytes);
    }
    void giveHolding(const HandLedger& ledger) {
        must(desk->admitHolding(operation.holding(ledger.device, ledger.objectNames())));
    }
    void giveObjects(const HandLedger& ledger) {
        for (const auto& [name, bytes] : ledger.objects)
            must(desk->vault().admit(name, sourceOf(bytes)));
    }
    void giveAll(const HandLedger& ledger) {
        giveTrust(ledger);
        must(giveRecords(ledger));
        giveHolding(ledger);
        giveObjects(ledger);
    }
    std::vector<DeskExhibit> all() { return must(desk->exhibits({})); }
    Verdict verdict(const std::string& number) {
        return must(desk->exhibit(number)).verdict.verdict;
    }
    Outcome at(const std::string& number, Check check) {
        return must(desk->exhibit(number)).verdict.at(check).outcome;
    }
    std::uint64_t ownRecords(Kind kind) {
        std::uint64_t count = 0;
        for (std::uint64_t i = 0; i < desk->recorder().ledger().size(); ++i)
            count += must(desk->recorder().readRecord(i)).head.is(kind) ? 1 : 0;
        return count;
    }
    bool found(std::string_view what) {
        for (const auto& finding : must(desk->findings()))
            if (finding.what.find(what) != std::string::npos) return true;
        return false;
    }
};

HandLedger tabletWith(const Operation& operation, std::vector<std::string>& numbers,
                      int exhibits = 3) {
    HandLedger tablet(operation, 3);
    tablet.begin();
    for (int i = 0; i < exhibits; ++i)
        numbers.push_back(tablet.addExhibit(view("photograph " + std::to_string(i))));
    return tablet;
}

Bytes fileBytes(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(path));
    const auto bytes = file.readAll();
    return Bytes(bytes.begin(), bytes.end());
}

// How many files below a folder contain these bytes.
int filesWith(const std::string& folder, std::string_view bytes) {
    int count = 0;
    QDirIterator it(QString::fromStdString(folder), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const auto content = fileBytes(it.next());
        count +=
            std::search(content.begin(), content.end(), bytes.begin(), bytes.end()) != content.end()
                ? 1
                : 0;
    }
    return count;
}

}  // namespace

class DeskTest : public QObject {
    Q_OBJECT

  private slots:
    void aDeskNeedsARecipientsIdentity();
    void whatIsWholeIsValidAndConfirmedOnce();
    void aConfirmationOpensOnTheTabletItIsAddressedTo();
    void sendingReceiptsCallsForNoFurtherConfirmation();
    void objectsAreAskedForUntilTheyAreHere();
    void aStoppedPullGoesOnWhereItWas();
    void aMissingProofIsIncomplete();
    void anOriginalThatOpensToOtherBytesIsInvalid();
    void aRecordThatIsNotTheLoggedOneIsInvalid();
    void aRecordOfAnotherPlaceIsKeptAndBelievedInNothing();
    void bytesThatDoNotOpenAreKeptAndSaid();
    void aCountThatSkipsIsInvalid();
    void aGapIsRefusedWhole();
    void aForkIsKeptApartAndWitnessedRecordsStayValid();
    void aForkThatHeadquartersWitnessedSuspendsTheLedger();
    void theOtherRealmIsRefusedEverywhere();
    void aStrangersReceiptIsNoReceipt();
    void aRevokedDeviceIsQuarantined();
    void unknownKindsAreKept();
    void aDecisionIsMadeOnceAndAddressed();
    void anIndexThatWasLostIsPulledAgainAndSaysNothingTwice();
    void anExportIsValidUnderItsRoots();
    void anExportOfOneExhibitShowsNothingOfTheOthers();
    void withheldLocationLeavesNoByteOfIt();
    void anExportIsNewOrNothing();
};

void DeskTest::aDeskNeedsARecipientsIdentity() {
    TempFolder folder;
    SimulatedClock clock;
    const Operation operation;
    const auto passphrase = SecretBytes::copyOf(view("p"));
    const auto keys =
        must(Recorder::prepare(realFiles(), folder / "desk", passphrase, KdfCost::floor()));
    const auto membership = operation.admit(9, Role::Review, keys, "R-1");
    auto recorder =
        must(Recorder::found(realFiles(), clock, folder / "desk", passphrase, membership));
    QCOMPARE(codeOf(Desk::found(std::move(recorder), Identity::generate())), Code::Untrusted);
    QCOMPARE(codeOf(Desk::open(realFiles(), clock, folder / "desk", passphrase)), Code::NotFound);
    recorder = must(Recorder::open(realFiles(), clock, folder / "desk", passphrase));
    QVERIFY(Desk::found(std::move(recorder), operation.escrow.clone()).has_value());
    QVERIFY(Desk::open(realFiles(), clock, folder / "desk", passphrase).has_value());
}

void DeskTest::whatIsWholeIsValidAndConfirmedOnce() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    world.operation.now.unixMs += 60'000;
    world.giveAll(tablet);
    QCOMPARE(world.all().size(), std::size_t{3});
    QCOMPARE(must(world.desk->confirm()), std::uint64_t{1});
    for (const auto& exhibit : world.all()) {
        QCOMPARE(exhibit.verdict.verdict, Verdict::Valid);
        QCOMPARE(exhibit.row.state, ExhibitState::Confirmed);
        QCOMPARE(exhibit.verdict.time.notAfter->unixMs, world.operation.now.unixMs);
        QCOMPARE(exhibit.verdict.time.recordNotBefore->unixMs, world.operation.now.unixMs - 60'000);
        QVERIFY(exhibit.verdict.time.seenByDesk);
    }
    QVERIFY(must(world.desk->findings()).empty());

    for (int i = 0; i < 2; ++i) {
        world.giveAll(tablet);
        QCOMPARE(must(world.desk->confirm()), std::uint64_t{0});
        world.reopen();
    }
    QCOMPARE(world.ownRecords(Kind::Confirmation), std::uint64_t{1});

    // One more exhibit: one more confirmation, of that one's object alone.
    tablet.addExhibit(view("one more"));
    world.giveAll(tablet);
    QCOMPARE(must(world.desk->confirm()), std::uint64_t{1});
    const auto last =
        must(world.desk->recorder().readRecord(world.desk->recorder().ledger().size() - 1));
    const auto* said = last.part<Confirmation>();
    QVERIFY(said);
    QCOMPARE(said->objects.size(), std::size_t{1});
    QCOMPARE(said->toSequence, std::uint64_t{tablet.entries.size()});
    QCOMPARE(world.all().size(), std::size_t{4});
}

void DeskTest::aConfirmationOpensOnTheTabletItIsAddressedTo() {
    World world;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers);
    world.giveAll(tablet);
    must(world.desk->confirm());
    must(world.desk->decide(numbers[0], ReviewOutcome::Returned, "No scale"));
    auto& ledger = world.desk->recorder().ledger();
    const auto& key = world.desk->recorder().membership().device.keys.ledgerKey;
    int addressed = 0;
    for (std::uint64_t i = 0; i < ledger.size(); ++i) {
        const auto entry = must(ledger.read(i));
        const auto opened = unseal(entry.sealedRecord, tablet.identity, kMaxEnvelope);
        QCOMPARE(opened.has_value(), entry.to == std::vector<std::uint32_t>{3});
        if (!opened) continue;
        const auto record = must(openEnvelope(opened->view(), key));
        ++addressed;
        if (const auto* said = record.part<Confirmation>()) {
            QCOMPARE(said->objects, tablet.objectNames());
            QCOMPARE(text(said->checkpoint), text(world.operation.cosigned(tablet.checkpoint())));
        } else if (const auto* decision = record.part<Decision>()) {
            QCOMPARE(decision->exhibit, numbers[0]);
            QCOMPARE(decision->leaf, tablet.entries[decision->record.sequence].leaf);
        } else {
            QFAIL("another record is addressed to the tablet");
        }
    }
    QCOMPARE(addressed, 2);
}

void DeskTest::sendingReceiptsCallsForNoFurtherConfirmation() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    world.giveAll(tablet);
    QCOMPARE(must(world.desk->confirm()), std::uint64_t{1});
    tablet.add(Kind::Receipt, {ReceiptPart{world.operation.cosigned(tablet.checkpoint()), {}}});
    tablet.add(Kind::Session, {SessionInfo{}});
    world.giveAll(tablet);
    QCOMPARE(must(world.desk->confirm()), std::uint64_t{0});
}

void DeskTest::objectsAreAskedForUntilTheyAreHere() {
    World world;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers);
    world.giveTrust(tablet);
    must(world.giveRecords(tablet));
    auto missing = must(world.desk->missingObjects());
    QCOMPARE(missing.size(), std::size_t{3});
    QCOMPARE(must(world.desk->missingObjects(2)).size(), std::size_t{2});
    QCOMPARE(must(world.desk->receipted(3, 1)),
             std::uint64_t{4});  // three to begin with, and the site
    const auto& bytes = tablet.objects.at(missing[0].name);
    QCOMPARE(missing[0].sizeBytes, std::uint64_t{bytes.size()});
    must(world.desk->vault().admit(missing[0].name, sourceOf(bytes)));
    QCOMPARE(must(world.desk->missingObjects()).size(), std::size_t{2});
    must(world.desk->confirm());
    QCOMPARE(must(world.desk->missingObjects()).size(), std::size_t{2});
    world.giveObjects(tablet);
    world.giveHolding(tablet);
    QVERIFY(must(world.desk->missingObjects()).empty());
    QCOMPARE(must(world.desk->receipted(3, 1)), must(world.desk->held(3, 1)));
    must(world.desk->confirm());
    for (const auto& number : numbers) QCOMPARE(world.verdict(number), Verdict::Valid);
}

void DeskTest::aStoppedPullGoesOnWhereItWas() {
    World world;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers, 5);
    world.giveAll(tablet);
    QCOMPARE(codeOf(world.desk->confirm([](const DeskProgress&) { return false; })),
             Code::Cancelled);
    QCOMPARE(world.ownRecords(Kind::Confirmation), std::uint64_t{0});
    world.reopen();
    QCOMPARE(must(world.desk->held(3, 1)), std::uint64_t{tablet.entries.size()});
    QCOMPARE(must(world.desk->confirm()), std::uint64_t{1});
    for (const auto& number : numbers) QCOMPARE(world.verdict(number), Verdict::Valid);
}

void DeskTest::aMissingProofIsIncomplete() {
    {
        World world;
        std::vector<std::string> numbers;
        const auto tablet = tabletWith(world.operation, numbers);
        world.giveTrust(tablet);
        must(world.giveRecords(tablet, false));
        world.giveHolding(tablet);
        world.giveObjects(tablet);
        must(world.desk->confirm());
        QCOMPARE(world.at(numbers[0], Check::Witness), Outcome::Missing);
        QCOMPARE(world.verdict(numbers[0]), Verdict::Incomplete);
        // The receipt comes later.
        must(world.desk->admitNote(world.operation.cosigned(tablet.checkpoint())));
        must(world.desk->confirm());
        QCOMPARE(world.verdict(numbers[0]), Verdict::Valid);
    }
    World world;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers);
    must(world.desk->admitCertificate(tablet.certificate));  // no beacon, no holding, no objects
    must(world.giveRecords(tablet));
    must(world.desk->confirm());
    QCOMPARE(world.at(numbers[0], Check::Beacon), Outcome::Missing);
    QCOMPARE(world.at(numbers[0], Check::Holding), Outcome::Missing);
    QCOMPARE(world.at(numbers[0], Check::Original), Outcome::Missing);
    QCOMPARE(world.verdict(numbers[0]), Verdict::Incomplete);
    QVERIFY(world.all()[0].row.state == ExhibitState::Saved);
}

void DeskTest::anOriginalThatOpensToOtherBytesIsInvalid() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers, 2);
    // A good object under the name that a record gives it, with another picture inside.
    auto record = must(openEnvelope(tablet.envelopes.back(), tablet.ledgerKey.publicKey()));
    auto subject = *record.part<Subject>();
    auto media = *record.part<Media>();
    subject.exhibit = exhibitNumber(subject.site, 3, 99);
    media.segments[0].plain = sha256(view("another picture"));
    tablet.add(Kind::Exhibit, {subject, media});
    world.giveAll(tablet);
    must(world.desk->confirm());
    QCOMPARE(world.at(subject.exhibit, Check::Original), Outcome::Contradicts);
    QCOMPARE(world.verdict(subject.exhibit), Verdict::Invalid);
    QVERIFY(world.found("does not open to the bytes"));
    QCOMPARE(world.verdict(numbers[0]), Verdict::Valid);
}

void DeskTest::aRecordThatIsNotTheLoggedOneIsInvalid() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    // The device logged one record and sent another of the same place.
    tablet.entries[5].leaf = sha256(view("what was logged"));
    world.giveAll(tablet);
    must(world.desk->confirm());
    QCOMPARE(world.at(numbers[1], Check::Ledger), Outcome::Contradicts);
    QCOMPARE(world.verdict(numbers[1]), Verdict::Invalid);
    QCOMPARE(world.verdict(numbers[0]), Verdict::Valid);
    QVERIFY(world.found("not the one that was logged"));
}

void DeskTest::aRecordOfAnotherPlaceIsKeptAndBelievedInNothing() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    tablet.reseal(5, tablet.envelopes[4]);
    world.giveAll(tablet);
    must(world.desk->confirm());
    QVERIFY(world.found("belongs to another place"));
    QCOMPARE(codeOf(world.desk->exhibit(numbers[1])), Code::NotFound);
    QCOMPARE(must(world.desk->held(3, 1)), std::uint64_t{tablet.entries.size()});  // kept
    QCOMPARE(world.verdict(numbers[0]), Verdict::Valid);
    QCOMPARE(world.at(numbers[2], Check::Sequence),
             Outcome::Missing);  // what lies between was not read
    QCOMPARE(world.verdict(numbers[2]), Verdict::Incomplete);
}

void DeskTest::bytesThatDoNotOpenAreKeptAndSaid() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    tablet.entries[5].sealedRecord[200] ^= 1;
    world.giveAll(tablet);
    must(world.desk->confirm());
    QVERIFY(world.found("does not open"));
    QCOMPARE(world.all().size(), std::size_t{2});
    world.reopen();
    QCOMPARE(must(world.desk->held(3, 1)), std::uint64_t{tablet.entries.size()});
    // Not sealed to this operation at all.
    HandLedger other(world.operation, 4);
    other.begin();
    const Recipient stranger[] = {Identity::generate().recipient()};
    other.entries[2].sealedRecord = must(seal(stranger, other.envelopes[2])).bytes;
    world.giveAll(other);
    QCOMPARE(must(world.desk->held(4, 1)), std::uint64_t{3});
}

void DeskTest::aCountThatSkipsIsInvalid() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    const auto record = must(openEnvelope(tablet.envelopes.back(), tablet.ledgerKey.publicKey()));
    auto subject = *record.part<Subject>();
    subject.exhibit = exhibitNumber(subject.site, 3, 50);
    tablet.add(Kind::Exhibit, {subject, *record.part<Media>()},
               [](Head& head) { ++head.kindCount; });  // as if one had been left out
    world.giveAll(tablet);
    must(world.desk->confirm());
    QCOMPARE(world.at(subject.exhibit, Check::Sequence), Outcome::Contradicts);
    QCOMPARE(world.verdict(subject.exhibit), Verdict::Invalid);
    QCOMPARE(world.verdict(numbers[2]), Verdict::Valid);
}

void DeskTest::aGapIsRefusedWhole() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    world.giveTrust(tablet);
    const auto note = world.operation.cosigned(tablet.checkpoint());
    const std::span all(tablet.entries);
    QVERIFY(!world.desk->admitEntries(3, 1, all.subspan(1), note));
    auto holed = tablet.entries;
    holed.erase(holed.begin() + 4);
    QVERIFY(!world.desk->admitEntries(3, 1, holed, note));
    QVERIFY(!world.desk->admitEntries(3, 1, all.first(5), note));  // the checkpoint covers more
    QCOMPARE(must(world.desk->held(3, 1)), std::uint64_t{0});
    QVERIFY(world.all().empty());
    // Without a certificate nothing is taken either.
    HandLedger stranger(world.operation, 5);
    stranger.begin();
    QCOMPARE(codeOf(world.giveRecords(stranger)), Code::Untrusted);
    must(world.giveRecords(tablet));
    must(world.giveRecords(tablet));  // the same once more
    QCOMPARE(must(world.desk->held(3, 1)), std::uint64_t{tablet.entries.size()});
}

void DeskTest::aForkIsKeptApartAndWitnessedRecordsStayValid() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    auto restored = tablet.restored();  // a card put back to an older state goes on differently
    numbers.push_back(tablet.addExhibit(view("fourth")));
    world.giveAll(tablet);
    numbers.push_back(tablet.addExhibit(view("fifth, without a receipt")));
    must(world.giveRecords(tablet, false));
    world.giveHolding(tablet);
    world.giveObjects(tablet);
    const auto fork = restored.addExhibit(view("another fourth"));
    restored.addExhibit(view("another fifth"));
    QCOMPARE(codeOf(world.desk->admitEntries(3, 1, restored.entries,
                                             view(restored.checkpoint().encode()))),
             Code::Forked);
    QVERIFY(world.found("two histories"));
    must(world.desk->confirm());
    for (int reopened = 0; reopened < 2; ++reopened) {
        QCOMPARE(world.verdict(numbers[3]), Verdict::Valid);
        QCOMPARE(world.verdict(numbers[4]), Verdict::Quarantined);
        QVERIFY(must(world.desk->ledgers())[0].quarantined);
        world.reopen();
    }
    QCOMPARE(world.ownRecords(Kind::Confirmation), std::uint64_t{0});
}

void DeskTest::aForkThatHeadquartersWitnessedSuspendsTheLedger() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    auto restored = tablet.restored();
    tablet.addExhibit(view("fourth"));
    restored.addExhibit(view("another fourth"));
    world.giveAll(tablet);
    must(world.desk->admitNote(world.operation.cosigned(restored.checkpoint())));
    must(world.desk->confirm());
    for (const auto& number : numbers) QCOMPARE(world.verdict(number), Verdict::Quarantined);
}

void DeskTest::theOtherRealmIsRefusedEverywhere() {
    World world;
    const Operation real(Realm::Real);
    HandLedger tablet(real, 3);
    tablet.begin();
    QVERIFY(!world.desk->admitCertificate(tablet.certificate));
    QCOMPARE(codeOf(world.desk->admitNote(tablet.firstWitness)), Code::WrongRealm);
    QVERIFY(!world.desk->admitHolding(real.holding(3, {})));
    QVERIFY(!world.desk->admitBundle(real.signedBundle));
    const Operation other(Realm::Exercise, "op-other");
    HandLedger neighbour(other, 4);
    QVERIFY(!world.desk->admitCertificate(neighbour.certificate));
    QCOMPARE(codeOf(world.desk->admitNote(neighbour.firstWitness)), Code::WrongOperation);
    // A record of the other realm inside a ledger of this one.
    HandLedger mixed(world.operation, 6);
    mixed.begin();
    mixed.add(Kind::Search, {TextNote{}}, [](Head& head) { head.realm = Realm::Real; });
    world.giveAll(mixed);
    QVERIFY(world.found("belongs to another place, ledger, operation or realm"));
}

void DeskTest::aStrangersReceiptIsNoReceipt() {
    World world;
    const Operation stranger;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers);
    world.giveTrust(tablet);
    must(world.desk->admitEntries(3, 1, tablet.entries, stranger.cosigned(tablet.checkpoint())));
    QVERIFY(!world.desk->admitHolding(stranger.holding(3, tablet.objectNames())));
    world.giveObjects(tablet);
    must(world.desk->confirm());
    QCOMPARE(world.at(numbers[0], Check::Witness), Outcome::Missing);
    QCOMPARE(world.at(numbers[0], Check::Holding), Outcome::Missing);
}

void DeskTest::aRevokedDeviceIsQuarantined() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    world.giveAll(tablet);
    const auto cutOff = world.operation.cosigned(tablet.checkpoint());
    numbers.push_back(tablet.addExhibit(view("after the loss")));
    world.giveAll(tablet);
    const auto bundle = world.operation.succeed([&](Bundle& next) {
        next.revocations = {{3, std::nullopt, cutOff, 1}};
    });
    must(world.desk->admitBundle(bundle));
    must(world.desk->admitBundle(bundle));
    must(world.desk->confirm());
    for (int reopened = 0; reopened < 2; ++reopened) {
        QCOMPARE(world.verdict(numbers[0]), Verdict::Valid);
        QCOMPARE(world.verdict(numbers[3]), Verdict::Quarantined);
        world.reopen();
    }
    QCOMPARE(world.desk->recorder().membership().bundle.generation, std::uint32_t{2});
}

void DeskTest::unknownKindsAreKept() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    tablet.add(static_cast<Kind>(900), {TextNote{"of a later version", "", "en", ""}});
    numbers.push_back(tablet.addExhibit(view("after it")));
    world.giveAll(tablet);
    QCOMPARE(must(world.desk->confirm()), std::uint64_t{1});
    QCOMPARE(world.verdict(numbers.back()), Verdict::Valid);
    QVERIFY(must(world.desk->findings()).empty());
}

void DeskTest::aDecisionIsMadeOnceAndAddressed() {
    World world;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers);
    world.giveAll(tablet);
    QCOMPARE(codeOf(world.desk->decide(numbers[0], ReviewOutcome::Returned, "")), Code::Invalid);
    QCOMPARE(codeOf(world.desk->decide("E-S3-1-3-77-A", ReviewOutcome::Returned, "x")),
             Code::NotFound);
    for (int i = 0; i < 2; ++i) {
        must(world.desk->decide(numbers[0], ReviewOutcome::Returned, "No scale"));
        world.reopen();
    }
    QCOMPARE(world.ownRecords(Kind::Decision), std::uint64_t{1});
    QCOMPARE(must(world.desk->exhibit(numbers[0])).row.reviewReason, std::string("No scale"));
    must(world.desk->decide(numbers[0], ReviewOutcome::Accepted, "Scale found"));
    QVERIFY(must(world.desk->exhibit(numbers[0])).row.review == ReviewOutcome::Accepted);
    QVERIFY(!must(world.desk->exhibit(numbers[1])).row.review);
    QCOMPARE(world.ownRecords(Kind::Decision), std::uint64_t{2});
}

void DeskTest::anIndexThatWasLostIsPulledAgainAndSaysNothingTwice() {
    World world;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers);
    world.giveAll(tablet);
    must(world.desk->confirm());
    must(world.desk->decide(numbers[0], ReviewOutcome::Returned, "No scale"));
    world.desk.reset();
    must(realFiles().remove(world.folder / "desk/index.db"));
    world.reopen();
    QVERIFY(world.all().empty());
    QCOMPARE(must(world.desk->held(3, 1)), std::uint64_t{0});
    world.giveAll(tablet);
    QCOMPARE(must(world.desk->confirm()), std::uint64_t{0});
    for (const auto& number : numbers) QCOMPARE(world.verdict(number), Verdict::Valid);
    QVERIFY(must(world.desk->exhibit(numbers[0])).row.review == ReviewOutcome::Returned);
    QVERIFY(world.all()[0].row.state == ExhibitState::Confirmed);
    QCOMPARE(world.ownRecords(Kind::Confirmation), std::uint64_t{1});
}

void DeskTest::anExportIsValidUnderItsRoots() {
    World world;
    std::vector<std::string> numbers;
    auto tablet = tabletWith(world.operation, numbers);
    HandLedger second(world.operation, 4);
    second.begin();
    second.addExhibit(view("by another team"), Origin::Captured, Fix{});
    world.operation.now.unixMs += 5000;
    world.giveAll(tablet);
    world.giveAll(second);
    must(world.desk->confirm());
    must(world.desk->decide(numbers[1], ReviewOutcome::Accepted, "Complete"));
    const auto out = world.folder / "export";
    const auto exported = must(world.desk->exportBag(out, {}, {}, "For the court"));
    QCOMPARE(exported.exhibits, std::uint64_t{4});
    QVERIFY(!QDir(QString::fromStdString(out + ".unfinished")).exists());

    const auto verdict = must(verifyBag(realFiles(), out, world.operation.genesis));
    for (const auto& finding : verdict.findings)
        if (finding.severity != Severity::Note)
            qWarning("%s: %s", finding.where.c_str(), finding.what.c_str());
    QCOMPARE(verdict.verdict, Verdict::Valid);
    QCOMPARE(verdict.exhibits.size(), std::size_t{4});
    QCOMPARE(verdict.purpose, std::string("For the court"));
    for (const auto& exhibit : verdict.exhibits) {
        QVERIFY(exhibit.verdict.time.seenByDesk);
        const auto ours = must(world.desk->exhibit(exhibit.number)).verdict;
        QCOMPARE(exhibit.verdict.time.notAfter->unixMs, ours.time.notAfter->unixMs);
        QCOMPARE(exhibit.verdict.time.recordNotBefore->unixMs, ours.time.recordNotBefore->unixMs);
        QCOMPARE(exhibit.verdict.time.notBefore.has_value(), ours.time.notBefore.has_value());
    }
    const Operation stranger;
    QVERIFY(must(verifyBag(realFiles(), out, stranger.genesis)).verdict != Verdict::Valid);
    QVERIFY(filesWith(out, "photograph 1") == 1);  // in plaintext, once
}

void DeskTest::anExportOfOneExhibitShowsNothingOfTheOthers() {
    World world;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers);
    world.giveAll(tablet);
    must(world.desk->confirm());
    const auto out = world.folder / "export";
    must(world.desk->exportBag(out, {numbers[1]}, {}, ""));
    const auto verdict = must(verifyBag(realFiles(), out, world.operation.genesis));
    QCOMPARE(verdict.verdict, Verdict::Valid);
    QCOMPARE(verdict.exhibits.size(), std::size_t{1});
    for (const int other : {0, 2}) {
        QCOMPARE(filesWith(out, numbers[static_cast<std::size_t>(other)]), 0);
        QCOMPARE(filesWith(out, "photograph " + std::to_string(other)), 0);
    }
    QCOMPARE(codeOf(world.desk->exportBag(world.folder / "none", {"E-S3-1-3-77-A"}, {}, "")),
             Code::NotFound);
    QVERIFY(!QDir(QString::fromStdString(world.folder / "none")).exists());
}

void DeskTest::withheldLocationLeavesNoByteOfIt() {
    World world;
    HandLedger tablet(world.operation, 3);
    tablet.begin();
    Fix fix;
    fix.position = Position{433436000, 178143000};
    fix.asEntered = "SECRET-PLACE 43.3436,17.8143";
    const auto number = tablet.addExhibit(view("a photograph with SECRET-PLACE in its metadata"),
                                          Origin::Captured, fix);
    world.giveAll(tablet);
    must(world.desk->confirm());
    const auto open = world.folder / "open", closed = world.folder / "closed";
    must(world.desk->exportBag(open, {}, {}, ""));
    QVERIFY(filesWith(open, "SECRET-PLACE") > 0);
    must(world.desk->exportBag(closed, {}, {true, false}, ""));
    for (const auto* mark : {"SECRET-PLACE", "North bank", "IMG_0001"}) {
        QCOMPARE(filesWith(closed, mark), 0);
        QCOMPARE(filesWith(closed, std::string_view(toBase64(view(mark))).substr(0, 8)), 0);
    }
    // Base64 hides bytes from a plain search: look into the records themselves.
    QDirIterator it(QString::fromStdString(closed + "/cairn/records"), QDir::Files);
    int records = 0;
    while (it.hasNext()) {
        const auto record = must(parseDisclosedRecord(fileBytes(it.next())));
        ++records;
        for (const auto& part : record.parts) {
            if (!part) continue;
            for (const std::string_view mark : {"SECRET-PLACE", "North bank", "IMG_0001"})
                QVERIFY(text(*part).find(mark) == std::string_view::npos);
        }
    }
    QVERIFY(records > 2);
    const auto verdict = must(verifyBag(realFiles(), closed, world.operation.genesis));
    QCOMPARE(verdict.verdict, Verdict::Valid);
    QVERIFY(verdict.exhibits[0].sha256.has_value());  // its digest is bound
    QCOMPARE(verdict.exhibits[0].verdict.at(Check::Original).outcome, Outcome::Withheld);

    const auto nameless = world.folder / "nameless";
    must(world.desk->exportBag(nameless, {}, {false, true}, ""));
    const auto without = must(verifyBag(realFiles(), nameless, world.operation.genesis));
    QCOMPARE(without.verdict, Verdict::Valid);
    QCOMPARE(without.exhibits[0].verdict.at(Check::Author).outcome, Outcome::Withheld);
}

void DeskTest::anExportIsNewOrNothing() {
    World world;
    std::vector<std::string> numbers;
    const auto tablet = tabletWith(world.operation, numbers);
    world.giveAll(tablet);
    must(world.desk->confirm());
    const auto out = world.folder / "export";
    QCOMPARE(codeOf(world.desk->exportBag(out, {}, {}, "two\nlines")), Code::Invalid);
    QCOMPARE(
        codeOf(world.desk->exportBag(out, {}, {}, "", [](const DeskProgress&) { return false; })),
        Code::Cancelled);
    QVERIFY(!QDir(QString::fromStdString(out)).exists());
    QVERIFY(!exists(realFiles(), out + ".unfinished"));  // no plaintext is left behind
    // What a killed one left is removed by the next.
    must(realFiles().makeFolder(out + ".unfinished"));
    must(realFiles().makeFolder(out + ".unfinished/data"));
    must(writeDurably(realFiles(), out + ".unfinished/README.txt", view(bagReadme())));
    must(writeDurably(realFiles(), out + ".unfinished/data/half", view("x")));
    must(world.desk->exportBag(out, {numbers[0]}, {}, ""));
    QVERIFY(!exists(realFiles(), out + ".unfinished"));
    QCOMPARE(must(verifyBag(realFiles(), out, world.operation.genesis)).verdict, Verdict::Valid);
    QCOMPARE(codeOf(world.desk->exportBag(out, {}, {}, "")), Code::Exists);
    // Somebody else's folder is not touched.
    const auto other = world.folder / "other";
    must(realFiles().makeFolder(other + ".unfinished"));
    must(writeDurably(realFiles(), other + ".unfinished/theirs", view("x")));
    QCOMPARE(codeOf(world.desk->exportBag(other, {}, {}, "")), Code::Exists);
    QVERIFY(exists(realFiles(), other + ".unfinished/theirs"));
}

QTEST_GUILESS_MAIN(DeskTest)
#include "desk_test.moc"
