#include <algorithm>
#include <set>

#include "core/bag.h"
#include "core/bag_files.h"
#include "core/bag_trust.h"

namespace cairn {

namespace {

using LedgerKey = std::pair<std::uint32_t, std::uint32_t>;  // device, ledger

const char* words(Check check, Outcome outcome) {
    const bool missing = outcome == Outcome::Missing;
    switch (check) {
        case Check::Certificate:
            return missing ? "No certificate says who this device is."
                           : "The certificate is that of another device.";
        case Check::Standing:
            return "The device was revoked before it made this record.";
        case Check::Realm:
            return "The record belongs to another operation, or to an exercise where real is "
                   "expected.";
        case Check::LedgerKey:
            return missing ? "Nothing says which key this ledger has."
                           : "The record is not signed by its ledger's key.";
        case Check::Number:
            return "The exhibit's number is not one that this device gives.";
        case Check::Author:
            return missing ? "Nobody signed this record, or nothing says whose key it was."
                           : "The author's key is not the one that the ledger certified.";
        case Check::Ledger:
            return missing ? "Nothing shows that the record stands in its ledger."
                           : "The record does not stand in the ledger at the place it names.";
        case Check::Sequence:
            return missing ? "Records before this one could not be read."
                           : "Numbers or counts of the ledger's records contradict one another.";
        case Check::Original:
            return missing ? "An original is not here."
                           : "An original does not have the bytes that were recorded.";
        case Check::Witness:
            return "No receipt of headquarters covers this record.";
        case Check::Holding:
            return missing ? "No receipt says that headquarters holds the original."
                           : "The record names no original.";
        case Check::Beacon:
            return missing ? "The receipt that the device held when it made the record is not here."
                           : "The record would be older than the receipt it names.";
    }
    return "";
}

Severity severity(Outcome outcome) {
    return outcome == Outcome::Missing ? Severity::Incomplete : Severity::Alarm;
}

class Verification {
  public:
    Verification(BagFiles& bag, const std::optional<Digest>& roots)
        : bag_(bag), list_(*bag.list()), trust_(bag, roots) {
        out_.rootsCompared = roots.has_value();
    }

    void readRecords();
    void readStatement();
    void judgeExhibits();
    void checkRanges();
    void sayWhatIsNotProven();
    BagVerdict finish();

  private:
    void remember(const Record& record, Outcome ledger, const std::string& path);
    void checkCounts();
    ExhibitVerdict judgeOne(const ExportList::Exhibit& listed, std::optional<Digest>& original);
    std::vector<OriginalSeen> originals(const ExportList::Exhibit& listed, const Media& media);
    std::optional<Instant> seenByDesk(const Record& record, const Media* media) const;
    void add(Severity severity, std::string what, std::string where) {
        bag_.add(severity, std::move(what), std::move(where));
    }

    // What later steps need of a disclosed record.
    struct Seen {
        std::uint32_t kind = 0;
        std::uint64_t kindCount = 0;
        std::optional<std::uint64_t> corrects;
        Outcome ledger = Outcome::Missing;
    };
    struct Confirmed {
        Instant at;
        std::uint32_t device = 0, ledger = 0;
        std::uint64_t upTo = 0;
        std::set<Digest> objects;
    };

    BagFiles& bag_;
    const ExportList& list_;
    BagTrust trust_;
    BagVerdict out_;
    std::map<RecordId, Seen> records_;  // whose signature and parts hold
    std::set<LedgerKey> miscounted_;
    std::map<std::pair<LedgerKey, PublicKey>, PersonKey> people_;
    std::vector<Confirmed> confirmed_;
};

std::string recordPath(const RecordId& id) {
    return "cairn/records/" + std::to_string(id.device) + "-" + std::to_string(id.ledger) + "-" +
           std::to_string(id.sequence) + ".txt";
}

// First reading of all records: what they are, and the keys and confirmations that others need.
void Verification::readRecords() {
    for (const std::string& path : bag_.listedBelow("cairn/records/")) {
        const auto from = trust_.loadRecord(path);
        if (!from || !trust_.bundle()) continue;
        const auto record = trust_.openRecord(*from, path);
        if (!record) continue;
        if (path != recordPath(record->head.id)) {
            add(Severity::Alarm, "A record is another one than its file's name says.", path);
            continue;
        }
        const auto* note = from->note ? trust_.note(*from->note) : nullptr;
        const Outcome ledger =
            note ? trust_.inLedger(*record, *from, note->checkpoint) : Outcome::Missing;
        if (ledger != Outcome::Holds) add(severity(ledger), words(Check::Ledger, ledger), path);
        remember(*record, ledger, path);
    }
    checkCounts();
}

void Verification::remember(const Record& record, Outcome ledgerOutcome, const std::string& path) {
    const auto& head = record.head;
    records_[head.id] = {head.kind, head.kindCount, head.corrects, ledgerOutcome};
    if (ledgerOutcome != Outcome::Holds) return;
    const LedgerKey ledger{head.id.device, head.id.ledger};
    if (const auto* person = record.part<PersonKey>()) {
        if (certifies(*person, head.realm, record.ledgerKey)) {
            people_.emplace(std::pair(ledger, person->key), *person);
        } else {
            add(Severity::Alarm, "A person's key is not certified by its ledger.", path);
        }
    }
    if (const auto* confirmation = record.part<Confirmation>()) {
        if (trust_.certificate(head.id.device).voucher.role != Role::Review) return;
        confirmed_.push_back(
            {head.stamp.wall, confirmation->device, confirmation->ledger, confirmation->toSequence,
             std::set<Digest>(confirmation->objects.begin(), confirmation->objects.end())});
    }
}

// Running counts of one kind grow by one a record: between two records shown, by no more than there
// is room for.
void Verification::checkCounts() {
    std::map<std::pair<LedgerKey, std::uint32_t>, std::pair<std::uint64_t, std::uint64_t>> before;
    for (const auto& [id, seen] : records_) {
        if (seen.ledger != Outcome::Holds) continue;
        const LedgerKey ledger{id.device, id.ledger};
        const auto [last, first] =
            before.emplace(std::pair(ledger, seen.kind), std::pair(id.sequence, seen.kindCount));
        const bool fits =
            first ? seen.kindCount <= id.sequence
                  : seen.kindCount > last->second.second &&
                        seen.kindCount - last->second.second <= id.sequence - last->second.first;
        if (!fits) miscounted_.insert(ledger);
        last->second = {id.sequence, seen.kindCount};
    }
}

void Verification::readStatement() {
    const std::string where = "cairn/statement.txt";
    const auto from = parseDisclosedRecord(bag_.statement());
    if (!from) return add(Severity::Alarm, "The desk's statement cannot be read.", where);
    if (!trust_.bundle()) return;
    const auto record = trust_.openRecord(*from, where);
    if (!record) return add(Severity::Alarm, "The desk's statement does not hold.", where);
    const auto& head = record->head;
    const auto& certificate = trust_.certificate(head.id.device);
    if (certificate.voucher.role != Role::Review && certificate.voucher.role != Role::Authority) {
        add(Severity::Alarm, "The statement was not made by a desk.", where);
    }
    if (trust_.bundle()->revocation(head.id.device, head.id.ledger)) {
        add(Severity::Alarm, "The desk that made this export was revoked.", where);
    }
    const auto* statement = record->part<ExportStatement>();
    if (!head.is(Kind::Export) || !statement || statement->fileList != bag_.listDigest()) {
        add(Severity::Alarm, "The desk's statement is about another export.", where);
    }
    // The list does not bind this file, so nothing in it may be left to choice: all parts, one
    // signature.
    const bool whole =
        std::ranges::all_of(from->parts, [](const auto& part) { return part.has_value(); });
    const auto parsed = Note::parse(text(from->checkpoint));
    if (!whole || !parsed || parsed->signatures.size() != 1) {
        add(Severity::Alarm, "The desk's statement is not as it was written.", where);
    }
    const auto note = trust_.readNote(from->checkpoint, where);
    if (!note || !note->byLedger ||
        trust_.inLedger(*record, *from, note->checkpoint) != Outcome::Holds) {
        add(Severity::Alarm, "The desk's statement does not stand in its ledger.", where);
    }
}

std::vector<OriginalSeen> Verification::originals(const ExportList::Exhibit& listed,
                                                  const Media& media) {
    std::vector<OriginalSeen> out;
    const bool shown = !listed.originals.empty();
    const Outcome absent = shown                     ? Outcome::Contradicts
                           : listed.withheld.empty() ? Outcome::Missing
                                                     : Outcome::Withheld;
    const bool asMany = listed.originals.size() == media.segments.size();
    for (std::size_t i = 0; i < media.segments.size(); ++i) {
        const Segment& segment = media.segments[i];
        OriginalSeen seen{segment.object, absent, {}};
        const auto* file = shown && asMany ? bag_.listed(listed.originals[i]) : nullptr;
        if (file && file->sha256 == segment.plain && file->bytes == segment.plainBytes &&
            bag_.good(file->path)) {
            seen.bytes = Outcome::Holds;
        }
        seen.heldSince = trust_.heldSince(segment.object);
        out.push_back(std::move(seen));
    }
    return out;
}

std::optional<Instant> Verification::seenByDesk(const Record& record, const Media* media) const {
    const auto& id = record.head.id;
    std::optional<Instant> recordSeen;
    for (const Confirmed& one : confirmed_) {
        const bool covers =
            one.device == id.device && one.ledger == id.ledger && id.sequence < one.upTo;
        if (covers && (!recordSeen || one.at < *recordSeen)) recordSeen = one.at;
    }
    if (!recordSeen || !media) return recordSeen;
    Instant latest = *recordSeen;
    for (const Segment& segment : media->segments) {
        std::optional<Instant> objectSeen;
        for (const Confirmed& one : confirmed_) {
            if (one.objects.contains(segment.object) && (!objectSeen || one.at < *objectSeen))
                objectSeen = one.at;
        }
        if (!objectSeen) return {};
        latest = std::max(latest, *objectSeen);
    }
    return latest;
}

ExhibitVerdict Verification::judgeOne(const ExportList::Exhibit& listed,
                                      std::optional<Digest>& original) {
    // Where no judge can be asked, one check says why.
    const auto unjudged = [](Verdict worst, Check check, Outcome outcome) {
        ExhibitVerdict verdict;
        verdict.verdict = worst;
        for (auto i = 0; i <= static_cast<int>(Check::Beacon); ++i) {
            verdict.checks.push_back({static_cast<Check>(i), Outcome::Missing, {}});
        }
        verdict.checks[static_cast<std::size_t>(check)].outcome = outcome;
        return verdict;
    };
    const auto refuse = [&](const char* what) {
        add(Severity::Alarm, what, listed.number);
        return unjudged(Verdict::Invalid, Check::Ledger, Outcome::Contradicts);
    };
    const std::string path = recordPath(listed.record);
    if (!trust_.bundle()) return refuse("Without roots nothing can be said about an exhibit.");
    if (!bag_.listed(path)) return refuse("The record of an exhibit is not here.");
    if (trust_.unvouched(listed.record))
        return unjudged(Verdict::Incomplete, Check::Certificate, Outcome::Missing);
    const auto from = trust_.loadRecord(path);
    const auto record =
        from && records_.contains(listed.record) ? trust_.openRecord(*from, path) : std::nullopt;
    if (!record) return refuse("The record of an exhibit does not hold.");
    if (!record->head.is(Kind::Exhibit))
        return refuse("What is listed as an exhibit is another kind of record.");

    const auto& id = record->head.id;
    const LedgerKey ledger{id.device, id.ledger};
    Evidence evidence;
    evidence.record = &*record;
    evidence.bundle = &*trust_.bundle();
    evidence.certificate = &trust_.certificate(id.device);
    if (const auto* author = record->part<Author>()) {
        const auto person = people_.find({ledger, author->key});
        if (person != people_.end()) evidence.personKey = &person->second;
    }
    evidence.ledger = records_.at(id).ledger;
    evidence.sequence = miscounted_.contains(ledger) ? Outcome::Contradicts : Outcome::Holds;
    if (evidence.ledger == Outcome::Holds) {
        const auto* note = trust_.note(*from->note);
        if (note->cosigned) evidence.witnesses.push_back({note->checkpoint.size, *note->cosigned});
    }
    if (const auto* beacon = trust_.note(record->head.stamp.beacon))
        evidence.beacon = beacon->cosigned;
    const auto* media = record->part<Media>();
    if (media) {
        evidence.originals = originals(listed, *media);
        if (media->segments.size() == 1) original = media->segments[0].plain;
    }
    evidence.seenByDesk = seenByDesk(*record, media);

    auto verdict = judge(evidence);
    for (const Checked& checked : verdict.checks) {
        if (checked.outcome < Outcome::Missing) continue;
        const std::string where =
            listed.number + (checked.where.empty() ? "" : " (" + checked.where + ")");
        if (checked.outcome == Outcome::Suspended) {
            bag_.suspend(words(checked.check, checked.outcome), where);
        } else {
            add(severity(checked.outcome), words(checked.check, checked.outcome), where);
        }
    }
    const auto refuted = [&](const char* what) {
        add(Severity::Alarm, what, listed.number);
        verdict.verdict = Verdict::Invalid;
    };
    const auto* subject = record->part<Subject>();
    if (subject && subject->exhibit != listed.number)
        refuted("An exhibit is listed under another number.");
    auto withheld = verdict.withheld;
    auto declared = listed.withheld;
    std::ranges::sort(withheld);
    std::ranges::sort(declared);
    if (withheld != declared)
        refuted("What is withheld of an exhibit is not what the export says.");
    if (!media && !listed.originals.empty())
        refuted("An original is shown that no record here names.");
    return verdict;
}

void Verification::judgeExhibits() {
    std::map<std::string, std::size_t> byNumber;
    for (const auto& listed : list_.exhibits) {
        std::optional<Digest> original;
        auto verdict = judgeOne(listed, original);
        const auto [at, added] = byNumber.emplace(listed.number, out_.exhibits.size());
        if (added) {
            out_.exhibits.push_back({listed.number, original, std::move(verdict)});
            continue;
        }
        BagExhibit& exhibit = out_.exhibits[at->second];
        if (!exhibit.sha256) exhibit.sha256 = original;
        if (verdict.verdict > exhibit.verdict.verdict) exhibit.verdict = std::move(verdict);
    }
    if (list_.exhibits.empty()) add(Severity::Incomplete, "The export holds no exhibit.", {});

    std::set<std::string> shown;
    for (const auto& listed : list_.exhibits)
        shown.insert(listed.originals.begin(), listed.originals.end());
    std::uint64_t derived = 0;
    for (const std::string& path : bag_.listedBelow("data/")) {
        if (!shown.contains(path)) ++derived;
    }
    if (derived > 0) {
        add(Severity::Note,
            "Files beside the originals (previews, derivatives) are bound by the desk's word only.",
            std::to_string(derived) + " files in data");
    }
    for (const std::string& path : bag_.listedBelow("cairn/")) {
        const bool known = std::ranges::any_of(
            std::initializer_list<std::string_view>{"bundle/", "certificates/", "notes/",
                                                    "holdings/", "records/"},
            [&](std::string_view kind) {
                return std::string_view(path).substr(6).starts_with(kind);
            });
        if (!known)
            add(Severity::Alarm, "A file is of a kind that this program does not know.", path);
    }
}

// Sequence and running counts are signed: two exhibits of a ledger tell how many lie between them.
void Verification::checkRanges() {
    std::set<RecordId> listed;
    for (const auto& exhibit : list_.exhibits) listed.insert(exhibit.record);
    for (const auto& range : list_.ranges) {
        const std::string where = std::to_string(range.device) + "/" +
                                  std::to_string(range.ledger) + "/" + std::to_string(range.begin) +
                                  " to " + std::to_string(range.end);
        const RecordId from{range.device, range.ledger, range.begin};
        const RecordId to{range.device, range.ledger, range.end - 1};
        const auto first = records_.find(from);
        const auto last = records_.find(to);
        if (trust_.unvouched(from) || trust_.unvouched(to)) continue;  // said with its exhibits
        const auto isExhibit = [](const Seen& seen) {
            return seen.kind == static_cast<std::uint32_t>(Kind::Exhibit);
        };
        if (range.begin >= range.end || first == records_.end() || last == records_.end() ||
            !isExhibit(first->second) || !isExhibit(last->second)) {
            add(Severity::Alarm, "A range of a ledger is named whose ends are not here.", where);
            continue;
        }
        if (miscounted_.contains({range.device, range.ledger})) continue;
        const std::uint64_t all = last->second.kindCount - first->second.kindCount + 1;
        const auto here = static_cast<std::uint64_t>(
            std::distance(listed.lower_bound(from), listed.upper_bound(to)));
        if (here == all) {
            add(Severity::Note, "All exhibits of this range are here: " + std::to_string(all) + ".",
                where);
        } else {
            add(Severity::Note,
                std::to_string(all) + " exhibits were recorded in this range, and " +
                    std::to_string(here) + " are here.",
                where);
        }
    }
}

void Verification::sayWhatIsNotProven() {
    for (const auto& [id, seen] : records_) {
        if (seen.kind != static_cast<std::uint32_t>(Kind::Withdrawal) || !seen.corrects) continue;
        for (const auto& listed : list_.exhibits) {
            if (listed.record == RecordId{id.device, id.ledger, *seen.corrects}) {
                add(Severity::Note, "The person who recorded this exhibit withdrew it later.",
                    listed.number);
            }
        }
    }
    std::uint64_t withheld = 0, older = 0, oneWitness = 0;
    for (const BagExhibit& exhibit : out_.exhibits) {
        withheld += exhibit.verdict.withheld.empty() ? 0 : 1;
        older += exhibit.verdict.time.notBefore ? 0 : 1;
        oneWitness += exhibit.verdict.time.notAfter && !exhibit.verdict.time.seenByDesk ? 1 : 0;
    }
    const auto of = [&](std::uint64_t count) {
        return std::to_string(count) + " of " + std::to_string(out_.exhibits.size()) + " exhibits";
    };
    if (withheld > 0) {
        add(Severity::Note,
            "Parts are withheld, as the export says; their digests are bound, their content is not "
            "shown.",
            of(withheld));
    }
    if (older > 0) {
        add(Severity::Note,
            "Nothing proves when the bytes were made, only when they were recorded: they may be "
            "older.",
            of(older));
    }
    if (oneWitness > 0)
        add(Severity::Note, "The time of the receipt rests on headquarters' word alone.",
            of(oneWitness));
    if (trust_.bundle()) {
        add(Severity::Note,
            "Keys or devices revoked after this bundle was issued (" +
                toRfc3339(trust_.bundle()->issued) + ") are not known here.",
            "bundle " + std::to_string(trust_.bundle()->generation));
    }
}

BagVerdict Verification::finish() {
    out_.roots = trust_.genesis();
    out_.realm = list_.realm;
    out_.operation = list_.operation;
    out_.purpose = list_.purpose;
    out_.made = list_.made;
    out_.verdict = Verdict::Valid;
    bool invalid = bag_.alarmed();
    for (const BagExhibit& exhibit : out_.exhibits) {
        out_.verdict = worse(out_.verdict, exhibit.verdict.verdict);
        invalid = invalid || exhibit.verdict.verdict == Verdict::Invalid;
    }
    out_.findings = bag_.takeFindings();
    for (const Finding& finding : out_.findings) {
        if (finding.severity == Severity::Incomplete)
            out_.verdict = worse(out_.verdict, Verdict::Incomplete);
    }
    if (invalid)
        out_.verdict =
            Verdict::Invalid;  // quarantine is a kinder word, for bags that contradict nothing
    std::ranges::stable_sort(out_.findings, std::greater<>(), &Finding::severity);
    return std::move(out_);
}

}  // namespace

Result<BagVerdict> verifyBag(Files& files, const std::string& folder,
                             const std::optional<Digest>& roots,
                             const std::function<bool(std::uint64_t, std::uint64_t)>& progress) {
    const auto bag = TRY(BagFiles::open(files, folder));
    if (!bag->list()) {
        BagVerdict nothing;
        nothing.rootsCompared = roots.has_value();
        nothing.findings = bag->takeFindings();
        return nothing;
    }
    bag->startHashing();
    Verification verification(*bag, roots);
    verification.readRecords();
    verification.readStatement();
    TRY(bag->finishHashing(progress));
    verification.judgeExhibits();
    verification.checkRanges();
    verification.sayWhatIsNotProven();
    return verification.finish();
}

}  // namespace cairn
