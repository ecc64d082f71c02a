// A SHA-256 that is computed beside its caller: pieces are hashed in order by a shared worker
// thread, or by the caller itself when it has to wait anyway. On one processor there is no worker
// and nothing is lost.
#pragma once

#include <memory>

#include "core/bytes.h"

namespace cairn {

class HashLane {
  public:
    HashLane();
    HashLane(HashLane&&) noexcept;
    HashLane& operator=(HashLane&&) = delete;
    ~HashLane();  // waits until no piece is in use

    // The bytes stay readable and unchanged until await() says so. Returns the piece's number,
    // from 1.
    std::uint64_t post(ByteView bytes);
    // Until pieces up to that number are hashed.
    void await(std::uint64_t piece);
    // Hashes in the caller, after what was posted: for what is too short to be worth a thread.
    void update(ByteView bytes);
    Digest finish();  // once

    struct State;

  private:
    std::shared_ptr<State> state_;
};

}  // namespace cairn
