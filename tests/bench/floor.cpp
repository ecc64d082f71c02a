// The floor under an import: the same primitives, sizes and syncs as saving evidence needs, and
// nothing else. Deliberately knows nothing of Cairn. For each file: read, SHA-256,
// ChaCha20-Poly1305 in chunks of 64 KiB, SHA-256 of the result, write, fdatasync, rename, fsync of
// the folder; after each group of files one append of `--entry` bytes a file to a ledger with
// fdatasync and two small writes with fdatasync (index and head).
//
//   floor IN OUT [threads=2] [group=32] [entry=1500]        prints seconds and MB/s
#include <dirent.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t kChunk = 64 * 1024;

[[noreturn]] void die(const char* what) {
    std::perror(what);
    std::exit(1);
}

void writeAll(int fd, const unsigned char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t put = ::write(fd, data, size);
        if (put < 0) die("write");
        data += put;
        size -= static_cast<std::size_t>(put);
    }
}

std::string hex(const unsigned char* bytes) {
    std::string out;
    char two[3];
    for (int i = 0; i < 32; ++i) {
        std::snprintf(two, sizeof two, "%02x", bytes[i]);
        out += two;
    }
    return out;
}

std::size_t saveOne(const std::string& from, const std::string& folder, int number) {
    const std::string temp = folder + "/" + std::to_string(number) + ".part";
    const int in = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
    const int out = ::open(temp.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (in < 0 || out < 0) die(from.c_str());
    EVP_MD_CTX* plain = EVP_MD_CTX_new();
    EVP_MD_CTX* sealed = EVP_MD_CTX_new();
    EVP_CIPHER_CTX* cipher = EVP_CIPHER_CTX_new();
    EVP_DigestInit_ex(plain, EVP_sha256(), nullptr);
    EVP_DigestInit_ex(sealed, EVP_sha256(), nullptr);
    unsigned char key[32] = {1}, nonce[12] = {0}, digest[32];
    std::vector<unsigned char> buffer(kChunk * 16), chunk(buffer.size() + 16 * 16);
    std::size_t total = 0, unsynced = 0;
    off_t written = 0;
    for (;;) {
        const ssize_t got = ::read(in, buffer.data(), buffer.size());
        if (got < 0) die("read");
        if (got == 0) break;
        EVP_DigestUpdate(plain, buffer.data(), static_cast<std::size_t>(got));
        std::size_t filled = 0;
        for (std::size_t at = 0; at < static_cast<std::size_t>(got); at += kChunk) {
            const auto size =
                static_cast<int>(std::min(kChunk, static_cast<std::size_t>(got) - at));
            int made = 0;
            EVP_EncryptInit_ex(cipher, EVP_chacha20_poly1305(), nullptr, key, nonce);
            EVP_EncryptUpdate(cipher, chunk.data() + filled, &made, buffer.data() + at, size);
            filled += static_cast<std::size_t>(made);
            EVP_EncryptFinal_ex(cipher, chunk.data() + filled, &made);
            EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, 16, chunk.data() + filled);
            filled += 16;
            ++nonce[11];
        }
        EVP_DigestUpdate(sealed, chunk.data(), filled);
        writeAll(out, chunk.data(), filled);
        total += static_cast<std::size_t>(got);
        unsynced += filled;
        if (unsynced >= (1u << 20)) {
            ::sync_file_range(out, written, static_cast<off_t>(unsynced), SYNC_FILE_RANGE_WRITE);
            written += static_cast<off_t>(unsynced);
            unsynced = 0;
        }
    }
    EVP_DigestFinal_ex(plain, digest, nullptr);
    EVP_DigestFinal_ex(sealed, digest, nullptr);
    if (::fdatasync(out) != 0) die("fdatasync");
    ::close(in);
    ::close(out);
    if (::rename(temp.c_str(), (folder + "/" + hex(digest)).c_str()) != 0) die("rename");
    const int dir = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0 || ::fsync(dir) != 0) die("fsync folder");
    ::close(dir);
    EVP_MD_CTX_free(plain);
    EVP_MD_CTX_free(sealed);
    EVP_CIPHER_CTX_free(cipher);
    return total;
}

void smallWrite(int fd, std::size_t size) {
    const std::vector<unsigned char> bytes(size, 7);
    writeAll(fd, bytes.data(), size);
    if (::fdatasync(fd) != 0) die("fdatasync");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "floor IN OUT [threads=2] [group=32] [entry=1500]\n");
        return 2;
    }
    const std::string in = argv[1], out = argv[2];
    const int threads = argc > 3 ? std::atoi(argv[3]) : 2;
    const int group = argc > 4 ? std::atoi(argv[4]) : 32;
    const int entry = argc > 5 ? std::atoi(argv[5]) : 1500;
    std::vector<std::string> files;
    if (DIR* dir = ::opendir(in.c_str())) {
        while (const dirent* found = ::readdir(dir))
            if (found->d_name[0] != '.') files.push_back(in + "/" + found->d_name);
        ::closedir(dir);
    }
    std::sort(files.begin(), files.end());
    ::mkdir(out.c_str(), 0700);
    const int ledger =
        ::open((out + "/ledger").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const int index =
        ::open((out + "/index").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const int head =
        ::open((out + "/head").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (ledger < 0 || index < 0 || head < 0) die("open");

    const auto start = std::chrono::steady_clock::now();
    std::size_t total = 0;
    for (std::size_t first = 0; first < files.size(); first += static_cast<std::size_t>(group)) {
        const std::size_t last = std::min(files.size(), first + static_cast<std::size_t>(group));
        std::atomic<std::size_t> next{first}, bytes{0};
        std::vector<std::thread> workers;
        for (int t = 0; t < threads; ++t)
            workers.emplace_back([&] {
                for (std::size_t i = next++; i < last; i = next++)
                    bytes += saveOne(files[i], out, static_cast<int>(i));
            });
        for (std::thread& worker : workers) worker.join();
        total += bytes;
        smallWrite(ledger, static_cast<std::size_t>(entry) * (last - first));
        smallWrite(index, 16384);
        smallWrite(head, 512);
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%.4f s  %.0f MB/s\n", seconds, static_cast<double>(total) / 1e6 / seconds);
    return 0;
}
