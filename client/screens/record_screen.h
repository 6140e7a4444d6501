#pragma once

#include "client/model/commands.h"
#include "client/views/record_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_record(Ui& ui, const RecordView& view, Commands& commands);

}  // namespace cunji
