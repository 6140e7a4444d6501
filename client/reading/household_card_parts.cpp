#include "client/reading/household_card_parts.h"

#include "client/app/device.h"
#include "shared/store/reading.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace cunji {

namespace {

constexpr std::string_view kOfHousehold =
    "household = ?1 AND void_reason IS NULL AND merge_into IS NULL";
constexpr std::string_view kOfMember = "member = ?1 AND void_reason IS NULL AND merge_into IS NULL";
constexpr std::string_view kHead = "02";  // GB/T 4761

std::string text_in(const Json& row, const char* field) {
    return std::string{text_of(row, field)};
}

std::optional<Day> day_in(const Json& row, const char* field) {
    return day_of(text_of(row, field));
}

int year_in(const Json& row) {
    return static_cast<int>(number_in(row, "year").value_or(0));
}

int full_years(Day birth, Day today) {
    const std::chrono::year_month_day born{birth};
    const std::chrono::year_month_day now{today};
    const int years = int{now.year()} - int{born.year()};
    const bool before_birthday =
        now.month() < born.month() || (now.month() == born.month() && now.day() < born.day());
    return before_birthday ? years - 1 : years;
}

/// The row of the newest year; nullptr when there is none.
const Json* newest(const std::vector<Json>& rows) {
    const auto found = std::max_element(rows.begin(), rows.end(), [](const Json& a, const Json& b) {
        return year_in(a) < year_in(b);
    });
    return found == rows.end() ? nullptr : &*found;
}

void take_year(CardMember& member, const Json& row) {
    member.year = year_in(row);
    member.health = texts_in(row, "health");
    member.illness = text_in(row, "illness_name");
    member.school = text_in(row, "school");
    member.education = text_in(row, "education");
    member.dropout_reason = text_in(row, "dropout_reason");
    member.labour = text_in(row, "labour");
    member.work_status = text_in(row, "work_status");
    member.work_area = text_in(row, "work_area");
    member.work_place = text_in(row, "work_place");
    member.med_resident = text_in(row, "med_resident");
    member.med_employee = text_in(row, "med_employee");
    member.dibao = text_in(row, "dibao");
}

CardIncome income_of(const Json& row) {
    CardIncome out;
    out.id = text_in(row, "id");
    out.year = year_in(row);
    out.size = number_in(row, "size");
    out.wage = number_in(row, "wage");
    out.operating = number_in(row, "operating");
    out.property = number_in(row, "property");
    out.transfer = number_in(row, "transfer");
    out.cost = number_in(row, "cost");
    out.net = number_in(row, "net_income");
    out.per_capita = number_in(row, "per_capita");
    out.line = number_in(row, "line_used");
    out.poverty_class = text_in(row, "poverty_class");
    out.monitor_class = text_in(row, "monitor_class");
    out.exit_status = text_in(row, "exit_status");
    out.main_cause = text_in(row, "main_cause");
    out.other_causes = texts_in(row, "other_causes");
    out.risk_types = texts_in(row, "risk_types");
    return out;
}

}  // namespace

std::optional<std::int64_t> number_in(const Json& row, const char* field) {
    const auto found = row.find(field);
    if (found == row.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

std::vector<std::string> texts_in(const Json& row, const char* field) {
    std::vector<std::string> out;
    const auto found = row.find(field);
    if (found == row.end() || !found->is_array()) return out;
    for (const Json& item : *found) {
        if (item.is_string()) out.push_back(item.get<std::string>());
    }
    return out;
}

std::string name_of_record(const Store& store, const RecordKey& key) {
    const TypedTable* table = store.table(key.kind);
    if (table == nullptr) return {};
    for (const Field& field : table->form().fields) {
        const bool names = field.search == "name" || field.name == "year";
        if (!names || !has_column(field) || holds_list(field)) continue;
        const std::string sql = "SELECT " + sql_name(field.name) + " FROM " + sql_name(key.kind) +
                                " WHERE id = ?1 AND scope = ?2";
        return store.db()
            .text(sql, std::string_view{key.id}, std::string_view{key.scope})
            .value_or("");
    }
    return {};
}

std::string name_of_id(const Store& store, std::string_view id) {
    const std::optional<RecordKey> key = find_record(store, id);
    std::string name = key ? name_of_record(store, *key) : std::string{};
    if (!name.empty()) return name;
    return store.db().text("SELECT name FROM known_person WHERE id = ?1", id).value_or("");
}

std::vector<CardMember> read_card_members(const Store& store, std::string_view id, Day today) {
    std::vector<CardMember> out;
    for (const Json& row : read_rows(store, "member", kOfHousehold, id)) {
        CardMember& member = out.emplace_back();
        member.id = text_in(row, "id");
        member.name = text_in(row, "name");
        member.relation = text_in(row, "relation");
        member.sex = text_in(row, "sex");
        member.birth = day_in(row, "birth");
        if (member.birth) member.age = full_years(*member.birth, today);
        member.disability_type = text_in(row, "disability_type");
        member.disability_grade = text_in(row, "disability_grade");
        member.leave_reason = text_in(row, "leave_reason");
        if (member.leave_reason.empty() && day_in(row, "left_on")) member.leave_reason = "other";
        const std::vector<Json> years = read_rows(store, "member_year", kOfMember, member.id);
        if (const Json* year = newest(years)) take_year(member, *year);
    }
    const auto place = [](const CardMember& member) {
        return std::make_tuple(!member.leave_reason.empty(), member.relation != kHead,
                               member.birth.value_or(Day::max()), member.id);
    };
    std::sort(out.begin(), out.end(),
              [&](const CardMember& a, const CardMember& b) { return place(a) < place(b); });
    return out;
}

CardLiving read_card_living(const Store& store, std::string_view id) {
    const std::vector<Json> rows = read_rows(store, "living_condition", kOfHousehold, id);
    const Json* row = newest(rows);
    CardLiving out;
    if (row == nullptr) return out;
    out.id = text_in(*row, "id");
    out.year = year_in(*row);
    out.no_house = text_in(*row, "no_house");
    out.house_area = number_in(*row, "house_area");
    out.structure = text_in(*row, "structure");
    out.safety = text_in(*row, "safety");
    out.water = text_in(*row, "water");
    out.water_safe = text_in(*row, "water_safe");
    out.electricity = text_in(*row, "electricity");
    out.tv = text_in(*row, "tv");
    out.toilet = text_in(*row, "toilet");
    out.road_type = text_in(*row, "road_type");
    out.farmland = number_in(*row, "farmland");
    out.woodland = number_in(*row, "woodland");
    return out;
}

std::vector<CardIncome> read_card_incomes(const Store& store, std::string_view id) {
    std::vector<CardIncome> out;
    for (const Json& row : read_rows(store, "household_year", kOfHousehold, id))
        out.push_back(income_of(row));
    std::sort(out.begin(), out.end(), [](const CardIncome& a, const CardIncome& b) {
        return std::tie(a.year, a.id) < std::tie(b.year, b.id);
    });
    return out;
}

std::vector<CardMeasure> read_card_measures(const Store& store, std::string_view id) {
    std::vector<CardMeasure> out;
    for (const Json& row : read_rows(store, "help_measure", kOfHousehold, id)) {
        out.push_back({text_in(row, "id"), year_in(row), text_in(row, "type"),
                       text_in(row, "content"), number_in(row, "planned_amount"),
                       number_in(row, "actual_amount"), day_in(row, "planned_on"),
                       day_in(row, "done_on")});
    }
    std::sort(out.begin(), out.end(), [](const CardMeasure& a, const CardMeasure& b) {
        return std::tie(b.year, a.type, a.id) < std::tie(a.year, b.type, b.id);
    });
    return out;
}

std::vector<CardHelper> read_card_helpers(const Store& store, std::string_view id) {
    std::vector<CardHelper> out;
    for (const Json& row : read_rows(store, "help_pairing", kOfHousehold, id)) {
        CardHelper& helper = out.emplace_back();
        helper.id = text_in(row, "id");
        const std::string person = text_in(row, "helper");
        helper.name = name_of_id(store, person);
        helper.org = text_in(row, "helping_org");
        helper.phone = store.db()
                           .text("SELECT phone FROM person WHERE id = ?1", std::string_view{person})
                           .value_or("");
        helper.is_main = text_in(row, "is_main") == "yes";
        helper.start_on = day_in(row, "start_on");
        helper.end_on = day_in(row, "end_on");
    }
    std::sort(out.begin(), out.end(), [](const CardHelper& a, const CardHelper& b) {
        return std::make_tuple(a.end_on.has_value(), !a.is_main, a.id) <
               std::make_tuple(b.end_on.has_value(), !b.is_main, b.id);
    });
    return out;
}

}  // namespace cunji
