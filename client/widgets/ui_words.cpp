#include "client/widgets/ui_words.h"

#include <string>

namespace cunji::ui {

UiWords make_ui_words(const std::function<std::string(std::string_view key)>& say) {
    const auto word = [&](std::string_view name) { return say("ui." + std::string(name)); };
    UiWords out{
        .back = word("back"),
        .cancel = word("cancel"),
        .clear = word("clear"),
        .close = word("close"),
        .done = word("done"),
        .search = word("search"),
        .nothing_found = word("nothing_found"),
        .required = word("required"),
        .today = word("today"),
        .undo = word("undo"),
        .date_example = word("date_example"),
        .time_example = word("time_example"),
        .yes = word("yes"),
        .no = word("no"),
        .unclear = word("unclear"),
        .choose = word("choose"),
        .chosen = word("chosen"),
        .pick_date = word("pick_date"),
        .pick_time = word("pick_time"),
        .previous_month = word("previous_month"),
        .next_month = word("next_month"),
        .choose_month = word("choose_month"),
        .hour = word("hour"),
        .minute = word("minute"),
        .year_month = word("year_month"),
        .weekdays = {},
        .months = {},
        .less = word("less"),
        .more = word("more"),
        .sign_here = word("sign_here"),
        .sign_again = word("sign_again"),
        .why = word("why"),
        .picked = word("picked"),
        .uploaded = word("uploaded"),
        .waiting = word("waiting"),
        .reused = word("reused"),
        .unreadable = word("unreadable"),
        .missing = word("missing"),
    };
    for (std::size_t i = 0; i < out.weekdays.size(); ++i)
        out.weekdays.at(i) = word("weekday." + std::to_string(i + 1));
    for (std::size_t i = 0; i < out.months.size(); ++i)
        out.months.at(i) = word("month." + std::to_string(i + 1));
    return out;
}

std::string fill(std::string_view text, std::string_view name, std::string_view value) {
    const std::string place = "{" + std::string(name) + "}";
    std::string out(text);
    for (std::size_t at = out.find(place); at != std::string::npos;
         at = out.find(place, at + value.size()))
        out.replace(at, place.size(), value);
    return out;
}

}  // namespace cunji::ui
