// Every route of the server, asked by every role, by open, disabled and revoked ones, about every
// neighbour of the one scope that they hold. What is expected stands in the table of this file;
// a route without a row in it fails.

#include "tests/server/rights_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <type_traits>

namespace cunji::test {

namespace {

static_assert(!std::is_default_constructible_v<RouteAccess>);
static_assert(!std::is_default_constructible_v<Route>, "a route must say who may call it");

enum class Role { Writes, Reads, None };
const std::map<std::string, Role> all_roles{
    {"first_secretary", Role::Writes},   {"team_leader", Role::Writes},
    {"team_member", Role::Writes},       {"village_cadre", Role::Writes},
    {"contact_leader", Role::Writes},    {"helper", Role::Writes},
    {"township_reviewer", Role::Writes}, {"county_merger", Role::Writes},
    {"auditor_ro", Role::Reads},         {"third_party", Role::None}};

/// All, none or some of what could be told of a scope was told.
std::string told(std::initializer_list<bool> facts) {
    const auto count = std::count(facts.begin(), facts.end(), true);
    if (count == 0) return "silent";
    return count == static_cast<std::ptrdiff_t>(facts.size()) ? "told" : "partly told";
}

std::string hello(World& world, Caller& caller, const std::string& scope) {
    HelloRequest request;
    request.epoch = world.county.identity().epoch;
    request.lines = {world.held[scope].line};
    request.cursors = {{scope, 1, {}}};
    const WireResponse answer = world.ask(*caller.phone, "POST", "/v1/hello", encode(request));
    if (answer.status != 200) return said(answer);
    const Result<HelloAnswer> content = decode_hello_answer(answer.body);
    REQUIRE(content.ok());
    const auto& heads = content->heads;
    return told({!content->leaves.empty(), content->unknown.empty(), !content->restart.empty(),
                 std::any_of(heads.begin(), heads.end(),
                             [&](const auto& head) { return head.first == scope; })});
}

std::string pull(World& world, Caller& caller, const std::string& scope) {
    PullRequest request;
    request.epoch = world.county.identity().epoch;
    request.cursors = {{scope, 0, {}}};
    request.want = {read_enrolment(world.clerk.store())->device};
    const WireResponse answer = world.ask(*caller.phone, "POST", "/v1/pull", encode(request));
    if (answer.status != 200) return said(answer);
    const Result<PullAnswer> content = decode_pull_answer(answer.body);
    REQUIRE(content.ok());
    return told({answer.body.find(world.held[scope].record) != std::string::npos,
                 answer.body.find(scope) != std::string::npos, !content->ops.empty(),
                 !content->next.empty(), !content->lines.empty(), !content->seals.empty(),
                 !content->certificates.empty()});
}

std::string leaves(World& world, Caller& caller, const std::string& scope) {
    const LeavesRequest request{scope, {world.held[scope].line}};
    const WireResponse answer = world.ask(*caller.phone, "POST", "/v1/leaves", encode(request));
    if (answer.status != 200) return said(answer);
    const Result<LeavesAnswer> content = decode_leaves_answer(answer.body);
    REQUIRE(content.ok());
    return told({content->unknown.empty(), !content->leaves.empty()});
}

std::string push(World& world, Caller& caller, const std::string& scope) {
    world.save_in(*caller.phone, scope, "visit", {{"content", "走访"}});
    return world.push(*caller.phone, scope);
}

std::string enrol(World& world, Caller& caller, const std::string& scope) {
    const KeyPair keys = new_key_pair();
    EnrolRequest request;
    request.code = world.county.code_for(caller.person, own_scope);
    request.device_key = keys.public_key;
    request.person_key = keys.public_key;
    request.scope = scope;
    request.signature = sign(keys, enrol_text(request));
    return said(*caller.phone->link().send({"POST", "/v1/enrol", {}, encode(request)}));
}

std::string begin(World& world, Caller& caller, const std::string& scope) {
    return said(world.ask(*caller.phone, "POST", "/v1/blobs", {},
                          promise(jpeg_of(scope, caller.person), scope)));
}

/// Their own upload in their own scope; of other scopes the one that is under way there.
std::string upload_for(World& world, Caller& caller, const std::string& scope) {
    const std::string own = World::location(world.ask(
        *caller.phone, "POST", "/v1/blobs", {}, promise(jpeg_of(scope, caller.person), scope)));
    return scope == own_scope && !own.empty() ? own : world.held[scope].upload;
}

std::string progress(World& world, Caller& caller, const std::string& scope) {
    const std::string target = upload_for(world, caller, scope);
    return said(world.ask(*caller.phone, "HEAD", target, {}, {{"Tus-Resumable", "1.0.0"}}));
}

std::string append(World& world, Caller& caller, const std::string& scope) {
    const std::string target = upload_for(world, caller, scope);
    const std::string bytes = jpeg_of(scope, caller.person);
    return said(world.ask(*caller.phone, "PATCH", target, bytes, at_offset(0)));
}

template <char Method>
std::string read_blob(World& world, Caller& caller, const std::string& scope) {
    const char* method = Method == 'G' ? "GET" : "HEAD";
    return said(world.ask(*caller.phone, method, "/v1/blobs/" + world.held[scope].blob));
}

std::string policy(World& world, Caller& caller, const std::string& /*scope*/) {
    return said(world.ask(*caller.phone, "GET", "/v1/policy/bundle"));
}

std::string options(World& world, Caller& caller, const std::string& /*scope*/) {
    return said(world.ask(*caller.phone, "OPTIONS", "/v1/blobs"));
}

template <char Page>
std::string unsigned_page(World& /*world*/, Caller& caller, const std::string& scope) {
    const char* target = Page == 'h' ? "/healthz" : "/metrics";
    const auto answer = caller.phone->link().send({"GET", target, {}, {}});
    const bool tells = answer->body.find(scope) != std::string::npos;
    return said(*answer) + (tells ? " told" : "");
}

// The table.

constexpr RouteAccess kReads{DeviceAccess{Verb::Read, Closed::Refused}};
constexpr RouteAccess kWrites{DeviceAccess{Verb::Write, Closed::Refused}};
constexpr RouteAccess kPushes{DeviceAccess{Verb::Write, Closed::Heard}};

struct Row {
    RouteAccess access;
    std::string (*ask)(World&, Caller&, const std::string&);
    const char* own;     ///< who may call it hears this about the scope they hold
    const char* others;  ///< ... and about any other
};

const std::map<std::string, Row> route_table{
    {"POST /v1/enrol", {Stranger::Anybody, enrol, "200", "403 other_village"}},
    {"POST /v1/hello", {kReads, hello, "told", "silent"}},
    {"POST /v1/pull", {kReads, pull, "told", "silent"}},
    {"POST /v1/leaves", {kReads, leaves, "told", "403 not_granted"}},
    {"POST /v1/push", {kPushes, push, "stored", "refused not_granted"}},
    {"GET /v1/policy/bundle", {kReads, policy, "200", "200"}},
    {"OPTIONS /v1/blobs", {kReads, options, "204", "204"}},
    {"POST /v1/blobs", {kWrites, begin, "201", "403 not_granted"}},
    {"HEAD /v1/blobs/uploads/{id}", {kWrites, progress, "200", "404"}},
    {"PATCH /v1/blobs/uploads/{id}", {kWrites, append, "204", "404 unknown_upload"}},
    {"GET /v1/blobs/{sha256}", {kReads, read_blob<'G'>, "200", "403 not_granted"}},
    {"HEAD /v1/blobs/{sha256}", {kReads, read_blob<'H'>, "200", "403"}},
    {"GET /healthz", {Stranger::Operator, unsigned_page<'h'>, "200", "200"}},
    {"GET /metrics", {Stranger::Operator, unsigned_page<'m'>, "200", "200"}},
};

std::string expected(const std::string& route, const Row& row, const Caller& caller,
                     const std::string& scope) {
    const Role role = all_roles.at(caller.role);
    std::string answer = scope == own_scope ? row.own : row.others;
    if (route == "POST /v1/enrol") {
        if (scope != own_scope) return answer;
        if (caller.standing == Standing::Disabled) return "403 disabled";
        return role == Role::None ? "403 not_granted" : answer;
    }
    if (!row.access.device()) return answer;
    const bool closed = caller.standing != Standing::Open;
    const bool writes = row.access == kWrites || row.access == kPushes;
    if (closed && row.access != kPushes) return "403 revoked";
    if (role == Role::None || (role == Role::Reads && writes)) return "403 not_granted";
    return closed ? "403 quarantined" : answer;
}

std::string key_of(const Route& route) {
    return route.method + " " + route.path;
}

}  // namespace

TEST_CASE("rights matrix: every route x role x standing x scope") {
    World world;
    for (const auto& [role, kind] : all_roles) {
        for (const Standing standing : {Standing::Open, Standing::Disabled, Standing::Revoked})
            world.add(role, standing);
    }
    std::set<std::string> seen;
    int cells = 0;
    std::int64_t stored = 0;
    for (const Route& route : world.county.routes()) {
        const std::string key = key_of(route);
        const auto row = route_table.find(key);
        REQUIRE_MESSAGE(row != route_table.end(), key << " has no row in the table of this test");
        CHECK_MESSAGE(route.access == row->second.access, key);
        seen.insert(key);
        for (Caller& caller : world.callers) {
            for (const std::string& scope : all_scopes) {
                CAPTURE(key);
                CAPTURE(caller.role);
                CAPTURE(static_cast<int>(caller.standing));
                CAPTURE(scope);
                // An answer to HEAD has no body, so no code of an error either.
                std::string wanted = expected(key, row->second, caller, scope);
                if (route.method == "HEAD") wanted = wanted.substr(0, 3);
                const std::string heard = row->second.ask(world, caller, scope);
                CHECK((route.method == "HEAD" ? heard.substr(0, 3) : heard) == wanted);
                if (heard == "stored") ++stored;
                ++cells;
            }
        }
    }
    CHECK(seen.size() == route_table.size());
    const Store store = world.county.reader();
    CHECK(store.db().integer("SELECT count(*) FROM record WHERE kind = 'visit' AND live = 1") ==
          stored);
    MESSAGE("rights matrix: " << seen.size() << " routes, " << cells << " cells");
}

TEST_CASE("rights matrix: a line is not told of through a scope that is held") {
    World world;
    world.add("first_secretary", Standing::Open);
    Caller& caller = world.callers.front();
    const LinePoint other = world.held[all_scopes[1]].line;
    const LinePoint own = world.held[own_scope].line;
    const WireResponse answer = world.ask(*caller.phone, "POST", "/v1/leaves",
                                          encode(LeavesRequest{own_scope, {other, own}}));
    const Result<LeavesAnswer> content = decode_leaves_answer(answer.body);
    REQUIRE(content.ok());
    CHECK(content->unknown == std::vector{other});
    CHECK(content->leaves == std::vector{own});

    PullRequest request;
    request.epoch = world.county.identity().epoch;
    request.cursors = {{own_scope, 0, {}}, {all_scopes[1], 0, {}}};
    const std::string body = world.ask(*caller.phone, "POST", "/v1/pull", encode(request)).body;
    CHECK(body.find(world.held[own_scope].record) != std::string::npos);
    CHECK(body.find(all_scopes[1]) == std::string::npos);
}

TEST_CASE("rights matrix: a helper's household comes back, whatever their device let them save") {
    for (const char* role : {"helper", "contact_leader"}) {
        World world;
        world.add(role, Standing::Open);
        Phone& phone = *world.callers.front().phone;
        world.save_in(phone, own_scope, "household", {{"head_name", "王铁柱"}});
        CHECK(world.push(phone, own_scope) == "refused not_granted");
        phone.must_sync();
        CHECK(phone.store().db().integer("SELECT count(*) FROM draft") == 1);
    }
}

TEST_CASE("rights matrix: a signed route answers nobody who did not sign") {
    World world;
    world.add("first_secretary", Standing::Open);
    Phone& phone = *world.callers.front().phone;
    Enrolment forged = *read_enrolment(phone.store());
    forged.device_keys = new_key_pair();
    for (const Route& route : world.county.routes()) {
        if (!route.access.device()) continue;
        CAPTURE(key_of(route));
        std::string target = route.path;
        if (const std::size_t place = target.find('{'); place != std::string::npos)
            target = target.substr(0, place) + world.held[own_scope].blob;
        const auto bare = phone.link().send({route.method, target, {}, {}});
        CHECK(said(*bare).starts_with("401"));
        ServerLink link{phone.store(), forged, phone.link(), world.compressor};
        CHECK(said(*link.call(route.method, target, {})).starts_with("401"));
    }
}

}  // namespace cunji::test
