#include "client/model/form.h"

#include "client/form/draft_keeping.h"
#include "client/model/app.h"
#include "client/model/shell.h"
#include "client/views/form_view.h"
#include "tests/client/enrolled_folder.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

/// The window of a first secretary, without a window.
struct FormWindow {
    EnrolledFolder day;
    std::string household = day.household;
    App app{{.folder = day.data,
             .open =
                 [this] {
                     return FieldDevice::open(day.data, test::test_keys(), day.clock, day.random,
                                              Language::Chinese);
                 },
             .wake = {},
             .fallback = {},
             .one_thread = true}};

    void push(form::Command command) {
        app.post(std::move(command));
        app.settle();
    }

    void visit() { push(form::Begin{{"visit", {}, {{"household", household}}, {}}, false}); }

    [[nodiscard]] const form::State& form() const { return app.state().form; }

    [[nodiscard]] FormView view() {
        const Texts texts{Language::Chinese};
        return make_form_view(form(),
                              {texts, app.device().store().policy(), app.now(), "2025-11-21"});
    }

    [[nodiscard]] std::int64_t count(const std::string& kind) {
        return app.device().store().db().integer("SELECT count(*) FROM " + kind).value_or(0);
    }

    [[nodiscard]] std::size_t drafts() { return list_begun(app.device()).size(); }
};

/// The field as the screen gets it; fails the test when it is not shown.
FormFieldView shown(const FormView& view, const std::string& name) {
    for (const FormCard& part : view.cards) {
        for (const FormFieldView& field : part.fields) {
            if (field.place == FieldPlace{{}, name}) return field;
        }
    }
    FAIL("not shown: " << name);
    return {};
}

bool shows(const FormView& view, const std::string& name) {
    return std::any_of(view.cards.begin(), view.cards.end(), [&](const FormCard& part) {
        return std::any_of(part.fields.begin(), part.fields.end(), [&](const FormFieldView& field) {
            return field.place == FieldPlace{{}, name};
        });
    });
}

}  // namespace

TEST_CASE("form page: one command from a household opens the visit, with whom it is about") {
    FormWindow window;
    window.visit();
    CHECK(window.app.state().shell.page().kind == PageKind::Form);
    const FormView view = window.view();
    CHECK(view.open);
    CHECK(view.title == "入户走访");
    REQUIRE(view.subject.has_value());
    CHECK(view.subject->title == "王铁柱");
    REQUIRE(view.cards.size() == 4);
    CHECK(view.cards[0].title == "访的是谁");
    CHECK(view.cards[3].title == "签字");
    CHECK(shown(view, "visitors").widget == FormWidget::References);
    CHECK(shown(view, "start_at").text == "2025-11-21 12:40");
    CHECK(view.left == "还缺 1 项");
    CHECK(window.drafts() == 0);  // only opened: nothing was typed
}

TEST_CASE("form page: what is typed is written down within a second, and when the page is left") {
    FormWindow window;
    window.visit();
    window.push(form::Type{{{}, "content"}, "问了收"});
    CHECK(window.drafts() == 0);
    REQUIRE(window.app.wake_at().has_value());
    SUBCASE("also when the program ends before") {
        window.app.close();
        CHECK(window.drafts() == 1);
        return;
    }
    CHECK(*window.app.wake_at() - window.app.now() <= kAutosaveMillis);
    // Who types on without a break is written down all the same.
    window.day.clock.pass(kAutosaveMillis - 1);
    window.push(form::Type{{{}, "content"}, "问了收入"});
    CHECK(window.drafts() == 0);
    window.day.clock.pass(1);
    window.app.settle();
    CHECK(window.drafts() == 1);
    CHECK(window.form().kept);

    window.push(form::Type{{{}, "content"}, "问了收入和看病"});
    window.push(form::Leave{});
    CHECK(window.app.state().shell.page().kind != PageKind::Form);
    window.visit();
    CHECK(shown(window.view(), "content").text == "问了收入和看病");
    CHECK(window.app.state().shell.toast->text.key == "form.goes_on");
}

TEST_CASE("form page: a disk that takes no more keeps the form open, and it is saved later") {
    FormWindow window;
    window.visit();
    window.push(form::Type{{{}, "content"}, "问了收入"});
    {
        const FileSizeLimit full{1};
        window.push(form::Save{});
        CHECK_FALSE(window.form().saving);
        const FormView view = window.view();
        CHECK(view.open);
        CHECK(view.can_save);
        CHECK_FALSE(view.refused.empty());
        CHECK(shown(view, "content").text == "问了收入");
    }
    CHECK(window.count("visit") == 0);
    window.push(form::Save{});
    CHECK(window.count("visit") == 1);
    CHECK(window.app.state().shell.page().kind != PageKind::Form);
}

TEST_CASE("form page: what is wrong stands beside its field; what is missing, when asked for") {
    FormWindow window;
    window.push(form::Begin{{"household", {}, Json::object(), {}}, false});
    window.push(form::Type{{{}, "phone"}, "1380000"});
    CHECK(shown(window.view(), "phone").text == "1380000");
    CHECK(shown(window.view(), "phone").problem.find("电话") != std::string::npos);
    CHECK(shown(window.view(), "head_name").problem.empty());
    window.push(form::ShowMissing{});
    CHECK(shown(window.view(), "head_name").problem == "户主姓名还没有填，提交前要补上。");
    CHECK(shown(window.view(), "household_no").jump);
    CHECK(window.view().jumps);
    window.push(form::Jumped{});
    CHECK_FALSE(window.view().jumps);
}

TEST_CASE("form page: skipped questions go and come back with their answers") {
    FormWindow window;
    window.push(form::Begin{{"member_year", {}, Json::object(), {}}, false});
    CHECK_FALSE(shows(window.view(), "work_place"));
    window.push(form::Choose{{{}, "work_status"}, "working"});
    window.push(form::Type{{{}, "work_place"}, "贵阳"});
    window.push(form::Choose{{{}, "work_status"}, "farming"});
    CHECK_FALSE(shows(window.view(), "work_place"));
    window.push(form::Choose{{{}, "work_status"}, "working"});
    CHECK(shown(window.view(), "work_place").text == "贵阳");
}

TEST_CASE("form page: saved, it says so and what is left, and goes back") {
    FormWindow window;
    window.visit();
    window.push(form::Type{{{}, "content"}, "问了收入。"});
    const std::int64_t before = window.count("op");
    window.push(form::Save{});
    CHECK(window.count("op") == before + 1);
    CHECK(window.drafts() == 0);
    CHECK(window.app.state().shell.page().kind != PageKind::Form);
    CHECK(window.app.state().shell.toast->text.key == "form.saved");

    window.push(form::Begin{{"household", {}, Json::object(), {}}, false});
    window.push(form::Type{{{}, "head_name"}, "王𬭎"});
    window.push(form::Save{});
    CHECK(window.app.state().shell.toast->text.key == "form.saved_left");
}

TEST_CASE("form page: a deleted draft comes back with undo") {
    FormWindow window;
    window.visit();
    window.push(form::Type{{{}, "content"}, "问了收入。"});
    window.push(form::Discard{});
    CHECK(window.drafts() == 0);
    CHECK(window.app.state().shell.page().kind != PageKind::Form);
    window.app.post(shell::Undo{});
    window.app.settle();
    CHECK(window.drafts() == 1);
    CHECK(window.app.state().shell.page().kind == PageKind::Form);
    CHECK(shown(window.view(), "content").text == "问了收入。");
}

TEST_CASE("form page: an appeal becomes a task; it is saved with the visit") {
    FormWindow window;
    window.visit();
    CHECK_FALSE(shown(window.view(), "appeal").offers_task);
    window.push(form::Type{{{}, "appeal"}, "想修水管"});
    CHECK(shown(window.view(), "appeal").offers_task);
    window.push(form::MakeTask{});
    const FormView view = window.view();
    CHECK_FALSE(shown(view, "appeal").offers_task);
    REQUIRE(view.repeats.size() == 1);
    REQUIRE(view.repeats[0].children.size() == 1);
    CHECK(view.repeats[0].children[0].title == "想修水管");
    CHECK(view.repeats[0].children[0].open);
    window.push(form::Save{});
    CHECK(window.count("followup") == 1);
}

TEST_CASE("form page: people are found by pinyin, chosen, and taken away again") {
    FormWindow window;
    window.push(form::Begin{{"household", {}, Json::object(), {}}, false});
    window.push(form::Type{{{}, "head_name"}, "李四"});
    window.push(form::Save{});
    window.push(form::Begin{{"help_measure", {}, Json::object(), {}}, false});
    window.push(form::Pick{{{}, "household"}});
    REQUIRE(window.view().picker.has_value());
    CHECK(window.view().picker->items.size() == 2);
    window.push(form::Search{"wtz"});
    REQUIRE(window.view().picker->items.size() == 1);
    CHECK(window.view().picker->items[0].label == "王铁柱");
    window.push(form::Picked{window.household});
    CHECK_FALSE(window.view().picker.has_value());
    REQUIRE(window.view().subject.has_value());
    CHECK(window.view().subject->title == "王铁柱");
    // The card above says it; the field is not asked again below.
    CHECK_FALSE(shows(window.view(), "household"));
}

TEST_CASE("form page: photos are copied at once and come to the visit with its save") {
    FormWindow window;
    window.visit();
    JpegSpec spec;
    spec.exif.emplace();
    spec.exif->lat_e7 = 265812345;
    spec.exif->lon_e7 = 1070012345;
    const std::string card = window.day.folder.file("card.jpg");
    write_file(card, make_jpeg(spec));
    write_file(window.day.folder.file("note.jpg"), "no picture");
    window.push(form::AddPhotos{{{}, "photos"}, {card, window.day.folder.file("note.jpg")}});
    CHECK(shown(window.view(), "photos").photos.size() == 1);
    CHECK_FALSE(window.view().photo_problem.empty());
    CHECK(shown(window.view(), "geo_lat").text == "26.5812345");
    CHECK(window.drafts() == 1);
    window.push(form::Type{{{}, "content"}, "看了房子。"});
    window.push(form::Save{});
    CHECK(window.count("photo") == 1);
    CHECK(unfinished_photos(window.app.device()).empty());
}

TEST_CASE("form page: a form that cannot be opened says why") {
    FormWindow window;
    window.push(form::Begin{{"project", {}, Json::object(), {}}, false});
    REQUIRE_FALSE(window.app.state().shell.notes.empty());
    CHECK(window.app.state().shell.notes.back().key == "error.right.kind");
    window.app.post(shell::Go{{PageKind::Form, "gone", {}}});
    window.app.settle();
    CHECK_FALSE(window.view().open);
    CHECK(window.view().closed.find("草稿") != std::string::npos);
}

}  // namespace cunji::test
