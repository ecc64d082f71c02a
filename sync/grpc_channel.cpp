#include "sync/grpc_channel.h"

#include <grpcpp/grpcpp.h>

#include <chrono>

#include "sync/entry.h"
#include "sync/intake.grpc.pb.h"
#include "sync/tls.h"
#include "sync/wire.h"

namespace cairn {
namespace {

constexpr int kKeepaliveMs = 20'000;
constexpr int kKeepaliveTimeoutMs = 10'000;
constexpr auto kDeadline = std::chrono::seconds(60);  // of a call that is not a stream
constexpr int kReconnectMs = 200;
constexpr int kLongestReconnectMs = 2000;

std::string bytes(ByteView from) { return std::string(text(from)); }

template <class T>
std::string bytes(const T& fixed) requires requires {
    fixed.hex();
}
{ return std::string(text(fixed.view())); }

LedgerState ledgerState(const intake::LedgerState& from) {
    return {from.device(), from.ledger(), from.size(), from.quarantined()};
}

Result<BatchAnswer> batchAnswer(const intake::BatchReply& from) {
    BatchAnswer answer;
    if (from.outcome() < 1 || from.outcome() > 3)
        return Error{Code::Unsupported, "headquarters", "answers with an unknown outcome"};
    answer.outcome = static_cast<BatchAnswer::Outcome>(from.outcome());
    answer.id = {from.id().device(), from.id().ledger(), from.id().begin(), from.id().end()};
    answer.manifest = TRY(Digest::from(view(from.manifest())));
    answer.size = from.size();
    answer.witness = copy(view(from.witness()));
    answer.holding = copy(view(from.holding()));
    if (from.lacking_size() > static_cast<int>(kMaxBatchObjects))
        return Error{Code::TooLarge, "headquarters", "lacks more than was offered"};
    for (const auto& one : from.lacking()) {
        Lacking lacking{TRY(Digest::from(view(one.object()))), one.bytes(), {}};
        if (one.missing_size() > static_cast<int>(Lacking::kMaxRanges))
            return Error{Code::TooLarge, "headquarters", "too many ranges"};
        for (const auto& range : one.missing()) {
            if (range.begin() >= range.end() || range.end() > one.bytes())
                return Error{Code::Malformed, "headquarters", "asks for a range that is none"};
            lacking.missing.push_back({range.begin(), range.end()});
        }
        answer.lacking.push_back(std::move(lacking));
    }
    return answer;
}

void streamFor(grpc::ClientContext& context) {
    // No deadline: a large object on a slow link takes what it takes; keepalive ends a dead link.
    context.set_wait_for_ready(false);
}

class GrpcParts : public PartStream {
  public:
    explicit GrpcParts(intake::Intake::Stub& stub) {
        streamFor(context_);
        writer_ = stub.Put(&context_, &reply_);
    }
    ~GrpcParts() override {
        if (finished_) return;
        context_.TryCancel();
        (void)writer_->Finish();
    }
    Result<void> send(Part part) override {
        intake::PutRequest request;
        request.set_object(bytes(part.object));
        request.set_offset(part.offset);
        request.set_bytes(part.bytes.data(), part.bytes.size());
        request.set_sha256(bytes(part.digest));
        if (writer_->Write(request)) return {};
        const auto ended = finish();
        if (!ended) return ended.error();
        return Error{Code::Refused, "headquarters", "took no more parts"};
    }
    Result<void> finish() override {
        if (finished_) return {};
        writer_->WritesDone();
        finished_ = true;
        const auto status = writer_->Finish();
        if (!status.ok()) return wire::toError(status);
        return {};
    }

  private:
    grpc::ClientContext context_;
    intake::PutReply reply_;
    std::unique_ptr<grpc::ClientWriter<intake::PutRequest>> writer_;
    bool finished_ = false;
};

class GrpcChannel : public IntakeChannel {
  public:
    explicit GrpcChannel(const std::shared_ptr<grpc::Channel>& channel)
        : stub_(intake::Intake::NewStub(channel)) {}

    Result<EnrolmentAnswer> enrol(const EnrolmentRequest& request) override {
        intake::EnrolRequest message;
        message.set_code_key(bytes(request.codeKey));
        message.set_certificate(bytes(request.certificate));
        message.set_checkpoint(bytes(request.checkpoint));
        intake::EnrolReply reply;
        TRY(call(&intake::Intake::Stub::Enrol, message, reply));
        EnrolmentAnswer answer;
        for (const auto& bundle : reply.bundle()) answer.bundles.push_back(copy(view(bundle)));
        answer.voucher = copy(view(reply.voucher()));
        answer.tlsCertificate = copy(view(reply.tls_certificate()));
        answer.firstWitness = copy(view(reply.first_witness()));
        return answer;
    }
    Result<LedgerState> ask(std::uint32_t ledger, std::uint64_t ownSize) override {
        intake::AskRequest message;
        message.set_ledger(ledger);
        message.set_own_size(ownSize);
        intake::LedgerState reply;
        TRY(call(&intake::Intake::Stub::Ask, message, reply));
        return ledgerState(reply);
    }
    Result<std::vector<BatchAnswer>> batches(std::uint32_t device, std::uint32_t ledger,
                                             std::uint64_t from, std::uint32_t limit) override {
        intake::BatchesRequest message;
        message.mutable_ledger()->set_device(device);
        message.mutable_ledger()->set_ledger(ledger);
        message.set_from(from);
        message.set_limit(limit);
        intake::BatchesReply reply;
        TRY(call(&intake::Intake::Stub::Batches, message, reply));
        std::vector<BatchAnswer> out;
        for (const auto& one : reply.batch()) out.push_back(TRY(batchAnswer(one)));
        return out;
    }
    Result<BatchAnswer> offer(ByteView signedManifest) override {
        intake::OfferRequest message;
        message.set_signed_manifest(bytes(signedManifest));
        intake::BatchReply reply;
        TRY(call(&intake::Intake::Stub::Offer, message, reply));
        return batchAnswer(reply);
    }
    Result<std::unique_ptr<PartStream>> putParts() override {
        return std::unique_ptr<PartStream>(std::make_unique<GrpcParts>(*stub_));
    }
    Result<BatchAnswer> commit(const BatchId& batch) override {
        intake::BatchId message;
        message.set_device(batch.device);
        message.set_ledger(batch.ledger);
        message.set_begin(batch.begin);
        message.set_end(batch.end);
        intake::BatchReply reply;
        TRY(call(&intake::Intake::Stub::Commit, message, reply));
        return batchAnswer(reply);
    }
    Result<std::vector<Parcel>> deliveries(const std::vector<RecordId>& lastHeld,
                                           std::uint32_t limit) override {
        intake::DeliveriesRequest message;
        for (const auto& one : lastHeld) {
            auto* to = message.add_last_held();
            to->set_device(one.device);
            to->set_ledger(one.ledger);
            to->set_sequence(one.sequence);
        }
        message.set_limit(limit);
        intake::DeliveriesReply reply;
        TRY(call(&intake::Intake::Stub::Deliveries, message, reply));
        std::vector<Parcel> out;
        for (const auto& from : reply.parcel()) {
            const auto& id = from.record();
            Parcel parcel{{id.device(), id.ledger(), id.sequence()},
                          TRY(Digest::from(view(from.leaf()))),
                          copy(view(from.sealed_record())),
                          {},
                          copy(view(from.checkpoint())),
                          copy(view(from.certificate()))};
            for (const auto& node : from.proof())
                parcel.proof.push_back(TRY(Digest::from(view(node))));
            out.push_back(std::move(parcel));
        }
        return out;
    }
    Result<Survey> survey(std::uint32_t generation, std::uint32_t afterDevice) override {
        intake::SurveyRequest message;
        message.set_generation(generation);
        message.set_after_device(afterDevice);
        intake::SurveyReply reply;
        TRY(call(&intake::Intake::Stub::Survey, message, reply));
        Survey survey;
        for (const auto& one : reply.bundle()) survey.bundles.push_back(copy(view(one)));
        for (const auto& one : reply.certificate()) survey.certificates.push_back(copy(view(one)));
        for (const auto& one : reply.first_witness())
            survey.firstWitnesses.push_back(copy(view(one)));
        for (const auto& one : reply.ledger()) survey.ledgers.push_back(ledgerState(one));
        survey.more = reply.more();
        return survey;
    }
    Result<EntryPage> entries(std::uint32_t device, std::uint32_t ledger,
                              std::uint64_t from) override {
        intake::EntriesRequest message;
        message.mutable_ledger()->set_device(device);
        message.mutable_ledger()->set_ledger(ledger);
        message.set_from(from);
        intake::EntriesReply reply;
        TRY(call(&intake::Intake::Stub::Entries, message, reply));
        EntryPage page;
        for (const auto& one : reply.entry())
            page.entries.push_back(
                TRY(decodeEntry(reply.begin() + page.entries.size(), view(one))));
        page.witness = copy(view(reply.witness()));
        return page;
    }
    Result<std::vector<Bytes>> quarantined(std::uint32_t device, std::uint32_t ledger) override {
        intake::LedgerId message;
        message.set_device(device);
        message.set_ledger(ledger);
        intake::QuarantinedReply reply;
        TRY(call(&intake::Intake::Stub::Quarantined, message, reply));
        std::vector<Bytes> out;
        for (const auto& one : reply.signed_manifest()) out.push_back(copy(view(one)));
        return out;
    }
    Result<void> fetch(const Digest& object, std::uint64_t offset,
                       const std::function<Result<void>(ByteView)>& to) override {
        intake::FetchRequest message;
        message.set_object(bytes(object));
        message.set_offset(offset);
        grpc::ClientContext context;
        streamFor(context);
        const auto reader = stub_->Fetch(&context, message);
        intake::FetchReply reply;
        while (reader->Read(&reply)) {
            if (auto taken = to(view(reply.bytes())); !taken) {
                context.TryCancel();
                (void)reader->Finish();
                return taken.error();
            }
        }
        const auto status = reader->Finish();
        if (!status.ok()) return wire::toError(status);
        return {};
    }

  private:
    template <class Method, class Request, class Reply>
    Result<void> call(Method method, const Request& request, Reply& reply) {
        grpc::ClientContext context;
        context.set_deadline(std::chrono::system_clock::now() + kDeadline);
        const grpc::Status status = ((*stub_).*method)(&context, request, &reply);
        if (!status.ok()) return wire::toError(status);
        return {};
    }
    std::unique_ptr<intake::Intake::Stub> stub_;
};

std::unique_ptr<IntakeChannel> connect(const std::string& address,
                                       const grpc::SslCredentialsOptions& tls) {
    wire::configureGrpc();
    grpc::ChannelArguments arguments;
    arguments.SetSslTargetNameOverride(std::string(kServerName));
    arguments.SetMaxReceiveMessageSize(wire::kMaxReplyBytes);
    arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);  // the courier owns them
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
    arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectMs);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLongestReconnectMs);
    return std::make_unique<GrpcChannel>(
        grpc::CreateCustomChannel(address, grpc::SslCredentials(tls), arguments));
}

}  // namespace

std::unique_ptr<IntakeChannel> connectToEnrol(const std::string& address,
                                              const Bytes& tlsAuthority) {
    return connect(address, {bytes(tlsAuthority), {}, {}});
}

Result<std::unique_ptr<IntakeChannel>> connectAs(const Membership& membership,
                                                 const SigningKey& tlsKey) {
    const auto key = TRY(privateKeyPem(tlsKey));
    grpc::SslCredentialsOptions tls{bytes(membership.tlsAuthority), bytes(key.view()),
                                    bytes(membership.tlsCertificate)};
    auto channel = connect(membership.address, tls);
    wipe(tls.pem_private_key.data(), tls.pem_private_key.size());
    return channel;
}

}  // namespace cairn
