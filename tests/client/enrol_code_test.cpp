#include "client/app/enrol_code.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

const std::string kCode = "7KQ2M9XW4TRB8ZH3NV6PC5DY1E";
const std::string kServer = "https://county.example:8443";

EnrolText read(std::string_view text) {
    const Result<EnrolText> read = read_enrol_text(text);
    if (!read.ok()) FAIL(read.error().key);
    return *read;
}

std::string refused(std::string_view text) {
    const Result<EnrolText> read = read_enrol_text(text);
    return read.ok() ? std::string{} : read.error().key;
}

}  // namespace

TEST_CASE("enrol code: what the office's program prints is read back") {
    const EnrolText text{kServer, kCode};
    CHECK(enrol_payload(text) ==
          R"({"cunji":1,"url":"https://county.example:8443","code":")" + kCode + R"("})");
    CHECK(read(enrol_payload(text)) == text);
    CHECK(read(enrol_payload({"", kCode})) == EnrolText{"", kCode});
    const EnrolText village{kServer, kCode, "990101101201"};
    CHECK(enrol_payload(village).ends_with(R"(,"scope":"990101101201"})"));
    CHECK(read(enrol_payload(village)) == village);
    CHECK(read("请用这个开通：\n" + enrol_payload(text) + " 谢谢") == text);
}

TEST_CASE("enrol code: a later program may say more, and says when it must be understood") {
    CHECK(read(R"({"cunji":1,"url":"https://a.example","code":")" + kCode +
               R"(","village":"110105","pin":"sha256//x"})") ==
          EnrolText{"https://a.example", kCode, {}, "sha256//x"});
    CHECK(refused(R"({"cunji":2,"code":")" + kCode + R"("})") == "error.enrol.payload_newer");
    CHECK(refused(R"({"wifi":"guest"})") == "error.enrol.text");
    CHECK(refused(R"({"cunji":1})") == "error.enrol.text");
}

TEST_CASE("enrol code: address and code are picked out of a message") {
    const EnrolText both{kServer, kCode};
    CHECK(read("服务器 https://county.example:8443 ，开通码 " + kCode + "，24 小时有效") == both);
    CHECK(read("server https://county.example:8443/ code 7KQ2M9-XW4TRB-8ZH3NV-6PC5DY-1E") == both);
    CHECK(read("https://county.example:8443。\n7KQ2M 9XW4T RB8ZH 3NV6P C5DY1 E") == both);
    CHECK(read("ｈｔｔｐｓ：／／ｃｏｕｎｔｙ．ｅｘａｍｐｌｅ：８４４３　" + kCode) == both);
    CHECK(read(kCode) == EnrolText{"", kCode});
    CHECK(read("county.example:8443") == EnrolText{kServer, ""});
    CHECK(refused("今天下午三点开会") == "error.enrol.text");
    CHECK(refused("") == "error.enrol.text");
    CHECK(refused("a note about county.example") == "error.enrol.text");
    CHECK(refused(std::string(kEnrolTextMax + 1, 'x')) == "error.enrol.text_too_long");
    CHECK(refused("\xff\xfe") == "error.enrol.text");
}

TEST_CASE("enrol code: an address is typed in many ways") {
    CHECK(tidy_server("County.Example:8443") == kServer);
    CHECK(tidy_server(" https://county.example:8443/login?x=1 ") == kServer);
    CHECK(tidy_server("county。example：8443") == kServer);
    CHECK(tidy_server("127.0.0.1:8080") == "http://127.0.0.1:8080");
    CHECK(tidy_server("localhost:8080/") == "http://localhost:8080");
    // The transport refuses these and says why.
    CHECK(tidy_server("http://county.example") == "http://county.example");
    CHECK(tidy_server("ftp://county.example") == "ftp://county.example");
    CHECK(tidy_server("  ").empty());
}

TEST_CASE("enrol code: what looks alike is what the server meant") {
    CHECK(tidy_code("7kq2m9-xw4trb 8zh3nv") == "7KQ2M9XW4TRB8ZH3NV");
    CHECK(tidy_code("oil") == "011");
}

}  // namespace cunji::test
