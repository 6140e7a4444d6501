#include "tests/server/rights_world.h"

#include "shared/store/lines.h"
#include "sync/push_plan.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr std::size_t kPictureBytes = 400;

}  // namespace

std::string jpeg_of(std::string_view scope, std::string_view what) {
    std::string out = "\xff\xd8\xff\xe0" + std::string{what} + " " + std::string{scope};
    out.resize(kPictureBytes, '.');
    return out;
}

std::string said(const WireResponse& answer) {
    const std::string code = answer.status < 300 ? std::string{} : code_of_answer(answer);
    return std::to_string(answer.status) + (code.empty() ? "" : " " + code);
}

World::World() {
    const std::string person = county.add_person("clerk", "county_merger", own_scope);
    clerk.connect(county);
    clerk.join(county.code_for(person, own_scope));
    county.write([&](const Store& store) {
        for (const std::string& scope : all_scopes)
            grant(store, person, scope, clock.now());
    });
    for (const std::string& scope : all_scopes)
        held[scope].record = save_in(clerk, scope, "household", {{"head_name", "户主"}});
    clerk.must_sync();
    for (const std::string& scope : all_scopes)
        fill(scope, held[scope]);
}

void World::fill(const std::string& scope, Held& out) {
    for (const Leaf& leaf : leaves_of_scope(clerk.store().db(), scope))
        out.line = {leaf.rid, leaf.n, shorten(leaf.h)};
    const std::string whole = jpeg_of(scope, "whole");
    out.blob = to_hex(sha256(whole));
    const auto begun = ask(clerk, "POST", "/v1/blobs", {}, promise(whole, scope));
    REQUIRE(said(ask(clerk, "PATCH", location(begun), whole, at_offset(0))) == "204");
    out.upload =
        location(ask(clerk, "POST", "/v1/blobs", {}, promise(jpeg_of(scope, "half"), scope)));
}

void World::add(const std::string& role, Standing standing) {
    Caller& caller = callers.emplace_back();
    caller.role = role;
    caller.standing = standing;
    const std::string name = std::to_string(callers.size());
    caller.person = county.add_person(name, "first_secretary", own_scope);
    caller.phone = std::make_unique<Phone>(folder.file(name), clock, random);
    caller.phone->connect(county);
    caller.phone->join(county.code_for(caller.person, own_scope));
    const std::string device = read_enrolment(caller.phone->store())->device;
    county.write([&](const Store& store) {
        put_account(store, {caller.person, name, role, standing == Standing::Disabled});
        if (standing == Standing::Revoked) revoke_device(store, device, clock.now());
    });
}

std::string World::save_in(Phone& phone, const std::string& scope, const std::string& kind,
                           Json fields) {
    SaveRequest request;
    request.kind = kind;
    request.scope = scope;
    request.fields = std::move(fields);
    const Author author = *read_enrolment(phone.store())->author();
    const auto saved = save_group(phone.store(), author, {&request, 1}, clock.now(), random);
    REQUIRE(saved.ok());
    return saved->front().id;
}

WireResponse World::ask(Phone& phone, const char* method, const std::string& target,
                        std::string body, Headers headers) const {
    const Enrolment enrolment = *read_enrolment(phone.store());
    ServerLink link{phone.store(), enrolment, phone.link(), compressor};
    Result<WireResponse> answer = link.call(method, target, std::move(body), std::move(headers));
    if (!answer.ok()) FAIL(answer.error().key);
    link.remember();
    return std::move(*answer);
}

std::string World::location(const WireResponse& answer) {
    return std::string{answer.header("Location")};
}

std::string World::push(Phone& phone, const std::string& scope) const {
    const Store& store = phone.store();
    HelloRequest hello;
    PushPlan plan;
    for (const Line& line : own_lines(store.db())) {
        if (line.announcement.scope != scope) continue;
        hello.announce.push_back({line.announcement.bytes, line.announcement.signature});
        plan_own_line(store, line.announcement.rid, 0, plan);
    }
    ask(phone, "POST", "/v1/hello", encode(hello));
    const KeyPair keys = read_enrolment(store)->device_keys;
    const WireResponse answer =
        ask(phone, "POST", "/v1/push", take_batch(store, keys, plan, kPushPackedMax).body);
    if (answer.status != 200) return said(answer);
    const Result<PushAnswer> content = decode_push_answer(answer.body);
    REQUIRE(content.ok());
    REQUIRE(content->stored.size() == 1);
    return content->refused.empty() ? "stored" : "refused " + content->refused.front().code;
}

}  // namespace cunji::test
