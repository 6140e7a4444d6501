#include "client/widgets/bring_into_view.h"

#include <imgui.h>

namespace cunji::ui {

void bring_into_view(Ui& ui) {
    constexpr float kPlace = 0.3F;
    ImGui::SetScrollHereY(kPlace);
    ui.wake_in(0);
}

}  // namespace cunji::ui
