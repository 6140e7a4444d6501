#include "tests/support/test_form.h"

#include <algorithm>

namespace cunji::test {

namespace {

Field a_field(std::string name, FieldType type, MergeRule merge) {
    Field field;
    field.label = {name, name};
    field.name = std::move(name);
    field.type = type;
    field.merge = merge;
    return field;
}

Field flagged(Field field) {
    field.flagged = true;
    return field;
}

Field of_unit(std::string unit, Field field) {
    field.unit = std::move(unit);
    return field;
}

Field review_field() {
    Field field = a_field(std::string{kReviewField}, FieldType::Choice, MergeRule::Status);
    for (const char* step : {"draft", "submitted", "returned", "approved", "locked"}) {
        field.choices.push_back({step, {step, step}});
    }
    return field;
}

}  // namespace

Form a_form() {
    Form form;
    form.kind = "visit";
    form.version = 1;
    form.label = {"走访", "Visit"};
    form.fields = {
        a_field("a", FieldType::Integer, MergeRule::Latest),
        flagged(a_field("b", FieldType::Integer, MergeRule::Latest)),
        a_field("c", FieldType::Text, MergeRule::KeepBoth),
        a_field("d", FieldType::Integer, MergeRule::Max),
        a_field("e", FieldType::Integer, MergeRule::Min),
        a_field("s", FieldType::Choices, MergeRule::Set),
        a_field("l", FieldType::LongText, MergeRule::Append),
        of_unit("place", a_field("lat", FieldType::Degrees, MergeRule::Latest)),
        of_unit("place", a_field("lon", FieldType::Degrees, MergeRule::Latest)),
        of_unit("place", a_field("accuracy", FieldType::Metres, MergeRule::Latest)),
        a_field("age", FieldType::Integer, MergeRule::Computed),
        review_field(),
        flagged(a_field(std::string{kVoidField}, FieldType::Text, MergeRule::Latest)),
    };
    return form;
}

Form a_form_without(std::string_view field) {
    Form form = a_form();
    form.fields.erase(std::remove_if(form.fields.begin(), form.fields.end(),
                                     [&](const Field& known) { return known.name == field; }),
                      form.fields.end());
    return form;
}

}  // namespace cunji::test
