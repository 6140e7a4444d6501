// Who may write what: every field and step of every form, by every role, on a record that is new,
// their own or somebody else's. What is expected comes from the files of the policy as JSON, not
// from the engine that is tested.

#include "shared/json/json.h"
#include "shared/store/admission.h"
#include "tests/support/store_builder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

namespace cunji::test {

namespace {

constexpr const char* kOther = "01930a00-0000-7000-8000-000000000002";
constexpr const char* kSomeId = "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9aff";

/// A role as the county's rules describe it: the tier it writes for, whether only as a helper.
struct Role {
    const char* name;
    std::string tier;  ///< empty: writes nothing
    bool helps = false;
};

const std::array<Role, 11> all_roles{{{"first_secretary", "village"},
                                      {"team_leader", "village"},
                                      {"team_member", "village"},
                                      {"village_cadre", "village"},
                                      {"contact_leader", "village", true},
                                      {"helper", "village", true},
                                      {"township_reviewer", "township"},
                                      {"county_merger", "county"},
                                      {"auditor_ro", ""},
                                      {"third_party", ""},
                                      {"no_such_role", ""}}};

/// What the record is to the person before they write.
enum class Whose { New, Own, Others };

bool names(const Json& object, const char* member, const std::string& word) {
    const Json& list = object.at(member);
    return std::find(list.begin(), list.end(), Json(word)) != list.end();
}

/// One field as its file has it, and the form it stands in.
struct Place {
    Json form;
    Json field;

    [[nodiscard]] std::string kind() const { return form.at("kind").get<std::string>(); }

    [[nodiscard]] std::string name() const { return field.at("name").get<std::string>(); }

    [[nodiscard]] std::string type() const { return field.at("type").get<std::string>(); }

    [[nodiscard]] std::string merge() const {
        return field.value("merge", std::string{type() == "photos" ? "set" : "latest"});
    }

    [[nodiscard]] bool allows(const Role& role, Whose whose) const {
        const bool of_tier = names(field.contains("write") ? field : form, "write", role.tier) &&
                             (whose != Whose::New || names(form, "write", role.tier));
        const bool as_helper = form.value("helpers", false) && whose != Whose::Others;
        return of_tier && (!role.helps || as_helper);
    }
};

Json parsed(const std::string& bytes) {
    Result<Json> json = parse_json(bytes);
    REQUIRE(json.ok());
    return std::move(*json);
}

std::vector<Place> all_places() {
    std::vector<Place> out;
    Json common;
    for (const PolicyFile& file : built_in_policy_files()) {
        if (file.path == "common.json") common = parsed(file.bytes);
    }
    for (const PolicyFile& file : built_in_policy_files()) {
        if (!file.path.starts_with("forms/")) continue;
        const Json form = parsed(file.bytes);
        for (const Json& owner : {form, common}) {
            for (const Json& field : owner.at("fields"))
                out.push_back({form, field});
        }
    }
    return out;
}

/// A value that the field takes from anybody.
Value good_value(const Json& field, const std::string& type) {
    if (type == "choice" || type == "choices") {
        return field.at("choices").at(0).at("code").get<std::string>();
    }
    if (type == "date") return "2025-11-21";
    if (type == "time") return "2025-11-21T09:30+08:00";
    if (type == "tri") return "yes";
    if (type == "reference" || type == "photos") return kSomeId;
    if (type == "signature") return std::string(64, 'a');
    if (type == "id_number") return "440524188001010014";
    if (type == "phone") return "13800000000";
    if (type == "text" || type == "long_text") return "甲";
    return std::int64_t{field.value("min", std::int64_t{1})};
}

/// A node with the built-in policy; each question is about a record of its own.
class Desk {
public:
    /// An op of kSecretary that sets, adds or appends to the field.
    LoggedOp writes(const Place& place, const Value& value, Whose whose) {
        OpBuilder op = start(place, whose, {});
        const std::string name = place.name();
        if (place.type() == "location") {
            for (const char* part : {"_lat", "_lon", "_acc"})
                op.set(name + part, std::int64_t{1});
        } else if (place.merge() == "set") {
            op.add(name, {value});
        } else if (place.merge() == "append") {
            op.app(name, {value});
        } else {
            op.set(name, value);
        }
        return op.log();
    }

    /// An op of kSecretary that takes a status from one step to another.
    LoggedOp steps(const Place& place, const std::string& from, const std::string& to,
                   Whose whose) {
        return start(place, whose, from).set(place.name(), to).log();
    }

    /// "" or the code of the refusal.
    [[nodiscard]] std::string judge(const LoggedOp& op, const Role& role) const {
        const auto refusal = check_op(node_.store(), op, powers_of(role.name));
        return refusal ? refusal->code : std::string{};
    }

private:
    /// The record as it is before; `from` is what its status says then.
    OpBuilder start(const Place& place, Whose whose, const std::string& from) {
        const std::string number = std::to_string(++records_);
        record_ = kSomeId;
        record_.replace(0, 8, std::string(8 - number.size(), '0') + number);
        OpBuilder op = an_op(mine_).on(record_).kind(place.kind());
        if (whose == Whose::New) return op;
        Line& line = whose == Whose::Own ? begun_by_me_ : others_;
        OpBuilder first = an_op(line).on(record_).kind(place.kind());
        if (!from.empty()) first.set(place.name(), from);
        const Sent sent = send(line, first);
        node_.take(sent);
        return op.after(sent.logged);
    }

    Node node_{built_in_policy_files()};
    Line mine_{1};
    Line begun_by_me_{2};
    Line others_{3, kOther};
    std::string record_;
    int records_ = 0;
};

/// What an op gets that nobody forbids: an act is judged further, and can only be taken back.
std::string granted(const Place& place, const Role& role, Whose whose) {
    const bool takes_back =
        place.name() == "void_reason" &&
        (whose == Whose::Own || (whose == Whose::Others && role.tier == "county"));
    return place.kind() == "act" && !takes_back ? "bad_act" : "";
}

}  // namespace

TEST_CASE("rights: every field of every form, by every role, on new, own and others' records") {
    Desk desk;
    int cells = 0;
    for (const Place& place : all_places()) {
        for (const Whose whose : {Whose::New, Whose::Own, Whose::Others}) {
            const LoggedOp op = desk.writes(place, good_value(place.field, place.type()), whose);
            for (const Role& role : all_roles) {
                CAPTURE(place.kind() + "." + place.name());
                CAPTURE(std::string{role.name});
                CAPTURE(static_cast<int>(whose));
                std::string expected = place.allows(role, whose) ? granted(place, role, whose)
                                                                 : std::string{"not_granted"};
                if (place.field.contains("computed")) expected = "bad_field";
                CHECK(desk.judge(op, role) == expected);
                ++cells;
            }
        }
    }
    MESSAGE("field rights: " << cells << " cells");
    CHECK(cells > 10'000);
}

TEST_CASE("rights: every step of every status, by every role, with and without the workflow") {
    Desk desk;
    int cells = 0;
    for (const Place& place : all_places()) {
        if (place.merge() != "status") continue;
        for (const Json& from : place.field.at("choices")) {
            for (const Json& to : place.field.at("choices")) {
                const auto one = from.at("code").get<std::string>();
                const auto two = to.at("code").get<std::string>();
                if (one == two) continue;
                for (const Role& role : all_roles) {
                    // Offices look at others' records, helpers at their own.
                    const Whose whose = role.helps ? Whose::Own : Whose::Others;
                    const LoggedOp op = desk.steps(place, one, two, whose);
                    CAPTURE(place.kind() + "." + place.name());
                    CAPTURE(one);
                    CAPTURE(two);
                    CAPTURE(std::string{role.name});
                    const Json& steps = place.field.at("transitions");
                    const bool step = std::any_of(steps.begin(), steps.end(), [&](const Json& t) {
                        return t.at("from") == one && t.at("to") == two &&
                               names(t, "who", role.tier);
                    });
                    std::string expected = step ? granted(place, role, whose) : "bad_transition";
                    if (!place.allows(role, whose)) expected = "not_granted";
                    CHECK(desk.judge(op, role) == expected);
                    ++cells;
                }
            }
        }
    }
    MESSAGE("steps of a status: " << cells << " cells");
    CHECK(cells > 1'000);
}

TEST_CASE("rights: who wrote a record does not approve it, with an act or without one") {
    Desk desk;
    const std::vector<Place> places = all_places();
    const auto review = std::find_if(places.begin(), places.end(), [](const Place& place) {
        return place.kind() == "household" && place.name() == "review";
    });
    REQUIRE(review != places.end());
    Node node{built_in_policy_files()};
    Line mine{1};
    const Sent wrote = send(
        mine, an_op(mine).kind("household").set("head_name", "王铁柱").set("review", "submitted"));
    node.take(wrote);
    for (const char* step : {"approved", "locked"}) {
        for (const std::int64_t rank : {0, 1}) {
            CAPTURE(step);
            Line again = mine;
            const LoggedOp op = an_op(again)
                                    .kind("household")
                                    .after(wrote.logged)
                                    .set("review", step)
                                    .rank(rank)
                                    .log();
            const auto refusal = check_op(node.store(), op, powers_of("township_reviewer"));
            REQUIRE(refusal.has_value());
            const bool is_step = std::string_view{step} == "approved";
            CHECK(refusal->code == (is_step ? "not_granted" : "bad_transition"));
            if (is_step) CHECK(refusal->message.key == "error.act.same_person.reviewed.wrote");
        }
    }
    Line office{2, kOther};
    const LoggedOp other =
        an_op(office).kind("household").after(wrote.logged).set("review", "approved").rank(1).log();
    CHECK_FALSE(check_op(node.store(), other, powers_of("township_reviewer")).has_value());
}

TEST_CASE("rights: a record of a form that is not theirs is not even begun empty") {
    Node node{built_in_policy_files()};
    Line mine{1};
    for (const Role& role : all_roles) {
        CAPTURE(std::string{role.name});
        const auto refused = [&](const char* kind) {
            Line line = mine;
            return check_op(node.store(), an_op(line).kind(kind).log(), powers_of(role.name))
                .has_value();
        };
        CHECK(refused("region") == (role.tier != "county"));
        CHECK(refused("person") == (role.tier.empty() || role.tier == "village"));
        CHECK(refused("household") == (role.tier.empty() || role.helps));
        CHECK(refused("visit") == role.tier.empty());
    }
}

}  // namespace cunji::test
