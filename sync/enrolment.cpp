#include "sync/enrolment.h"

#include "core/receipt.h"
#include "sync/tls.h"

namespace cairn {
namespace {

constexpr std::size_t kMaxBundles = 1024;

// The newest bundle, each believed because the one before it governs it, and the first by the code.
Result<std::vector<Bundle>> chain(const std::vector<Bytes>& bundles, const Digest& genesis) {
    if (bundles.empty() || bundles.size() > kMaxBundles)
        return Error{Code::Malformed, "headquarters", "gives no bundle"};
    std::vector<Bundle> out{TRY(openGenesis(bundles[0], genesis))};
    for (std::size_t i = 1; i < bundles.size(); ++i)
        out.push_back(TRY(openSuccessor(bundles[i], out.back(), sha256(bundles[i - 1]))));
    return out;
}

}  // namespace

Result<Membership> enrol(IntakeChannel& channel, const EnrolmentCode& code,
                         const Recorder::NewDevice& keys, std::string_view label,
                         std::string_view person, Bytes tlsAuthority, Role role) {
    const auto codeKey = TRY(SigningKey::fromSeed(code.seed));
    auto first = TRY(channel.enrol({codeKey.publicKey(), {}, {}}));
    auto bundles = TRY(chain(first.bundles, code.genesis));
    Membership membership;
    membership.bundle = std::move(bundles.back());
    membership.genesis = code.genesis;
    const auto voucher = TRY(openVoucher(first.voucher, membership.bundle, code.genesis));
    if (voucher.codeKey != codeKey.publicKey())
        return Error{Code::Untrusted, "voucher", "for another code"};
    if (voucher.role != role)
        return Error{Code::Refused, "enrolment code",
                     std::string("is for a ") + name(voucher.role)};

    const auto realm = membership.bundle.realm;
    membership.certificate = TRY(certifyDevice(first.voucher,
                                               {{},
                                                keys.ledgerKey.publicKey(),
                                                keys.identity.recipient(),
                                                keys.tlsKey.publicKey(),
                                                std::string(label)},
                                               codeKey, keys.ledgerKey, realm));
    membership.device =
        TRY(openDeviceCertificate(membership.certificate, membership.bundle, code.genesis));
    const LedgerName ledger{realm, voucher.operation, voucher.device, 1};
    const Checkpoint empty{ledger.origin(), 0, Frontier().root()};
    const auto note = signCheckpoint(empty, keys.ledgerKey);
    const auto second = TRY(
        channel.enrol({codeKey.publicKey(), membership.certificate, copy(view(note.encode()))}));

    // The first beacon: nothing that this device records can be older than it.
    const auto facts = TRY(checkReceipt({second.firstWitness, {}}, membership.bundle, ledger,
                                        keys.ledgerKey.publicKey()));
    if (!facts.witnessed || *facts.witnessed != empty)
        return Error{Code::Untrusted, "headquarters", "witnessed another checkpoint"};
    if (TRY(certificateKey(second.tlsCertificate)) != keys.tlsKey.publicKey())
        return Error{Code::Untrusted, "headquarters", "certified another transport key"};
    membership.firstWitness = second.firstWitness;
    membership.tlsCertificate = second.tlsCertificate;
    membership.tlsAuthority = std::move(tlsAuthority);
    membership.address = code.address;
    membership.person = person;
    membership.signedBundle = std::move(first.bundles.back());
    first.bundles.pop_back();
    membership.olderBundles = std::move(first.bundles);
    return membership;
}

}  // namespace cairn
