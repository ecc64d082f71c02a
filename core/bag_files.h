// The files of a bag as found on disk, held against its list. Private to the verifier
// (bag_verify.cpp). What is wrong becomes a finding; an Error means that the medium or the folder
// could not be read.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/bag.h"
#include "core/files.h"

namespace cairn {

class BagFiles {
  public:
    // Names and sizes of everything below `folder`; reads list and statement.
    static Result<std::unique_ptr<BagFiles>> open(Files& files, std::string folder);
    ~BagFiles();
    BagFiles(const BagFiles&) = delete;
    BagFiles& operator=(const BagFiles&) = delete;

    const std::optional<ExportList>& list() const {
        return list_;
    }  // absent: no export, or not readable as one
    const Digest& listDigest() const { return listDigest_; }
    const Bytes& statement() const { return statement_; }

    const ExportStatement::File* listed(const std::string& path) const;   // null: not in the list
    std::vector<std::string> listedBelow(std::string_view prefix) const;  // in order

    // Starts to hash every listed file outside cairn/ in the background, large ones first.
    void startHashing();
    // Waits for it. `progress` may stop it: Cancelled.
    Result<void> finishHashing(const std::function<bool(std::uint64_t, std::uint64_t)>& progress);
    // After finishHashing: the file has the bytes that the list says.
    bool good(const std::string& path) const { return !bad_.contains(path); }

    // A listed file of at most `limit` bytes, whole, when its bytes are those of the list. Else a
    // finding was made.
    std::optional<Bytes> load(const std::string& path, std::uint64_t limit);

    // Findings of the files, and of whoever adds some. Any thread.
    void add(Severity severity, std::string what, std::string where);
    void suspend(std::string what, std::string where);  // an alarm that contradicts nothing
    bool alarmed() const { return alarmed_; }           // something contradicts
    std::vector<Finding> takeFindings() { return std::move(findings_); }

  private:
    BagFiles(Files& files, std::string folder);
    void alarm(std::string what, std::string where) {
        add(Severity::Alarm, std::move(what), std::move(where));
    }
    Result<void> walk(const std::string& below, int depth);
    std::optional<Bytes> readWhole(const std::string& path, std::uint64_t limit);
    void readList();
    void compareNames();
    void compareTagFiles();
    void hashFiles();
    Result<Digest> hashOf(const std::string& path, Bytes& buffer);

    Files& files_;
    std::string folder_;
    std::map<std::string, std::uint64_t> found_;  // path in the bag -> size
    std::vector<std::string> folders_;
    std::optional<ExportList> list_;
    Digest listDigest_;
    Bytes statement_;
    std::unordered_map<std::string, std::size_t> index_;  // path -> list_->files
    std::unordered_set<std::string> bad_;
    std::vector<Finding> findings_;
    bool alarmed_ = false;

    std::vector<const ExportStatement::File*> jobs_;
    std::uint64_t totalBytes_ = 0;
    std::atomic<std::uint64_t> doneBytes_ = 0;
    std::atomic<std::size_t> nextJob_ = 0;
    std::atomic<bool> stop_ = false;
    std::mutex mutex_;  // of bad_, findings_, alarmed_ and running_ while workers live
    std::condition_variable changed_;
    std::size_t running_ = 0;
    std::vector<std::jthread> workers_;
};

}  // namespace cairn
