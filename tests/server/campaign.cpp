#include "tests/server/campaign.h"

#include "shared/store/lines.h"
#include "sync/push_plan.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kPathLetters = "abcdefghijklmnopqrstuvwxyz0123456789/ABC";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint16_t port_of(const std::string& address) {
    return static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1)));
}

}  // namespace

std::string Parts::text() const {
    std::string out = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& [name, value] : headers)
        out.append(name).append(": ").append(value).append("\r\n");
    out += std::string{kDeviceHeader} + ": " + device + "\r\n";
    out += std::string{kNonceHeader} + ": " + nonce + "\r\n";
    out += std::string{kSignatureHeader} + ": " + signature + "\r\n";
    return out + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Campaign::Campaign()
    : county(folder.file("county"), clock, server_random, [this](County& made) { prepare(made); }),
      port(port_of(county.address())),
      enrolment(*read_enrolment(phone.store())),
      jpeg(std::string{"\xff\xd8\xff\xe0"} + std::string(996, 'x')) {}

void Campaign::prepare(County& made) {
    const std::string person = made.add_person("Ann", "first_secretary", kVillage);
    Phone other{folder.file("other"), clock, random};
    other.connect(made);
    other.join(made.code_for(person, kVillage));
    other_device = read_enrolment(other.store())->device;
    phone.connect(made);
    phone.join(made.code_for(person, kVillage));
    phone.save("household", {{"head_name", "王铁柱"}});
    phone.must_sync();
    for (int i = 0; i < 4; ++i)
        codes.push_back(made.code_for(person, kVillage));
}

Parts Campaign::signed_parts(const Plain& plain) const {
    const std::string text = request_text(plain.method, plain.target, plain.body, nonce);
    return {plain.method,     plain.target, plain.headers,
            enrolment.device, nonce,        to_base64(sign(enrolment.device_keys, text)),
            plain.body};
}

int Campaign::send(const std::string& bytes, RawAnswer* said) {
    clock.pass(1);  // of too many nonces the oldest gives way
    RawClient client{port};
    client.send(bytes);
    client.finish_sending();
    const auto answer = client.read_answer(bytes.starts_with("HEAD "));
    if (!answer) return 0;
    if (const std::string next = answer->header(kNextHeader); !next.empty()) nonce = next;
    if (said != nullptr) *said = *answer;
    return answer->status;
}

void Campaign::refresh() {
    const Plain hello{"POST", "/v1/hello", {}, encode(HelloRequest{}), 200};
    send(signed_parts(hello));
    REQUIRE(send(signed_parts(hello)) == 200);
}

std::int64_t Campaign::ops() const {
    return county.reader().db().integer("SELECT count(*) FROM op").value_or(0);
}

std::string Campaign::push_body() {
    PushPlan plan;
    for (const Line& line : own_lines(phone.store().db()))
        plan_own_line(phone.store(), line.announcement.rid, 1, plan);
    return take_batch(phone.store(), enrolment.device_keys, plan, kPushPackedMax).body;
}

PushAnswer Campaign::push_answer(const std::string& body) {
    RawAnswer answer;
    REQUIRE(send(signed_parts({"POST", "/v1/push", {}, body, 200}), &answer) == 200);
    const Result<PushAnswer> content = decode_push_answer(answer.body);
    REQUIRE(content.ok());
    return *content;
}

std::string Campaign::upload() {
    RawAnswer begun;
    REQUIRE(send(signed_parts({"POST", "/v1/blobs", promise(jpeg), {}, 201}), &begun) == 201);
    std::string location = begun.header("Location");
    REQUIRE(send(signed_parts({"PATCH", location, at_offset(0), jpeg, 204})) == 204);
    return location;
}

std::vector<Plain> Campaign::every_request() {
    phone.save("household", {{"head_name", "李四"}});
    const std::string location = upload();
    const Headers tus{{"Tus-Resumable", "1.0.0"}};
    const std::string picture = "/v1/blobs/" + to_hex(sha256(jpeg));
    PullRequest pull;
    pull.epoch = county.reader().meta("epoch").value_or("");
    pull.cursors = {{kVillage, 0, {}}};
    return {{"POST", "/v1/push", {}, push_body(), 200},
            {"POST", "/v1/hello", {}, encode(HelloRequest{}), 200},
            {"POST", "/v1/pull", {}, encode(pull), 200},
            {"POST", "/v1/leaves", {}, encode(LeavesRequest{kVillage, {}}), 200},
            {"GET", "/v1/policy/bundle?version=1", {}, {}, 200},
            {"OPTIONS", "/v1/blobs", {}, {}, 204},
            {"POST", "/v1/blobs", promise(jpeg), {}, 201},
            {"HEAD", location, tus, {}, 200},
            {"PATCH", location, at_offset(jpeg.size()), {}, 204},
            {"GET", picture, {}, {}, 200},
            {"HEAD", picture, {}, {}, 200}};
}

void change_letter(std::string& text, std::size_t first, std::string_view letters,
                   SeededRandom& random) {
    const std::size_t at = first + random.below(text.size() - first);
    char other = text[at];
    while (other == text[at])
        other = letters[random.below(letters.size())];
    text[at] = other;
}

void alter(Parts& parts, Region region, const std::string& other_device, SeededRandom& random) {
    switch (region) {
        case Region::Method: {
            const std::vector<std::string> methods{"GET",    "POST",  "HEAD",   "PUT",
                                                   "DELETE", "PATCH", "OPTIONS"};
            const std::string before = parts.method;
            while (parts.method == before)
                parts.method = methods[random.below(methods.size())];
            return;
        }
        case Region::Path: {
            const std::size_t end = std::min(parts.target.find('?'), parts.target.size());
            std::string path = parts.target.substr(0, end);
            change_letter(path, 1, kPathLetters, random);
            parts.target.replace(0, end, path);
            return;
        }
        case Region::Query:
            if (const std::size_t mark = parts.target.find('?'); mark != std::string::npos) {
                return change_letter(parts.target, mark + 1, kPathLetters, random);
            }
            parts.target += "?a=" + std::to_string(random.below(1000));
            return;
        case Region::Body:
            if (parts.body.empty()) {
                parts.body = "{}";
            } else {
                char& byte = parts.body[random.below(parts.body.size())];
                byte = static_cast<char>(byte ^ static_cast<char>(1U << random.below(8)));
            }
            return;
        case Region::Nonce:
            return change_letter(parts.nonce, 0, kHex, random);
        case Region::Signature:
            // The last letter before the padding too: the bits in it beyond the bytes must be none.
            parts.signature.resize(parts.signature.size() - 2);
            change_letter(parts.signature, 0, kBase64, random);
            parts.signature += "==";
            return;
        case Region::DeviceId:
            return change_letter(parts.device, 0, kHex, random);
        case Region::OtherDevice:
            parts.device = other_device;
            return;
    }
}

}  // namespace cunji::test
