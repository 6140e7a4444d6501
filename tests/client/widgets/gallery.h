#pragma once

#include "client/widgets/pictures.h"
#include "client/widgets/widgets.h"
#include "tests/support/ui_picture.h"

#include <string>
#include <vector>

namespace cunji {

/// A few pictures of a house on a hill, by number.
class PaintedPictures : public PictureSource {
public:
    PaintedPictures();
    ShownPicture find(std::string_view key, PictureSize size) override;

private:
    std::vector<Canvas> canvases_;
};

struct GalleryPage {
    std::string name;
    void (*draw)(Ui& ui);
};

/// Every widget, on pages as the program has them.
std::vector<GalleryPage> gallery_pages();

}  // namespace cunji
