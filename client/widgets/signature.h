#pragma once

#include "client/widgets/field.h"

#include <optional>
#include <string_view>
#include <vector>

namespace cunji::ui {

/// 0..1 from the top left of the pad, which is 3 wide and 1 high.
struct Point {
    float x = 0;
    float y = 0;
};

using Stroke = std::vector<Point>;
using Strokes = std::vector<Stroke>;

struct SignaturePad {
    std::string_view id{};
    std::string_view label{};    ///< who signs
    const Strokes& strokes;      ///< as drawn so far
    std::string_view picture{};  ///< key of one signed before; shown until it is cleared
    FieldNotes notes{};
};

/// The strokes after the pen was lifted; an empty list when cleared.
std::optional<Strokes> signature_pad(Ui& ui, const SignaturePad& pad);

}  // namespace cunji::ui
