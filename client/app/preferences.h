#pragma once

#include "client/app/device.h"
#include "shared/policy/texts.h"
#include "shared/store/store.h"

#include <array>
#include <string>

namespace cunji {

enum class ThemeKind { Light, Outdoor, Dark };

/// What may be chosen; the folder locks itself in any case.
inline constexpr std::array<int, 3> kLockMinutes{5, 15, 30};
inline constexpr int kLockMinutesUsual = 15;

/// How this person wants the window. Kept in the data folder, never synced.
struct Preferences {
    Language language = Language::Chinese;
    ThemeKind theme = ThemeKind::Light;
    bool large_text = false;
    std::string watched_folder;            ///< new pictures in it are offered; empty: none
    int lock_minutes = kLockMinutesUsual;  ///< without a key or a tap, after which it locks

    bool operator==(const Preferences&) const = default;
};

/// What was never set is as in `fallback`.
Preferences read_preferences(const Store& store, const Preferences& fallback);
/// In the language the window speaks now: the one the device was opened with may be another.
Texts texts_of(const FieldDevice& device);
void write_preferences(Store& store, const Preferences& preferences);

}  // namespace cunji
