#include "sync/local_channel.h"

namespace cairn {
namespace {

class LocalParts : public PartStream {
  public:
    LocalParts(Intake& intake, Caller caller) : intake_(&intake), caller_(caller) {}
    Result<void> send(Part part) override { return intake_->put(caller_, part); }
    Result<void> finish() override { return {}; }

  private:
    Intake* intake_;
    Caller caller_;
};

class LocalChannel : public IntakeChannel {
  public:
    LocalChannel(Intake& intake, Caller caller) : intake_(&intake), caller_(caller) {}

    Result<EnrolmentAnswer> enrol(const EnrolmentRequest& request) override {
        return intake_->enrol(request);
    }
    Result<LedgerState> ask(std::uint32_t ledger, std::uint64_t ownSize) override {
        return intake_->ask(caller_, ledger, ownSize);
    }
    Result<std::vector<BatchAnswer>> batches(std::uint32_t device, std::uint32_t ledger,
                                             std::uint64_t from, std::uint32_t limit) override {
        return intake_->batches(caller_, device, ledger, from, limit);
    }
    Result<BatchAnswer> offer(ByteView signedManifest) override {
        return intake_->offer(caller_, signedManifest);
    }
    Result<std::unique_ptr<PartStream>> putParts() override {
        return std::unique_ptr<PartStream>(std::make_unique<LocalParts>(*intake_, caller_));
    }
    Result<BatchAnswer> commit(const BatchId& batch) override {
        return intake_->commit(caller_, batch);
    }
    Result<std::vector<Parcel>> deliveries(const std::vector<RecordId>& lastHeld,
                                           std::uint32_t limit) override {
        return intake_->deliveries(caller_, lastHeld, limit);
    }
    Result<Survey> survey(std::uint32_t generation, std::uint32_t afterDevice) override {
        return intake_->survey(caller_, generation, afterDevice);
    }
    Result<EntryPage> entries(std::uint32_t device, std::uint32_t ledger,
                              std::uint64_t from) override {
        return intake_->entries(caller_, device, ledger, from);
    }
    Result<std::vector<Bytes>> quarantined(std::uint32_t device, std::uint32_t ledger) override {
        return intake_->quarantined(caller_, device, ledger);
    }
    Result<void> fetch(const Digest& object, std::uint64_t offset,
                       const std::function<Result<void>(ByteView)>& to) override {
        const auto file = TRY(intake_->object(caller_, object));
        Bytes buffer(kMaxPart);
        for (;;) {
            const auto got = TRY(file->readAt(offset, buffer));
            if (got == 0) return {};
            TRY(to(ByteView(buffer).first(got)));
            offset += got;
        }
    }

  private:
    Intake* intake_;
    Caller caller_;
};

}  // namespace

std::unique_ptr<IntakeChannel> connectLocally(Intake& intake, Caller caller) {
    return std::make_unique<LocalChannel>(intake, caller);
}

}  // namespace cairn
