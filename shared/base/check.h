#pragma once

namespace cunji {

/// Prints the broken promise and aborts: a bug of ours, never a person's or the network's mistake.
[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace cunji

// For our own bugs only. Input from a file, a person or the network never meets it.
#define CHECK_THAT(expression) \
    ((expression) ? static_cast<void>(0) : ::cunji::check_failed(#expression, __FILE__, __LINE__))
