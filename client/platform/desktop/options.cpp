#include "client/platform/desktop/options.h"

#include <CLI/CLI.hpp>

#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace cunji {

namespace {

constexpr int kSideMin = 200;
constexpr int kSideMax = 16384;

constexpr std::array<std::pair<std::string_view, PageKind>, 15> kPages{
    {{"enrol", PageKind::Enrol},
     {"today", PageKind::Today},
     {"households", PageKind::Households},
     {"household", PageKind::Household},
     {"form", PageKind::Form},
     {"meetings", PageKind::Meetings},
     {"meeting", PageKind::Meeting},
     {"publicity", PageKind::Publicity},
     {"projects", PageKind::Projects},
     {"project", PageKind::Project},
     {"photo", PageKind::Photo},
     {"record", PageKind::Record},
     {"sync", PageKind::Sync},
     {"conflict", PageKind::Conflict},
     {"settings", PageKind::Settings}}};

constexpr std::array<std::pair<std::string_view, Language>, 2> kLanguages{
    {{"zh-CN", Language::Chinese}, {"en", Language::English}}};
constexpr std::array<std::pair<std::string_view, ThemeKind>, 3> kThemes{
    {{"light", ThemeKind::Light}, {"outdoor", ThemeKind::Outdoor}, {"dark", ThemeKind::Dark}}};

std::optional<int> parse_side(std::string_view text) {
    int side = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), side);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (side < kSideMin || side > kSideMax) return std::nullopt;
    return side;
}

/// One of the words; the help names them itself.
template <typename T, std::size_t N>
CLI::Validator one_of(const std::array<std::pair<std::string_view, T>, N>& words) {
    const std::map<std::string, T> meanings{words.begin(), words.end()};
    return CLI::CheckedTransformer(meanings).description("");
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
    return value == nullptr ? "" : value;
}

/// CUNJI_SCALE; 0 when it is not set or is no sensible number.
float scale_of_environment() {
    const std::string text = environment("CUNJI_SCALE");
    constexpr float kMin = 0.5F;
    constexpr float kMax = 4;
    char* end = nullptr;
    const float scale = std::strtof(text.c_str(), &end);
    return !text.empty() && *end == '\0' && scale >= kMin && scale <= kMax ? scale : 0;
}

}  // namespace

std::optional<WindowSize> parse_window_size(std::string_view text) {
    const std::size_t cross = text.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const std::optional<int> width = parse_side(text.substr(0, cross));
    const std::optional<int> height = parse_side(text.substr(cross + 1));
    if (!width || !height) return std::nullopt;
    return WindowSize{*width, *height};
}

std::string default_data_folder() {
    const std::string data = environment("XDG_DATA_HOME");
    // The standard says that a relative path is to be ignored.
    if (data.starts_with('/')) return data + "/cunji";
    return environment("HOME") + "/.local/share/cunji";
}

std::variant<DesktopOptions, DesktopEnding> read_desktop_options(int argc, const char* const* argv,
                                                                 const Texts& texts) {
    const auto text = [&texts](const char* key) { return texts({key, {}}); };
    DesktopOptions options;
    options.data = default_data_folder();
    options.scale = scale_of_environment();
    CLI::App app{text("window.about"), "cunji"};
    app.get_formatter()->label("Usage", text("cli.usage"));
    app.get_formatter()->label("OPTIONS", text("cli.usage.options"));
    app.get_formatter()->label("REQUIRED", text("cli.usage.required"));
    app.option_defaults()->group(text("cli.group.options"));
    app.set_help_flag("-h,--help", text("cli.option.help"));
    std::string size;
    std::optional<PageKind> page;
    Page first;
    app.add_option("--data", options.data, text("cli.option.data"))->type_name("DIR");
    app.add_option("--passphrase-file", options.passphrase_file, text("cli.option.passphrase_file"))
        ->type_name("FILE")
        ->envname("CUNJI_PASSPHRASE_FILE");
    app.add_option("--size", size, text("window.option.size"))
        ->type_name("412x892")
        ->check([&](const std::string& value) {
            return parse_window_size(value) ? std::string{} : text("window.error.size");
        });
    app.add_option("--lang", options.language, text("window.option.language"))
        ->type_name("zh-CN|en")
        ->transform(one_of(kLanguages));
    app.add_option("--theme", options.theme, text("window.option.theme"))
        ->type_name("light|outdoor|dark")
        ->transform(one_of(kThemes));
    app.add_flag("--large-text", options.large_text, text("window.option.large_text"));
    app.add_option("--screenshot", options.screenshot, text("window.option.screenshot"))
        ->type_name("FILE");
    app.add_option("--page", page, text("window.option.page"))
        ->type_name("PAGE")
        ->transform(one_of(kPages));
    app.add_option("--page-id", first.id, text("window.option.page_id"))->type_name("ID");
    app.add_option("--page-detail", first.detail, text("window.option.page_detail"))
        ->type_name("DETAIL");
    app.add_option("--seen", options.seen, text("window.option.seen"))->type_name("FILE");
    app.add_flag("--frames-report", options.frames_report, text("window.option.frames_report"));
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        return DesktopEnding{0, app.help()};
    } catch (const CLI::ParseError& error) {
        return DesktopEnding{2, texts({"error.usage.wrong", {{"what", error.what()}}}) + '\n'};
    }
    if (!size.empty()) options.size = parse_window_size(size);
    if (page) options.page = Page{*page, first.id, first.detail};
    return options;
}

}  // namespace cunji
