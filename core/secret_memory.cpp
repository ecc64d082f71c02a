#include "core/secret_memory.h"

#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <mutex>
#include <new>
#include <vector>

namespace cairn {

namespace {

constexpr std::size_t kSmallest = 32;
constexpr std::size_t kLargestShared = 4096;
constexpr std::size_t kSlab = 32 * 1024;

std::size_t pageSize() {
    static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return size;
}

std::size_t wholePages(std::size_t size) {
    return (size + pageSize() - 1) / pageSize() * pageSize();
}

// Pages of their own between two that cannot be touched.
std::uint8_t* mapPages(std::size_t size) {
    const std::size_t inner = wholePages(size);
    void* whole =
        ::mmap(nullptr, inner + 2 * pageSize(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (whole == MAP_FAILED) throw std::bad_alloc();
    std::uint8_t* data = static_cast<std::uint8_t*>(whole) + pageSize();
    if (::mprotect(data, inner, PROT_READ | PROT_WRITE) != 0) throw std::bad_alloc();
    ::mlock(data, inner);  // beyond the allowance it is still wiped and left out of dumps
    ::madvise(data, inner, MADV_DONTDUMP);
    ::madvise(data, inner, MADV_WIPEONFORK);
    return data;
}

void unmapPages(std::uint8_t* data, std::size_t size) {
    ::munmap(data - pageSize(), wholePages(size) + 2 * pageSize());
}

// Slabs cut into pieces of one size each. They are kept: what was needed at once will be needed
// again.
class Slabs {
  public:
    static Slabs& instance() {
        static Slabs& slabs = *new Slabs;  // outlives every static that holds a secret
        return slabs;
    }

    std::uint8_t* take(std::size_t size) {
        const std::lock_guard lock(mutex_);
        std::vector<std::uint8_t*>& free = free_[classOf(size)];
        if (free.empty()) {
            const std::size_t piece = std::bit_ceil(std::max(size, kSmallest));
            std::uint8_t* slab = mapPages(kSlab);
            for (std::size_t at = kSlab; at > 0; at -= piece) free.push_back(slab + at - piece);
        }
        std::uint8_t* data = free.back();
        free.pop_back();
        return data;
    }

    void give(std::uint8_t* data, std::size_t size) {
        const std::lock_guard lock(mutex_);
        free_[classOf(size)].push_back(data);
    }

  private:
    static std::size_t classOf(std::size_t size) {
        return static_cast<std::size_t>(std::bit_width(std::max(size, kSmallest) - 1));
    }
    std::mutex mutex_;
    std::array<std::vector<std::uint8_t*>, 16> free_;
};

}  // namespace

std::uint8_t* takeSecretMemory(std::size_t size) {
    return size <= kLargestShared ? Slabs::instance().take(size)
                                  : mapPages(size);  // both zeroed: by wiping, by the system
}

void giveSecretMemory(std::uint8_t* data, std::size_t size) {
    if (!data) return;
    sodium_memzero(data, size);
    if (size <= kLargestShared)
        Slabs::instance().give(data, size);
    else
        unmapPages(data, size);
}

}  // namespace cairn
