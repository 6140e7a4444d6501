#include "client/app/stamping_text.h"

#include "client/app/wording.h"
#include "shared/json/json.h"

namespace cunji {

namespace {

// A name may have changed: the newest record of the village's code is the one in force.
constexpr std::string_view kVillageName = R"sql(
SELECT name FROM region WHERE code = ?1 AND name IS NOT NULL
  AND void_reason IS NULL AND merge_into IS NULL ORDER BY id DESC LIMIT 1)sql";

constexpr int kExactDigits = 5;  // 1 m
constexpr int kCoarseDigits = 2;
constexpr int kStoredDigits = 7;

std::string village_of(const Store& store, const std::string& scope) {
    if (store.table("region") == nullptr) return scope;
    return store.db().text(kVillageName, std::string_view{scope}).value_or(scope);
}

/// Degrees x 10^7 as text with that many digits, rounded.
std::string degrees(std::int64_t e7, int digits) {
    std::int64_t unit = 1;
    for (int i = digits; i < kStoredDigits; ++i)
        unit *= 10;
    const std::int64_t half = e7 < 0 ? -unit / 2 : unit / 2;
    return with_point((e7 + half) / unit, digits);
}

/// What the subject is called; else what the record it belongs to is called, such as the household
/// of a visit.
std::string name_of(const Store& store, Wording& wording, const RecordKey& subject) {
    std::string name = wording.title(subject.id);
    const TypedTable* table = store.table(subject.kind);
    if (!name.empty() || table == nullptr) return name;
    const Values values = table->read(store.db(), subject.id, subject.scope).value_or(Values{});
    for (const Field& field : table->form().fields) {
        if (field.type != FieldType::Reference || holds_list(field)) continue;
        const auto found = values.find(field.name);
        const std::string* id = found == values.end() ? nullptr : found->second.text();
        if (id != nullptr && !(name = wording.title(*id)).empty()) return name;
    }
    return wording.kind(subject.kind);
}

/// A form gives its privacy to each field that has none of its own, so to the one that names it.
bool is_public(const Form* form) {
    return form != nullptr && !form->fields.empty() &&
           form->fields.front().privacy == Privacy::Public;
}

std::string value_of(Wording& wording, const Form* form, const char* field, const std::string& of) {
    const Field* known = form == nullptr ? nullptr : form->find(field);
    return known == nullptr ? of : wording.value(*known, Json(of));
}

}  // namespace

std::vector<std::string> stamp_lines(const FieldDevice& device, const RecordKey& subject,
                                     const PhotoRequest& request, const Picture& facts) {
    const Store& store = device.store();
    Wording wording{store, device.texts()};
    const Form* photo = store.policy().find("photo");
    const Form* about = store.policy().find(subject.kind);

    const std::string time = facts.taken_at ? value_of(wording, photo, "taken_at", *facts.taken_at)
                                            : wording.say({"stamp.no_time", {}});

    std::string place = request.place_name;
    if (facts.place) {
        const int digits = is_public(about) ? kExactDigits : kCoarseDigits;
        const std::string spot = wording.say({"stamp.place",
                                              {{"lat", degrees(facts.place->lat_e7, digits)},
                                               {"lon", degrees(facts.place->lon_e7, digits)}}});
        place = place.empty()
                    ? spot
                    : wording.say({"stamp.named_place", {{"name", place}, {"place", spot}}});
    } else if (place.empty()) {
        place = wording.say({"stamp.no_place", {}});
    }
    const std::string where = wording.say(
        {"stamp.where", {{"village", village_of(store, subject.scope)}, {"place", place}}});

    const std::string what =
        wording.say({"stamp.what",
                     {{"stage", value_of(wording, photo, "stage", request.stage)},
                      {"name", name_of(store, wording, subject)}}});
    return {time, where, what};
}

}  // namespace cunji
