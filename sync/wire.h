// What both ends of the wire share: errors as statuses that keep their code, and TLS 1.3 only. For
// grpc_*.cpp.
#pragma once

#include <grpcpp/support/status.h>

#include "core/result.h"

namespace cairn::wire {

// Offers of 1 MiB and parts of 1 MiB, with their frame. Answers: a page of entries is a manifest's
// size; lists are paged.
inline constexpr int kMaxRequestBytes = (1 << 20) + 64 * 1024;
inline constexpr int kMaxReplyBytes = 8 << 20;

grpc::Status toStatus(const Error& error);
// UNAVAILABLE cannot be told apart: server down, wrong address, or a certificate refused.
Error toError(const grpc::Status& status);

// TLS 1.3 only: gRPC 1.51 has no setting for it, so TLS 1.2 gets a list of suites that nobody can
// use. And no lines of gRPC's own on standard error, unless GRPC_VERBOSITY asks for them: every
// failure is told as an Error. Must run before its first use in the process.
void configureGrpc();

}  // namespace cairn::wire
