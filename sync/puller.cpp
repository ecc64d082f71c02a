#include "sync/puller.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

namespace cairn {
namespace {

constexpr std::uint32_t kPage = 64;
constexpr std::uint32_t kObjects = 1000;
constexpr int kMaxPages = 1'000'000;
constexpr std::size_t kQueued = 8;  // pieces between the wire and the vault

// Bytes of one object, handed from the thread that receives to the one that writes.
class Pipe {
  public:
    // False when the reader gave up.
    bool put(ByteView bytes) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return pieces_.size() < kQueued || closed_; });
        if (closed_) return false;
        pieces_.push_back(copy(bytes));
        changed_.notify_all();
        return true;
    }
    void end(Result<void> result) {
        const std::lock_guard lock(mutex_);
        result_ = std::move(result);
        changed_.notify_all();
    }
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        changed_.notify_all();
    }
    Result<std::size_t> read(std::span<std::uint8_t> to) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !pieces_.empty() || result_; });
        if (pieces_.empty()) {
            if (!*result_) return result_->error();
            return std::size_t{0};
        }
        auto& piece = pieces_.front();
        const auto size = std::min(to.size(), piece.size() - at_);
        std::copy_n(piece.begin() + static_cast<std::ptrdiff_t>(at_), size, to.begin());
        at_ += size;
        if (at_ == piece.size()) {
            pieces_.pop_front();
            at_ = 0;
            changed_.notify_all();
        }
        return size;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Bytes> pieces_;
    std::size_t at_ = 0;
    std::optional<Result<void>> result_;
    bool closed_ = false;
};

class Pull {
  public:
    Pull(IntakeChannel& channel, Desk& desk, const std::function<bool(const PullProgress&)>& report)
        : channel_(&channel), desk_(&desk), report_(&report) {}
    Result<Pulled> run();

  private:
    Result<void> ledger(const LedgerState& state);
    Result<void> entries(const LedgerState& state);
    Result<void> receipts(const LedgerState& state);
    Result<void> objects();
    Result<void> object(const ObjectRef& wanted);
    Result<void> told() const {
        if (*report_ && !(*report_)(progress_)) return Error{Code::Cancelled, "pull", ""};
        return {};
    }
    // What the desk refuses is a finding about headquarters; a failing medium or link ends the
    // pull.
    Result<void> accept(const Result<void>& admitted, const std::string& where) {
        if (admitted) return {};
        const auto code = admitted.error().code;
        if (code == Code::Io || code == Code::StorageFull || code == Code::Unreachable ||
            code == Code::Cancelled || code == Code::Internal)
            return admitted.error();
        pulled_.findings.push_back({Severity::Alarm, describe(admitted.error()), where});
        return {};
    }

    IntakeChannel* channel_;
    Desk* desk_;
    const std::function<bool(const PullProgress&)>* report_;
    Pulled pulled_;
    PullProgress progress_;
};

std::string nameOf(const LedgerState& state) {
    return std::to_string(state.device) + "/" + std::to_string(state.ledger);
}

Result<Pulled> Pull::run() {
    const auto& membership = desk_->recorder().membership();
    std::uint32_t after = 0;
    for (int page = 0; page < kMaxPages; ++page) {
        const auto survey = TRY(channel_->survey(membership.bundle.generation, after));
        for (const auto& bundle : survey.bundles) TRY(accept(desk_->admitBundle(bundle), "bundle"));
        for (const auto& certificate : survey.certificates)
            TRY(accept(desk_->admitCertificate(certificate), "certificate"));
        for (const auto& note : survey.firstWitnesses)
            TRY(accept(desk_->admitNote(note), "first witness"));
        for (const auto& state : survey.ledgers) {
            TRY(ledger(state));
            after = std::max(after, state.device);
        }
        if (!survey.more) break;
        const auto& last = survey.certificates;
        if (last.empty()) return Error{Code::Malformed, "headquarters", "an empty page"};
        const auto device = TRY(openDeviceCertificate(
            last.back(), desk_->recorder().membership().bundle, membership.genesis));
        if (device.voucher.device <= after && survey.ledgers.empty())
            return Error{Code::Malformed, "headquarters", "pages out of order"};
        after = std::max(after, device.voucher.device);
    }
    TRY(objects());
    return std::move(pulled_);
}

Result<void> Pull::ledger(const LedgerState& state) {
    TRY(entries(state));
    TRY(receipts(state));
    if (!state.quarantined) return {};
    for (const auto& manifest : TRY(channel_->quarantined(state.device, state.ledger)))
        TRY(accept(
            desk_->quarantine(state.device, state.ledger, "kept apart by headquarters", manifest),
            nameOf(state)));
    return {};
}

Result<void> Pull::entries(const LedgerState& state) {
    for (int page = 0; page < kMaxPages; ++page) {
        const auto held = TRY(desk_->held(state.device, state.ledger));
        if (held >= state.size) return {};
        const auto got = TRY(channel_->entries(state.device, state.ledger, held));
        if (got.entries.empty()) return {};
        TRY(accept(desk_->admitEntries(state.device, state.ledger, got.entries, got.witness),
                   nameOf(state)));
        const auto now = TRY(desk_->held(state.device, state.ledger));
        if (now <= held) return {};  // refused, and said so
        pulled_.records += now - held;
        progress_.records = pulled_.records;
        TRY(told());
    }
    return {};
}

Result<void> Pull::receipts(const LedgerState& state) {
    auto from = TRY(desk_->receipted(state.device, state.ledger));
    for (int page = 0; page < kMaxPages; ++page) {
        const auto got = TRY(channel_->batches(state.device, state.ledger, from, kPage));
        if (got.empty()) return {};
        for (const auto& batch : got) {
            TRY(accept(desk_->admitNote(batch.witness), nameOf(state)));
            if (!batch.holding.empty())
                TRY(accept(desk_->admitHolding(batch.holding), nameOf(state)));
        }
        if (got.back().id.end <= from)
            return Error{Code::Malformed, "headquarters", "batches out of order"};
        from = got.back().id.end;
    }
    return {};
}

Result<void> Pull::objects() {
    std::set<Digest> refused;
    for (int page = 0; page < kMaxPages; ++page) {
        auto missing = TRY(desk_->missingObjects(kObjects));
        std::erase_if(missing, [&](const auto& one) { return refused.contains(one.name); });
        if (missing.empty()) return {};
        for (const auto& one : missing) {
            ++progress_.objectsTotal;
            progress_.bytesTotal += one.sizeBytes;
        }
        for (const auto& one : missing) {
            const auto got = object(one);
            if (!got) {
                refused.insert(one.name);
                // Not there yet: its device is still sending. Anything else is worth a line.
                if (got.error().code != Code::NotFound) TRY(accept(got, one.name.hex()));
                continue;
            }
            ++pulled_.objects;
            ++progress_.objectsDone;
        }
    }
    return {};
}

Result<void> Pull::object(const ObjectRef& wanted) {
    Pipe pipe;
    std::thread receiver([&] {
        std::uint64_t size = 0;
        pipe.end(channel_->fetch(wanted.name, 0, [&](ByteView bytes) -> Result<void> {
            size += bytes.size();
            if (size > wanted.sizeBytes) return Error{Code::TooLarge, wanted.name.hex(), ""};
            if (!pipe.put(bytes)) return Error{Code::Cancelled, "pull", ""};
            return {};
        }));
    });
    const auto admitted = desk_->vault().admit(wanted.name, [&](std::span<std::uint8_t> to) {
        auto got = pipe.read(to);
        if (got) {
            pulled_.bytes += *got;
            progress_.bytesDone += *got;
            if (const auto go = told(); !go) return Result<std::size_t>(go.error());
        }
        return got;
    });
    pipe.close();
    receiver.join();
    return admitted;
}

}  // namespace

Result<Pulled> pull(IntakeChannel& channel, Desk& desk,
                    const std::function<bool(const PullProgress&)>& progress) {
    return Pull(channel, desk, progress).run();
}

}  // namespace cairn
