// Bytes that can be read as a File, and nothing else. They outlive it.
#pragma once

#include <algorithm>

#include "core/files.h"

namespace cairn {

class MemoryFile : public File {
  public:
    explicit MemoryFile(ByteView bytes) : bytes_(bytes) {}
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::uint8_t> to) override {
        if (offset >= bytes_.size()) return std::size_t{0};
        const ByteView rest = bytes_.subspan(static_cast<std::size_t>(offset));
        const std::size_t size = std::min(to.size(), rest.size());
        std::copy_n(rest.begin(), size, to.begin());
        return size;
    }
    Result<std::uint64_t> size() override { return std::uint64_t{bytes_.size()}; }
    Result<void> writeAt(std::uint64_t, ByteView) override { return refused(); }
    Result<void> append(ByteView) override { return refused(); }
    Result<void> truncate(std::uint64_t) override { return refused(); }
    Result<void> sync() override { return refused(); }
    Result<void> lockRange(std::uint64_t, std::uint64_t, RangeLock) override { return {}; }
    Result<bool> rangeLocked(std::uint64_t, std::uint64_t) override { return false; }

  private:
    static Error refused() { return {Code::Refused, "memory file", "read only"}; }
    ByteView bytes_;
};

}  // namespace cairn
