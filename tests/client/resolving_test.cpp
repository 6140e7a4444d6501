#include "client/app/resolving.h"

#include "client/app/status.h"
#include "shared/store/reading.h"
#include "tests/client/field_day.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

/// Two people wrote the same name differently, and both devices know it.
struct TwoNames {
    FieldDay day;
    Desk bo = day.another("bo", "village_cadre");
    std::string id;

    TwoNames() {
        id = day.ann.save("household", a_household("王铁柱")).saved.id;
        day.ann.sync();
        bo.sync();
        day.ann.save("household", {{"id", id}, {"head_name", "王铁注"}});
        day.clock.pass(60'000);
        bo.save("household", {{"id", id}, {"head_name", "王铁住"}});
        settle();
    }

    void settle() {
        for (int round = 0; round < 2; ++round) {
            day.ann.sync();
            bo.sync();
        }
    }

    [[nodiscard]] Json conflict() const {
        const Json all = list_conflicts(day.ann.store(), "");
        REQUIRE(all.size() == 1);
        return all.front();
    }

    std::string refused(const Decision& decision) {
        const auto saved = resolve_conflict(day.ann.device(), decision);
        return saved.ok() ? std::string{} : saved.error().front().message.key;
    }
};

}  // namespace

TEST_CASE("resolving: a person decides, and everybody who wrote it sees the decision") {
    TwoNames two;
    CHECK(open_conflicts(two.day.ann.store()) == 1);
    CHECK(open_conflicts(two.bo.store()) == 1);

    SUBCASE("by taking what one of them wrote") {
        const Json conflict = two.conflict();
        for (const Json& value : conflict.at("values")) {
            if (value.at("value") != "王铁注") continue;
            const auto saved = resolve_conflict(
                two.day.ann.device(),
                {two.id, "head_name", value.at("op").get<std::string>(), {}, "看了户口本"});
            REQUIRE(saved.ok());
        }
        two.settle();
        CHECK(*two.bo.row("household", two.id).at("head_name").text() == "王铁注");
    }
    SUBCASE("by writing what is right") {
        REQUIRE(resolve_conflict(two.day.ann.device(),
                                 {two.id, "head_name", {}, Json("王铁祝"), "看了户口本"})
                    .ok());
        two.settle();
        CHECK(*two.bo.row("household", two.id).at("head_name").text() == "王铁祝");
    }
    CHECK(open_conflicts(two.day.ann.store()) == 0);
    CHECK(open_conflicts(two.bo.store()) == 0);
    const std::optional<Json> record = show_record(two.bo.store(), two.id, true);
    REQUIRE(record.has_value());
    CHECK(record->at("history").back().at("why") == "看了户口本");
}

TEST_CASE("resolving: what is no decision is refused with what to do") {
    TwoNames two;
    const std::string op{text_of(two.conflict().at("values").front(), "op")};
    CHECK(two.refused({two.id, "head_name", op, {}, ""}) == "error.resolve.no_reason");
    CHECK(two.refused({two.id, "address", op, {}, "x"}) == "error.resolve.no_conflict");
    CHECK(two.refused({two.id, "colour", op, {}, "x"}) == "error.field.unknown");
    CHECK(two.refused({two.id, "head_name", "nonsense", {}, "x"}) == "error.resolve.no_such_op");
    CHECK(two.refused({"01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10", "head_name", op, {}, "x"}) ==
          "error.save.no_such_record");
    CHECK(two.refused({two.id, "head_name", {}, Json(5), "x"}) == "error.field.not_text");
    CHECK(open_conflicts(two.day.ann.store()) == 1);
}

TEST_CASE("resolving: whether an approval stands is for the office to say") {
    FieldDay day;
    Desk township = day.another("township", "township_reviewer");
    const std::string id = day.ann.save("household", a_household()).saved.id;
    day.ann.save("household", {{"id", id}, {"review", "submitted"}});
    day.ann.sync();
    township.sync();
    township.save("household", {{"id", id}, {"review", "approved"}});
    day.ann.save("household", {{"id", id}, {"address", "别处"}});  // at the same time
    township.sync();
    day.ann.sync();
    township.sync();
    const Json conflicts = list_conflicts(day.ann.store(), "");
    REQUIRE(conflicts.size() == 1);
    CHECK(text_of(conflicts.front(), "field") == "review");
    const auto refused =
        resolve_conflict(day.ann.device(), {id, "review", {}, Json("draft"), "要改"});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().front().message.key == "error.resolve.office");
    REQUIRE(
        resolve_conflict(township.device(), {id, "review", {}, Json("returned"), "请核对"}).ok());
    CHECK(open_conflicts(township.store()) == 0);
}

}  // namespace cunji::test
