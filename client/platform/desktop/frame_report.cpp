#include "client/platform/desktop/frame_report.h"

#include "shared/json/json.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <malloc.h>
#include <sstream>
#include <sys/resource.h>
#include <unistd.h>

namespace cunji {

namespace {

std::int64_t milliseconds(const timeval& time) {
    return std::int64_t{time.tv_sec} * 1000 + time.tv_usec / 1000;
}

std::int64_t processor_ms() {
    rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) != 0) return -1;
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

/// kB of /proc/self/status; -1 when it does not say.
std::int64_t resident_kb() {
    std::ifstream file{"/proc/self/status"};
    std::string word;
    while (file >> word) {
        std::int64_t value = -1;
        if (word == "VmRSS:" && file >> value) return value;
    }
    return -1;
}

/// What was asked for with malloc and not given back, the graphics driver's part as well.
std::int64_t heap_kb() {
    const struct mallinfo2 heap = ::mallinfo2();
    constexpr std::size_t kKilo = 1024;
    return static_cast<std::int64_t>((heap.uordblks + heap.hblkhd) / kKilo);
}

}  // namespace

std::int64_t process_age_ms() {
    std::ifstream file{"/proc/self/stat"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    // proc(5): the name may hold spaces; field 22 is the start in ticks since the machine's.
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string::npos) return -1;
    std::istringstream fields{text.substr(name_end + 1)};
    constexpr int kFieldsBetween = 19;
    std::string skipped;
    for (int i = 0; i < kFieldsBetween; ++i)
        fields >> skipped;
    std::int64_t ticks = -1;
    timespec now{};
    const std::int64_t per_second = ::sysconf(_SC_CLK_TCK);
    if (!(fields >> ticks) || ::clock_gettime(CLOCK_BOOTTIME, &now) != 0 || per_second <= 0)
        return -1;
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000 - ticks * 1000 / per_second;
}

void FrameReport::shown() {
    if (shown_++ == 0) first_shown_ms_ = process_age_ms();
}

std::string FrameReport::json() const {
    std::vector<std::int64_t> sorted = work_;
    std::sort(sorted.begin(), sorted.end());
    const auto part = [&sorted](std::size_t percent) {
        return sorted.empty() ? 0 : sorted[(sorted.size() - 1) * percent / 100];
    };
    const auto ran = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun_);
    Json report = Json::object();
    report["first_frame_ms"] = first_shown_ms_;
    report["ran_ms"] = std::int64_t{ran.count()};
    report["processor_ms"] = processor_ms();
    report["resident_kb"] = resident_kb();
    report["heap_kb"] = heap_kb();
    report["wakes_by_event"] = events_;
    report["wakes_by_time"] = timers_;
    report["frames"] = static_cast<std::int64_t>(sorted.size());
    report["shown"] = shown_;
    report["work_us"] = {{"median", part(50)}, {"p95", part(95)}, {"max", part(100)}};
    return report.dump();
}

}  // namespace cunji
