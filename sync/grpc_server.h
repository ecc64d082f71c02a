// The intake service on a socket: gRPC over TLS 1.3. Who calls is taken from the client
// certificate; Enrol alone is answered without one. core/FORMAT.md, "Intake service".
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "sync/intake.h"

namespace cairn {

class GrpcServer {
  public:
    // Listens when it returns. Port 0: any free one. Headquarters and intake outlive it. Call
    // before other threads exist: it sets the environment that keeps gRPC from TLS 1.2.
    static Result<std::unique_ptr<GrpcServer>> start(Headquarters& headquarters, Intake& intake,
                                                     const std::string& address);
    ~GrpcServer();  // stops

    const std::string& address() const;  // HOST:PORT as given, with the port taken
    // Lets calls under way end for that long, then cuts them: what they brought stays.
    void stop(std::int64_t graceMs = 2000);

  private:
    struct State;
    explicit GrpcServer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cairn
