#pragma once

#include "client/app/preferences.h"
#include "client/model/page.h"
#include "shared/policy/texts.h"

#include <optional>
#include <string>
#include <variant>

namespace cunji {

struct WindowSize {
    int width = 0;
    int height = 0;

    bool operator==(const WindowSize&) const = default;
};

/// "412x892"; sides of 200 to 16,384. Nothing for any other text.
std::optional<WindowSize> parse_window_size(std::string_view text);

/// What the person asked for on the command line; what is absent is as the data folder says.
struct DesktopOptions {
    std::string data;                  ///< folder
    std::optional<WindowSize> size{};  ///< logical pixels
    std::optional<Language> language{};
    std::optional<ThemeKind> theme{};
    bool large_text = false;
    float scale = 0;  ///< device pixels for a logical one; 0: what the screen says

    std::string screenshot{};    ///< PNG to write instead of staying open
    std::optional<Page> page{};  ///< the first that is shown, instead of today's
    bool frames_report = false;
    std::string seen{};             ///< file for a SeenLog
    std::string passphrase_file{};  ///< instead of typing it
};

/// The program ends here: help on standard output and 0, or what is wrong on standard error and 2.
struct DesktopEnding {
    int code = 0;
    std::string text;
};

std::variant<DesktopOptions, DesktopEnding> read_desktop_options(int argc, const char* const* argv,
                                                                 const Texts& texts);

/// $XDG_DATA_HOME/cunji, or ~/.local/share/cunji.
std::string default_data_folder();

}  // namespace cunji
