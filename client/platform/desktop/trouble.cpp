#include "client/platform/desktop/trouble.h"

#include "client/widgets/button.h"
#include "client/widgets/layout.h"
#include "client/widgets/page.h"
#include "client/widgets/text.h"

namespace cunji {

bool draw_trouble(Ui& ui, const Texts& texts, const std::string& problem) {
    const std::string title = texts({"window.trouble.title", {}});
    const std::string calm = texts({"window.trouble.calm", {}});
    bool closed = false;
    ui::shell(ui, {.bare = true}, [&] {
        ui::page(ui, {.id = "trouble", .title = title, .max_width = 640}, [&] {
            ui::text(ui, problem);
            ui::gap(ui);
            ui::note(ui, calm);
            ui::gap(ui, 24);
            closed = button(ui, {.id = "close",
                                 .label = texts({"window.trouble.close", {}}),
                                 .kind = ui::ButtonKind::Primary});
        });
    });
    return closed;
}

}  // namespace cunji
