#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace cunji::ui {

/// The few words widgets say by themselves, in the language of the person. Keys ui.* in
/// assets/text.
struct UiWords {
    std::string back, cancel, clear, close, done, search, nothing_found, required, today, undo;
    std::string date_example, time_example;  ///< in a field that is empty
    std::string yes, no, unclear;            ///< answers of tri_state
    std::string choose, chosen;              ///< picker field without a value; "{count}" of many
    std::string pick_date, pick_time;        ///< labels of the buttons in a date and a time field
    std::string previous_month, next_month, choose_month;
    std::string hour, minute;
    std::string year_month;               ///< "{year} 年 {month} 月"
    std::array<std::string, 7> weekdays;  ///< short, Monday first
    std::array<std::string, 12> months;   ///< short
    std::string less, more;               ///< buttons of a stepper
    std::string sign_here, sign_again;
    std::string why;  ///< asks for the explanation of a warning
    std::string picked, uploaded, waiting, reused, unreadable, missing;  ///< badges of photos
};

/// Say: text of a key.
UiWords make_ui_words(const std::function<std::string(std::string_view key)>& say);

/// The text with every {name} replaced. For the words above only.
std::string fill(std::string_view text, std::string_view name, std::string_view value);

}  // namespace cunji::ui
