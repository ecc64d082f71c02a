// Reads untrusted pictures through cairn-decode: a program of its own that never held a key and
// forks a confined child (no files, no network, no processes, bounded time and memory) for each
// picture.
//
// A picture that cannot be read is an answer, never an error: PictureFacts::unreadable says why,
// and the picture is kept as evidence. What comes back was bounded and checked (picture.h); it is
// what the picture claims, nothing more.
//
// Start it early, before any key is unlocked. Thread-safe: eight pictures at most are read at once,
// other callers wait. If cairn-decode dies it is started again.
#pragma once

#include <memory>
#include <semaphore>
#include <string>

#include "core/files.h"
#include "core/picture.h"
#include "core/result.h"

namespace cairn {

struct Preview {
    Unreadable unreadable = Unreadable::No;  // if not No, the rest is empty
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    bool damaged = false;  // part of the picture could not be decoded and is grey
    Bytes jpeg;  // upright, without any metadata; written by a child that never saw the picture's
                 // bytes
};

class Decoder {
  public:
    // More of a file is not looked at. Facts then come from its beginning and say so (onlyHead); a
    // preview is TooLarge.
    static constexpr std::uint64_t maxBytes = 64ULL << 20;

    // Where cairn-decode is: beside the running program.
    static std::string besideThisProgram();

    // Starts the program and proves the confinement: a child that opens a file must die of it.
    // Refused as Unsupported where the kernel does not confine: then nothing is decoded.
    static Result<std::unique_ptr<Decoder>> start(const std::string& program = besideThisProgram());
    ~Decoder();  // no call may be running

    // The error is one of reading `picture`.
    Result<PictureFacts> facts(File& picture);
    PictureFacts facts(ByteView picture);

    // Longest side at most `side` pixels (16 to 2048); never larger than the picture is.
    Result<Preview> preview(File& picture, std::uint16_t side);
    Preview preview(ByteView picture, std::uint16_t side);

    // How a child ends that does what it may not: for proofs.
    Unreadable probe(decode::Task task);

  private:
    class Helper;
    struct Reply;
    class Source;
    explicit Decoder(std::string program);
    std::shared_ptr<Helper> helper();
    Reply ask(const decode::Request& request, ByteView input);
    Reply askOnce(Helper& helper, const decode::Request& request, int input, bool& lost);
    Result<PictureFacts> factsOf(Source& source);
    Result<Preview> previewOf(Source& source, std::uint16_t side);

    const std::string program_;
    struct State;
    std::unique_ptr<State> state_;
    std::counting_semaphore<8> running_{8};
};

}  // namespace cairn
