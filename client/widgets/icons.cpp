#include "client/widgets/icons.h"

#include "client/widgets/utf8.h"

namespace cunji::ui {

std::string utf8(Icon icon) {
    std::string out;
    if (icon != Icon::None) append_utf8(out, static_cast<char32_t>(icon));
    return out;
}

}  // namespace cunji::ui
