#pragma once

#include "client/widgets/item.h"
#include "client/widgets/list.h"

namespace cunji::ui {

float list_row_height(const Ui& ui);
/// Side: device pixels between the edges of the box and the contents.
void draw_list_row(Ui& ui, const ListRow& row, const ImRect& box, const ItemState& state,
                   float side);

}  // namespace cunji::ui
