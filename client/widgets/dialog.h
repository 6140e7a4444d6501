#pragma once

#include "client/widgets/button.h"
#include "client/widgets/icons.h"
#include "client/widgets/ui.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cunji::ui {

// Sheets, dialogs and toasts are drawn while the screen draws them: whether one is open is the
// screen's state. Draw them last, inside or after page(). What lies below cannot be operated.

struct Sheet {
    std::string_view id{};
    std::string_view title{};
    std::string_view subtitle{};
    float width = 560;       ///< logical; on a phone the whole width, from the bottom
    float height = 0;        ///< logical; 0: as high as its contents
    bool keep_open = false;  ///< a tap beside it does not close it: something is typed in it
};

/// True when the person closes it: the cross, Escape, a tap beside it.
bool sheet(Ui& ui, const Sheet& sheet, const Contents& body, const Contents& foot = {});

struct Dialog {
    std::string_view id{};
    std::string_view title{};
    std::string_view text{};
    std::string_view confirm{};  ///< label
    std::string_view cancel{};   ///< label; the widgets' own word when empty
    bool danger = false;
    std::string_view reason_label{};    ///< asks for a reason when not empty
    std::string_view reason{};          ///< as typed so far
    bool reason_needed = false;         ///< cannot be confirmed without one
    std::string_view reason_missing{};  ///< said under the button until there is one
};

struct DialogResult {
    bool confirmed = false;
    bool cancelled = false;
    std::optional<std::string> reason;  ///< new text
};

DialogResult dialog(Ui& ui, const Dialog& dialog);

struct Toast {
    std::string_view id{};  ///< another id: another toast, whose time begins anew
    std::string_view text{};
    std::string_view undo{};  ///< label; no button when empty
    Tone tone = Tone::Good;
    double seconds = 6;
};

enum class ToastEvent { None, Undone, Gone };

/// At the bottom, over everything. Gone when its time is over.
ToastEvent toast(Ui& ui, const Toast& toast);

struct PickerItem {
    std::string id{};
    std::string title{};
    std::string subtitle{};
    bool chosen = false;
};

struct PickerSheet {
    std::string_view id{};
    std::string_view title{};
    std::string_view hint{};             ///< in the search field
    std::optional<std::string> query{};  ///< the screen searches; unset: the sheet does, by text
    std::size_t count = 0;
    std::function<PickerItem(std::size_t)> item{};
    bool many = false;  ///< stays open; a tap chooses or takes away; a button closes
};

struct PickerResult {
    std::optional<std::string> query;   ///< new text, when the screen searches
    std::optional<std::string> picked;  ///< id
    bool closed = false;
};

/// Search above, rows below. One that picked is to be closed by the screen unless many.
PickerResult picker_sheet(Ui& ui, const PickerSheet& sheet);

}  // namespace cunji::ui
