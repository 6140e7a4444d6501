// What somebody can do with a code, or with a request that carries one. Over real sockets.

#include "shared/json/json.h"
#include "tests/server/campaign.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr int kEnrolAlterations = 200;

std::string code_of(const RawAnswer& answer) {
    const Result<Json> json = parse_json(answer.body);
    return json.ok() && json->is_object() ? std::string{text_of(*json, "error")} : std::string{};
}

}  // namespace

TEST_CASE("campaign: a code is good once, for a day, for its village, and as it was signed") {
    Campaign field;
    const auto ask = [&](const EnrolRequest& request) {
        Parts parts{"POST", "/v1/enrol", {}, "-", "-", "-", encode(request)};
        RawAnswer answer;
        const int status = field.send(parts, &answer);
        return std::to_string(status) + (status == 200 ? "" : " " + code_of(answer));
    };
    const KeyPair keys = new_key_pair();
    const auto request_for = [&](const std::string& code, const std::string& scope) {
        EnrolRequest request{code, keys.public_key, new_key_pair().public_key, scope, {}};
        request.signature = sign(keys, enrol_text(request));
        return request;
    };
    CHECK(ask(request_for(field.codes[0], kOtherVillage)) == "403 other_village");
    const EnrolRequest whole = request_for(field.codes[0], kVillage);
    for (int i = 0; i < kEnrolAlterations; ++i) {
        EnrolRequest altered = whole;
        const std::size_t byte = field.random.below(32);
        const auto flip = static_cast<std::uint8_t>(1U << field.random.below(8));
        switch (field.random.below(5)) {
            case 0:
                change_letter(altered.code, 0, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", field.random);
                break;
            case 1:
                altered.device_key[byte] ^= flip;
                break;
            case 2:
                altered.person_key[byte] ^= flip;
                break;
            case 3:
                altered.signature[byte * 2] ^= flip;
                break;
            default:
                altered.scope = field.random.below(2) == 0 ? "" : kOtherVillage;
        }
        CHECK(ask(altered) == "401 bad_signature");
    }
    CHECK(ask(whole) == "200");
    CHECK(ask(whole) == "409 used_code");
    CHECK(ask(request_for(field.codes[0], "")) == "409 used_code");
    CHECK(ask(request_for(field.codes[1], "")) == "200");
    CHECK(ask(request_for("0123456789ABCDEFGHJKMNPQRS", "")) == "404 unknown_code");
    field.county.close();
    field.clock.pass(kEnrolCodeLifeMillis + 1);
    field.county.open();
    CHECK(ask(request_for(field.codes[2], kVillage)) == "410 expired_code");
}

}  // namespace cunji::test
