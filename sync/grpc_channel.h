// A device's end of the wire: gRPC over TLS 1.3. With grpc_server, the only place that knows
// sockets.
#pragma once

#include <memory>
#include <string>

#include "core/recorder.h"
#include "sync/channel.h"

namespace cairn {

// Learns headquarters' certificate authority in a bare TLS 1.3 handshake: the certificate that has
// the code's pin. PEM. Unreachable: nobody answers. Untrusted: somebody else does.
Result<Bytes> learnAuthority(const EnrolmentCode& code);

// Channels connect at their first call; Unreachable then. Set up before other threads exist.
// Without a client certificate: only enrol() is answered.
std::unique_ptr<IntakeChannel> connectToEnrol(const std::string& address,
                                              const Bytes& tlsAuthority);
// As the enrolled device.
Result<std::unique_ptr<IntakeChannel>> connectAs(const Membership& membership,
                                                 const SigningKey& tlsKey);

}  // namespace cairn
