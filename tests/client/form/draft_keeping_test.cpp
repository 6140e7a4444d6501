#include "client/form/draft_keeping.h"

#include "client/form/pending_photos.h"
#include "shared/store/blob_table.h"
#include "shared/store/drafts.h"
#include "tests/client/form/form_day.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <filesystem>

namespace cunji::test {

namespace {

FormSession reopened(FormDay& day, const std::string& id) {
    Result<FormSession> session = reopen_draft(day.device(), id);
    if (!session) FAIL(session.error().key);
    return *session;
}

void replace(std::string& text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

/// The built-in policy with a changed visit form, as a sync brings it.
void take_newer_policy(FormDay& day) {
    std::vector<PolicyFile> files = built_in_policy_files();
    for (PolicyFile& file : files) {
        if (file.path != "forms/visit.json") continue;
        replace(file.bytes, R"("fields": [)",
                R"("fields": [{"name": "weather", "type": "text", "required": true,
                   "label": {"zh": "天气", "en": "Weather"}},)");
        replace(file.bytes, R"("zh": "走访内容")", R"("zh": "走访时的情况")");
    }
    const auto taken = day.device().store().install_policy(files, day.store().policy().version + 1);
    if (!taken) FAIL(taken.error().key);
}

}  // namespace

TEST_CASE("draft: a form is reopened as it was left, wrong answers and children and strokes too") {
    FormDay day;
    FormSession form = day.begin("household", {{"group_name", "三组"}});
    day.type(form, "head_name", "王𬭎");
    day.type(form, "phone", "1380000");
    const std::string head = form.add_child("member", {{"relation", "02"}});
    day.type(form, "name", "王𬭎", head);
    day.choose(form, "head_member", "@" + head);
    day.type(form, "bank_name", "信用社");
    keep_draft(day.device(), form);

    const FormSession again = reopened(day, form.id());
    CHECK(again.root().answer("phone").typed == "1380000");
    CHECK(finds(again, "typed", "phone"));
    CHECK(again.value({head, "name"}) == "王𬭎");
    CHECK(again.value({{}, "head_member"}) == "@" + head);
    CHECK(again.value({{}, "size"}) == 1);
    CHECK(again.findings().size() == form.findings().size());
    const auto write = [](const FormSession& session) {
        Json all = Json::array();
        for (const SaveRequest& request : session.requests({}, "x"))
            all.push_back(request.fields);
        return all;
    };
    CHECK(write(again) == write(form));
}

TEST_CASE("draft: it stands apart from what the county gave back") {
    FormDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    put_draft(day.store(), {"1", {kVillage, "visit", "x"}, Json{{"set", Json::object()}}, ""});
    FormSession visit = day.begin("visit", {{"household", household}});
    keep_draft(day.device(), visit);
    day.type(visit, "content", "再写一句");
    keep_draft(day.device(), visit);
    CHECK(list_drafts(day.store()).size() == 1);
    const std::vector<DraftLine> begun = list_begun(day.device());
    REQUIRE(begun.size() == 1);
    CHECK(begun.front().id == visit.id());
    CHECK(begun.front().title == "王铁柱");
    CHECK(find_begun(day.device(), "visit", {}, {{"household", household}}) == visit.id());
    CHECK_FALSE(find_begun(day.device(), "visit", {}, {{"household", "other"}}).has_value());
    CHECK_FALSE(reopen_draft(day.device(), "1").ok());

    SUBCASE("saving takes it away") {
        day.save(visit);
        CHECK(list_begun(day.device()).empty());
    }
    SUBCASE("discarded, it can be brought back") {
        CHECK(discard_draft(day.device(), visit.id()));
        CHECK_FALSE(discard_draft(day.device(), visit.id()));
        CHECK(list_begun(day.device()).empty());
        keep_draft(day.device(), visit);
        CHECK(reopened(day, visit.id()).value({{}, "content"}) == "再写一句");
    }
    CHECK(list_drafts(day.store()).size() == 1);
}

TEST_CASE("draft: a policy that comes meanwhile does not change the form under one's hands") {
    FormDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    FormSession visit = day.begin("visit", {{"household", household}});
    day.type(visit, "content", "问了收入。");
    keep_draft(day.device(), visit);
    take_newer_policy(day);

    FormSession again = reopened(day, visit.id());
    CHECK(again.root().form->find("weather") == nullptr);
    CHECK(again.root().form->find("content")->label.zh == "走访内容");
    CHECK(again.left() == 0);
    const SavedForm saved = day.save(again);
    CHECK(*day.ann.row("visit", saved.ids.at("")).at("content").text() == "问了收入。");
    // A form begun now has what is new.
    CHECK(finds(day.begin("visit", {{"household", household}}), "required", "weather"));
}

TEST_CASE("draft: a change goes on top of what was seen, also after a restart") {
    FormDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    FormSession form = day.change("household", id);
    day.type(form, "phone", "13900000000");
    keep_draft(day.device(), form);
    day.ann.save("household", {{"id", id}, {"address", "新村"}});
    const FormSession again = reopened(day, form.id());
    CHECK(again.root().changes() == Json{{"phone", "13900000000"}});
    day.save(again);
    CHECK(*day.ann.row("household", id).at("address").text() == "新村");
}

TEST_CASE("draft: its photos survive everything and come to the record once it is saved") {
    FormDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    FormSession visit = day.begin("visit", {{"household", household}});
    JpegSpec spec;
    spec.exif.emplace();
    spec.exif->taken_at = "2025:11:21 10:30:00";
    spec.exif->lat_e7 = 265812345;
    spec.exif->lon_e7 = 1070012345;
    const std::string card = day.folder.file("card.jpg");
    write_file(card, make_jpeg(spec));
    const auto taken = take_photo(day.device(), card, {"photos", {}, "visit", {}});
    REQUIRE(taken.ok());
    REQUIRE(taken->place.has_value());
    CHECK(taken->place->lat_e7 == 265812345);
    visit.add_photo({}, taken->photo);
    visit.use_place({}, *taken->place);
    day.type(visit, "content", "看了房子。");
    CHECK(visit.value({{}, "geo_lat"}) == 265812345);
    CHECK_FALSE(asks(visit, "geo_skip_reason"));
    CHECK_FALSE(finds(visit, "R057", "head_sign"));
    std::filesystem::remove(card);
    keep_draft(day.device(), visit);

    const SavedForm saved = day.save(reopened(day, visit.id()));
    CHECK(saved.photos_left);
    // Killed here: nothing to fill in any more, but the pictures are not forgotten.
    CHECK(list_begun(day.device()).empty());
    CHECK(unfinished_photos(day.device()) == std::vector<std::string>{visit.id()});
    CHECK(finish_photos(day.device(), visit.id()).empty());
    CHECK(unfinished_photos(day.device()).empty());
    const Values row = day.ann.row("visit", saved.ids.at(""));
    REQUIRE(row.contains("photos"));
    const std::string photo = *row.at("photos").list()->front().text();
    CHECK(*day.ann.row("photo", photo).at("subject").text() == saved.ids.at(""));
    CHECK_FALSE(std::filesystem::exists(pending_file(day.device(), taken->photo.file)));

    // Again, as after a crash just before the draft was dropped: nothing is doubled.
    const std::int64_t ops = day.ann.ops();
    CHECK(finish_photos(day.device(), visit.id()).empty());
    CHECK(day.ann.ops() == ops);
}

TEST_CASE("draft: a drawn signature becomes a picture that travels after its record") {
    FormDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    FormSession visit = day.begin("visit", {{"household", household}});
    const std::vector<PenStroke> strokes{{{1000, 5000}, {4000, 2000}, {9000, 8000}}};
    visit.draw({{}, "head_sign"}, strokes);
    day.type(visit, "content", "签了字。");
    keep_draft(day.device(), visit);
    const FormSession again = reopened(day, visit.id());
    CHECK(again.root().drawn.at("head_sign") == strokes);
    CHECK_FALSE(finds(again, "R057", "head_sign"));
    const SavedForm saved = day.save(again);
    const std::string sha256 = *day.ann.row("visit", saved.ids.at("")).at("head_sign").text();
    const std::vector<Blob> blobs = find_blobs(day.store(), sha256);
    REQUIRE(blobs.size() == 1);
    CHECK(blobs.front().record == saved.ids.at(""));
    CHECK_FALSE(blobs.front().sent);
    const Result<Picture> picture =
        read_picture(BlobStore{day.device().blob_folder(), test::test_keys()}.read(
            sha256, 0, static_cast<std::size_t>(blobs.front().bytes)));
    REQUIRE(picture.ok());
    CHECK(picture->width == 900);
    CHECK(picture->height == 300);

    // Wiped away, it is gone from the record.
    FormSession change = day.change("visit", saved.ids.at(""));
    change.draw({{}, "head_sign"}, {});
    day.refresh(change);
    CHECK(change.root().changes() == Json{{"head_sign", nullptr}});
}

TEST_CASE("draft: what another version wrote stays, and says so") {
    FormDay day;
    FormSession form = day.begin("household");
    keep_draft(day.device(), form);
    for (const char* body :
         {R"({"v":2,"records":[{"kind":"household"}]})",
          R"({"v":1,"records":[{"kind":"spaceship"}]})",
          R"({"v":1,"records":[{"key":"c1","kind":"household"}]})", R"({"v":1,"records":[7]})"}) {
        CAPTURE(body);
        day.store().db().run("UPDATE draft SET body = ?1", std::string_view{body});
        const auto opened = reopen_draft(day.device(), form.id());
        REQUIRE_FALSE(opened.ok());
        CHECK(find_begun_draft(day.store(), form.id()).has_value());
    }
}

}  // namespace cunji::test
