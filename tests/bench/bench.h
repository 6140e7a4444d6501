#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace cunji::bench {

/// Seconds of one run of `work`.
template <typename Work>
double seconds_of(Work work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

/// "name: 1.234 s, floor 0.567 s, 2.18x (goal 3.00x)"
void print_ratio(const std::string& name, double seconds, double floor, double goal);
void print_figure(const std::string& name, double figure, const std::string& unit,
                  const std::string& goal);

void bench_save(const std::string& folder);
void bench_exchange(const std::string& folder);
void bench_load(const std::string& folder);
void bench_county(const std::string& folder);
void bench_encryption(const std::string& folder);
void bench_signatures(const std::string& folder);
void bench_window(const std::string& folder);

}  // namespace cunji::bench
