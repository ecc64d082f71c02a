#include "app/decode/confinement.h"

#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>

namespace cairn {
namespace {

// Address sanitizer reserves terabytes of addresses and asks for more calls: a build with it is for
// finding bugs, not for use.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

bool limit(__rlimit_resource resource, rlim_t value) {
    const rlimit both{value, value};
    return ::setrlimit(resource, &both) == 0;
}

constexpr rlim_t addressBytes = rlim_t{256} << 20;

// getrandom: glibc ends a program whose hash tables cannot be seeded. madvise, mremap, futex:
// malloc and locks. The second block: libde265 decodes in a thread, however few it is given.
constexpr std::array allowed{
    SCMP_SYS(read),          SCMP_SYS(write),           SCMP_SYS(close),
    SCMP_SYS(lseek),         SCMP_SYS(fstat),           SCMP_SYS(newfstatat),
    SCMP_SYS(brk),           SCMP_SYS(munmap),          SCMP_SYS(mremap),
    SCMP_SYS(madvise),       SCMP_SYS(futex),           SCMP_SYS(exit),
    SCMP_SYS(exit_group),    SCMP_SYS(rt_sigreturn),    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettid),          SCMP_SYS(getpid),
    SCMP_SYS(tgkill),        SCMP_SYS(getrandom),

    SCMP_SYS(rt_sigaction),  SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(sched_yield)};
constexpr std::array allowedSanitized{SCMP_SYS(sigaltstack), SCMP_SYS(prctl),
                                      SCMP_SYS(sched_getaffinity)};

// Memory, but never memory that can be executed; threads of this process, but no process. clone3
// hides its flags from a filter: glibc takes clone when there is none.
constexpr std::uint64_t threadFlags = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;

bool addRules(scmp_filter_ctx filter) {
    for (const int call : allowed)
        if (::seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
    if (sanitized)
        for (const int call : allowedSanitized)
            if (::seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
    const scmp_arg_cmp noExecution{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    const scmp_arg_cmp onlyThreads{0, SCMP_CMP_MASKED_EQ, threadFlags, threadFlags};
    return ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, noExecution) == 0 &&
           ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, noExecution) == 0 &&
           ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, onlyThreads) == 0 &&
           ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

}  // namespace

Result<Confinement> Confinement::prepare() {
    const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(
        ::seccomp_init(SCMP_ACT_KILL_PROCESS), &::seccomp_release);
    const Error failed{Code::Unsupported, "seccomp", "no filter"};
    if (!filter || !addRules(filter.get())) return failed;

    const int file = ::memfd_create("filter", MFD_CLOEXEC);
    if (file < 0) return failed;
    std::vector<sock_filter> program;
    if (::seccomp_export_bpf(filter.get(), file) == 0) {
        const auto bytes = ::lseek(file, 0, SEEK_END);
        program.resize(static_cast<std::size_t>(bytes) / sizeof(sock_filter));
        if (::pread(file, program.data(), static_cast<std::size_t>(bytes), 0) != bytes)
            program.clear();
    }
    ::close(file);
    if (program.empty()) return failed;
    return Confinement(std::move(program));
}

bool Confinement::enter(unsigned cpuSeconds) const {
    if (!sanitized && !limit(RLIMIT_AS, addressBytes)) return false;
    if (!limit(RLIMIT_CPU, cpuSeconds) || !limit(RLIMIT_CORE, 0) || !limit(RLIMIT_FSIZE, 0))
        return false;
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return false;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    sock_fprog program{static_cast<unsigned short>(program_.size()),
                       const_cast<sock_filter*>(program_.data())};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

}  // namespace cairn
