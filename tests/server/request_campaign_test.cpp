// What somebody can do who took down a device's requests on their way: send them again, change
// them, cut them short, put their parts in another order. Over real sockets.

#include "shared/json/json.h"
#include "tests/server/campaign.h"

#include <doctest/doctest.h>

#include <sstream>

namespace cunji::test {

namespace {

constexpr int kAlterations = 1000;
constexpr int kCuts = 200;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

/// The run with these ops, and a header that counts them.
std::string run_of(const std::string& header, const std::vector<std::string>& ops) {
    Json head = *parse_json(header);
    head["count"] = ops.size();
    std::string out = write_json(head) + '\n';
    for (const std::string& op : ops)
        out += op + '\n';
    return out;
}

}  // namespace

TEST_CASE("campaign: each signed request is good once, and as it was signed") {
    Campaign field;
    field.refresh();
    const std::vector<Plain> requests = field.every_request();
    std::int64_t before = field.ops();

    // What was changed on the way changes nothing, and what was not is taken in its place.
    const Plain& push = requests.front();
    for (int i = 0; i < 100; ++i) {
        Parts parts = field.signed_parts(push);
        alter(parts, static_cast<Region>(i % static_cast<int>(kRegions)), field.other_device,
              field.random);
        CHECK(field.send(parts) >= 400);
        field.refresh();
    }
    CHECK(field.ops() == before);

    int taken = 0;
    for (int i = 0; i < kAlterations; ++i) {
        const Plain& plain = requests[field.random.below(requests.size())];
        const auto region = static_cast<Region>(field.random.below(kRegions));
        const Parts whole = field.signed_parts(plain);
        Parts altered = whole;
        alter(altered, region, field.other_device, field.random);
        CAPTURE(altered.text());
        const int status = field.send(altered);
        CHECK(status >= 400);
        CHECK(status < 500);
        const int answer = field.send(whole);
        CHECK(answer == plain.status);
        if (answer == plain.status) ++taken;
    }
    CHECK(field.ops() == before + 1);
    MESSAGE("campaign: " << kAlterations << " alterations refused, " << taken
                         << " originals taken after them");

    before = field.ops();
    for (const Plain& plain : requests) {
        CAPTURE(plain.method + " " + plain.target);
        const std::string bytes = field.signed_parts(plain).text();
        CHECK(field.send(bytes) == plain.status);
        for (int again = 0; again < 3; ++again)
            CHECK(field.send(bytes) == 401);
    }
    CHECK(field.ops() == before);
}

TEST_CASE("campaign: two requests whose nonces were swapped are both refused") {
    Campaign field;
    field.refresh();
    const Plain hello{"POST", "/v1/hello", {}, encode(HelloRequest{}), 200};
    Parts one = field.signed_parts(hello);
    // A refused request brings a second good nonce beside the first.
    Parts refused = one;
    refused.signature[0] = refused.signature[0] == 'A' ? 'B' : 'A';
    CHECK(field.send(refused) == 401);
    Parts two = field.signed_parts(hello);
    REQUIRE(one.nonce != two.nonce);
    std::swap(one.nonce, two.nonce);
    CHECK(field.send(one) == 401);
    CHECK(field.send(two) == 401);
    std::swap(one.nonce, two.nonce);
    CHECK(field.send(one) == 200);
    CHECK(field.send(two) == 200);
}

TEST_CASE("campaign: a request cut short anywhere has no effect") {
    Campaign field;
    field.refresh();
    for (int i = 0; i < 5; ++i)
        field.phone.save("household", {{"head_name", "户主" + std::to_string(i)}});
    const std::int64_t before = field.ops();
    const Plain push{"POST", "/v1/push", {}, field.push_body(), 200};
    for (int i = 0; i < kCuts; ++i) {
        const std::string whole = field.signed_parts(push).text();
        const std::size_t end = field.random.below(whole.size());
        CAPTURE(end);
        const int status = field.send(whole.substr(0, end));
        CHECK((status == 0 || status >= 400));
    }
    CHECK(field.ops() == before);
    CHECK(field.send(field.signed_parts(push)) == 200);
    CHECK(field.ops() == before + 5);
}

TEST_CASE("campaign: ops of a push in another order, missing or twice are stored rightly or not") {
    Campaign field;
    field.refresh();
    for (int i = 0; i < 6; ++i)
        field.phone.save("household", {{"head_name", "户主" + std::to_string(i)}});
    const std::int64_t before = field.ops();
    const std::string body = field.push_body();
    const std::vector<std::string> lines = lines_of(body);
    REQUIRE(lines.size() == 7);
    const std::vector<std::string> ops{lines.begin() + 1, lines.end()};

    int tried = 0;
    const auto stops = [&](const std::vector<std::string>& changed) {
        const PushAnswer answer = field.push_answer(run_of(lines.front(), changed));
        CHECK(answer.stored.empty());
        REQUIRE(answer.stopped.size() == 1);
        const std::string& code = answer.stopped.front().code;
        CHECK((code == "bad_chain" || code == "bad_signature"));
        CHECK(field.ops() == before);
        ++tried;
    };
    for (std::size_t i = 0; i < ops.size(); ++i) {
        std::vector<std::string> dropped = ops;
        dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
        stops(dropped);
        std::vector<std::string> twice = ops;
        twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), ops[i]);
        stops(twice);
        for (std::size_t j = i + 1; j < ops.size(); ++j) {
            std::vector<std::string> swapped = ops;
            std::swap(swapped[i], swapped[j]);
            stops(swapped);
        }
    }
    MESSAGE("campaign: " << tried << " pushes with their ops out of order stopped");

    // Whole runs: the same one twice counts once, and so does every repetition.
    CHECK(field.push_answer(body + body).stopped.empty());
    CHECK(field.ops() == before + 6);
    CHECK(field.push_answer(body).stopped.empty());
    CHECK(field.ops() == before + 6);
}

}  // namespace cunji::test
