// Errors are values. Result<T> has std::expected's names, so that it can become an alias for it one
// day.
//
// Three things are kept apart: an Error (the operation did not happen), a Finding (a check saw
// something; see finding.h) and an assertion (our own mistake).
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace cairn {

// What went wrong, in the terms of the person who has to do something about it. words() gives title
// and remedy of each.
enum class Code : std::uint8_t {
    Io,               // the medium failed: read, write, fsync or rename
    StorageFull,      // no space, or less than the reserve
    NotFound,         // no such file, exhibit, site or record
    Exists,           // would overwrite what is there
    InUse,            // another process holds the locker; detail names it
    WrongPassphrase,  // no slot opens
    Malformed,        // bytes are not what the format says
    TooLarge,         // above a stated limit
    Unsupported,      // a version, realm or type this program does not know
    BadSignature,     // a signature, MAC or authentication tag does not hold
    WrongRealm,       // real offered where exercise is expected, or the other way round
    WrongOperation,   // belongs to another operation
    Untrusted,        // no chain to the roots that were enrolled
    Revoked,          // a key or device was revoked
    Expired,          // a voucher or bundle is past its date
    VoucherUsed,      // the voucher already certified other keys
    RolledBack,       // stored state is older than what was acknowledged
    Forked,           // two histories of one ledger
    Corrupt,          // stored bytes contradict their name, digest or ledger
    Unreachable,      // no connection: server down, wrong address, or certificate refused
    Refused,          // the other side answered no; detail says why
    Cancelled,        // the user asked to stop
    Invalid,          // a value breaks a rule of the domain; detail names the field
    NoDevice,         // camera, receiver or sensor absent
    Internal,         // a library failed where it may not
};

struct Error {
    Code code;
    // What it was about: a relative file name, a field, a code. Never content, a title, a position
    // or a key.
    std::string where;
    std::string detail;
};

// Title and remedy of an error code, in English; app/problem translates them.
struct Words {
    const char* title;
    const char* remedy;
};
Words words(Code code);

// One line for a terminal: title, where, detail, remedy.
std::string describe(const Error& error);

template <class E>
class Unexpected {
  public:
    explicit Unexpected(E error) : error_(std::move(error)) {}
    const E& error() const& { return error_; }
    E&& error() && { return std::move(error_); }

  private:
    E error_;
};

template <class T>
class [[nodiscard]] Result {
  public:
    using value_type = T;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
    Result(Unexpected<Error> error) : state_(std::in_place_index<1>, std::move(error).error()) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { return assert(has_value()), std::get<0>(state_); }
    const T& value() const& { return assert(has_value()), std::get<0>(state_); }
    // By value, unlike std::expected: `for (… : f().value())` must not outlive what it walks over.
    T value() && { return assert(has_value()), std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const& { return assert(!has_value()), std::get<1>(state_); }
    Error&& error() && { return assert(!has_value()), std::get<1>(std::move(state_)); }

    template <class U>
    T value_or(U&& other) const& {
        return has_value() ? value() : static_cast<T>(std::forward<U>(other));
    }

  private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    using value_type = void;

    Result() = default;
    Result(Error error) : error_(std::move(error)) {}
    Result(Unexpected<Error> error) : error_(std::move(error).error()) {}

    bool has_value() const { return !error_; }
    explicit operator bool() const { return has_value(); }
    void value() const { assert(has_value()); }
    const Error& error() const& { return assert(error_), *error_; }
    Error&& error() && { return assert(error_), *std::move(error_); }

  private:
    std::optional<Error> error_;
};

namespace detail {
template <class T>
T unwrap(Result<T>&& result) {
    return std::move(result).value();
}
inline void unwrap(Result<void>&&) {}
}  // namespace detail

}  // namespace cairn

// auto key = TRY(keyring.unlock(passphrase));   returns the error to the caller, else yields the
// value. It may stand inside another TRY. Never inside an expression that holds other temporaries:
// GCC does not destroy those on the early return (a copied key would stay in memory).
#define TRY(expression) CAIRN_TRY_NUMBERED(expression, __COUNTER__)
#define CAIRN_TRY_NUMBERED(expression, number) CAIRN_TRY_NAMED(expression, number)
#define CAIRN_TRY_NAMED(expression, number)                                                      \
    __extension__({                                                                              \
        auto try_result_##number = (expression);                                                 \
        if (!try_result_##number) return ::cairn::Error{std::move(try_result_##number).error()}; \
        ::cairn::detail::unwrap(std::move(try_result_##number));                                 \
    })
