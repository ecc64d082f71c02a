#include "core/sqlite_memory.h"

#include <sqlite3.h>
#include <sys/mman.h>

#include <array>
#include <bit>
#include <cstdint>
#include <mutex>

#include "core/bytes.h"

namespace cairn {
namespace {

// Blocks of powers of two, from 32 bytes to 64 KiB, are cut from mapped chunks and kept in lists
// when free; larger ones are mapped alone. A block begins with 16 bytes that hold its size.
constexpr std::size_t kHeader = 16;
constexpr std::size_t kSmallest = 32;
constexpr std::size_t kLargest = 64 * 1024;
constexpr std::size_t kChunk = 1024 * 1024;
constexpr std::size_t kClasses = std::countr_zero(kLargest) - std::countr_zero(kSmallest) + 1;

struct Free {
    Free* next;
};

struct Pool {
    std::mutex mutex;
    std::array<Free*, kClasses> free{};
    std::uint8_t* chunk = nullptr;  // what is left of the newest
    std::size_t left = 0;
};

Pool& pool() {
    static Pool* const one = new Pool;  // outlives every user at exit
    return *one;
}

std::uint8_t* mapSecret(std::size_t size) {
    void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return nullptr;
    // Without right to lock more it stays unlocked: swap must then be encrypted or off, as README
    // says.
    mlock(memory, size);
    madvise(memory, size, MADV_DONTDUMP);
    madvise(memory, size, MADV_WIPEONFORK);
    return static_cast<std::uint8_t*>(memory);
}

std::size_t blockSize(std::size_t wanted) {
    const std::size_t needed = wanted + kHeader;
    if (needed > kLargest) return (needed + 4095) & ~std::size_t{4095};
    return std::max(kSmallest, std::bit_ceil(needed));
}

std::size_t classOf(std::size_t block) {
    return static_cast<std::size_t>(std::countr_zero(block) - std::countr_zero(kSmallest));
}

std::uint8_t* takeBlock(std::size_t block) {
    if (block > kLargest) return mapSecret(block);
    auto& p = pool();
    const std::scoped_lock lock(p.mutex);
    auto& list = p.free[classOf(block)];
    if (list) {
        auto* const taken = list;
        list = taken->next;
        return reinterpret_cast<std::uint8_t*>(taken);
    }
    if (p.left < block) {
        // What is left of the old chunk is too small for this class and is given to smaller ones.
        while (p.left >= kSmallest) {
            const std::size_t piece = std::bit_floor(p.left);
            auto& smaller = p.free[classOf(piece)];
            smaller = new (p.chunk) Free{smaller};
            p.chunk += piece;
            p.left -= piece;
        }
        p.chunk = mapSecret(kChunk);
        p.left = p.chunk ? kChunk : 0;
        if (!p.chunk) return nullptr;
    }
    auto* const taken = p.chunk;
    p.chunk += block;
    p.left -= block;
    return taken;
}

void* allocate(int size) {
    const std::size_t block = blockSize(static_cast<std::size_t>(size));
    auto* const memory = takeBlock(block);
    if (!memory) return nullptr;
    storeLe64(memory, block);
    return memory + kHeader;
}

int sizeOf(void* memory) {
    if (!memory) return 0;
    return static_cast<int>(loadLe64(static_cast<std::uint8_t*>(memory) - kHeader) - kHeader);
}

void release(void* memory) {
    if (!memory) return;
    auto* const begin = static_cast<std::uint8_t*>(memory) - kHeader;
    const std::size_t block = loadLe64(begin);
    wipe(begin, block);
    if (block > kLargest) {
        munmap(begin, block);
        return;
    }
    auto& p = pool();
    const std::scoped_lock lock(p.mutex);
    auto& list = p.free[classOf(block)];
    list = new (begin) Free{list};
}

void* resize(void* memory, int size) {
    if (size <= sizeOf(memory)) return memory;
    void* const grown = allocate(size);
    if (!grown) return nullptr;
    std::memcpy(grown, memory, static_cast<std::size_t>(sizeOf(memory)));
    release(memory);
    return grown;
}

int roundUp(int size) {
    return static_cast<int>(blockSize(static_cast<std::size_t>(size)) - kHeader);
}
int begin(void*) { return SQLITE_OK; }
void end(void*) {}

bool configure() noexcept {
    static const sqlite3_mem_methods methods{allocate, release, resize, sizeOf,
                                             roundUp,  begin,   end,    nullptr};
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK;
}

const bool inForce = configure();

}  // namespace

bool sqliteMemoryInForce() { return inForce; }

}  // namespace cairn
