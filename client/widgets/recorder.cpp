#include "client/widgets/recorder.h"

#include <algorithm>

namespace cunji::ui {

void Recorder::begin_frame() {
    texts_.clear();
    items_.clear();
}

bool Recorder::sees(std::string_view part) const {
    return std::any_of(texts_.begin(), texts_.end(), [&](const SeenText& seen) {
        return seen.visible() && seen.text.find(part) != std::string::npos;
    });
}

}  // namespace cunji::ui
