#include "client/app/window_memory.h"

#include <charconv>
#include <string>
#include <string_view>

namespace cunji {

namespace {

constexpr std::string_view kWidth = "window.width";
constexpr std::string_view kHeight = "window.height";
constexpr int kLeast = 200;
constexpr int kMost = 16384;

std::optional<int> side(const Store& store, std::string_view key) {
    const std::optional<std::string> text = store.meta(key);
    if (!text) return std::nullopt;
    int value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
    if (value < kLeast || value > kMost) return std::nullopt;
    return value;
}

}  // namespace

std::optional<WindowMemory> read_window_memory(const Store& store) {
    const std::optional<int> width = side(store, kWidth);
    const std::optional<int> height = side(store, kHeight);
    if (!width || !height) return std::nullopt;
    return WindowMemory{*width, *height};
}

void write_window_memory(Store& store, WindowMemory memory) {
    Transaction transaction{store.db()};
    store.set_meta(kWidth, std::to_string(memory.width));
    store.set_meta(kHeight, std::to_string(memory.height));
    transaction.commit();
}

}  // namespace cunji
