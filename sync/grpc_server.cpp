#include "sync/grpc_server.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/resource_quota.h>

#include <chrono>

#include "sync/entry.h"
#include "sync/intake.grpc.pb.h"
#include "sync/tls.h"
#include "sync/wire.h"

namespace cairn {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using grpc::Status;

constexpr std::size_t kMemory = 256 << 20;  // of gRPC's own buffers, all calls together
constexpr int kKeepaliveMs = 30'000;
constexpr int kKeepaliveTimeoutMs = 20'000;
constexpr int kLeastPingMs = 10'000;  // below the devices' own keepalive
constexpr std::size_t kFetchPiece = 256 * 1024;

std::string bytes(ByteView from) { return std::string(text(from)); }

template <class T>
std::string bytes(const T& fixed) requires requires {
    fixed.hex();
}
{ return std::string(text(fixed.view())); }

std::string property(const CallbackServerContext& context, const char* name) {
    const auto values = context.auth_context()->FindPropertyValues(name);
    return values.size() == 1 ? std::string(values[0].data(), values[0].size()) : std::string();
}

Result<Caller> callerOf(const CallbackServerContext& context, const Intake& intake) {
    const auto pem = property(context, GRPC_X509_PEM_CERT_PROPERTY_NAME);
    if (pem.empty()) return Error{Code::Untrusted, "device", "without a certificate"};
    return intake.caller(property(context, GRPC_PEER_URI_PROPERTY_NAME),
                         TRY(certificateKey(view(pem))));
}

void fill(intake::LedgerState& to, const LedgerState& from) {
    to.set_device(from.device);
    to.set_ledger(from.ledger);
    to.set_size(from.size);
    to.set_quarantined(from.quarantined);
}

void fill(intake::BatchReply& to, const BatchAnswer& from) {
    to.set_outcome(static_cast<std::uint32_t>(from.outcome));
    to.mutable_id()->set_device(from.id.device);
    to.mutable_id()->set_ledger(from.id.ledger);
    to.mutable_id()->set_begin(from.id.begin);
    to.mutable_id()->set_end(from.id.end);
    to.set_manifest(bytes(from.manifest));
    to.set_size(from.size);
    to.set_witness(bytes(from.witness));
    to.set_holding(bytes(from.holding));
    for (const auto& one : from.lacking) {
        auto* lacking = to.add_lacking();
        lacking->set_object(bytes(one.object));
        lacking->set_bytes(one.bytes);
        for (const auto& range : one.missing) {
            auto* missing = lacking->add_missing();
            missing->set_begin(range.begin);
            missing->set_end(range.end);
        }
    }
}

// Parts as they come; each is on disk before the next is read, so a slow disk slows the sender.
class PutReactor : public grpc::ServerReadReactor<intake::PutRequest> {
  public:
    PutReactor(Intake& intake, const CallbackServerContext& context, intake::PutReply& reply)
        : intake_(&intake), reply_(&reply) {
        const auto caller = callerOf(context, intake);
        if (caller) {
            caller_ = *caller;
            StartRead(&request_);
        } else {
            Finish(wire::toStatus(caller.error()));
        }
    }
    void OnReadDone(bool more) override {
        if (!more) {
            reply_->set_parts(parts_);
            return Finish(Status::OK);
        }
        if (auto kept = keep(); !kept) return Finish(wire::toStatus(kept.error()));
        ++parts_;
        StartRead(&request_);
    }
    void OnDone() override { delete this; }

  private:
    Result<void> keep() {
        return intake_->put(
            caller_, {TRY(Digest::from(view(request_.object()))), request_.offset(),
                      copy(view(request_.bytes())), TRY(Digest::from(view(request_.sha256())))});
    }
    Intake* intake_;
    intake::PutReply* reply_;
    intake::PutRequest request_;
    Caller caller_;
    std::uint64_t parts_ = 0;
};

class FetchReactor : public grpc::ServerWriteReactor<intake::FetchReply> {
  public:
    FetchReactor(const Intake& intake, const CallbackServerContext& context,
                 const intake::FetchRequest& request)
        : offset_(request.offset()) {
        const auto opened = open(intake, context, request);
        if (opened)
            next();
        else
            Finish(wire::toStatus(opened.error()));
    }
    void OnWriteDone(bool sent) override {
        if (sent) return next();
        Finish(Status::CANCELLED);
    }
    void OnDone() override { delete this; }

  private:
    Result<void> open(const Intake& intake, const CallbackServerContext& context,
                      const intake::FetchRequest& request) {
        const auto caller = TRY(callerOf(context, intake));
        file_ = TRY(intake.object(caller, TRY(Digest::from(view(request.object())))));
        return {};
    }
    void next() {
        auto* piece = reply_.mutable_bytes();
        piece->resize(kFetchPiece);
        const auto got =
            file_->readAt(offset_, {reinterpret_cast<std::uint8_t*>(piece->data()), piece->size()});
        if (!got) return Finish(wire::toStatus(got.error()));
        if (*got == 0) return Finish(Status::OK);
        piece->resize(*got);
        offset_ += *got;
        StartWrite(&reply_);
    }
    std::unique_ptr<File> file_;
    intake::FetchReply reply_;
    std::uint64_t offset_;
};

class Service : public intake::Intake::CallbackService {
  public:
    explicit Service(cairn::Intake& door) : door_(&door) {}

    ServerUnaryReactor* Enrol(CallbackServerContext* context, const intake::EnrolRequest* request,
                              intake::EnrolReply* reply) override {
        return finish(context, [&]() -> Result<void> {
            const auto answer = TRY(door_->enrol({TRY(PublicKey::from(view(request->code_key()))),
                                                  copy(view(request->certificate())),
                                                  copy(view(request->checkpoint()))}));
            for (const auto& bundle : answer.bundles) reply->add_bundle(bytes(bundle));
            reply->set_voucher(bytes(answer.voucher));
            reply->set_tls_certificate(bytes(answer.tlsCertificate));
            reply->set_first_witness(bytes(answer.firstWitness));
            return {};
        });
    }
    ServerUnaryReactor* Ask(CallbackServerContext* context, const intake::AskRequest* request,
                            intake::LedgerState* reply) override {
        return asCaller(context, [&](const Caller& caller) -> Result<void> {
            fill(*reply, TRY(door_->ask(caller, request->ledger(), request->own_size())));
            return {};
        });
    }
    ServerUnaryReactor* Batches(CallbackServerContext* context,
                                const intake::BatchesRequest* request,
                                intake::BatchesReply* reply) override {
        return asCaller(context, [&](const Caller& caller) -> Result<void> {
            const auto& id = request->ledger();
            for (const auto& batch : TRY(door_->batches(caller, id.device(), id.ledger(),
                                                        request->from(), request->limit())))
                fill(*reply->add_batch(), batch);
            return {};
        });
    }
    ServerUnaryReactor* Offer(CallbackServerContext* context, const intake::OfferRequest* request,
                              intake::BatchReply* reply) override {
        return asCaller(context, [&](const Caller& caller) -> Result<void> {
            fill(*reply, TRY(door_->offer(caller, view(request->signed_manifest()))));
            return {};
        });
    }
    grpc::ServerReadReactor<intake::PutRequest>* Put(CallbackServerContext* context,
                                                     intake::PutReply* reply) override {
        return new PutReactor(*door_, *context, *reply);
    }
    ServerUnaryReactor* Commit(CallbackServerContext* context, const intake::BatchId* request,
                               intake::BatchReply* reply) override {
        return asCaller(context, [&](const Caller& caller) -> Result<void> {
            fill(*reply, TRY(door_->commit(caller, {request->device(), request->ledger(),
                                                    request->begin(), request->end()})));
            return {};
        });
    }
    ServerUnaryReactor* Deliveries(CallbackServerContext* context,
                                   const intake::DeliveriesRequest* request,
                                   intake::DeliveriesReply* reply) override {
        return asCaller(context, [&](const Caller& caller) -> Result<void> {
            std::vector<RecordId> held;
            for (const auto& one : request->last_held())
                held.push_back({one.device(), one.ledger(), one.sequence()});
            for (const auto& parcel : TRY(door_->deliveries(caller, held, request->limit()))) {
                auto* to = reply->add_parcel();
                to->mutable_record()->set_device(parcel.record.device);
                to->mutable_record()->set_ledger(parcel.record.ledger);
                to->mutable_record()->set_sequence(parcel.record.sequence);
                to->set_leaf(bytes(parcel.leaf));
                to->set_sealed_record(bytes(parcel.sealedRecord));
                for (const auto& node : parcel.proof) to->add_proof(bytes(node));
                to->set_checkpoint(bytes(parcel.checkpoint));
                to->set_certificate(bytes(parcel.certificate));
            }
            return {};
        });
    }
    ServerUnaryReactor* Survey(CallbackServerContext* context, const intake::SurveyRequest* request,
                               intake::SurveyReply* reply) override {
        return asCaller(context, [&](const Caller& caller) -> Result<void> {
            const auto survey =
                TRY(door_->survey(caller, request->generation(), request->after_device()));
            for (const auto& bundle : survey.bundles) reply->add_bundle(bytes(bundle));
            for (const auto& one : survey.certificates) reply->add_certificate(bytes(one));
            for (const auto& one : survey.firstWitnesses) reply->add_first_witness(bytes(one));
            for (const auto& one : survey.ledgers) fill(*reply->add_ledger(), one);
            reply->set_more(survey.more);
            return {};
        });
    }
    ServerUnaryReactor* Entries(CallbackServerContext* context,
                                const intake::EntriesRequest* request,
                                intake::EntriesReply* reply) override {
        return asCaller(context, [&](const Caller& caller) -> Result<void> {
            const auto& id = request->ledger();
            const auto page =
                TRY(door_->entries(caller, id.device(), id.ledger(), request->from()));
            reply->set_begin(request->from());
            for (const auto& entry : page.entries) reply->add_entry(bytes(encodeEntry(entry)));
            reply->set_witness(bytes(page.witness));
            return {};
        });
    }
    ServerUnaryReactor* Quarantined(CallbackServerContext* context, const intake::LedgerId* request,
                                    intake::QuarantinedReply* reply) override {
        return asCaller(context, [&](const Caller& caller) -> Result<void> {
            std::size_t size = 0;
            for (const auto& manifest :
                 TRY(door_->quarantined(caller, request->device(), request->ledger()))) {
                size += manifest.size();
                if (size > wire::kMaxReplyBytes - kMaxManifest) break;
                reply->add_signed_manifest(bytes(manifest));
            }
            return {};
        });
    }
    grpc::ServerWriteReactor<intake::FetchReply>* Fetch(
        CallbackServerContext* context, const intake::FetchRequest* request) override {
        return new FetchReactor(*door_, *context, *request);
    }

  private:
    template <class Answer>
    ServerUnaryReactor* finish(CallbackServerContext* context, Answer answer) {
        const Result<void> done = answer();
        auto* reactor = context->DefaultReactor();
        reactor->Finish(done ? Status::OK : wire::toStatus(done.error()));
        return reactor;
    }
    template <class Answer>
    ServerUnaryReactor* asCaller(CallbackServerContext* context, Answer answer) {
        return finish(context, [&]() -> Result<void> {
            const auto caller = TRY(callerOf(*context, *door_));
            return answer(caller);
        });
    }
    cairn::Intake* door_;
};

}  // namespace

struct GrpcServer::State {
    explicit State(Intake& intake) : service(intake) {}
    Service service;
    std::unique_ptr<grpc::Server> server;
    std::string address;
};

GrpcServer::GrpcServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
GrpcServer::~GrpcServer() { stop(); }

Result<std::unique_ptr<GrpcServer>> GrpcServer::start(Headquarters& headquarters, Intake& intake,
                                                      const std::string& address) {
    wire::configureGrpc();
    const auto colon = address.rfind(':');
    if (colon == address.npos || colon == 0)
        return Error{Code::Invalid, "address", "must be HOST:PORT"};
    const auto key = TRY(headquarters.tlsKey());
    grpc::SslServerCredentialsOptions tls(GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
    tls.pem_root_certs = bytes(headquarters.tlsAuthority());
    tls.pem_key_cert_pairs.push_back({bytes(key.view()), bytes(headquarters.tlsChain())});

    auto state = std::make_unique<State>(intake);
    grpc::ServerBuilder builder;
    grpc::ResourceQuota quota("intake");
    quota.Resize(kMemory);
    builder.SetResourceQuota(quota);
    builder.SetMaxReceiveMessageSize(wire::kMaxRequestBytes);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT,
                               0);  // else two servers share a port in silence
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kLeastPingMs);
    int port = 0;
    builder.AddListeningPort(address, grpc::SslServerCredentials(tls), &port);
    builder.RegisterService(&state->service);
    state->server = builder.BuildAndStart();
    wipe(tls.pem_key_cert_pairs[0].private_key.data(),
         tls.pem_key_cert_pairs[0].private_key.size());
    if (!state->server || port == 0)
        return Error{Code::InUse, "address", "cannot listen on " + address};
    state->address = address.substr(0, colon + 1) + std::to_string(port);
    return std::unique_ptr<GrpcServer>(new GrpcServer(std::move(state)));
}

const std::string& GrpcServer::address() const { return state_->address; }

void GrpcServer::stop(std::int64_t graceMs) {
    if (!state_->server) return;
    state_->server->Shutdown(std::chrono::system_clock::now() + std::chrono::milliseconds(graceMs));
    state_->server->Wait();
    state_->server.reset();
}

}  // namespace cairn
