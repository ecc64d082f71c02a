#include "sync/courier.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "core/catalog.h"
#include "core/receipt.h"

namespace cairn {
namespace {

constexpr std::uint32_t kWindow = 16;               // batches whose objects are sent in one stream
constexpr std::uint64_t kSmallObject = 512 * 1024;  // previews and the like go first
constexpr std::uint64_t kFirstPart = 256 * 1024;
constexpr std::int64_t kPartMs = 1000;  // a part should take about that long: what a cut may cost
constexpr std::uint32_t kPage = 1000;
constexpr std::uint32_t kParcels = 64;
// A sender that says the same thing again and again must not keep a device busy for ever.
constexpr int kMaxRounds = 1'000'000;
constexpr int kWindowRounds = 64;

bool outage(Code code) { return code == Code::Unreachable; }

}  // namespace

// One connection's worth of work. What it learns it asks again after an outage.
class CourierRun {
  public:
    CourierRun(IntakeChannel& channel, Recorder& recorder, Clock& clock, CourierResult& result,
               CourierProgress& progress, const std::function<bool(const CourierProgress&)>& report)
        : channel_(&channel),
          recorder_(&recorder),
          clock_(&clock),
          result_(&result),
          progress_(&progress),
          report_(&report),
          catalog_(recorder.store()),
          name_(recorder.ledger().name()) {}

    Result<void> push();
    Result<void> fetch();

  private:
    Result<void> collectReceipts(std::uint64_t size);
    Result<void> offerRecords(std::uint64_t from, std::uint64_t end, const SigningKey& key);
    Result<void> bringObjects();
    Result<bool> bringWindow(const std::vector<BatchAnswer>& batches);
    Result<void> send(std::vector<Lacking> lacking);
    Result<void> sendObject(PartStream& stream, const Lacking& lacking);
    Result<void> file(const BatchAnswer& answer, bool holdingOnly);
    Result<Digest> manifestOf(const BatchId& id);
    void cannotGive(const Digest& object);
    Result<void> told() const {
        if (*report_ && !(*report_)(*progress_)) return Error{Code::Cancelled, "sync", ""};
        return {};
    }
    void find(Severity severity, std::string what, std::string where) {
        result_->findings.push_back({severity, std::move(what), std::move(where)});
    }

    IntakeChannel* channel_;
    Recorder* recorder_;
    Clock* clock_;
    CourierResult* result_;
    CourierProgress* progress_;
    const std::function<bool(const CourierProgress&)>* report_;
    Catalog catalog_;
    LedgerName name_;
    std::uint64_t part_ = kFirstPart;
    std::map<BatchId, Digest> manifests_;  // offered by this run
    std::set<Digest> unreadable_;          // own objects that this device cannot give
};

Result<void> CourierRun::push() {
    const auto end = recorder_->ledger().size();
    progress_->recordsLeft = TRY(catalog_.unwitnessed(name_.device, name_.ledger));
    const auto witnessed = TRY(catalog_.witnessed(name_.device, name_.ledger));
    TRY(told());
    const auto held = TRY(channel_->ask(name_.ledger, end));
    if (held.size > end) {
        find(Severity::Alarm, "Headquarters holds more of this ledger than this device",
             name_.origin());
        return Error{Code::RolledBack, "ledger",
                     std::to_string(held.size) + " records at headquarters, " +
                         std::to_string(end) + " here"};
    }
    if (held.size < witnessed)
        find(Severity::Alarm, "Headquarters lost records that it had received; they are sent again",
             name_.origin());
    TRY(collectReceipts(held.size));
    // Receipts alone are not sent: their receipt would be one more.
    if (progress_->recordsLeft > 0 || held.size < witnessed)
        TRY(offerRecords(held.size, end, TRY(recorder_->ledgerKey())));
    return bringObjects();
}

// Receipts that were answered but never arrived here.
Result<void> CourierRun::collectReceipts(std::uint64_t size) {
    auto from = TRY(catalog_.witnessed(name_.device, name_.ledger));
    for (int round = 0; from < size && round < kMaxRounds; ++round) {
        const auto page = TRY(channel_->batches(name_.device, name_.ledger, from, kWindow));
        if (page.empty()) return {};
        for (const auto& answer : page) {
            TRY(file(answer, false));
            if (answer.id.end <= from)
                return Error{Code::Malformed, "headquarters", "batches out of order"};
            from = answer.id.end;
        }
    }
    return {};
}

Result<void> CourierRun::offerRecords(std::uint64_t from, std::uint64_t end,
                                      const SigningKey& key) {
    auto& ledger = recorder_->ledger();
    auto tree = TRY(frontierAt(from, ledger.leaves()));
    for (int round = 0; tree.size() < end && round < kMaxRounds; ++round) {
        const auto batch = TRY(pack(ledger, key, tree, end));
        const auto answer = TRY(channel_->offer(batch.signedManifest));
        switch (answer.outcome) {
            case BatchAnswer::Outcome::Kept:
                break;
            case BatchAnswer::Outcome::Gap:
                if (answer.size >= batch.id.begin)
                    return Error{Code::Malformed, "headquarters", "sees a gap where none is"};
                tree = TRY(frontierAt(answer.size, ledger.leaves()));
                continue;
            case BatchAnswer::Outcome::Quarantined:
                find(Severity::Alarm,
                     "Headquarters holds another history of this ledger and keeps both",
                     name_.origin());
                // Its objects are evidence all the same.
                TRY(send(answer.lacking));
                return Error{Code::Forked, "ledger", name_.origin()};
        }
        if (answer.id != batch.id || answer.manifest != batch.hash) {
            find(Severity::Alarm, "A receipt for another batch was refused", name_.origin());
            return Error{Code::Refused, "receipt", "for another batch"};
        }
        manifests_[batch.id] = batch.hash;
        // What lacks nothing is asked for at once, so that both halves are filed as one record.
        if (answer.lacking.empty() && answer.holding.empty() && batch.objects > 0)
            TRY(file(TRY(channel_->commit(batch.id)), false));
        else
            TRY(file(answer, false));
        progress_->recordsLeft = TRY(catalog_.unwitnessed(name_.device, name_.ledger));
        TRY(told());
    }
    return {};
}

// Checked first, filed second: the recorder checks again and knows its own leaves.
Result<void> CourierRun::file(const BatchAnswer& answer, bool holdingOnly) {
    ReceiptPart receipt{holdingOnly ? Bytes{} : answer.witness, answer.holding};
    if (receipt.witness.empty() && receipt.holding.empty()) return {};
    const auto refuse = [&](Error error) {
        find(Severity::Alarm, "A receipt was refused: " + describe(error), name_.origin());
        return error;
    };
    auto checked = checkReceipt(receipt, recorder_->membership().bundle, name_,
                                recorder_->membership().device.keys.ledgerKey);
    if (!checked) return refuse(checked.error());
    if (checked->witnessed && checked->witnessed->size != answer.id.end)
        return refuse({Code::Refused, "receipt", "of another size"});
    if (!receipt.holding.empty()) {
        // Bound to the manifest: the same range gives the same bytes again.
        const auto holding = TRY(openHolding(receipt.holding, recorder_->membership().bundle));
        if (holding.manifest != TRY(manifestOf(answer.id)))
            return refuse({Code::Refused, "receipt", "for another manifest"});
    }
    auto filed = recorder_->fileReceipt(std::move(receipt.witness), std::move(receipt.holding));
    if (!filed && filed.error().code != Code::Io && filed.error().code != Code::StorageFull)
        return refuse(filed.error());
    return filed;
}

Result<Digest> CourierRun::manifestOf(const BatchId& id) {
    if (id.device != name_.device || id.ledger != name_.ledger)
        return Error{Code::Refused, "receipt", "for another ledger"};
    const auto known = manifests_.find(id);
    if (known != manifests_.end()) return known->second;
    return TRY(packRange(recorder_->ledger(), TRY(recorder_->ledgerKey()), id.begin, id.end)).hash;
}

Result<void> CourierRun::bringObjects() {
    std::uint64_t from = 0;
    for (int round = 0; round < kMaxRounds; ++round) {
        const auto waiting = TRY(catalog_.waiting(name_.device, name_.ledger, from, 1));
        if (waiting.empty()) return {};
        const auto page =
            TRY(channel_->batches(name_.device, name_.ledger, waiting[0].sequence, kWindow));
        if (page.empty())
            return Error{Code::Refused, "headquarters", "does not know the batch of an object"};
        const bool whole = TRY(bringWindow(page));
        const auto after = TRY(catalog_.waiting(name_.device, name_.ledger, from, 1));
        // What could not be given, or was not taken, is reported once; the rest goes on behind it.
        if (!whole || (!after.empty() && after[0].sequence == waiting[0].sequence))
            from = page.back().id.end;
    }
    return {};
}

// True when every batch of the window is held now. Asks again after each stream: an answer names a
// bounded number of ranges, and an object that failed was dropped.
Result<bool> CourierRun::bringWindow(const std::vector<BatchAnswer>& batches) {
    std::vector<BatchId> open;
    for (const auto& batch : batches) {
        if (batch.holding.empty())
            open.push_back(batch.id);
        else
            TRY(file(batch, true));
    }
    for (int round = 0; round < kWindowRounds && !open.empty(); ++round) {
        std::vector<Lacking> lacking;
        std::vector<BatchId> still;
        for (const auto& id : open) {
            auto answer = TRY(channel_->commit(id));
            if (!answer.holding.empty()) {
                TRY(file(answer, true));
                continue;
            }
            still.push_back(id);
            lacking.insert(lacking.end(), answer.lacking.begin(), answer.lacking.end());
        }
        open = std::move(still);
        std::erase_if(lacking, [&](const auto& one) { return unreadable_.contains(one.object); });
        if (lacking.empty()) break;
        TRY(send(std::move(lacking)));
    }
    return open.empty();
}

// Small objects first, then in the order of the ledger; one stream.
Result<void> CourierRun::send(std::vector<Lacking> lacking) {
    std::stable_partition(lacking.begin(), lacking.end(),
                          [](const auto& one) { return one.bytes <= kSmallObject; });
    std::set<Digest> distinct;
    std::erase_if(lacking, [&](const auto& one) { return !distinct.insert(one.object).second; });
    if (lacking.empty()) return {};
    for (const auto& one : lacking)
        for (const auto& range : one.missing) progress_->bytesTotal += range.end - range.begin;
    const auto sent = [&]() -> Result<void> {
        const auto stream = TRY(channel_->putParts());
        for (const auto& one : lacking) TRY(sendObject(*stream, one));
        return stream->finish();
    }();
    if (sent || sent.error().code != Code::Corrupt) return sent;
    // Headquarters received something whole that does not have its name. When it is spoilt here,
    // the others must not wait for it.
    for (const auto& one : lacking) {
        if (sent.error().where.find(one.object.hex()) == std::string::npos) continue;
        if (recorder_->vault().verify(one.object)) break;
        cannotGive(one.object);
        return {};
    }
    return sent;
}

void CourierRun::cannotGive(const Digest& object) {
    if (unreadable_.insert(object).second)
        find(Severity::Alarm, "An object that headquarters lacks is missing or spoilt here",
             object.hex());
}

Result<void> CourierRun::sendObject(PartStream& stream, const Lacking& lacking) {
    auto& store = recorder_->store();
    const auto file = recorder_->vault().file(lacking.object);
    const auto size = file ? (*file)->size() : Result<std::uint64_t>(file.error());
    if (!size || *size != lacking.bytes) {
        cannotGive(lacking.object);
        return {};
    }
    std::uint64_t missing = 0;
    for (const auto& range : lacking.missing) missing += range.end - range.begin;
    auto sent = lacking.bytes - std::min(missing, lacking.bytes);
    for (const auto& range : lacking.missing) {
        for (auto at = range.begin; at < range.end;) {
            const auto length = std::min(part_, range.end - at);
            Part part{lacking.object, at, Bytes(length), {}};
            if (TRY((*file)->readAt(at, part.bytes)) != length)
                return Error{Code::Corrupt, lacking.object.hex(), "shorter than it was"};
            part.digest = sha256(part.bytes);
            const auto began = clock_->bootMs();
            TRY(stream.send(std::move(part)));
            const auto took = clock_->bootMs() - began;
            if (took < kPartMs / 4) part_ = std::min(part_ * 2, kMaxPart);
            if (took > kPartMs) part_ = std::max(part_ / 2, kPartUnit);
            at += length;
            sent += length;
            progress_->bytesDone += length;
            progress_->object = lacking.object;
            store.noteSent(lacking.object, sent);
            TRY(told());
        }
    }
    progress_->object = {};
    return {};
}

Result<void> CourierRun::fetch() {
    const auto& membership = recorder_->membership();
    const auto identity = TRY(recorder_->identity());
    auto last = TRY(catalog_.lastDeliveries());
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> after;
    for (const auto& id : last) after[{id.device, id.ledger}] = id.sequence;
    std::optional<Error> refused;
    for (int round = 0; round < kMaxRounds; ++round) {
        last.clear();
        for (const auto& [ledger, sequence] : after)
            last.push_back({ledger.first, ledger.second, sequence});
        const auto parcels = TRY(channel_->deliveries(last, kParcels));
        if (parcels.empty()) break;
        for (const auto& parcel : parcels) {
            auto& seen = after[{parcel.record.device, parcel.record.ledger}];
            if (seen == std::numeric_limits<std::int64_t>::max()) continue;
            const auto filed = [&]() -> Result<void> {
                const auto envelope = TRY(unseal(parcel.sealedRecord, identity, kMaxEnvelope));
                Delivery delivery{copy(envelope.view()), parcel.record, parcel.proof,
                                  parcel.checkpoint, parcel.certificate};
                const auto facts =
                    TRY(checkDelivery(delivery, membership.bundle, membership.genesis));
                if (facts.record.leaf != parcel.leaf || facts.from.voucher.role == Role::Tablet)
                    return Error{Code::Untrusted, "delivery", parcel.record.text()};
                return recorder_->fileDelivery(std::move(delivery));
            }();
            if (filed) {
                seen = parcel.record.sequence;
                continue;
            }
            if (filed.error().code == Code::Io || filed.error().code == Code::StorageFull)
                return filed.error();
            // Nothing behind it in that ledger is taken in this run: order is part of what it says.
            seen = std::numeric_limits<std::int64_t>::max();
            find(Severity::Alarm, "A delivery was refused: " + describe(filed.error()),
                 parcel.record.text());
            refused = filed.error();
        }
    }
    if (refused) return *refused;
    return {};
}

Courier::Courier(Connect connect, Recorder& recorder, Clock& clock, CourierPolicy policy)
    : connect_(std::move(connect)), recorder_(&recorder), clock_(&clock), policy_(policy) {}

namespace {

// Records and objects without a receipt.
Result<std::uint64_t> countLeft(Recorder& recorder) {
    const auto& name = recorder.ledger().name();
    const Catalog catalog(recorder.store());
    auto left = TRY(catalog.unwitnessed(name.device, name.ledger));
    std::uint64_t from = 0;
    for (;;) {
        const auto page = TRY(catalog.waiting(name.device, name.ledger, from, kPage));
        if (page.empty()) return left;
        // A record's objects may straddle two pages: only whole records of a full page count.
        const auto end = page.back().sequence + 1;
        const auto whole = page.size() < kPage ? end : page.back().sequence;
        if (whole == page.front().sequence) return left + page.size();
        left += static_cast<std::uint64_t>(std::count_if(
            page.begin(), page.end(), [&](const auto& one) { return one.sequence < whole; }));
        from = whole;
    }
}

}  // namespace

CourierResult Courier::sync(const std::function<bool(const CourierProgress&)>& report) {
    CourierResult result;
    CourierProgress progress;
    const auto before = countLeft(*recorder_);
    auto pause = policy_.firstPauseMs;
    for (int failures = 0; failures < policy_.attempts;) {
        const auto bytes = progress.bytesDone;
        const auto leftBefore = countLeft(*recorder_).value_or(0);
        const auto done = [&]() -> Result<void> {
            const auto channel = TRY(connect_());
            CourierRun run(*channel, *recorder_, *clock_, result, progress, report);
            const auto pushed = run.push();
            // What came for this device does not wait for what it could not send.
            if (pushed || !outage(pushed.error().code)) TRY(run.fetch());
            return pushed;
        }();
        if (done) {
            result.reason.clear();
            break;
        }
        result.reason = describe(done.error());
        if (!outage(done.error().code)) break;
        const bool moved =
            progress.bytesDone > bytes || countLeft(*recorder_).value_or(leftBefore) < leftBefore;
        if (moved) {
            failures = 0;
            pause = policy_.firstPauseMs;
        }
        if (++failures >= policy_.attempts) break;
        // Jitter: a hundred tablets under one antenna must not come back in step.
        const auto random = randomBytes(2);
        const auto share = static_cast<std::int64_t>(random[0]) << 8 | random[1];
        clock_->pause(pause / 2 + pause * share / 65536);
        pause = std::min(pause * 2, policy_.longestPauseMs);
        if (report && !report(progress)) break;
    }
    const auto after = countLeft(*recorder_);
    if (!before || !after) {
        result.reason = describe(before ? after.error() : before.error());
        result.left = std::max<std::uint64_t>(result.left, 1);
        return result;
    }
    result.left = *after;
    result.received += *before > *after ? *before - *after : 0;
    if (result.left > 0 && result.reason.empty())
        result.reason = "headquarters did not receive everything; try again";
    return result;
}

}  // namespace cairn
