// Time to unlock at the calibrated cost, with the right, the duress and a wrong passphrase in turn:
// mean milliseconds of each, and how far the three means lie apart. An observer must not be able to
// tell them by time.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "core/keyring.h"

using namespace cairn;

namespace {

void unlocking(benchmark::State& state) {
    std::string folder = (std::filesystem::temp_directory_path() / "cairn-bench-XXXXXX").string();
    if (!::mkdtemp(folder.data())) std::abort();
    const auto phrase = [](std::string_view text) { return SecretBytes::copyOf(view(text)); };
    const KdfCost cost = KdfCost::calibrated();
    Keyring::create(realFiles(), folder, phrase("right"), cost)
        .value()
        .addSlot(SlotKind::Duress, phrase("duress"))
        .value();

    constexpr const char* kTries[] = {"right", "duress", "wrong"};
    double total[3] = {};
    int turn = 0;
    for (auto _ : state)
        for (int i = 0; i < 3; ++i, ++turn) {
            const int which = (i + turn / 3) % 3;  // another one first each time
            const auto start = std::chrono::steady_clock::now();
            benchmark::DoNotOptimize(
                Keyring::unlock(realFiles(), folder, phrase(kTries[which])).has_value());
            total[which] +=
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                    .count();
        }
    std::filesystem::remove_all(folder);
    const auto [least, most] = std::minmax_element(total, total + 3);
    const auto rounds = static_cast<double>(state.iterations());
    state.counters["MiB"] = static_cast<double>(cost.memoryBytes >> 20);
    state.counters["passes"] = cost.operations;
    state.counters["right_ms"] = total[0] / rounds;
    state.counters["duress_ms"] = total[1] / rounds;
    state.counters["wrong_ms"] = total[2] / rounds;
    state.counters["apart_percent"] = (*most - *least) / *least * 100;
}
BENCHMARK(unlocking)->Iterations(10)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
