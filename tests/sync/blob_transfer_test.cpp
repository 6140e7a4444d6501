#include "sync/blob_transfer.h"

#include "server/tus.h"
#include "shared/base/random.h"
#include "shared/vault/sealed_file.h"
#include "sync/curl_transport.h"
#include "tests/support/county.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace cunji;
using namespace cunji::test;

namespace {

std::string a_jpeg(std::size_t size, std::uint64_t seed = 1) {
    std::string out(size, '\0');
    SeededRandom random{seed};
    random.fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    return out.replace(0, 4, "\xff\xd8\xff\xe0");
}

std::string header_of(const WireRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.headers) {
        if (key == name) return value;
    }
    return {};
}

/// A phone with pictures, and the county it sends them to.
struct Sender {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    std::unique_ptr<County> county = std::make_unique<County>(folder.file("county"), clock, random);
    Phone ann{folder.file("ann"), clock, random};
    BlobStore pictures{folder.file("ann/blobs"), test::test_keys()};
    Compressor compressor;

    Sender() { join(ann); }

    void join(Phone& phone, const char* scope = kVillage) const {
        phone.connect(*county);
        phone.join(county->code_for(county->add_person("p", "first_secretary", scope), scope));
    }

    /// The server ends and begins again on its folder.
    void restart_county() {
        county.reset();
        county = std::make_unique<County>(folder.file("county"), clock, random);
    }

    /// The name of a picture that now waits to be sent.
    std::string add(const std::string& bytes, BlobPart part = BlobPart::Original) {
        return add(ann, pictures, bytes, part);
    }

    static std::string add(Phone& phone, BlobStore& blobs, const std::string& bytes,
                           BlobPart part = BlobPart::Original) {
        std::string name = blobs.put(bytes);
        put_blob(phone.store(), {name, kVillage, static_cast<std::int64_t>(bytes.size()), part});
        return name;
    }

    BlobReport send(const BlobLimits& limits = {}, const OnProgress& progress = {}) {
        return send(ann, pictures, ann.link(), limits, progress);
    }

    BlobReport send(Phone& phone, BlobStore& blobs, Transport& transport,
                    const BlobLimits& limits = {}, const OnProgress& progress = {}) const {
        const std::optional<Enrolment> enrolment = read_enrolment(phone.store());
        REQUIRE(enrolment.has_value());
        ServerLink link{phone.store(), *enrolment, transport, compressor};
        return send_blobs(phone.store(), link, blobs, progress, limits);
    }

    [[nodiscard]] BlobStore there() const {
        return BlobStore{blob_folder(folder.file("county")), test::test_keys()};
    }
};

/// Passes requests on and loses those that a test names, or their answers.
class Losing final : public Transport {
public:
    explicit Losing(Transport& under) : under_(under) {}

    std::set<int> lose_request{};  ///< from 1
    std::vector<WireRequest> seen{};
    std::int64_t bytes_down = 0;  ///< of ranges

    Result<WireResponse> send(const WireRequest& request) override {
        seen.push_back(request);
        if (lose_request.contains(static_cast<int>(seen.size()))) {
            return Message{"error.net.cut", {}};
        }
        Result<WireResponse> answer = under_.send(request);
        if (answer.ok() && answer->status == 206) {
            bytes_down += static_cast<std::int64_t>(answer->body.size());
        }
        return answer;
    }

private:
    Transport& under_;
};

/// A reader's device on a real socket.
struct Reader {
    Sender sender;
    Phone bo{sender.folder.file("bo"), sender.clock, sender.random};
    BlobStore blobs{sender.folder.file("bo/blobs"), test::test_keys()};
    HttpServer http{HttpOptions{}, sender.county->routes()};
    std::unique_ptr<CurlTransport> curl;
    std::unique_ptr<Losing> losing;

    explicit Reader(const char* scope = kVillage) {
        sender.join(bo, scope);
        http.start();
        auto opened = CurlTransport::open({"http://127.0.0.1:" + std::to_string(http.port())});
        REQUIRE(opened.ok());
        curl = std::move(*opened);
        losing = std::make_unique<Losing>(*curl);
    }

    Result<std::int64_t> fetch(std::string_view sha256) {
        const std::optional<Enrolment> enrolment = read_enrolment(bo.store());
        ServerLink link{bo.store(), *enrolment, *losing, sender.compressor};
        return fetch_blob(link, blobs, sha256);
    }
};

}  // namespace

TEST_CASE("pictures: the link within a test answers with files as the socket does") {
    Sender sender;
    const std::string jpeg = a_jpeg(200'000);
    const std::string name = sender.add(jpeg);
    sender.send();
    const Enrolment enrolment = *read_enrolment(sender.ann.store());
    BlobStore blobs{sender.folder.file("again/blobs"), test::test_keys()};
    ServerLink link{sender.ann.store(), enrolment, sender.ann.link(), sender.compressor};
    const Result<std::int64_t> fetched = fetch_blob(link, blobs, name);
    REQUIRE(fetched.ok());
    CHECK(blobs.is_whole(name));
}

TEST_CASE("pictures: thumbnails go first, then previews, originals last") {
    Sender sender;
    std::vector<std::string> wanted(6);
    for (std::size_t photo = 0; photo < 2; ++photo) {
        const std::uint64_t seed = photo * 3;
        wanted[4 + photo] = sender.add(a_jpeg(90'000, seed + 1));
        wanted[2 + photo] = sender.add(a_jpeg(30'000, seed + 2), BlobPart::Preview);
        wanted[photo] = sender.add(a_jpeg(3'000, seed + 3), BlobPart::Thumbnail);
    }
    std::vector<std::string> order;
    sender.ann.link().after = [&](const WireRequest& request) {
        if (request.target != "/v1/blobs") return;
        const auto metadata = parse_upload_metadata(header_of(request, "Upload-Metadata"));
        REQUIRE(metadata);
        const std::string name = metadata->at("sha256");
        if (order.empty() || order.back() != name) order.push_back(name);
    };
    std::vector<Progress> told;
    const BlobReport report = sender.send({}, [&](const Progress& now) { told.push_back(now); });
    CHECK(order == wanted);
    CHECK_FALSE(report.problem);
    CHECK(report.notes.empty());
    CHECK(report.sent == 6);
    CHECK(report.bytes == 246'000);
    CHECK(report.left == 0);
    REQUIRE_FALSE(told.empty());
    CHECK(told.back().what.key == "progress.blobs");
    CHECK(told.back().done == 6);
    CHECK(told.back().total == 6);
    CHECK(told.back().seconds_left == 0);
    for (const std::string& name : wanted)
        CHECK(sender.there().is_whole(name));

    const int requests = sender.ann.link().requests();
    CHECK(sender.send().sent == 0);
    CHECK(sender.ann.link().requests() == requests);
}

TEST_CASE("pictures: wait until the server has the record they belong to") {
    Sender sender;
    const Saved saved = sender.ann.save(
        "household", Json{{"head_name", "王铁柱"}, {"group_name", "三组"}, {"address", "水井旁"}});
    Blob blob;
    const std::string jpeg = a_jpeg(2000);
    blob.sha256 = sender.pictures.put(jpeg);
    blob.scope = kVillage;
    blob.bytes = 2000;
    blob.record = saved.id;
    put_blob(sender.ann.store(), blob);
    BlobReport report = sender.send();
    CHECK(report.sent == 0);
    CHECK(report.left == 1);
    sender.ann.must_sync();
    report = sender.send();
    CHECK(report.sent == 1);
    CHECK(report.left == 0);
}

TEST_CASE("pictures: what another device has sent already does not travel again") {
    Sender sender;
    Phone bo{sender.folder.file("bo"), sender.clock, sender.random};
    sender.join(bo);
    BlobStore bos{sender.folder.file("bo/blobs"), test::test_keys()};
    sender.add(a_jpeg(70'000));
    Sender::add(bo, bos, a_jpeg(70'000));
    CHECK(sender.send().bytes == 70'000);
    const BlobReport report = sender.send(bo, bos, bo.link());
    CHECK(report.sent == 1);
    CHECK(report.bytes == 0);
}

TEST_CASE("pictures: a round cut at any request goes on at the byte in the next") {
    using Fault = LoopbackTransport::Fault;
    for (const Fault fault : {Fault::LoseRequest, Fault::LoseReply, Fault::Duplicate}) {
        Sender sender;
        const std::string small = sender.add(a_jpeg(5000, 1), BlobPart::Thumbnail);
        const std::string large = sender.add(a_jpeg(60'000, 2));
        BlobLimits limits;
        limits.part_max = 7000;
        // Every request fails once before its like comes through.
        std::set<std::string> failed;
        std::set<std::size_t> ends_seen{0};
        sender.ann.link().fault = [&](int, const WireRequest& request) {
            if (request.method == "PATCH") {
                const auto at = parse_count(header_of(request, "Upload-Offset"));
                ends_seen.insert(static_cast<std::size_t>(at.value_or(0)) + request.body.size());
            }
            const std::string like = request.method + header_of(request, "Upload-Metadata") +
                                     request.target + header_of(request, "Upload-Offset");
            return failed.insert(like).second ? fault : Fault::None;
        };
        std::int64_t travelled = 0;
        std::int64_t sent = 0;
        int rounds = 0;
        while (sent < 2 && rounds < 60) {
            const BlobReport report = sender.send(limits);
            CHECK(report.problem.has_value() ==
                  (fault != Fault::Duplicate && sent + report.sent < 2));
            travelled += report.bytes;
            sent += report.sent;
            ++rounds;
        }
        CHECK(sent == 2);
        CHECK(travelled <= 65'000);
        CHECK(*ends_seen.rbegin() == 60'000);
        CHECK(sender.there().is_whole(small));
        CHECK(sender.there().is_whole(large));
        CHECK(blobs_left(sender.ann.store()).count == 0);
    }
}

TEST_CASE("pictures: any order of cuts, restarts and repetitions ends with the right file") {
    using Fault = LoopbackTransport::Fault;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Sender sender;
        SeededRandom dice{seed};
        std::vector<std::string> names;
        for (std::uint64_t i = 0; i < 4; ++i)
            names.push_back(sender.add(a_jpeg(1000 + dice.below(60'000), seed * 10 + i)));
        int rounds = 0;
        while (blobs_left(sender.ann.store()).count > 0 && rounds < 300) {
            ++rounds;
            if (dice.below(4) == 0) {
                sender.restart_county();
                sender.ann.connect(*sender.county);
            }
            sender.ann.link().fault = [&](int, const WireRequest&) {
                const std::uint64_t roll = dice.below(8);
                return roll == 0   ? Fault::LoseRequest
                       : roll == 1 ? Fault::LoseReply
                       : roll == 2 ? Fault::Duplicate
                                   : Fault::None;
            };
            BlobLimits limits;
            limits.part_max = 500 + dice.below(20'000);
            const BlobReport report = sender.send(limits);
            CHECK(report.notes.empty());
        }
        CHECK(blobs_left(sender.ann.store()).count == 0);
        for (const std::string& name : names)
            CHECK(sender.there().is_whole(name));
    }
}

TEST_CASE("pictures: what the server's disk damaged starts again, twice at most") {
    Sender sender;
    const std::string jpeg = a_jpeg(30'000);
    const std::string name = sender.add(jpeg);
    const std::string other = sender.add(a_jpeg(100, 2));
    BlobLimits limits;
    limits.part_max = 10'000;
    int damages = 0;
    int most = 1;
    sender.ann.link().after = [&](const WireRequest& request) {
        const bool begins = header_of(request, "Upload-Offset") == "0";
        if (!begins || request.body.size() < kBlobPartMin || damages == most) return;
        ++damages;
        const std::string tmp = blob_folder(sender.folder.file("county")) + "/tmp";
        for (const auto& entry : std::filesystem::directory_iterator(tmp)) {
            std::string bytes = read_file(entry.path());
            bytes[5000] ^= 1;
            write_file(entry.path(), bytes);
        }
    };
    SUBCASE("once") {
        const BlobReport report = sender.send(limits);
        CHECK(damages == 1);
        CHECK(report.sent == 2);
        CHECK(report.notes.empty());
        CHECK(report.bytes > 30'100);
        CHECK(sender.there().is_whole(name));
    }
    SUBCASE("always: said, and the other pictures go on") {
        most = 100;
        const BlobReport report = sender.send(limits);
        CHECK(damages == 1 + kBlobRestartsMax);
        CHECK(report.sent == 1);
        CHECK(report.left == 1);
        CHECK_FALSE(report.problem);
        REQUIRE(report.notes.size() == 1);
        CHECK(report.notes[0].key == "error.blob.damaged_there");
        CHECK(sender.there().is_whole(other));
        CHECK_FALSE(sender.there().has(name));
        most = damages;
        CHECK(sender.send(limits).sent == 1);
    }
}

TEST_CASE("pictures: a file that this device lost or damaged does not hold up the others") {
    Sender sender;
    const std::string lost = sender.add(a_jpeg(1000, 1), BlobPart::Thumbnail);
    const std::string damaged = sender.add(a_jpeg(1000, 2), BlobPart::Thumbnail);
    sender.add(a_jpeg(1000, 3));
    std::filesystem::remove(sender.pictures.path_of(lost));
    write_file(sender.pictures.path_of(damaged), a_jpeg(1000, 4));
    const BlobReport report = sender.send();
    CHECK(report.sent == 1);
    CHECK(report.bytes == 1000);
    CHECK(report.left == 2);
    REQUIRE(report.notes.size() == 2);
    CHECK(report.notes[0].key == "error.blob.file_damaged");
    CHECK_FALSE(report.problem);
}

TEST_CASE(
    "pictures: what the server refuses is said once, what it cannot take now ends the round") {
    Sender sender;
    for (int i = 0; i < 2; ++i) {
        const std::string text = "this is no picture at all, number " + std::to_string(i);
        sender.add(text, BlobPart::Thumbnail);
    }
    sender.add(a_jpeg(1000, 1));
    sender.add(a_jpeg(1000, 2));
    UploadLimits upload_limits;
    upload_limits.bytes_per_device_day = 1500;
    BlobService service{sender.county->context(), blob_folder(sender.folder.file("county")),
                        upload_limits};
    LoopbackTransport transport{blob_routes(sender.county->context(), service)};
    const BlobReport report = sender.send(sender.ann, sender.pictures, transport);
    REQUIRE(report.notes.size() == 1);
    CHECK(report.notes[0].key == "error.server.says");
    REQUIRE(report.problem);
    CHECK(report.problem->key == "error.server.says");
    CHECK(report.sent == 1);
    CHECK(report.left == 3);
}

TEST_CASE("pictures: a round takes no more than it may") {
    Sender sender;
    sender.add(a_jpeg(4000, 1), BlobPart::Thumbnail);
    sender.add(a_jpeg(20'000, 2), BlobPart::Preview);
    sender.add(a_jpeg(50'000, 3));
    BlobLimits limits;
    limits.part_max = 8000;
    limits.bytes_max = 10'000;
    BlobReport report = sender.send(limits);
    CHECK(report.sent == 1);
    CHECK(report.bytes == 12'000);
    CHECK_FALSE(report.problem);
    limits.bytes_max = 0;
    limits.last = BlobPart::Preview;
    report = sender.send(limits);
    CHECK(report.sent == 1);
    CHECK(report.bytes == 12'000);  // the rest of the preview
    CHECK(report.left == 1);
    CHECK(sender.send().bytes == 50'000);
}

TEST_CASE("pictures: parts follow the speed of the link") {
    struct Case {
        std::size_t part;
        Millis took;
        std::size_t most;
        std::size_t wanted;
    };

    for (const Case& c :
         {Case{8192, 10'000, kBlobPartMax, 8192}, Case{8192, 5'000, kBlobPartMax, 16'384},
          Case{8192, 100, kBlobPartMax, 65'536},  // eight times at most
          Case{8192, 0, kBlobPartMax, 65'536},
          Case{8192, 60'000, kBlobPartMax, 8192},  // never below 8 KB
          Case{kBlobPartMax, 1, kBlobPartMax, kBlobPartMax},
          Case{kBlobPartMax, 100'000, kBlobPartMax, 104'857}, Case{500, 1000, kBlobPartMax, 8192},
          Case{3000, 1000, 3000, 3000}}) {
        CAPTURE(c.part);
        CAPTURE(c.took);
        CHECK(next_part_size(c.part, c.took, c.most) == c.wanted);
    }
}

TEST_CASE("pictures: another device gets a preview, checked, and only once") {
    Reader reader;
    const std::string jpeg = a_jpeg(300'000);
    const std::string name = reader.sender.add(jpeg, BlobPart::Preview);
    CHECK(reader.sender.send(reader.sender.ann, reader.sender.pictures, *reader.curl).sent == 1);
    const Result<std::int64_t> size = reader.fetch(name);
    REQUIRE(size.ok());
    CHECK(size.value() == 300'000);
    CHECK(reader.blobs.is_whole(name));
    const std::size_t requests = reader.losing->seen.size();
    CHECK(reader.fetch(name).ok());
    CHECK(reader.losing->seen.size() == requests);
}

TEST_CASE("pictures: a fetch that was cut goes on at the byte") {
    Reader reader;
    const std::string name = reader.sender.add(a_jpeg(2'500'000), BlobPart::Original);
    CHECK(reader.sender.send(reader.sender.ann, reader.sender.pictures, *reader.curl).sent == 1);
    for (int i = 3; i < 100; i += 3)
        reader.losing->lose_request.insert(i);
    int tries = 0;
    while (!reader.blobs.is_whole(name) && ++tries < 50)
        static_cast<void>(reader.fetch(name));
    CHECK(tries > 1);
    CHECK(reader.blobs.is_whole(name));
    CHECK(reader.losing->bytes_down == 2'500'000);  // none came twice
}

TEST_CASE("pictures: what is not there, not ours, or damaged is said and never kept") {
    Reader reader;
    const std::string jpeg = a_jpeg(100'000);
    const std::string name = reader.sender.add(jpeg);
    const Result<std::int64_t> early = reader.fetch(name);
    REQUIRE_FALSE(early.ok());
    CHECK(early.error().key == "error.server.says");
    CHECK(reader.sender.send(reader.sender.ann, reader.sender.pictures, *reader.curl).sent == 1);

    SUBCASE("left over bytes that are not the file's") {
        reader.blobs.append_part("get-" + name, a_jpeg(5000, 9));
        CHECK(reader.fetch(name).ok());
        CHECK(reader.blobs.is_whole(name));
    }
    SUBCASE("more bytes than the file has") {
        reader.blobs.append_part("get-" + name, a_jpeg(200'000, 9));
        CHECK(reader.fetch(name).ok());
        CHECK(reader.blobs.is_whole(name));
    }
    SUBCASE("damaged on the server") {
        write_file(reader.sender.there().path_of(name),
                   seal_whole(test::test_keys()->files, a_jpeg(100'000, 9)));
        const Result<std::int64_t> damaged = reader.fetch(name);
        REQUIRE_FALSE(damaged.ok());
        CHECK(damaged.error().key == "error.blob.damaged_there");
        CHECK_FALSE(reader.blobs.has(name));
        CHECK(reader.blobs.part_size("get-" + name) == 0);
    }
}

TEST_CASE("pictures: of another village are not given out") {
    Reader reader{kOtherVillage};
    const std::string name = reader.sender.add(a_jpeg(1000));
    CHECK(reader.sender.send(reader.sender.ann, reader.sender.pictures, *reader.curl).sent == 1);
    const Result<std::int64_t> refused = reader.fetch(name);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().key == "error.server.says");
    CHECK_FALSE(reader.blobs.has(name));
}
