#include "client/screens/form_sheets.h"

#include "client/model/form.h"
#include "client/widgets/widgets.h"

#include <algorithm>

namespace cunji {

namespace {

void draw_picker(Ui& ui, const FormView& view, const FormPicker& picker, Commands& commands) {
    const auto item = [&](std::size_t index) {
        const FormOption& option = picker.items[index];
        const bool chosen =
            std::find(picker.chosen.begin(), picker.chosen.end(), option.id) != picker.chosen.end();
        return ui::PickerItem{option.id, option.label, option.note, chosen};
    };
    const ui::PickerResult result = picker_sheet(ui, {.id = "picker",
                                                      .title = picker.title,
                                                      .hint = view.search_hint,
                                                      .query = picker.search,
                                                      .count = picker.items.size(),
                                                      .item = item,
                                                      .many = picker.many});
    if (result.query) commands.push(form::Search{*result.query});
    if (result.picked) commands.push(form::Picked{*result.picked});
    if (result.closed) commands.push(form::ClosePicker{});
}

void draw_files(Ui& ui, const FormView& view, const FormFiles& files, Commands& commands) {
    bool take = false;
    const bool closed = sheet(
        ui,
        {.id = "files",
         .title = view.files_title,
         .subtitle = files.folder,
         .height = 620,
         .keep_open = true},
        [&] {
            if (files.entries.empty()) note(ui, view.files_empty);
            for (const FormFile& entry : files.entries) {
                const ui::ListRow row{.id = entry.path,
                                      .title = entry.name,
                                      .icon = entry.folder   ? ui::Icon::Folder
                                              : entry.chosen ? ui::Icon::CheckCircle
                                                             : ui::Icon::Image,
                                      .tone = entry.chosen ? ui::Tone::Good : ui::Tone::Neutral,
                                      .opens = true,
                                      .selected = entry.chosen};
                if (!list_row(ui, row)) continue;
                if (entry.folder) {
                    commands.push(form::OpenFolder{entry.path});
                } else {
                    commands.push(form::TickFile{entry.path});
                }
            }
        },
        [&] {
            take = button(ui, {.id = "take",
                               .label = files.take,
                               .icon = ui::Icon::AddPhoto,
                               .kind = ui::ButtonKind::Primary,
                               .full_width = true,
                               .enabled = files.any});
        });
    if (take || closed) commands.push(form::CloseFiles{take});
}

void draw_photo(Ui& ui, const FormView& view, const FormPhotoView& photo, Commands& commands) {
    bool remove = false;
    const bool closed = sheet(
        ui, {.id = "photo", .title = photo.title}, [&] { picture(ui, photo.picture, 520); },
        [&] {
            remove = button(ui, {.id = "remove",
                                 .label = view.remove,
                                 .icon = ui::Icon::Delete,
                                 .kind = ui::ButtonKind::Danger});
        });
    if (remove) commands.push(form::RemovePhoto{photo.place, photo.id});
    if (closed || remove) commands.push(form::LookAt{});
}

}  // namespace

void draw_form_sheets(Ui& ui, const FormView& view, Commands& commands) {
    if (view.picker) draw_picker(ui, view, *view.picker, commands);
    if (view.files) draw_files(ui, view, *view.files, commands);
    if (view.photo) draw_photo(ui, view, *view.photo, commands);
    if (!view.asks_discard) return;
    const ui::DialogResult result = dialog(ui, {.id = "discard",
                                                .title = view.discard,
                                                .text = view.discard_ask,
                                                .confirm = view.discard,
                                                .danger = true});
    if (result.confirmed) commands.push(form::Discard{});
    if (result.cancelled) commands.push(form::AskDiscard{false});
}

}  // namespace cunji
