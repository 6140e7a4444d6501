// Real files, real sockets: what a device sees of /v1/blobs.

#include "server/blob_routes.h"

#include "server/http.h"
#include "server/picture_magic.h"
#include "server/tus.h"
#include "shared/base/random.h"
#include "shared/json/json.h"
#include "shared/vault/sealed_file.h"
#include "tests/support/county.h"
#include "tests/support/signed_client.h"
#include "tests/support/test_keys.h"
#include "tests/support/tus_headers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <latch>
#include <thread>

using namespace cunji;
using namespace cunji::test;
using cunji::test::RawAnswer;
using cunji::test::RawClient;

namespace {

constexpr const char* kThirdVillage = "990101101203";

/// Begins like a camera's JPEG; the server looks no further.
std::string a_jpeg(std::size_t size, std::uint64_t seed = 1) {
    std::string out(size, '\0');
    SeededRandom random{seed};
    random.fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    return out.replace(0, 4, "\xff\xd8\xff\xe0");
}

std::string name_of(std::string_view bytes) {
    return to_hex(sha256(bytes));
}

std::string base64(std::string_view text) {
    return to_base64(bytes_of(text));
}

std::string code_of(const RawAnswer& answer) {
    const Result<Json> json = parse_json(answer.body);
    return json.ok() ? std::string{text_of(*json, "error")} : answer.body;
}

const Headers kTus{{"Tus-Resumable", "1.0.0"}};

/// A county with a server on a socket. Its parts end and begin again on the same folder.
class Served {
public:
    explicit Served(UploadLimits limits = {}) : limits_(limits) { start(); }

    void start() {
        county_ = std::make_unique<County>(dir_.file("county"), clock, random);
        service_ = std::make_unique<BlobService>(county_->context(), blob_dir(), limits_);
        HttpOptions options;
        http_ = std::make_unique<HttpServer>(options, blob_routes(county_->context(), *service_));
        http_->start();
        for (SignedClient* client : clients_)
            client->move_to(http_->port());
    }

    void end() {
        http_.reset();
        service_.reset();
        county_.reset();
    }

    void restart() {
        end();
        start();
    }

    [[nodiscard]] std::string blob_dir() const { return dir_.file("county/blobs"); }

    County& county() { return *county_; }

    BlobService& service() { return *service_; }

    /// A new device of a person.
    SignedClient join(const std::string& person, const std::string& scope = kVillage) {
        Phone phone{dir_.file("phone" + std::to_string(++phones_)), clock, random};
        phone.connect(*county_);
        phone.join(county_->code_for(person, scope));
        return {http_->port(), *read_enrolment(phone.store())};
    }

    /// A new device of a new person.
    SignedClient someone(const std::string& scope = kVillage,
                         const std::string& role = "first_secretary") {
        return join(county_->add_person("p" + std::to_string(phones_), role, scope), scope);
    }

    void follows(SignedClient& client) { clients_.push_back(&client); }

    [[nodiscard]] std::vector<std::string> left_in_tmp() const {
        std::vector<std::string> out;
        for (const auto& entry : std::filesystem::directory_iterator(blob_dir() + "/tmp"))
            out.push_back(entry.path().filename());
        return out;
    }

    FakeClock clock;
    SeededRandom random{7};

private:
    TempDir dir_;
    UploadLimits limits_;
    int phones_ = 0;
    std::vector<SignedClient*> clients_;
    std::unique_ptr<County> county_;
    std::unique_ptr<BlobService> service_;
    std::unique_ptr<HttpServer> http_;
};

std::string begin(SignedClient& client, std::string_view bytes, std::string_view scope = kVillage) {
    const RawAnswer answer = client.call("POST", "/v1/blobs", promise(bytes, scope));
    CHECK(answer.status == 201);
    return answer.header("Location");
}

RawAnswer patch(SignedClient& client, const std::string& upload, std::size_t offset,
                std::string_view bytes) {
    return client.call("PATCH", upload, at_offset(offset), bytes);
}

/// Upload-Offset of a HEAD, or "status ..." when there is none.
std::string offset_of(SignedClient& client, const std::string& upload) {
    const RawAnswer answer = client.call("HEAD", upload, kTus);
    if (answer.status != 200) return "status " + std::to_string(answer.status);
    return answer.header("Upload-Offset");
}

/// All of it in parts of `part` bytes, from where the server is.
void send_all(SignedClient& client, const std::string& upload, std::string_view bytes,
              std::size_t part) {
    auto at = static_cast<std::size_t>(parse_count(offset_of(client, upload)).value_or(0));
    while (at < bytes.size()) {
        const RawAnswer answer = patch(client, upload, at, bytes.substr(at, part));
        REQUIRE(answer.status == 204);
        at += std::min(part, bytes.size() - at);
        REQUIRE(answer.header("Upload-Offset") == std::to_string(at));
    }
}

RawAnswer get(SignedClient& client, std::string_view bytes, const Headers& headers = {}) {
    return client.call("GET", "/v1/blobs/" + name_of(bytes), headers);
}

}  // namespace

TEST_CASE("blobs: a picture sent in parts is kept under its hash and read back") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(2'500'000);
    const RawAnswer created = ann.call("POST", "/v1/blobs", promise(jpeg));
    CHECK(created.status == 201);
    CHECK(created.header("Tus-Resumable") == "1.0.0");
    CHECK(created.header("Upload-Offset") == "0");
    CHECK_FALSE(created.header("Cunji-Next").empty());
    const std::string upload = created.header("Location");
    CHECK(upload.starts_with("/v1/blobs/uploads/"));

    CHECK(patch(ann, upload, 0, jpeg.substr(0, 1'000'000)).status == 204);
    const RawAnswer head = ann.call("HEAD", upload, kTus);
    CHECK(head.status == 200);
    CHECK(head.header("Upload-Offset") == "1000000");
    CHECK(head.header("Upload-Length") == "2500000");
    CHECK(head.header("Cache-Control") == "no-store");
    CHECK_FALSE(head.header("Cunji-Next").empty());
    CHECK(get(ann, jpeg).status == 404);
    send_all(ann, upload, jpeg, kBlobPartMax);
    CHECK(offset_of(ann, upload) == "2500000");

    const RawAnswer answer = get(ann, jpeg);
    CHECK(answer.status == 200);
    CHECK((answer.body == jpeg));
    CHECK(answer.header("Content-Type") == "image/jpeg");
    CHECK(answer.header("Accept-Ranges") == "bytes");
    CHECK(answer.header("X-Content-Type-Options") == "nosniff");
    CHECK_FALSE(answer.header("Cunji-Next").empty());
    const std::string name = name_of(jpeg);
    CHECK((open_sealed(test::test_keys()->files,
                       read_file(served.blob_dir() + "/" + name.substr(0, 2) + "/" +
                                 name.substr(2, 2) + "/" + name)) == jpeg));
    CHECK(served.left_in_tmp().empty());
    const std::vector<Blob> rows = find_blobs(served.county().reader(), name);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].scope == kVillage);
    CHECK(rows[0].part == BlobPart::Original);
    CHECK(upload_ids(served.county().reader()).empty());
    // Who read it is written down, once an answer that held some of it.
    const std::string row =
        served.county()
            .reader()
            .db()
            .text("SELECT group_concat(bytes) FROM audit WHERE bytes LIKE '%\"read_blob\"%'")
            .value_or("");
    CHECK(row.find("\"what\":\"" + name + "\",\"scope\":\"" + kVillage + "\"") !=
          std::string::npos);
    CHECK(row.find("read_blob") == row.rfind("read_blob"));
}

TEST_CASE("blobs: OPTIONS says what this server can") {
    Served served;
    SignedClient ann = served.someone();
    const RawAnswer answer = ann.call("OPTIONS", "/v1/blobs");
    CHECK(answer.status == 204);
    CHECK(answer.header("Tus-Version") == "1.0.0");
    CHECK(answer.header("Tus-Extension") == "creation,checksum");
    CHECK(answer.header("Tus-Max-Size") == std::to_string(kBlobBytesMax));
    CHECK(answer.header("Tus-Checksum-Algorithm") == "sha256");
}

TEST_CASE("blobs: an identical file is sent once") {
    Served served;
    SignedClient ann = served.someone();
    SignedClient bo = served.someone();
    const std::string jpeg = a_jpeg(50'000);
    const std::string upload = begin(ann, jpeg);
    CHECK(patch(ann, upload, 0, jpeg.substr(0, 20'000)).status == 204);
    CHECK(begin(ann, jpeg) == upload);
    CHECK(offset_of(ann, upload) == "20000");
    const std::string bos = begin(bo, jpeg);
    CHECK(bos != upload);
    CHECK(offset_of(bo, bos) == "0");
    send_all(ann, upload, jpeg, 20'000);

    // Complete for everyone of the village, whoever begins or had begun.
    CHECK(begin(ann, jpeg) == upload);
    CHECK(ann.call("POST", "/v1/blobs", promise(jpeg)).header("Upload-Offset") == "50000");
    CHECK(bo.call("POST", "/v1/blobs", promise(jpeg)).header("Upload-Offset") == "50000");
    CHECK(offset_of(ann, upload) == "50000");
    CHECK(patch(ann, upload, 0, jpeg.substr(0, 100)).status == 409);
    CHECK(patch(ann, upload, 50'000, "").status == 204);
    CHECK(find_blobs(served.county().reader(), name_of(jpeg)).size() == 1);
}

TEST_CASE("blobs: goes on at the byte after a restart, wherever it was cut") {
    Served served;
    SignedClient ann = served.someone();
    served.follows(ann);
    const std::string jpeg = a_jpeg(4000, 3);
    const std::string upload = begin(ann, jpeg);
    std::size_t sent = 0;
    for (const std::size_t cut :
         {1U, 2U, 3U, 5U, 11U, 12U, 13U, 100U, 511U, 512U, 513U, 1024U, 3071U, 3998U, 3999U}) {
        CAPTURE(cut);
        CHECK(patch(ann, upload, sent, std::string_view{jpeg}.substr(sent, cut - sent)).status ==
              204);
        sent = cut;
        served.restart();
        CHECK(offset_of(ann, upload) == std::to_string(cut));
        CHECK(begin(ann, jpeg) == upload);
    }
    CHECK(patch(ann, upload, sent, jpeg.substr(sent)).status == 204);
    served.restart();
    CHECK((get(ann, jpeg).body == jpeg));
}

TEST_CASE("blobs: a part that did not arrive whole is not kept") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(300'000);
    const std::string upload = begin(ann, jpeg);
    CHECK(patch(ann, upload, 0, jpeg.substr(0, 1000)).status == 204);
    for (const std::size_t arrived : {0U, 1U, 5000U, 199'999U}) {
        RawClient broken{ann.port()};
        const std::string part = jpeg.substr(1000, 200'000);
        broken.send(ann.head("PATCH", upload, at_offset(1000), part));
        broken.send(std::string_view{part}.substr(0, arrived));
        broken.close();
        CHECK(offset_of(ann, upload) == "1000");
    }
    send_all(ann, upload, jpeg, 100'000);
    CHECK((get(ann, jpeg).body == jpeg));
}

TEST_CASE("blobs: a part in the wrong place or with a wrong checksum changes nothing") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(10'000);
    const std::string upload = begin(ann, jpeg);
    CHECK(patch(ann, upload, 0, jpeg.substr(0, 4000)).status == 204);
    for (const std::size_t offset : {0U, 3999U, 4001U, 10'000U}) {
        const RawAnswer answer = patch(ann, upload, offset, jpeg.substr(offset, 1000));
        CHECK(answer.status == 409);
        CHECK(code_of(answer) == "wrong_offset");
    }
    const auto with_checksum = [&](std::string_view of) {
        Headers headers = at_offset(4000);
        headers.emplace_back("Upload-Checksum", "sha256 " + to_base64(sha256(of)));
        return ann.call("PATCH", upload, headers, jpeg.substr(4000, 1000));
    };
    const RawAnswer wrong = with_checksum(jpeg.substr(4001, 1000));
    CHECK(wrong.status == 460);
    CHECK(code_of(wrong) == "wrong_checksum");
    CHECK(offset_of(ann, upload) == "4000");
    CHECK(with_checksum(jpeg.substr(4000, 1000)).status == 204);
    send_all(ann, upload, jpeg, 5000);
    CHECK((get(ann, jpeg).body == jpeg));
}

TEST_CASE("blobs: a file that is not the one promised is thrown away and can come again") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(10'000);
    std::string damaged = jpeg;
    damaged[7000] ^= 1;
    const std::string upload = begin(ann, jpeg);
    CHECK(patch(ann, upload, 0, damaged.substr(0, 8000)).status == 204);
    const RawAnswer answer = patch(ann, upload, 8000, damaged.substr(8000));
    CHECK(answer.status == 460);
    CHECK(code_of(answer) == "wrong_hash");
    CHECK(served.left_in_tmp().empty());
    CHECK(offset_of(ann, upload) == "status 404");
    CHECK(get(ann, jpeg).status == 404);
    CHECK(begin(ann, jpeg) == upload);
    CHECK(offset_of(ann, upload) == "0");
    send_all(ann, upload, jpeg, 3000);
    CHECK((get(ann, jpeg).body == jpeg));
}

TEST_CASE("blobs: only what begins like a JPEG or HEIC is taken") {
    Served served;
    SignedClient ann = served.someone();
    const std::string heic = std::string(
                                 "\0\0\0\x18"
                                 "ftypheic",
                                 12) +
                             a_jpeg(500);
    const std::string upload = begin(ann, heic);
    send_all(ann, upload, heic, 1);  // whole only after twelve parts of one byte
    CHECK(get(ann, heic).header("Content-Type") == "image/heic");

    const std::string head = "GIF89a";
    const std::string gif = head + std::string(500, 'x');
    for (const std::size_t part : {1U, 500U}) {
        const std::string refused = begin(ann, gif);
        const RawAnswer answer = patch(ann, refused, 0, gif.substr(0, part));
        CAPTURE(part);
        if (part == 1) {
            // "G" could be the length of a HEIC's first box: decided when there is more.
            CHECK(answer.status == 204);
            CHECK(patch(ann, refused, 1, gif.substr(1)).status == 415);
        } else {
            CHECK(answer.status == 415);
            CHECK(code_of(answer) == "not_a_picture");
        }
        CHECK(offset_of(ann, refused) == "status 404");
    }
    CHECK(served.left_in_tmp().empty());
    const RawAnswer small = ann.call("POST", "/v1/blobs", promise(a_jpeg(11)));
    CHECK(small.status == 415);
}

TEST_CASE("blobs: what is too large is refused before it comes") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(100);
    Headers headers = promise(jpeg);
    headers[1].second = std::to_string(kBlobBytesMax + 1);
    const RawAnswer answer = ann.call("POST", "/v1/blobs", headers);
    CHECK(answer.status == 413);
    CHECK(code_of(answer) == "too_large");
    const std::string upload = begin(ann, jpeg);
    const RawAnswer more = patch(ann, upload, 0, a_jpeg(101));
    CHECK(more.status == 413);
    CHECK(offset_of(ann, upload) == "0");
    RawClient greedy{ann.port()};
    const std::string big(kBlobPartMax + 1, 'x');
    greedy.send(ann.head("PATCH", upload, at_offset(0), big));
    CHECK(greedy.read_answer()->status == 413);
}

TEST_CASE("blobs: headers that say nothing sensible are answered, not believed") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(100);

    struct Case {
        const char* header;
        std::string value;
        int status;
    };

    const std::string name = base64(name_of(jpeg));
    const std::string scope = base64(kVillage);
    for (const Case& c : std::vector<Case>{
             {"Tus-Resumable", "0.9", 412},
             {"Tus-Resumable", "", 412},
             {"Upload-Length", "", 400},
             {"Upload-Length", "-1", 400},
             {"Upload-Length", "1e3", 400},
             {"Upload-Length", "99999999999999999999", 400},
             {"Upload-Metadata", "", 400},
             {"Upload-Metadata", "sha256 " + name + ",scope " + scope, 400},
             {"Upload-Metadata", "sha256 " + name + ",part " + base64("preview"), 400},
             {"Upload-Metadata", "sha256 ?,scope " + scope + ",part " + base64("preview"), 400},
             {"Upload-Metadata",
              "sha256 " + base64("../../etc/passwd") + ",scope " + scope + ",part " +
                  base64("preview"),
              400},
             {"Upload-Metadata", "sha256 " + name + ",scope " + scope + ",part " + base64("whole"),
              400},
         }) {
        CAPTURE(c.header);
        CAPTURE(c.value);
        Headers headers = promise(jpeg);
        for (auto& [key, value] : headers) {
            if (key == c.header) value = c.value;
        }
        const RawAnswer answer = ann.call("POST", "/v1/blobs", headers);
        CHECK(answer.status == c.status);
        CHECK(answer.header("Tus-Resumable") == "1.0.0");
    }
    const std::string upload = begin(ann, jpeg);
    for (const Case& c : std::vector<Case>{
             {"Tus-Resumable", "2.0.0", 412},
             {"Content-Type", "application/json", 415},
             {"Upload-Offset", "", 400},
             {"Upload-Offset", "0x0", 400},
             {"Upload-Checksum", "sha1 " + base64("xx"), 400},
             {"Upload-Checksum", "sha256 " + base64("xx"), 400},
             {"Upload-Checksum", "sha256", 400},
         }) {
        CAPTURE(c.header);
        CAPTURE(c.value);
        Headers headers = at_offset(0);
        headers.emplace_back("Upload-Checksum", "sha256 " + to_base64(sha256(jpeg)));
        for (auto& [key, value] : headers) {
            if (key == c.header) value = c.value;
        }
        CHECK(ann.call("PATCH", upload, headers, jpeg).status == c.status);
    }
    CHECK(offset_of(ann, upload) == "0");
    for (const char* id : {"x", "..%2f..%2fcounty.db"}) {
        const std::string target = std::string{"/v1/blobs/uploads/"} + id;
        CHECK(ann.call("HEAD", target, kTus).status == 404);
        CHECK(ann.call("PATCH", target, at_offset(0), jpeg).status == 404);
    }
    CHECK(ann.call("GET", "/v1/blobs/uploads").status == 404);
    CHECK(ann.call("GET", "/v1/blobs/" + std::string(64, 'A')).status == 404);
}

TEST_CASE("blobs: nobody unknown gets anything") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(1000);
    send_all(ann, begin(ann, jpeg), jpeg, 1000);
    for (const std::string& request :
         {"GET /v1/blobs/" + name_of(jpeg), std::string{"POST /v1/blobs"},
          std::string{"OPTIONS /v1/blobs"}, std::string{"HEAD /v1/blobs/uploads/x"}}) {
        RawClient stranger{ann.port()};
        stranger.send(request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
        CHECK(stranger.read_answer(request.starts_with("HEAD"))->status == 401);
    }
}

TEST_CASE("blobs: ranges") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(1000);
    send_all(ann, begin(ann, jpeg), jpeg, 1000);

    struct Case {
        const char* range;
        int status;
        std::size_t offset;
        std::size_t length;
    };

    for (const Case& c : {Case{"bytes=0-0", 206, 0, 1}, Case{"bytes=0-999", 206, 0, 1000},
                          Case{"bytes=10-19", 206, 10, 10}, Case{"bytes=990-5000", 206, 990, 10},
                          Case{"bytes=999-", 206, 999, 1}, Case{"bytes=-1", 206, 999, 1},
                          Case{"bytes=-5000", 206, 0, 1000}, Case{"bytes=5-4", 200, 0, 1000},
                          Case{"bytes=0-1,5-6", 200, 0, 1000}, Case{"lines=0-1", 200, 0, 1000},
                          Case{"bytes=a-b", 200, 0, 1000}, Case{"bytes=-", 200, 0, 1000}}) {
        CAPTURE(c.range);
        const RawAnswer answer = get(ann, jpeg, {{"Range", c.range}});
        CHECK(answer.status == c.status);
        CHECK((answer.body == jpeg.substr(c.offset, c.length)));
        const std::string wanted = "bytes " + std::to_string(c.offset) + "-" +
                                   std::to_string(c.offset + c.length - 1) + "/1000";
        CHECK(answer.header("Content-Range") == (c.status == 206 ? wanted : ""));
    }
    for (const char* range : {"bytes=1000-", "bytes=1000-2000", "bytes=-0"}) {
        CAPTURE(range);
        const RawAnswer answer = get(ann, jpeg, {{"Range", range}});
        CHECK(answer.status == 416);
        CHECK(answer.header("Content-Range") == "bytes */1000");
    }
    const RawAnswer head = ann.call("HEAD", "/v1/blobs/" + name_of(jpeg), {{"Range", "bytes=0-1"}});
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "1000");
    CHECK(head.header("ETag") == '"' + name_of(jpeg) + '"');
    CHECK_FALSE(head.header("Cunji-Next").empty());
}

TEST_CASE("blobs: another village's picture is neither read nor had by its hash") {
    Served served;
    SignedClient ann = served.someone();
    SignedClient eve = served.someone(kOtherVillage);
    const std::string jpeg = a_jpeg(20'000);
    const std::string upload = begin(ann, jpeg);
    CHECK(patch(ann, upload, 0, jpeg.substr(0, 5000)).status == 204);
    CHECK(offset_of(eve, upload) == "status 404");
    CHECK(patch(eve, upload, 5000, jpeg.substr(5000)).status == 404);
    send_all(ann, upload, jpeg, 20'000);

    const RawAnswer answer = get(eve, jpeg);
    CHECK(answer.status == 403);
    CHECK(code_of(answer) == "not_granted");
    CHECK(eve.call("HEAD", "/v1/blobs/" + name_of(jpeg)).status == 403);
    CHECK(offset_of(eve, upload) == "status 404");
    CHECK(eve.call("POST", "/v1/blobs", promise(jpeg)).status == 403);
    // Who has the file may have it in her own village, but has to show all of it.
    const std::string hers = begin(eve, jpeg, kOtherVillage);
    CHECK(offset_of(eve, hers) == "0");
    CHECK(get(eve, jpeg).status == 403);
    send_all(eve, hers, jpeg, 15'000);
    CHECK((get(eve, jpeg).body == jpeg));
    CHECK(find_blobs(served.county().reader(), name_of(jpeg)).size() == 2);
    CHECK(served.left_in_tmp().empty());

    // Whoever reads it in one village need not send it for another of theirs.
    const std::string id = served.county().add_person("both", "township_reviewer", kVillage);
    served.county().write(
        [&](const Store& store) { grant(store, id, kThirdVillage, served.clock.now()); });
    SignedClient both = served.join(id);
    const RawAnswer third = both.call("POST", "/v1/blobs", promise(jpeg, kThirdVillage));
    CHECK(third.header("Upload-Offset") == "20000");
    CHECK(find_blobs(served.county().reader(), name_of(jpeg)).size() == 3);
}

TEST_CASE("blobs: photos of a village that was handed over still arrive, and are closed after") {
    Served served;
    const std::string id = served.county().add_person("ann", "first_secretary", kVillage);
    SignedClient ann = served.join(id);
    const std::string jpeg = a_jpeg(20'000);
    const std::string upload = begin(ann, jpeg);
    CHECK(patch(ann, upload, 0, jpeg.substr(0, 5000)).status == 204);
    served.clock.pass(1000);
    served.county().write(
        [&](const Store& store) { end_grant(store, id, kVillage, served.clock.now()); });
    send_all(ann, upload, jpeg, 20'000);
    CHECK(get(ann, jpeg).status == 403);

    SignedClient reads = served.someone(kVillage, "auditor_ro");
    CHECK((get(reads, jpeg).body == jpeg));
    CHECK(reads.call("POST", "/v1/blobs", promise(a_jpeg(50))).status == 403);
}

TEST_CASE("blobs: a revoked device is shut out") {
    Served served;
    SignedClient ann = served.someone();
    const std::string jpeg = a_jpeg(1000);
    const std::string upload = begin(ann, jpeg);
    send_all(ann, upload, jpeg, 1000);
    served.county().write([&](const Store& store) {
        for (const Device& device : all_devices(store))
            revoke_device(store, device.id, served.clock.now());
    });
    CHECK(get(ann, jpeg).status == 403);
    CHECK(code_of(ann.call("POST", "/v1/blobs", promise(jpeg))) == "revoked");
    CHECK(offset_of(ann, upload) == "status 403");
}

TEST_CASE("blobs: what an end at the worst moment left undone is done at the next question") {
    Served served;
    SignedClient ann = served.someone();
    served.follows(ann);
    const std::string jpeg = a_jpeg(9000);
    const std::string upload = begin(ann, jpeg);
    const std::string id = upload.substr(upload.rfind('/') + 1);
    CHECK(patch(ann, upload, 0, jpeg.substr(0, 4000)).status == 204);

    SUBCASE("all bytes were on disk, the file had no name") {
        served.end();
        write_file(served.blob_dir() + "/tmp/" + id + ".part",
                   seal_whole(test::test_keys()->files, jpeg));
        served.start();
        CHECK(offset_of(ann, upload) == "9000");
    }
    SUBCASE("the same, and they are not the right ones") {
        served.end();
        write_file(served.blob_dir() + "/tmp/" + id + ".part",
                   seal_whole(test::test_keys()->files, a_jpeg(9000, 2)));
        served.start();
        CHECK(offset_of(ann, upload) == "status 460");
        send_all(ann, begin(ann, jpeg), jpeg, 9000);
    }
    SUBCASE("more than all") {
        served.end();
        write_file(served.blob_dir() + "/tmp/" + id + ".part",
                   seal_whole(test::test_keys()->files, jpeg + "x"));
        served.start();
        CHECK(offset_of(ann, upload) == "0");
        send_all(ann, upload, jpeg, 9000);
    }
    SUBCASE("the file had its name, the row was missing") {
        served.end();
        BlobStore blobs{served.blob_dir(), test::test_keys()};
        blobs.drop_part(id);
        blobs.put(jpeg);
        served.start();
        CHECK(ann.call("POST", "/v1/blobs", promise(jpeg)).header("Upload-Offset") == "9000");
    }
    SUBCASE("the database is younger than a disk that lost the file") {
        send_all(ann, upload, jpeg, 9000);
        served.service().blobs.remove(name_of(jpeg));
        CHECK(get(ann, jpeg).status == 404);
        CHECK(offset_of(ann, upload) == "status 404");
        send_all(ann, begin(ann, jpeg), jpeg, 9000);
    }
    CHECK((get(ann, jpeg).body == jpeg));
    CHECK(served.left_in_tmp().empty());
}

TEST_CASE("blobs: a start sweeps ended uploads and keeps those under way") {
    Served served;
    SignedClient ann = served.someone();
    served.follows(ann);
    const std::string old = begin(ann, a_jpeg(1000));
    CHECK(patch(ann, old, 0, a_jpeg(1000).substr(0, 10)).status == 204);
    served.clock.pass(kUploadLifeMillis - 1000);
    const std::string live = begin(ann, a_jpeg(2000));
    CHECK(patch(ann, live, 0, a_jpeg(2000).substr(0, 10)).status == 204);
    served.restart();
    CHECK(served.left_in_tmp().size() == 2);
    served.end();
    write_file(served.blob_dir() + "/tmp/put-abcdef", "left over");
    served.clock.pass(2000);
    served.start();
    CHECK(served.left_in_tmp().size() == 1);
    CHECK(offset_of(ann, old) == "status 404");
    CHECK(offset_of(ann, live) == "10");
}

TEST_CASE("blobs: two that send the same at the same time do no harm") {
    Served served;
    const std::string jpeg = a_jpeg(400'000);
    const std::string id = served.county().add_person("ann", "first_secretary", kVillage);
    SignedClient ann = served.join(id);
    SignedClient bo = served.join(id);
    SUBCASE("one upload twice: each part counts once") {
        const std::string upload = begin(ann, jpeg);
        // The same device from two programs, each with nonces of its own.
        SignedClient twin = ann;
        std::size_t at = 0;
        while (at < jpeg.size()) {
            const std::string part = jpeg.substr(at, 50'000);
            int statuses[2] = {0, 0};
            std::thread other{[&] { statuses[0] = patch(twin, upload, at, part).status; }};
            statuses[1] = patch(ann, upload, at, part).status;
            other.join();
            std::sort(std::begin(statuses), std::end(statuses));
            CHECK(statuses[0] == 204);
            CHECK(statuses[1] == 409);
            at += part.size();
        }
    }
    SUBCASE("two devices, one file") {
        const auto all = [&](SignedClient& client) {
            const std::string upload =
                client.call("POST", "/v1/blobs", promise(jpeg)).header("Location");
            for (std::size_t at = 0; at < jpeg.size(); at += 20'000)
                static_cast<void>(patch(client, upload, at, jpeg.substr(at, 20'000)));
        };
        std::thread other{[&] { all(bo); }};
        all(ann);
        other.join();
    }
    CHECK((get(bo, jpeg).body == jpeg));
    CHECK(find_blobs(served.county().reader(), name_of(jpeg)).size() == 1);
    CHECK(served.left_in_tmp().empty());
}

TEST_CASE("blobs: of several threads with the same part one wins, each time") {
    Served served;
    static_cast<void>(served.someone());
    const Device device = all_devices(served.county().reader()).front();
    const std::string jpeg = a_jpeg(80'000);
    Uploads& uploads = served.service().uploads;
    const UploadResult begun =
        uploads.begin(device, {name_of(jpeg), kVillage, BlobPart::Original, std::int64_t{80'000}});
    REQUIRE(begun.ok());
    constexpr std::size_t kPart = 2000;
    constexpr int kThreads = 4;
    for (std::size_t at = 0; at < jpeg.size(); at += kPart) {
        std::atomic<int> taken = 0;
        std::latch together{kThreads};
        std::vector<std::thread> threads;
        for (int i = 0; i < kThreads; ++i) {
            threads.emplace_back([&] {
                together.arrive_and_wait();
                const UploadResult part =
                    uploads.append(device, begun.value().id, static_cast<std::int64_t>(at),
                                   std::string_view{jpeg}.substr(at, kPart), std::nullopt);
                if (part.ok()) ++taken;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        CHECK(taken == 1);
    }
    CHECK(served.service().blobs.is_whole(name_of(jpeg)));
}

TEST_CASE("blobs: a device has its share of a day, and of unfinished uploads") {
    UploadLimits limits;
    limits.bytes_per_device_day = 3000;
    limits.uploads_per_device = 2;
    Served served{limits};
    SignedClient ann = served.someone();
    const std::string first = begin(ann, a_jpeg(1000, 1));
    send_all(ann, first, a_jpeg(1000, 1), 1000);
    static_cast<void>(begin(ann, a_jpeg(1500, 2)));
    static_cast<void>(begin(ann, a_jpeg(1500, 2)));  // the same one counts once
    const RawAnswer over = ann.call("POST", "/v1/blobs", promise(a_jpeg(600, 3)));
    CHECK(over.status == 429);
    CHECK(code_of(over) == "over_quota");
    CHECK_FALSE(over.header("Retry-After").empty());
    CHECK(ann.call("POST", "/v1/blobs", promise(a_jpeg(1000, 1))).status == 201);
    SignedClient bo = served.someone();
    CHECK(bo.call("POST", "/v1/blobs", promise(a_jpeg(600, 3))).status == 201);

    served.clock.pass(Millis{25} * 3600 * 1000);
    const std::string next = begin(ann, a_jpeg(600, 3));
    CHECK(patch(ann, next, 0, a_jpeg(600, 3).substr(0, 20)).status == 204);
    static_cast<void>(begin(ann, a_jpeg(601, 4)));
    static_cast<void>(begin(ann, a_jpeg(602, 5)));
    CHECK(offset_of(ann, next) == "status 404");
    CHECK(served.left_in_tmp().empty());
}

TEST_CASE("blobs: a disk nearly full takes no pictures, and says so, and loses nothing") {
    UploadLimits limits;
    limits.record_room = 0;
    Served roomy{limits};
    SignedClient ann = roomy.someone();
    const std::string jpeg = a_jpeg(30'000);
    const std::string upload = begin(ann, jpeg);
    CHECK(patch(ann, upload, 0, jpeg.substr(0, 10'000)).status == 204);

    limits.record_room = std::int64_t{1} << 60U;
    BlobService full{roomy.county().context(), roomy.blob_dir(), limits};
    HttpServer http{HttpOptions{}, blob_routes(roomy.county().context(), full)};
    http.start();
    SignedClient there = ann;
    there.move_to(http.port());
    const RawAnswer answer = patch(there, upload, 10'000, jpeg.substr(10'000));
    CHECK(answer.status == 507);
    CHECK(code_of(answer) == "disk_full");
    CHECK(there.call("POST", "/v1/blobs", promise(a_jpeg(500))).status == 507);
    CHECK(offset_of(there, upload) == "10000");
    http.stop(1);
    CHECK(roomy.left_in_tmp().size() == 1);
}

TEST_CASE("tus: metadata, checksums and numbers as other clients write them") {
    const auto metadata = parse_upload_metadata("filename d29ybGQ=, is_it ,sha256 YWI=");
    REQUIRE(metadata);
    CHECK(metadata->at("filename") == "world");
    CHECK(metadata->at("is_it").empty());
    CHECK(metadata->at("sha256") == "ab");
    CHECK(parse_upload_metadata("")->empty());
    for (const char* text : {"a b c", "a YWI=,a YWI=", ",", "a !", " "}) {
        CAPTURE(text);
        CHECK_FALSE(parse_upload_metadata(text));
    }
    CHECK(parse_count("0") == 0);
    CHECK(parse_count("999999999999999999") == 999'999'999'999'999'999);
    for (const char* text : {"", "1000000000000000000", " 1", "1 ", "+1", "-1", "0x1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_count(text));
    }
}

TEST_CASE("pictures: magic bytes as far as there are any") {
    const std::string heic(
        "\0\0\0\x24"
        "ftypmif1",
        12);
    for (std::size_t size = 0; size <= heic.size(); ++size) {
        CHECK(may_be_picture(heic.substr(0, size)));
        CHECK(may_be_picture(a_jpeg(12).substr(0, size)));
    }
    for (const std::string& other : {std::string("\x89PNG\r\n\x1a\n"), std::string("<html><body>"),
                                     std::string("\0\0\0\x24"
                                                 "ftypisom",
                                                 12),
                                     std::string("RIFF\0\0\0\0WEBP", 12)}) {
        CAPTURE(other);
        CHECK_FALSE(may_be_picture(other));
        CHECK(media_type_of(other) == "application/octet-stream");
    }
}
