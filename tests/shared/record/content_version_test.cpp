#include "shared/record/content_version.h"

#include "tests/shared/record/folding.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

RecordHistory history_of(const std::vector<LoggedOp>& ops, const Form& form) {
    return {kVillage, kRecord, &form, as_fold_ops(ops)};
}

std::string version_of(const std::vector<LoggedOp>& ops, const Form& form) {
    return content_version(form, kVillage, kRecord, fold(as_fold_ops(ops), form).values);
}

/// Ann wrote a record and signed it as it stood after her op.
struct SignedRecord {
    const Form form = a_form();
    Line ann{1};
    Line bo{2};
    Line office{3};
    Line county{kCountyRid};
    LoggedOp first = an_op(ann).set("a", 5).add("s", {"flood"}).log();
    std::string version = version_of({first}, form);

    [[nodiscard]] Standing after(std::vector<LoggedOp> more) const {
        more.insert(more.begin(), first);
        return standing(history_of(more, form), std::vector<OpId>{first.id}, version);
    }
};

constexpr Standing kStands{Standing::State::Stands};

Standing voided(const LoggedOp& by) {
    return {Standing::State::Voided, by.id};
}

}  // namespace

TEST_CASE("content version: a submit, an approval and empty fields do not change it") {
    SignedRecord record;
    const LoggedOp submit = an_op(record.ann).after(record.first).set("review", "submitted").log();
    const LoggedOp approval = an_op(record.office)
                                  .after(submit)
                                  .rank(1)
                                  .set("review", "approved")
                                  .set("a", 5)
                                  .set("b", nullptr)
                                  .add("s", {"flood"})
                                  .log();
    CHECK(version_of({record.first, submit, approval}, record.form) == record.version);
    CHECK(record.after({submit, approval}) == kStands);
}

TEST_CASE("content version: it is of one record in one place") {
    SignedRecord record;
    const auto values = fold(as_fold_ops({record.first}), record.form).values;
    CHECK(content_version(record.form, "990101101202", kRecord, values) != record.version);
    CHECK(content_version(record.form, kVillage, kSecretary, values) != record.version);
}

TEST_CASE("standing: an edit voids for good, also when somebody puts the value back") {
    SignedRecord record;
    const LoggedOp other = an_op(record.bo).after(record.first).set("a", 6).log();
    const LoggedOp back = an_op(record.bo).after(other).set("a", 5).log();
    CHECK(record.after({other}) == voided(other));
    CHECK(record.after({other, back}) == voided(other));
    CHECK(record.after({back, other}) == voided(other));
}

TEST_CASE("standing: what a concurrent edit says voids it even where it is not shown") {
    SignedRecord record;
    const LoggedOp ruled = an_op(record.office).after(record.first).rank(1).set("a", 5).log();
    const LoggedOp edit = an_op(record.bo).after(record.first).set("a", 6).log();
    CHECK(version_of({record.first, ruled, edit}, record.form) == record.version);
    CHECK(record.after({ruled, edit}) == voided(edit));
}

TEST_CASE("standing: the elements of a list and what is appended count, the same again does not") {
    SignedRecord record;
    const LoggedOp same = an_op(record.bo).after(record.first).add("s", {"flood"}).log();
    CHECK(record.after({same}) == kStands);
    const LoggedOp more = an_op(record.bo).after(same).add("s", {"drought"}).log();
    CHECK(record.after({same, more}) == voided(more));
    const LoggedOp less = an_op(record.ann).after(record.first).rem("s", {"flood"}).log();
    CHECK(record.after({less}) == voided(less));
    const LoggedOp remark = an_op(record.ann).after(record.first).app("l", {"再访"}).log();
    CHECK(record.after({remark}) == voided(remark));
}

TEST_CASE("standing: an annulled edit never was, and what stood on an annulled one falls") {
    SignedRecord record;
    const LoggedOp edit = an_op(record.bo).after(record.first).set("a", 6).log();
    const LoggedOp annuls = an_op(record.county).after(edit).rank(2).annul(edit).log();
    CHECK(record.after({edit, annuls}) == kStands);
    const LoggedOp annuls_all = an_op(record.county).after(edit).annul(record.first).log();
    CHECK(record.after({annuls_all}) == voided(annuls_all));
}

TEST_CASE("standing: of a version that never was, or of ops that are not here") {
    SignedRecord record;
    const std::vector<LoggedOp> ops{record.first};
    const RecordHistory history = history_of(ops, record.form);
    const std::vector<OpId> seen{record.first.id};
    CHECK(standing(history, seen, std::string(64, '0')).state == Standing::State::Wrong);
    CHECK(standing(history, std::vector<OpId>{OpId{9, 1, {}}}, record.version).state ==
          Standing::State::Unknown);
    const Form older = a_form_without("a");
    CHECK(standing(history_of(ops, older), seen, record.version).state == Standing::State::Unknown);
}

TEST_CASE("content version: who wrote is who wrote with no rank, and was not annulled") {
    SignedRecord record;
    const LoggedOp edit = an_op(record.bo)
                              .by("01930a00-0000-7000-8000-000000000002")
                              .after(record.first)
                              .set("a", nullptr)
                              .log();
    const LoggedOp fix = an_op(record.office)
                             .by("01930a00-0000-7000-8000-000000000003")
                             .after(edit)
                             .rank(1)
                             .set("a", 7)
                             .log();
    const std::vector<LoggedOp> ops{record.first, edit, fix};
    CHECK(writers_at(history_of(ops, record.form), std::vector<OpId>{fix.id}) ==
          std::vector<std::string>{kSecretary, "01930a00-0000-7000-8000-000000000002"});
}

}  // namespace cunji::test
