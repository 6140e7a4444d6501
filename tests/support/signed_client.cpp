#include "tests/support/signed_client.h"

#include "shared/wire/messages.h"

#include <doctest/doctest.h>

namespace cunji::test {

using test::RawAnswer;
using test::RawClient;

std::string SignedClient::head(std::string_view method, std::string_view target,
                               const Headers& headers, std::string_view body) const {
    std::string out{method};
    const auto add = [&out](std::string_view name, std::string_view value) {
        out += name;
        out += ": ";
        out += value;
        out += "\r\n";
    };
    out += ' ';
    out += target;
    out += " HTTP/1.1\r\n";
    add("Host", "127.0.0.1");
    for (const auto& [name, value] : headers)
        add(name, value);
    add(kDeviceHeader, enrolment_.device);
    add(kNonceHeader, nonce_);
    add(kSignatureHeader,
        to_base64(sign(enrolment_.device_keys, request_text(method, target, body, nonce_))));
    add("Content-Length", std::to_string(body.size()));
    return out + "\r\n";
}

RawAnswer SignedClient::call(std::string_view method, std::string_view target,
                             const Headers& headers, std::string_view body) {
    for (int i = 0;; ++i) {
        RawClient client{port_};
        client.send(head(method, target, headers, body));
        client.send(body);
        const auto answer = client.read_answer(method == "HEAD");
        REQUIRE(answer.has_value());
        const std::string next = answer->header(kNextHeader);
        if (!next.empty()) nonce_ = next;
        if (answer->status != 401 || next.empty() || i == 1) return *answer;
    }
}

}  // namespace cunji::test
