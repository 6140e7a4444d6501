#include "server/api.h"

#include "server/audit.h"
#include "shared/base/uuid.h"
#include "shared/json/json.h"
#include "shared/record/fingerprint.h"
#include "shared/wire/messages.h"

#include <algorithm>
#include <charconv>
#include <memory>

namespace cunji {

namespace {

constexpr std::size_t kPackFrom = 200;  ///< bytes; a shorter answer gains nothing

Result<std::string> unpack(const ServerContext& context, const HttpRequest& request,
                           std::size_t most) {
    const std::string_view encoding = request.header("Content-Encoding");
    if (encoding == "zstd") return context.compressor.unpack(request.body, most);
    if (encoding == "gzip") return gzip_unpack(request.body, most);
    if (!encoding.empty() && encoding != "identity") {
        return Message{"error.wire.encoding", {{"what", std::string{encoding}}}};
    }
    if (request.body.size() > most) return Message{"error.wire.too_large", {}};
    return request.body;
}

/// As announced by the head; nullopt for a body in chunks, which may be of any size.
std::optional<std::size_t> announced_size(const HttpRequest& head) {
    if (!head.header("Transfer-Encoding").empty()) return std::nullopt;
    const std::string_view text = head.header("Content-Length");
    std::size_t size = 0;
    std::from_chars(text.data(), text.data() + text.size(), size);
    return size;
}

/// The device id of a request goes into nothing before it is known to be one.
std::string device_id(const HttpRequest& request) {
    const std::string_view id = request.header(kDeviceHeader);
    return is_uuid(id) ? std::string{id} : std::string{};
}

HttpResponse with_nonce(ServerContext& context, HttpResponse response, const std::string& device) {
    response.headers.emplace_back(std::string{kNextHeader},
                                  context.nonces.issue(device, context.clock.now()));
    return response;
}

bool is_signed(const HttpRequest& request, const Device& device) {
    const std::optional<Signature> signature =
        signature_from_base64(request.header(kSignatureHeader));
    return signature && verify(device.key,
                               request_text(request.method, request.target, request.body,
                                            request.header(kNonceHeader)),
                               *signature);
}

HttpResponse unknown_device(const ServerContext& context) {
    return error_answer(context.texts, 401, "unknown_device", {"error.request.unknown_device", {}});
}

HttpResponse wrong_signature(ServerContext& context, const std::string& device) {
    return with_nonce(
        context,
        error_answer(context.texts, 401, "bad_signature", {"error.request.bad_signature", {}}),
        device);
}

/// What the head alone shows: strangers, and whoever has to sign again anyway, do not get to fill
/// the server's memory with a large body. The nonce is used up later, by its owner.
std::optional<HttpResponse> refuse_unproven(ServerContext& context, const HttpRequest& head) {
    const std::optional<std::size_t> size = announced_size(head);
    if (size && *size <= kUnprovenBodyMax) return std::nullopt;
    const std::string id = device_id(head);
    if (!find_device(*context.readers.lend(), id)) return unknown_device(context);
    const std::string nonce{head.header(kNonceHeader)};
    if (!context.nonces.is_good(id, nonce, context.clock.now())) {
        return wrong_signature(context, id);
    }
    return std::nullopt;
}

/// A node restored from an older copy meets a device enrolled since: the county's certificate in
/// its hello brings it back. The device is answered 401 with a nonce and repeats its request.
void admit_unknown(ServerContext& context, const HttpRequest& request, const std::string& device,
                   const Respond& respond) {
    const HttpResponse unknown = unknown_device(context);
    const Result<std::string> body = unpack(context, request, kMessageInflatedMax);
    const bool is_hello = request.target == "/v1/hello" && body.ok();
    const Result<HelloRequest> hello =
        is_hello ? decode_hello_request(*body) : Result<HelloRequest>{Message{}};
    if (!hello.ok() || !hello->certificate) return respond(unknown);
    const Signed certificate = *hello->certificate;
    const auto admitted = std::make_shared<bool>(false);
    const bool queued = context.writer.submit(
        [&context, certificate, admitted, device](const Store& store) {
            const Millis now = context.clock.now();
            *admitted = admit_by_certificate(store, context.identity, certificate, now);
            if (!*admitted) return;
            record_event(store,
                         {AuditVerb::Enrol,
                          context.identity.node,
                          device,
                          device,
                          {},
                          Json{{"by", "certificate"}}},
                         now);
        },
        [&context, admitted, device, respond, unknown](const std::exception_ptr& error) {
            if (error) return respond(failed_answer(context.texts, error));
            if (!*admitted) return respond(unknown);
            respond(wrong_signature(context, device));
        });
    if (!queued)
        respond(error_answer(context.texts, 503, "slow_down", {"error.request.slow_down", {}}));
}

/// The one place that shuts a device out of a route, whatever it asks for there.
std::optional<HttpResponse> refuse_caller(const ServerContext& context, const DeviceAccess& access,
                                          const Device& device) {
    if (device.is_closed() && access.closed == Closed::Refused) {
        return error_answer(context.texts, 403, "revoked", {"error.request.revoked", {}});
    }
    if (device.unconfirmed && !device.is_closed()) {
        return error_answer(
            context.texts, 403, "not_confirmed",
            {"error.request.not_confirmed", {{"number", fingerprint_of(device.key)}}});
    }
    const Powers powers = powers_of(device.account.role);
    if (may(powers, access.verb)) return std::nullopt;
    const bool reads = may(powers, Verb::Read);
    return error_answer(context.texts, 403, "not_granted",
                        {reads ? "error.right.reads_only" : "error.right.no_sync", {}});
}

void authenticate(ServerContext& context, HttpRequest request, const DeviceAccess& access,
                  std::size_t inflated_max, const Respond& respond,
                  const std::function<void(SignedCall)>& handler) {
    const std::string id = device_id(request);
    const std::optional<Device> device = find_device(*context.readers.lend(), id);
    if (!device) return admit_unknown(context, request, id, respond);
    const std::string nonce{request.header(kNonceHeader)};
    // The nonce is used up only by its owner: checked after the signature.
    if (!is_signed(request, *device) || !context.nonces.use(id, nonce, context.clock.now())) {
        return respond(wrong_signature(context, id));
    }
    const Respond respond_next = [&context, respond, id](HttpResponse response) {
        respond(with_nonce(context, std::move(response), id));
    };
    if (std::optional<HttpResponse> refusal = refuse_caller(context, access, *device)) {
        return respond_next(std::move(*refusal));
    }
    Result<std::string> body = unpack(context, request, inflated_max);
    if (!body) {
        const bool large = body.error().key == "error.wire.too_large";
        return respond_next(error_answer(context.texts, large ? 413 : 400,
                                         large ? "too_large" : "bad_encoding", body.error()));
    }
    handler({std::move(request), std::move(*body), *device, respond_next});
}

}  // namespace

HttpResponse error_answer(const Texts& texts, int status, std::string_view code,
                          const Message& message) {
    Json json = Json::object();
    json["error"] = code;
    json["text"] = texts(message);
    HttpResponse response;
    response.status = status;
    response.body = write_json(json);
    return response;
}

HttpResponse failed_answer(const Texts& texts, const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const Failure&) {
        // What the failure says is for who sits at this machine: its disk, its file.
        return error_answer(texts, 503, "not_stored", {"error.request.not_stored", {}});
    } catch (const std::exception&) {
        return error_answer(texts, 500, "broken", {"error.request.broken", {}});
    }
}

HttpResponse packed_answer(const ServerContext& context, const HttpRequest& request,
                           std::string body) {
    HttpResponse response;
    const std::string_view accepted = request.header("Accept-Encoding");
    const bool packs = body.size() >= kPackFrom;
    if (packs && accepted.find("zstd") != std::string_view::npos) {
        response.body = context.compressor.pack(body);
        response.headers.emplace_back("Content-Encoding", "zstd");
    } else if (packs && accepted.find("gzip") != std::string_view::npos) {
        response.body = gzip_pack(body);
        response.headers.emplace_back("Content-Encoding", "gzip");
    } else {
        response.body = std::move(body);
    }
    return response;
}

void write_then_answer(ServerContext& context, const Respond& respond,
                       std::function<HttpResponse(const Store&)> work) {
    const auto answer = std::make_shared<HttpResponse>();
    const bool queued = context.writer.submit(
        [answer, work = std::move(work)](const Store& store) { *answer = work(store); },
        [&context, answer, respond](const std::exception_ptr& error) {
            respond(error ? failed_answer(context.texts, error) : std::move(*answer));
        });
    if (!queued) {
        respond(error_answer(context.texts, 503, "slow_down", {"error.request.slow_down", {}}));
    }
}

Route signed_route(ServerContext& context, std::string method, std::string path,
                   DeviceAccess access, std::size_t body_max, std::size_t inflated_max,
                   std::function<void(SignedCall)> handler) {
    return {std::move(method),
            std::move(path),
            access,
            body_max,
            [&context, access, inflated_max, handler = std::move(handler)](HttpRequest request,
                                                                           const Respond& respond) {
                authenticate(context, std::move(request), access, inflated_max, respond, handler);
            },
            [&context](const HttpRequest& head) { return refuse_unproven(context, head); }};
}

}  // namespace cunji
