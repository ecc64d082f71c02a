#include "sync/wire.h"

#include <cstdlib>

namespace cairn::wire {
namespace {

constexpr std::size_t kMaxDetail = 512;  // of a header

grpc::StatusCode statusOf(Code code) {
    switch (code) {
        case Code::NotFound:
            return grpc::StatusCode::NOT_FOUND;
        case Code::StorageFull:
            return grpc::StatusCode::RESOURCE_EXHAUSTED;
        case Code::Malformed:
        case Code::TooLarge:
        case Code::Invalid:
        case Code::BadSignature:
            return grpc::StatusCode::INVALID_ARGUMENT;
        case Code::Untrusted:
        case Code::Revoked:
        case Code::WrongRealm:
        case Code::WrongOperation:
        case Code::VoucherUsed:
            return grpc::StatusCode::PERMISSION_DENIED;
        case Code::Io:
        case Code::Internal:
            return grpc::StatusCode::INTERNAL;
        default:
            return grpc::StatusCode::FAILED_PRECONDITION;
    }
}

// A header carries printable ASCII; what is told here is codes and numbers anyway.
std::string plain(std::string text) {
    if (text.size() > kMaxDetail) text.resize(kMaxDetail);
    for (char& c : text)
        if (c < ' ' || c > '~') c = '?';
    return text;
}

}  // namespace

grpc::Status toStatus(const Error& error) {
    // Details: the code's number, then where; the message is the detail.
    std::string details(1, static_cast<char>(error.code));
    details += plain(error.where);
    return {statusOf(error.code), plain(error.detail), details};
}

Error toError(const grpc::Status& status) {
    const auto details = status.error_details();
    if (!details.empty()) {
        const auto number = static_cast<std::uint8_t>(details[0]);
        const auto code = number <= static_cast<std::uint8_t>(Code::Internal)
                              ? static_cast<Code>(number)
                              : Code::Refused;  // by a newer headquarters
        return {code, "headquarters: " + details.substr(1), status.error_message()};
    }
    switch (status.error_code()) {
        case grpc::StatusCode::UNAVAILABLE:
        case grpc::StatusCode::DEADLINE_EXCEEDED:
        case grpc::StatusCode::CANCELLED:
            return {Code::Unreachable, "headquarters", status.error_message()};
        default:
            return {Code::Refused, "headquarters", status.error_message()};
    }
}

void configureGrpc() {
    ::setenv("GRPC_SSL_CIPHER_SUITES", "PSK-AES128-GCM-SHA256", 1);
    ::setenv("GRPC_VERBOSITY", "NONE", 0);
}

}  // namespace cairn::wire
