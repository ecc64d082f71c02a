// A disk in memory behind Files: any call can be made to fail, and the power can be cut after any
// write. Any thread.
//
// What it assumes of a medium is the least that a medium promises: bytes are durable after
// File::sync, names after syncFolder. Writes that were not synced may be there, missing, or torn at
// 512 bytes, each on its own, in any order; changes of names keep their order. After a sync that
// failed, the writes it was about are never made durable by a later sync: only writing again is.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/files.h"

namespace cairn {

class SimulatedDisk : public Files {
  public:
    SimulatedDisk();
    ~SimulatedDisk() override;

    // The call number `call` from now (0: the next one) fails with `code`; a write that fails has
    // written half. Calls are those of Files and File that touch the medium.
    void failAt(std::uint64_t call, Code code = Code::Io);
    void failNothing();
    std::uint64_t calls() const;  // so far

    // Changes made so far: writes, truncations, syncs, names.
    std::size_t changes() const;
    // The disk as it is found when the power was cut after the first `changes` changes. `luck`
    // decides what became of each write that was not synced: 0 all lost, 1 all kept, others at
    // random.
    std::unique_ptr<SimulatedDisk> afterPowerCut(std::size_t changes, std::uint64_t luck) const;

    // Behind the back of the program: the present bytes of a file.
    Bytes bytesOf(const std::string& path) const;
    void replace(const std::string& path, ByteView bytes);  // durable at once, folders too
    std::vector<std::string> paths() const;

    Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    Result<void> remove(const std::string& path) override;
    Result<void> makeFolder(const std::string& path) override;
    Result<void> removeFolder(const std::string& path) override;
    Result<void> syncFolder(const std::string& path) override;
    Result<std::vector<FileInfo>> list(const std::string& folder) override;
    Result<FileInfo> info(const std::string& path) override;
    Result<std::uint64_t> freeBytes(const std::string& folder) override;
    Result<std::unique_ptr<File>> lock(const std::string& path) override;

  private:
    struct State;
    friend class SimulatedFile;
    std::shared_ptr<State> state_;
};

}  // namespace cairn
