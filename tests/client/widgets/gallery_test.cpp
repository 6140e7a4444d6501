#include "tests/client/widgets/gallery.h"

#include "tests/support/ui_driver.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace cunji {

namespace {

struct Look {
    const char* name;
    ScreenShape shape;
    ui::UiSettings settings;
};

std::vector<Look> looks() {
    return {{"desktop_light", kDesktop, {}},
            {"desktop_outdoor", kDesktop, {.theme = ui::ThemeName::Outdoor}},
            {"desktop_dark", kDesktop, {.theme = ui::ThemeName::Dark}},
            {"phone_light", kPhone, {}},
            {"phone_outdoor", kPhone, {.theme = ui::ThemeName::Outdoor}},
            {"phone_dark", kPhone, {.theme = ui::ThemeName::Dark}},
            {"phone_large", kPhone, {.large_text = true}}};
}

/// Labels that no width may cut.
bool is_cut(const ui::SeenText& text) {
    return text.visible() && text.text.size() >= 3 && text.text.substr(text.text.size() - 3) == "…";
}

}  // namespace

// With CUNJI_GALLERY=FOLDER the pictures are kept there, to be looked at.
TEST_CASE(
    "gallery: on no page, in no theme and at no size, is a word cut off or a target too small") {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): tests have one thread
    const char* folder = std::getenv("CUNJI_GALLERY");
    // NOLINTNEXTLINE(concurrency-mt-unsafe)
    const char* only = std::getenv("CUNJI_GALLERY_ONLY");
    PaintedPictures pictures;
    for (const Look& look : looks()) {
        for (const GalleryPage& page : gallery_pages()) {
            const std::string name = page.name + "_" + look.name;
            if (only != nullptr && name.find(only) == std::string::npos) continue;
            CAPTURE(name);
            UiDriver person(look.shape, page.draw, look.settings, &pictures);
            for (const ui::SeenText& text : person.recorder().texts()) {
                CAPTURE(text.text);
                CHECK_FALSE(is_cut(text));
            }
            for (const ui::SeenItem& item : person.recorder().items()) {
                CAPTURE(item.name);
                CHECK(item.rect.height() >= 44);
                CHECK(item.rect.width() >= 36);
            }
            if (folder != nullptr) person.save_png(std::string(folder) + "/" + name + ".png");
        }
    }
}

}  // namespace cunji
