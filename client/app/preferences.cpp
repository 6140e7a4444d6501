#include "client/app/preferences.h"

#include <array>
#include <string_view>
#include <utility>

namespace cunji {

namespace {

constexpr std::string_view kLanguage = "window.language";
constexpr std::string_view kTheme = "window.theme";
constexpr std::string_view kLargeText = "window.large_text";
constexpr std::string_view kWatchedFolder = "window.watched_folder";
constexpr std::string_view kLock = "window.lock_minutes";

constexpr std::array<std::pair<std::string_view, Language>, 2> kLanguages{
    {{"zh-CN", Language::Chinese}, {"en", Language::English}}};
constexpr std::array<std::pair<std::string_view, ThemeKind>, 3> kThemes{
    {{"light", ThemeKind::Light}, {"outdoor", ThemeKind::Outdoor}, {"dark", ThemeKind::Dark}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kFlags{{{"no", false}, {"yes", true}}};

template <typename T, std::size_t N>
T read(const Store& store, std::string_view key,
       const std::array<std::pair<std::string_view, T>, N>& words, T fallback) {
    const std::optional<std::string> text = store.meta(key);
    for (const auto& [word, value] : words) {
        if (text == word) return value;
    }
    return fallback;
}

template <typename T, std::size_t N>
void write(Store& store, std::string_view key,
           const std::array<std::pair<std::string_view, T>, N>& words, T value) {
    for (const auto& [word, meaning] : words) {
        if (meaning == value) store.set_meta(key, word);
    }
}

int read_lock_minutes(const Store& store, int fallback) {
    const std::optional<std::string> text = store.meta(kLock);
    for (const int minutes : kLockMinutes) {
        if (text == std::to_string(minutes)) return minutes;
    }
    return fallback;
}

}  // namespace

Preferences read_preferences(const Store& store, const Preferences& fallback) {
    return {read(store, kLanguage, kLanguages, fallback.language),
            read(store, kTheme, kThemes, fallback.theme),
            read(store, kLargeText, kFlags, fallback.large_text),
            store.meta(kWatchedFolder).value_or(fallback.watched_folder),
            read_lock_minutes(store, fallback.lock_minutes)};
}

Texts texts_of(const FieldDevice& device) {
    Preferences fallback;
    fallback.language = device.texts().language();
    return Texts{read_preferences(device.store(), fallback).language};
}

void write_preferences(Store& store, const Preferences& preferences) {
    Transaction transaction{store.db()};
    write(store, kLanguage, kLanguages, preferences.language);
    write(store, kTheme, kThemes, preferences.theme);
    write(store, kLargeText, kFlags, preferences.large_text);
    store.set_meta(kWatchedFolder, preferences.watched_folder);
    store.set_meta(kLock, std::to_string(preferences.lock_minutes));
    transaction.commit();
}

}  // namespace cunji
