#include "client/reading/sync_queue.h"

#include "client/app/photos.h"
#include "client/reading/message_log.h"
#include "client/reading/storage_gauge.h"
#include "server/access.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

SyncQueue queue_of(Desk& desk) {
    Wording wording{desk.store(), desk.device().texts()};
    return read_sync_queue(desk.store(), wording);
}

void add_picture(FieldDay& day, const std::string& subject) {
    const std::string file = day.folder.file("photo.jpg");
    write_file(file, make_jpeg({}));
    REQUIRE(add_photo(day.ann.device(), {file, subject, "visit", ""}).ok());
}

/// The right to the village ended before the server last heard from this line.
std::string refused_household(FieldDay& day) {
    const std::string id = day.ann.save("household", a_household()).saved.id;
    day.ann.sync();
    day.ann.save("household", {{"id", id}, {"address", "别处"}});
    day.clock.pass(1000);
    day.county.write([&](const Store& store) { end_grant(store, day.ann.person(), kVillage, 1); });
    return id;
}

}  // namespace

TEST_CASE("sync queue: a record is only here until the server has said that it holds it") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    day.ann.save("visit", a_visit(id, day.ann.person()));
    SyncQueue queue = queue_of(day.ann);
    CHECK(queue.records == 2);
    CHECK(queue.records_waiting == 2);
    CHECK(queue.on_device == 2);
    REQUIRE(queue.items.size() == 2);
    CHECK(queue.items[0].kind == "visit");
    CHECK(queue.items[0].title == "王铁柱");  // of the household: a visit has no name
    CHECK(queue.items[0].held == Held::OnDevice);
    CHECK(queue.items[1].title == "王铁柱");

    day.ann.sync();
    day.clock.pass(60'000);
    day.ann.save("household", {{"id", id}, {"address", "村口"}});
    queue = queue_of(day.ann);
    CHECK(queue.records_waiting == 1);
    CHECK(queue.on_device == 1);
    CHECK(queue.at_server == 2);
    CHECK(queue.items[0].kind == "household");
    CHECK(queue.items[0].held == Held::OnDevice);
    CHECK(queue.items[0].waiting == 1);
    CHECK(queue.items[0].saves == 2);
    CHECK(queue.items[1].held == Held::AtServer);
    CHECK(queue.items[1].confirmed_at > 0);
    REQUIRE(queue.contact.has_value());
    CHECK(queue.contact->server_time == day.clock.now() - 60'000);
    CHECK(queue.contact->ahead == 0);
}

TEST_CASE("sync queue: pictures are listed with what is done and what is left") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    add_picture(day, id);
    SyncQueue queue = queue_of(day.ann);
    CHECK(queue.photos_left == 1);
    REQUIRE(queue.photos.size() == 1);
    CHECK(queue.photos[0].files_left == 3);
    CHECK(queue.photos[0].title == "王铁柱");
    CHECK_FALSE(queue.photos[0].stage.empty());
    CHECK(queue.photos[0].record_first);
    CHECK(queue.photos[0].bytes_done == 0);
    CHECK(queue.photos[0].bytes == queue.photo_bytes_left);

    // The link ends after the first picture file.
    int sent = 0;
    day.ann.link().fault = [&](int, const WireRequest& request) {
        const bool over = request.method == "POST" && request.target == "/v1/blobs" && ++sent > 1;
        return over ? LoopbackTransport::Fault::LoseRequest : LoopbackTransport::Fault::None;
    };
    REQUIRE(sync_round(day.ann.device(), day.ann.link(), {}).ok());
    queue = queue_of(day.ann);
    REQUIRE(queue.photos.size() == 1);
    CHECK(queue.photos[0].files_left == 2);
    CHECK_FALSE(queue.photos[0].record_first);
    CHECK(queue.photos[0].bytes_done > 0);
    CHECK(queue.photos[0].bytes - queue.photos[0].bytes_done == queue.photo_bytes_left);
    day.ann.link().fault = {};
    day.ann.sync();
    CHECK(queue_of(day.ann).photos.empty());
}

TEST_CASE("sync queue: pictures wait when the person says so, records go") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    add_picture(day, id);
    set_photo_sending(day.ann.store(), PhotoSending::Paused);
    RoundResult round = day.ann.sync();
    CHECK(round.report.pushed == 2);
    CHECK(round.photos_sent == 0);
    CHECK(round.photos_left == 3);
    const auto with_photos = [&] {
        const Result<RoundResult> done =
            sync_round(day.ann.device(), day.ann.link(), {}, {RoundCause::Asked, true, {}});
        REQUIRE(done.ok());
        return *done;
    };
    CHECK(with_photos().photos_sent == 0);
    set_photo_sending(day.ann.store(), PhotoSending::WhenAsked);
    CHECK(day.ann.sync().photos_sent == 0);
    CHECK(queue_of(day.ann).sending == PhotoSending::WhenAsked);
    CHECK(with_photos().photos_sent == 3);
}

TEST_CASE("sync queue: pausing in the middle of a picture ends it there, without a complaint") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    add_picture(day, id);
    day.ann.link().after = [&](const WireRequest& request) {
        if (request.method == "PATCH") set_photo_sending(day.ann.store(), PhotoSending::Paused);
    };
    CHECK(day.ann.sync().photos_sent == 1);
    set_photo_sending(day.ann.store(), PhotoSending::Always);
    day.ann.link().after = {};
    CHECK(day.ann.sync().photos_sent == 2);
}

TEST_CASE("sync queue: what was refused stands there with the reason until it is dealt with") {
    FieldDay day;
    const std::string id = refused_household(day);
    CHECK(day.ann.sync().report.refused == 1);
    SyncQueue queue = queue_of(day.ann);
    REQUIRE(queue.refused.size() == 1);
    const RefusedWork& work = queue.refused.front();
    CHECK(work.record == id);
    CHECK(work.kind == "household");
    CHECK(work.code == "not_granted");
    CHECK_FALSE(work.reason.empty());
    CHECK(work.has_draft);
    REQUIRE(work.lines.size() == 1);
    CHECK(work.lines.front().second == "别处");
    CHECK(forget_refused(day.ann.store(), work.id));
    queue = queue_of(day.ann);
    REQUIRE(queue.refused.size() == 1);  // it stays on record
    CHECK_FALSE(queue.refused.front().has_draft);
}

TEST_CASE("round log: each round leaves begin, end, outcome, bytes and reasons") {
    FieldDay day;
    day.ann.save("household", a_household());
    day.ann.sync();
    day.clock.pass(3'600'000);
    day.ann.link().fault = [](int, const WireRequest&) {
        return LoopbackTransport::Fault::LoseRequest;
    };
    const Result<RoundResult> cut =
        sync_round(day.ann.device(), day.ann.link(), {}, {RoundCause::Timer, false, {}});
    REQUIRE(cut.ok());
    REQUIRE(cut->problem.has_value());
    const std::vector<LoggedRound> rounds = logged_rounds(day.ann.store());
    REQUIRE(rounds.size() == 2);
    CHECK(rounds[0].outcome == RoundOutcome::Cut);
    CHECK(rounds[0].cause == RoundCause::Timer);
    REQUIRE_FALSE(rounds[0].messages.empty());
    CHECK(rounds[0].messages.front() == *cut->problem);
    CHECK(rounds[1].outcome == RoundOutcome::Done);
    CHECK(rounds[1].pushed == 1);
    CHECK(rounds[1].bytes_up > 0);
    CHECK(last_good_round(day.ann.store())->id == rounds[1].id);
}

TEST_CASE("round log: a round that is stopped says so, and the log stays small") {
    FieldDay day;
    const auto stop = [] { return false; };
    const Result<RoundResult> stopped =
        sync_round(day.ann.device(), day.ann.link(), {}, {RoundCause::Asked, false, stop});
    REQUIRE(stopped.ok());
    CHECK(logged_rounds(day.ann.store()).front().outcome == RoundOutcome::Stopped);
    for (int i = 0; i < kRoundsKept + 10; ++i)
        begin_round(day.ann.store(), RoundCause::Timer, day.clock.now());
    CHECK(logged_rounds(day.ann.store(), kRoundsKept * 2).size() == kRoundsKept);
    CHECK(logged_rounds(day.ann.store()).front().outcome == RoundOutcome::Open);
}

TEST_CASE("message log: the helper on the phone learns what happened and nothing about people") {
    FieldDay day;
    day.ann.save("household", a_household());
    day.ann.sync();
    LoggedRound round;
    round.id = begin_round(day.ann.store(), RoundCause::Asked, day.clock.now());
    round.ended = day.clock.now();
    round.outcome = RoundOutcome::Cut;
    round.messages = {{"error.server.says", {{"text", "王铁柱的记录已锁定"}}},
                      {"error.blob.file_damaged", {{"file", "/home/wang/photo"}}},
                      {"note.clock", {{"minutes", "12"}}}};
    end_round(day.ann.store(), round);
    const std::string text = export_message_log(day.ann.store(), day.ann.device().texts(),
                                                {"Cunji 0.1", day.clock.now()});
    CHECK(text.find("error.server.says") != std::string::npos);
    CHECK(text.find("12") != std::string::npos);
    for (const char* personal : {"王铁柱", "wang", "安娜"})
        CHECK(text.find(personal) == std::string::npos);
}

TEST_CASE("message log: bytes as people say them") {
    CHECK(bytes_in_words(0) == "0 B");
    CHECK(bytes_in_words(1023) == "1023 B");
    CHECK(bytes_in_words(1024) == "1.0 KB");
    CHECK(bytes_in_words(14 * 1024) == "14 KB");
    CHECK(bytes_in_words(3 * 1024 * 1024 + 210 * 1024) == "3.2 MB");
    CHECK(bytes_in_words(5LL * 1024 * 1024 * 1024) == "5.0 GB");
}

TEST_CASE("storage: what the data takes, and when to make room") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    add_picture(day, id);
    const StorageGauge gauge = read_storage(day.ann.device());
    CHECK(gauge.database > 0);
    CHECK(gauge.picture_files == 3);
    CHECK(gauge.pictures > 0);
    CHECK(gauge.free > 0);
    CHECK(gauge.free <= gauge.disk);
    StorageGauge full;
    constexpr std::int64_t kGiga = 1024LL * 1024 * 1024;
    full.disk = 100 * kGiga;
    full.free = 15 * kGiga;
    CHECK(full.used_percent() == kDiskWarnPercent);
    CHECK(full.warns());
    full.free = 16 * kGiga;
    CHECK_FALSE(full.warns());
    CHECK_FALSE(StorageGauge{}.warns());
}

}  // namespace cunji::test
