// A device's end of the wire: gRPC over TLS 1.3. With grpc_server, the only place that knows
// sockets.
#pragma once

#include <memory>
#include <string>

#include "core/recorder.h"
#include "sync/channel.h"

namespace cairn {

// Learns headquarters' certificate authority in a bare TLS 1.3 handshake and compares it with the
// code's pin. PEM. Unreachable: nobody answers, or somebody else does.
Result<Bytes> learnAuthority(const EnrolmentCode& code);

// Without a client certificate: only enrol() is answered.
std::unique_ptr<IntakeChannel> connectToEnrol(const std::string& address,
                                              const Bytes& tlsAuthority);
// As the enrolled device. Connects at its first call.
std::unique_ptr<IntakeChannel> connectAs(const Membership& membership, const SigningKey& tlsKey);

}  // namespace cairn
