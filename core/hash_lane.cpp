#include "core/hash_lane.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace cairn {

struct HashLane::State {
    std::mutex mutex;
    std::condition_variable hashed;
    std::deque<ByteView> pieces;  // not yet begun
    std::uint64_t posted = 0;
    std::uint64_t done = 0;
    bool running = false;  // somebody is hashing a piece: pieces are hashed one at a time, in order
    bool queued = false;   // a worker will come
    Sha256 hash;

    // Hashes one waiting piece unless somebody else is at it.
    bool runOne(std::unique_lock<std::mutex>& lock) {
        if (running || pieces.empty()) return false;
        const ByteView piece = pieces.front();
        pieces.pop_front();
        running = true;
        lock.unlock();
        hash.update(piece);
        lock.lock();
        running = false;
        ++done;
        hashed.notify_all();
        return true;
    }
};

namespace {

// The workers of the whole process, fewer than it has processors: whoever posts is busy too.
class Workers {
  public:
    static Workers& instance() {
        static Workers workers;
        return workers;
    }

    bool any() const { return !threads_.empty(); }

    void send(std::shared_ptr<HashLane::State> lane) {
        {
            const std::lock_guard lock(mutex_);
            lanes_.push_back(std::move(lane));
        }
        arrived_.notify_one();
    }

  private:
    Workers() {
        const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1u, 4u) - 1;
        for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
    }

    ~Workers() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        arrived_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

    void work() {
        for (;;) {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [this] { return ending_ || !lanes_.empty(); });
            if (ending_) return;
            const std::shared_ptr<HashLane::State> lane = std::move(lanes_.front());
            lanes_.pop_front();
            lock.unlock();
            std::unique_lock laneLock(lane->mutex);
            lane->queued = false;
            while (lane->runOne(laneLock)) {
            }
        }
    }

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::shared_ptr<HashLane::State>> lanes_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace

HashLane::HashLane() : state_(std::make_shared<State>()) {}
HashLane::HashLane(HashLane&&) noexcept = default;

HashLane::~HashLane() {
    if (!state_) return;
    std::unique_lock lock(state_->mutex);
    state_->pieces.clear();
    state_->hashed.wait(lock, [this] { return !state_->running; });
}

std::uint64_t HashLane::post(ByteView bytes) {
    std::unique_lock lock(state_->mutex);
    state_->pieces.push_back(bytes);
    const std::uint64_t number = ++state_->posted;
    const bool send = !state_->queued && Workers::instance().any();
    if (send) state_->queued = true;
    lock.unlock();
    if (send) Workers::instance().send(state_);
    return number;
}

void HashLane::await(std::uint64_t piece) {
    std::unique_lock lock(state_->mutex);
    while (state_->done < piece)
        if (!state_->runOne(lock)) state_->hashed.wait(lock);
}

void HashLane::update(ByteView bytes) {
    await(state_->posted);
    state_->hash.update(bytes);
}

Digest HashLane::finish() {
    await(state_->posted);
    return state_->hash.finish();
}

}  // namespace cairn
