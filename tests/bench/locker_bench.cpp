// Measures a real locker in one process, unlocked before the clock starts. Prints lines "NAME VALUE
// UNIT"; tests/bench/run interleaves it with its peers and prints ratios.
//   locker_bench import IN OUT        seconds to import a folder
//   locker_bench capture OUT N        p50 of one 5 MB photograph to "Saved", beside a bare loop,
//   alternating locker_bench page OUT N           a page of 50 among N exhibits beside the same
//   page from bare SQLCipher locker_bench unlock OUT           unlock at the calibrated cost
//   locker_bench memory OUT           peak memory of sealing 1 GB above idle
#include <fcntl.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "core/locker.h"
#include "tests/testkit/operation.h"

namespace cairn {
namespace {

using Clock_ = std::chrono::steady_clock;

double seconds(const std::function<void()>& work) {
    const auto start = Clock_::now();
    work();
    return std::chrono::duration<double>(Clock_::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

template <class T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", describe(result.error()).c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

SecretBytes passphrase() { return SecretBytes::copyOf(view("measured")); }

std::unique_ptr<Locker> found(const std::string& folder) {
    Operation operation;
    const auto keys = must(Recorder::prepare(realFiles(), folder, passphrase(), KdfCost::floor()));
    auto recorder = must(Recorder::found(realFiles(), systemClock(), folder, passphrase(),
                                         operation.admit(1, Role::Tablet, keys, "P-1")));
    return std::make_unique<Locker>(std::move(recorder));
}

std::string openSite(Locker& locker) {
    Site site;
    site.name = "Measured";
    site.type = "ST01";
    Fix fix;
    fix.noFixReason = NoFixReason::NotSaid;
    site.fix = fix;
    return must(locker.openSite(site));
}

void import(const std::string& in, const std::string& out) {
    const auto locker = found(out);
    const std::string site = openSite(*locker);
    std::uint64_t saved = 0;
    const double took = seconds([&] {
        must(locker->import(site, {in}, nullptr, [&](const Imported& file) {
            saved += file.state == Imported::State::Saved ? 1 : 0;
        }));
    });
    std::printf("import %.4f s\nfiles %llu saved\n", took, static_cast<unsigned long long>(saved));
}

// One photograph with the primitives and syncs of a capture and nothing else.
void bareCapture(const std::string& folder, const Bytes& photo, int number) {
    const std::string temp = folder + "/p.part";
    const int out = ::open(temp.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    EVP_CIPHER_CTX* cipher = EVP_CIPHER_CTX_new();
    const unsigned char key[32] = {1}, nonce[12] = {0};
    Bytes sealed(photo.size() + photo.size() / kSealChunk * 16 + 16);
    std::size_t filled = 0;
    for (std::size_t at = 0; at < photo.size(); at += kSealChunk) {
        const auto size = static_cast<int>(std::min<std::size_t>(kSealChunk, photo.size() - at));
        int made = 0;
        EVP_EncryptInit_ex(cipher, EVP_chacha20_poly1305(), nullptr, key, nonce);
        EVP_EncryptUpdate(cipher, sealed.data() + filled, &made, photo.data() + at, size);
        filled += static_cast<std::size_t>(made);
        EVP_EncryptFinal_ex(cipher, sealed.data() + filled, &made);
        EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, 16, sealed.data() + filled);
        filled += 16;
    }
    EVP_CIPHER_CTX_free(cipher);
    const Digest plain = sha256(photo);
    const Digest name = sha256(ByteView(sealed).first(filled));
    if (::write(out, sealed.data(), filled) != static_cast<ssize_t>(filled) ||
        ::fdatasync(out) != 0)
        std::exit(1);
    ::close(out);
    ::rename(temp.c_str(), (folder + "/" + name.hex() + std::to_string(number)).c_str());
    const int dir = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ::fsync(dir);
    ::close(dir);
    // Ledger entry, journal, index, head: the same four syncs of small writes.
    for (const std::size_t size :
         {std::size_t{1500}, std::size_t{8192}, std::size_t{16384}, std::size_t{512}}) {
        const int small = ::open((folder + "/small" + std::to_string(size)).c_str(),
                                 O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        const Bytes bytes(size, plain.bytes[0]);
        if (::write(small, bytes.data(), size) != static_cast<ssize_t>(size) ||
            ::fdatasync(small) != 0)
            std::exit(1);
        ::close(small);
    }
}

void capture(const std::string& out, int count) {
    const auto locker = found(out + "/locker");
    const std::string site = openSite(*locker);
    ::mkdir((out + "/bare").c_str(), 0700);
    std::vector<double> ours, bare;
    for (int i = 0; i < count; ++i) {
        const Bytes photo = randomBytes(5'000'000);
        ours.push_back(seconds([&] {
            Shot shot;
            shot.source = sourceOf(photo);
            shot.expectedBytes = photo.size();
            shot.mediaType = "image/jpeg";
            shot.site = site;
            must(locker->capture(std::move(shot)));
        }));
        bare.push_back(seconds([&] { bareCapture(out + "/bare", photo, i); }));
    }
    std::vector<double> sorted = ours;
    std::sort(sorted.begin(), sorted.end());
    std::printf("capture_p50 %.4f s\ncapture_p95 %.4f s\nbare_p50 %.4f s\nratio %.2f\n",
                median(ours), sorted[sorted.size() * 95 / 100], median(bare),
                median(ours) / median(bare));
}

void page(const std::string& out, std::uint64_t count) {
    const auto locker = found(out + "/locker");
    const std::string site = openSite(*locker);
    // A folder of `count` tiny files, imported as any other.
    const std::string in = out + "/in";
    ::mkdir(in.c_str(), 0700);
    for (std::uint64_t i = 0; i < count; ++i) {
        const int fd =
            ::open((in + "/" + std::to_string(i)).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || ::write(fd, &i, sizeof i) != sizeof i) std::exit(1);
        ::close(fd);
    }
    const double took =
        seconds([&] { must(locker->import(site, {in}, nullptr, [](const Imported&) {})); });
    std::printf("import_small %.1f files/s\n", static_cast<double>(count) / took);

    // The same rows in a bare SQLCipher table, read by the same key.
    sqlite3* db = nullptr;
    sqlite3_open((out + "/bare.db").c_str(), &db);
    const Bytes key(32, 7);
    sqlite3_key(db, key.data(), static_cast<int>(key.size()));
    // As many columns, of the same sizes: what is compared is our page, not a thinner row.
    sqlite3_exec(
        db,
        "CREATE TABLE e(n INTEGER PRIMARY KEY, number TEXT, site TEXT, title TEXT, note TEXT, "
        "item TEXT, form TEXT, shot TEXT, file TEXT, media TEXT, same TEXT, tags TEXT, device "
        "INTEGER, ledger INTEGER, sequence INTEGER, created INTEGER, segments BLOB, preview "
        "BLOB, lat INTEGER, lon INTEGER, elat INTEGER, elon INTEGER, metadata INTEGER, state "
        "INTEGER, received INTEGER, confirmed INTEGER, review INTEGER, reason TEXT, withdrawn "
        "INTEGER); BEGIN",
        nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(
        db,
        "INSERT INTO e VALUES(?2, ?1, 'E-S1-1', '', '', '', 'file', '', ?1, "
        "'application/octet-stream', '', '', 1, 1, ?2, 1772356445000 + ?2, "
        "randomblob(80), NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, '', 0)",
        -1, &insert, nullptr);
    for (std::uint64_t i = 1; i <= count; ++i) {
        const std::string number = "E-S1-1-1-" + std::to_string(i);
        sqlite3_bind_text(insert, 1, number.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_int64(insert, 2, static_cast<sqlite3_int64>(i));
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_stmt* select = nullptr;
    sqlite3_prepare_v2(db, "SELECT * FROM e WHERE n > ?1 ORDER BY n LIMIT 50", -1, &select,
                       nullptr);

    std::vector<double> ours, bare;
    std::string after;
    std::size_t read = 0;
    for (int round = 0; round < 200; ++round) {
        ours.push_back(seconds([&] {
            const auto rows = must(locker->catalog().exhibits({site, after, 50, false}));
            read += rows.size();
            after = rows.empty() ? "" : rows.back().number;
        }));
        bare.push_back(seconds([&] {
            sqlite3_bind_int64(select, 1, static_cast<sqlite3_int64>(round) * 50);
            while (sqlite3_step(select) == SQLITE_ROW)
                for (int c = 0; c < sqlite3_column_count(select); ++c)
                    read += static_cast<std::size_t>(sqlite3_column_bytes(select, c)) & 1;
            sqlite3_reset(select);
        }));
    }
    sqlite3_finalize(select);
    sqlite3_close(db);
    std::printf("page %.3f ms\nbare %.3f ms\nratio %.2f\n", median(ours) * 1e3, median(bare) * 1e3,
                median(ours) / median(bare));
}

void unlock(const std::string& out) {
    must(Recorder::prepare(realFiles(), out, passphrase(), KdfCost::calibrated()));
    std::vector<double> times;
    for (int i = 0; i < 7; ++i)
        times.push_back(seconds([&] { must(Keyring::unlock(realFiles(), out, passphrase())); }));
    std::printf("unlock %.2f s\n", median(times));
}

long peakKiB() {
    long peak = 0;
    if (std::FILE* status = std::fopen("/proc/self/status", "r")) {
        char line[256];
        while (std::fgets(line, sizeof line, status) != nullptr)
            std::sscanf(line, "VmHWM: %ld", &peak);
        std::fclose(status);
    }
    return peak;
}

void memory(const std::string& out) {
    const Identity identity = Identity::generate();
    const std::vector<Recipient> recipients{identity.recipient()};
    const Vault vault = must(Vault::open(realFiles(), out + "/objects"));
    must(vault.put(recipients, sourceOf(view("warm"))));
    const long before = peakKiB();
    std::uint64_t left = 1'000'000'000;
    must(vault.put(
        recipients,
        [&](std::span<std::uint8_t> to) -> Result<std::size_t> {
            const std::size_t size =
                static_cast<std::size_t>(std::min<std::uint64_t>(left, to.size()));
            std::fill_n(to.data(), size, static_cast<std::uint8_t>(left));
            left -= size;
            return size;
        },
        left));
    std::printf("memory_above_idle %.1f MiB\n", static_cast<double>(peakKiB() - before) / 1024);
}

}  // namespace
}  // namespace cairn

int main(int argc, char** argv) {
    const std::string what = argc > 2 ? argv[1] : "";
    if (what == "import" && argc > 3)
        cairn::import(argv[2], argv[3]);
    else if (what == "capture" && argc > 3)
        cairn::capture(argv[2], std::atoi(argv[3]));
    else if (what == "page" && argc > 3)
        cairn::page(argv[2], std::strtoull(argv[3], nullptr, 10));
    else if (what == "unlock")
        cairn::unlock(argv[2]);
    else if (what == "memory")
        cairn::memory(argv[2]);
    else {
        std::fprintf(
            stderr,
            "locker_bench import IN OUT | capture OUT N | page OUT N | unlock OUT | memory OUT\n");
        return 2;
    }
    return 0;
}
