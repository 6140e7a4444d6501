#include "client/app/picture_exif.h"

#include "shared/base/china_time.h"

#include <libexif/exif-data.h>
#include <libexif/exif-utils.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <memory>
#include <new>

namespace cunji {
namespace {

constexpr int kYearFirst = 1995;
constexpr int kOffsetHoursMax = 14;  // Kiribati
constexpr std::size_t kCameraLengthMax = 64;
// Beyond it the number is a camera's way to say nothing.
constexpr double kAccuracyMetresMax = 100'000;

// In lower case; each as it appears within Software. Camera apps and phones' system versions are
// not editors; galleries that only rotate are, for they wrote the file anew.
constexpr std::array<std::string_view, 37> kEditors{
    "photoshop",   "lightroom",  "adobe",        "snapseed",      "gimp",       "picasa",
    "meitu",       "美图",       "xingtu",       "醒图",          "beautyplus", "faceu",
    "picsart",     "vsco",       "facetune",     "polarr",        "pixelmator", "affinity",
    "capture one", "darktable",  "rawtherapee",  "photoscape",    "fotor",      "canva",
    "paint.net",   "paint shop", "coreldraw",    "acdsee",        "irfanview",  "xnview",
    "imagemagick", "faststone",  "photo editor", "windows photo", "光影魔术手", "photodirector",
    "neoimaging"};

struct Unref {
    void operator()(ExifData* data) const { exif_data_unref(data); }
};

const ExifEntry* find(const ExifData& data, ExifIfd ifd, int tag, ExifFormat format,
                      unsigned long components_min) {
    ExifContent* content = data.ifd[ifd];
    const ExifEntry* entry =
        content == nullptr ? nullptr : exif_content_get_entry(content, static_cast<ExifTag>(tag));
    if (entry == nullptr || entry->data == nullptr || entry->format != format) return nullptr;
    if (entry->components < components_min) return nullptr;
    const std::size_t bytes_min = components_min * exif_format_get_size(format);
    return entry->size < bytes_min ? nullptr : entry;
}

bool is_blank(char c) {
    return c == ' ' || c == '\0' || c == '\t' || c == '\r' || c == '\n';
}

std::string text_at(const ExifData& data, ExifIfd ifd, int tag) {
    const ExifEntry* entry = find(data, ifd, tag, EXIF_FORMAT_ASCII, 1);
    if (entry == nullptr) return {};
    const auto* begin = entry->data;
    std::string text{begin, std::find(begin, begin + entry->size, 0)};
    while (!text.empty() && is_blank(text.back()))
        text.pop_back();
    while (!text.empty() && is_blank(text.front()))
        text.erase(text.begin());
    return text;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), lower);
    return text;
}

/// Two digits; nullopt if they are none or above `max`.
std::optional<unsigned> two_digits(std::string_view text, std::size_t at, unsigned max) {
    unsigned value = 0;
    for (const char c : text.substr(at, 2)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value <= max ? std::optional{value} : std::nullopt;
}

bool is_separator(char c) {
    return c == ':' || c == '-' || c == '/';
}

/// "+08:00" as the camera wrote it, else China's: most cameras do not say.
std::string offset_of(std::string_view text) {
    const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
    if (shaped && two_digits(text, 1, kOffsetHoursMax) && two_digits(text, 4, 59))
        return std::string{text};
    return std::string{kChinaTime};
}

/// From "YYYY:MM:DD HH:MM:SS", whose seconds may be blank.
std::optional<std::string> time_of(std::string_view text, std::string_view offset) {
    if (text.size() != 19 && text.size() != 16 && text.size() != 17) return std::nullopt;
    const bool shaped = is_separator(text[4]) && is_separator(text[7]) && text[10] == ' ' &&
                        text[13] == ':' && (text.size() == 16 || text[16] == ':');
    if (!shaped) return std::nullopt;
    const auto century = two_digits(text, 0, 99);
    const auto year = two_digits(text, 2, 99);
    const auto month = two_digits(text, 5, 12);
    const auto day = two_digits(text, 8, 31);
    if (!century || !year || !month || !day) return std::nullopt;
    if (!two_digits(text, 11, 23) || !two_digits(text, 14, 59)) return std::nullopt;
    const bool has_seconds = text.size() == 19;
    if (has_seconds && !two_digits(text, 17, 59)) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year{static_cast<int>(*century * 100 + *year)}, std::chrono::month{*month},
        std::chrono::day{*day}};
    if (!date.ok() || date.year() < std::chrono::year{kYearFirst}) return std::nullopt;

    std::string time{text.substr(0, has_seconds ? 19 : 16)};
    time[4] = time[7] = '-';
    time[10] = 'T';
    return time.append(offset);
}

/// The rational numbers of a GPS tag; nullopt when one is no number.
template <std::size_t N>
std::optional<std::array<double, N>> rationals(ExifData& data, int tag) {
    const ExifEntry* entry = find(data, EXIF_IFD_GPS, tag, EXIF_FORMAT_RATIONAL, N);
    if (entry == nullptr) return std::nullopt;
    std::array<double, N> values{};
    for (std::size_t i = 0; i < N; ++i) {
        const ExifRational rational =
            exif_get_rational(entry->data + i * 8, exif_data_get_byte_order(&data));
        if (rational.denominator == 0) return std::nullopt;
        values[i] = static_cast<double>(rational.numerator) / rational.denominator;
    }
    return values;
}

std::optional<std::int64_t> degrees_e7(ExifData& data, int tag, int side_tag, char positive,
                                       char negative, double degrees_max) {
    const std::string side = lowered(text_at(data, EXIF_IFD_GPS, side_tag));
    if (side.size() != 1 || (side[0] != positive && side[0] != negative)) return std::nullopt;
    const auto parts = rationals<3>(data, tag);
    if (!parts) return std::nullopt;
    const auto [whole, minutes, seconds] = *parts;
    // 60 itself is how some cameras round up.
    if (minutes > 60 || seconds > 60) return std::nullopt;
    const double degrees = whole + minutes / 60 + seconds / 3600;
    if (degrees > degrees_max) return std::nullopt;
    const std::int64_t value = std::llround(degrees * 1e7);
    return side[0] == negative ? -value : value;
}

std::optional<ShotPlace> place_of(ExifData& data) {
    const auto lat =
        degrees_e7(data, EXIF_TAG_GPS_LATITUDE, EXIF_TAG_GPS_LATITUDE_REF, 'n', 's', 90);
    const auto lon =
        degrees_e7(data, EXIF_TAG_GPS_LONGITUDE, EXIF_TAG_GPS_LONGITUDE_REF, 'e', 'w', 180);
    if (!lat || !lon || (*lat == 0 && *lon == 0)) return std::nullopt;
    ShotPlace place{.lat_e7 = *lat, .lon_e7 = *lon, .accuracy_m = 0};
    const auto error = rationals<1>(data, EXIF_TAG_GPS_H_POSITIONING_ERROR);
    if (error && error->front() <= kAccuracyMetresMax)
        place.accuracy_m = static_cast<std::int64_t>(std::ceil(error->front()));
    return place;
}

/// EXIF text is ASCII, and this one goes into records: other bytes could not be written as JSON.
std::string printable(std::string text) {
    std::erase_if(text, [](char c) { return c < 0x20 || c > 0x7E; });
    return text;
}

std::string camera_of(const ExifData& data) {
    const std::string make = printable(text_at(data, EXIF_IFD_0, EXIF_TAG_MAKE));
    const std::string model = printable(text_at(data, EXIF_IFD_0, EXIF_TAG_MODEL));
    // "Canon" + "Canon EOS 90D" is one Canon.
    const bool repeated = lowered(model).starts_with(lowered(make));
    std::string camera = repeated ? model : make + " " + model;
    camera.resize(std::min(camera.size(), kCameraLengthMax));
    while (!camera.empty() && is_blank(camera.back()))
        camera.pop_back();
    return camera;
}

bool is_edited(const ExifData& data) {
    const std::string software = lowered(text_at(data, EXIF_IFD_0, EXIF_TAG_SOFTWARE));
    if (software.empty()) return false;
    const bool known = std::any_of(kEditors.begin(), kEditors.end(), [&](std::string_view editor) {
        return software.find(editor) != std::string::npos;
    });
    return known || text_at(data, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL).empty();
}

int orientation_of(ExifData& data) {
    const ExifEntry* entry = find(data, EXIF_IFD_0, EXIF_TAG_ORIENTATION, EXIF_FORMAT_SHORT, 1);
    if (entry == nullptr) return 1;
    const int orientation = exif_get_short(entry->data, exif_data_get_byte_order(&data));
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

}  // namespace

Exif read_exif(std::string_view tiff) {
    Exif exif;
    if (tiff.empty()) return exif;
    const std::unique_ptr<ExifData, Unref> data{exif_data_new()};
    if (!data) throw std::bad_alloc();
    // libexif would otherwise add the tags it misses, with values of its own making.
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    const std::string block = std::string("Exif\0\0", 6).append(tiff);
    exif_data_load_data(data.get(), bytes_of(block).data(), static_cast<unsigned>(block.size()));

    exif.orientation = orientation_of(*data);
    exif.taken_at =
        time_of(text_at(*data, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL),
                offset_of(text_at(*data, EXIF_IFD_EXIF, EXIF_TAG_OFFSET_TIME_ORIGINAL)));
    exif.place = place_of(*data);
    exif.camera = camera_of(*data);
    exif.edited = is_edited(*data);
    return exif;
}

}  // namespace cunji
