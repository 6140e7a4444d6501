#include "server/tls_certificate.h"

#include "sync/curl_transport.h"
#include "tests/server/http_fixture.h"

#include <sys/stat.h>

using namespace cunji;
using namespace cunji::test;

namespace {

/// A county that has made its own certificate, and serves with it.
struct OwnCounty {
    explicit OwnCounty(const std::string& host = "127.0.0.1") {
        const NewCertificate wanted{host, folder.file("cert.pem"), folder.file("key.pem")};
        REQUIRE_FALSE(make_tls_certificate(wanted));
        const Result<std::string> read = tls_pin(wanted.certificate);
        REQUIRE(read.ok());
        pin = *read;
        HttpOptions options;
        options.tls_certificate = wanted.certificate;
        options.tls_key = wanted.key;
        server = std::make_unique<TestServer>(std::move(options));
    }

    /// The answer's status, or why there is none.
    [[nodiscard]] std::string ask(const std::string& believed_pin) const {
        auto transport = CurlTransport::open(
            {"https://127.0.0.1:" + std::to_string(server->server->port()), believed_pin});
        REQUIRE(transport.ok());
        const WireRequest request{"POST", "/small", {}, "王铁柱"};
        const Result<WireResponse> answer = (*transport)->send(request);
        return answer ? std::to_string(answer->status) : answer.error().key;
    }

    TempDir folder;
    std::string pin;
    std::unique_ptr<TestServer> server;
};

}  // namespace

TEST_CASE("tls: a county's own certificate is taken by its pin, and by nothing else") {
    const OwnCounty county;
    CHECK(county.ask(county.pin) == "200");
    CHECK(county.ask("") == "error.net.certificate");
    const std::string other = "sha256//" + std::string(43, 'A') + "=";
    CHECK(county.ask(other) == "error.net.certificate");
    CHECK(county.ask(county.pin + ";" + other) == "200");  // the next key can be told beforehand
    // Not a byte of a request came to the server that was not believed.
    CHECK(county.server->server->counters().requests == 2);
}

TEST_CASE("tls: the pin is of the key, so a renewed certificate keeps it") {
    const OwnCounty county;
    const OwnCounty other;
    CHECK(county.pin != other.pin);
    CHECK(county.ask(other.pin) == "error.net.certificate");
    const std::string renewed = county.folder.file("renewed.pem");
    const std::string renew = "openssl req -x509 -key " + county.folder.file("key.pem") +
                              " -days 2 -subj /CN=later -out " + renewed + " 2>/dev/null";
    REQUIRE(std::system(renew.c_str()) == 0);
    CHECK(*tls_pin(renewed) == county.pin);
}

TEST_CASE("tls: another program agrees on the pin and on whose certificate it is") {
    const TempDir folder;
    const NewCertificate wanted{"county.example", folder.file("c.pem"), folder.file("k.pem")};
    REQUIRE_FALSE(make_tls_certificate(wanted));
    const std::string by_openssl =
        output_of("openssl x509 -in " + wanted.certificate +
                  " -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 "
                  "-binary | openssl base64");
    CHECK("sha256//" + by_openssl == *tls_pin(wanted.certificate) + "\n");
    CHECK(output_of("openssl x509 -noout -checkhost county.example -in " + wanted.certificate)
              .find("does match") != std::string::npos);

    struct stat state {};

    REQUIRE(::stat(wanted.key.c_str(), &state) == 0);
    CHECK((state.st_mode & (S_IRWXG | S_IRWXO)) == 0);
}

TEST_CASE("tls: nothing is written over, and what is no certificate is said") {
    const TempDir folder;
    const NewCertificate wanted{"county.example", folder.file("c.pem"), folder.file("k.pem")};
    REQUIRE_FALSE(make_tls_certificate(wanted));
    const Result<std::string> before = tls_pin(wanted.certificate);
    CHECK(make_tls_certificate(wanted)->key == "error.key_file.exists");
    CHECK(*tls_pin(wanted.certificate) == *before);
    CHECK(tls_pin(wanted.key).error().key == "error.tls.certificate");
    CHECK(tls_pin(folder.file("none")).error().key == "error.file.not_found");
    const NewCertificate strange{"a,b=c\n", folder.file("s.pem"), folder.file("t.pem")};
    CHECK(make_tls_certificate(strange)->key == "error.tls.not_made");
}
