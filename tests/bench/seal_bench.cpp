// One photograph of 5 MB to "durable under its name", beside a bare loop of the same primitives and
// syncs; both in turn, so that a busy machine troubles both. Counters: median milliseconds of each,
// and their ratio.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "core/vault.h"

using namespace cairn;

namespace {

constexpr std::size_t kPhoto = 5'000'000;
constexpr std::size_t kChunk = 64 * 1024;

[[noreturn]] void die(const char* what) {
    std::perror(what);
    std::exit(1);
}

// The floor: what saving cannot do without, one thing after the other.
void bareLoop(ByteView photo, const std::string& folder) {
    const std::string temporary = folder + "/floor.part";
    const int out = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (out < 0) die("open");
    EVP_MD_CTX* plain = EVP_MD_CTX_new();
    EVP_MD_CTX* sealed = EVP_MD_CTX_new();
    EVP_CIPHER_CTX* cipher = EVP_CIPHER_CTX_new();
    EVP_DigestInit_ex(plain, EVP_sha256(), nullptr);
    EVP_DigestInit_ex(sealed, EVP_sha256(), nullptr);
    std::uint8_t key[32] = {1};
    std::uint8_t nonce[12] = {};
    std::uint8_t digest[32];
    static std::uint8_t chunk[kChunk + 16];
    for (std::size_t at = 0; at < photo.size(); at += kChunk) {
        const int size = static_cast<int>(std::min(kChunk, photo.size() - at));
        int written = 0;
        ++nonce[10];
        EVP_DigestUpdate(plain, photo.data() + at, static_cast<std::size_t>(size));
        EVP_EncryptInit_ex(cipher, EVP_chacha20_poly1305(), nullptr, key, nonce);
        EVP_EncryptUpdate(cipher, chunk, &written, photo.data() + at, size);
        EVP_EncryptFinal_ex(cipher, chunk + size, &written);
        EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, 16, chunk + size);
        EVP_DigestUpdate(sealed, chunk, static_cast<std::size_t>(size) + 16);
        if (::write(out, chunk, static_cast<std::size_t>(size) + 16) != size + 16) die("write");
    }
    EVP_DigestFinal_ex(plain, digest, nullptr);
    EVP_DigestFinal_ex(sealed, digest, nullptr);
    EVP_MD_CTX_free(plain);
    EVP_MD_CTX_free(sealed);
    EVP_CIPHER_CTX_free(cipher);
    if (::fdatasync(out) != 0) die("fdatasync");
    ::close(out);
    if (::rename(temporary.c_str(), (folder + "/" + toHex(digest)).c_str()) != 0) die("rename");
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (::fsync(directory) != 0) die("fsync");
    ::close(directory);
}

template <class Work>
double msOf(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

void onePhoto(benchmark::State& state) {
    // On a real disk: a sync on tmpfs measures nothing.
    const char* base = std::getenv("CAIRN_BENCH_FOLDER");
    std::string folder = std::string(base ? base : "/var/tmp") + "/cairn-bench-XXXXXX";
    if (!::mkdtemp(folder.data())) die(folder.c_str());
    const Vault vault = Vault::open(realFiles(), folder).value();
    const std::vector<Recipient> recipients{Identity::generate().recipient(),
                                            Identity::generate().recipient()};
    Bytes photo = randomBytes(kPhoto);
    std::vector<double> floor;
    std::vector<double> ours;
    for (auto _ : state) {
        photo[0] = static_cast<std::uint8_t>(photo[0] + 1);
        floor.push_back(msOf([&] { bareLoop(photo, folder); }));
        ours.push_back(msOf([&] { vault.put(recipients, sourceOf(photo), photo.size()).value(); }));
    }
    std::filesystem::remove_all(folder);
    state.counters["floor_ms"] = median(floor);
    state.counters["ours_ms"] = median(ours);
    state.counters["ratio"] = median(ours) / median(floor);
}
BENCHMARK(onePhoto)->Iterations(100)->Unit(benchmark::kMillisecond);

// Sealing in memory, for the share of it in the above.
void sealing(benchmark::State& state) {
    const std::vector<Recipient> recipients{Identity::generate().recipient(),
                                            Identity::generate().recipient()};
    const Bytes plain = randomBytes(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        SealWriter writer =
            SealWriter::open(recipients, [](ByteView) -> Result<void> { return {}; }).value();
        writer.append(plain).value();
        benchmark::DoNotOptimize(writer.finish().value());
    }
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(sealing)->Arg(1000)->Arg(100'000)->Arg(5'000'000)->UseRealTime()->Unit(
    benchmark::kMicrosecond);

// A record: sealed and opened in memory.
void record(benchmark::State& state) {
    const Identity identity = Identity::generate();
    const std::vector<Recipient> recipients{identity.recipient(), Identity::generate().recipient()};
    const Bytes plain = randomBytes(1000);
    const bool opening = state.range(0) == 1;
    const SealedBytes sealed = seal(recipients, plain).value();
    for (auto _ : state) {
        if (opening)
            benchmark::DoNotOptimize(
                unsealWithFileKey(sealed.bytes, sealed.sealed.fileKey, 10'000).value());
        else
            benchmark::DoNotOptimize(seal(recipients, plain).value());
    }
}
BENCHMARK(record)->Arg(0)->Arg(1)->ArgName("opening")->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
