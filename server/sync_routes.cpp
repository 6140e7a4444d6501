// The routes of docs/protocol.md: from HTTP to a message, to the part that answers it, and back.

#include "server/api.h"
#include "server/delivering.h"
#include "server/ingest.h"
#include "shared/json/json.h"

#include <memory>

namespace cunji {

namespace {

constexpr Millis kClockNews = 60'000;  // a smaller change of a device's clock is not written down

HttpResponse bad_message(const ServerContext& context, const Message& message) {
    return error_answer(context.texts, 400, "bad_message", message);
}

/// Runs `work` on the writer and answers with what it returns, once that is on disk.
template <typename Work>
void write_then_answer(ServerContext& context, const Respond& respond, Work work) {
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

HttpResponse enrol_problem(const ServerContext& context, EnrolProblem problem) {
    switch (problem) {
        case EnrolProblem::BadSignature:
            return error_answer(context.texts, 401, "bad_signature",
                                {"error.request.bad_signature", {}});
        case EnrolProblem::UnknownCode:
            return error_answer(context.texts, 404, "unknown_code", {"error.enrol.unknown", {}});
        case EnrolProblem::Used:
            return error_answer(context.texts, 409, "used_code", {"error.enrol.used", {}});
        case EnrolProblem::Expired:
            return error_answer(context.texts, 410, "expired_code", {"error.enrol.expired", {}});
        case EnrolProblem::Disabled:
            return error_answer(context.texts, 403, "disabled", {"error.enrol.disabled", {}});
    }
    return {};
}

void handle_enrol(ServerContext& context, const HttpRequest& request, const Respond& respond) {
    const Result<EnrolRequest> message = decode_enrol_request(request.body);
    if (!message) return respond(bad_message(context, message.error()));
    write_then_answer(context, respond, [&context, message](const Store& store) -> HttpResponse {
        Result<EnrolAnswer, EnrolProblem> answer =
            admit_device(store, context.identity, *message, context.clock.now(), context.random);
        if (!answer) return enrol_problem(context, answer.error());
        for (int i = 0; i < 2; ++i) {
            answer->nonces.push_back(context.nonces.issue(answer->device, context.clock.now()));
        }
        HttpResponse response;
        response.body = encode(*answer);
        return response;
    });
}

void handle_hello(ServerContext& context, const SignedCall& call) {
    const Result<HelloRequest> message = decode_hello_request(call.body);
    if (!message) return call.respond(bad_message(context, message.error()));
    const Millis now = context.clock.now();
    const auto answer = [&context, call, message, now](const Store& store) {
        return packed_answer(
            context, call.request,
            encode(answer_hello(store, context.identity, call.device, *message, now)));
    };
    const Millis ahead = message->at - now;
    const auto reader = context.readers.lend();
    const std::optional<std::int64_t> known = reader->db().integer(
        "SELECT clock_ahead FROM device WHERE id = ?1", std::string_view{call.device.id});
    const bool clock_news = !known || ahead - *known > kClockNews || *known - ahead > kClockNews;
    if (message->announce.empty() && !clock_news) return call.respond(answer(*reader));
    write_then_answer(context, call.respond,
                      [&context, call, message, answer, ahead](const Store& store) {
                          for (const Signed& line : message->announce) {
                              take_announcement(store, context.identity, call.device, line);
                          }
                          store.db().run("UPDATE device SET clock_ahead = ?2 WHERE id = ?1",
                                         std::string_view{call.device.id}, ahead);
                          return answer(store);
                      });
}

void handle_push(ServerContext& context, const SignedCall& call) {
    // The runs point into the body: both live until the writer is done.
    const auto body = std::make_shared<const std::string>(call.body);
    Result<std::vector<PushRun>> runs = decode_push(*body);
    if (!runs) return call.respond(bad_message(context, runs.error()));
    write_then_answer(
        context, call.respond,
        [&context, call, body, runs = std::move(*runs)](const Store& store) -> HttpResponse {
            const Millis now = context.clock.now();
            if (call.device.revoked) {
                store.db().run("INSERT INTO quarantine (device, at, bytes) VALUES (?1, ?2, ?3)",
                               std::string_view{call.device.id}, now, bytes_of(*body));
                return error_answer(context.texts, 403, "quarantined",
                                    {"error.request.quarantined", {}});
            }
            const PushAnswer answer = ingest_push(store, context.identity, call.device, runs, now,
                                                  context.random, context.texts);
            return packed_answer(context, call.request, encode(answer));
        });
}

void handle_pull(ServerContext& context, const SignedCall& call) {
    const Result<PullRequest> message = decode_pull_request(call.body);
    if (!message) return call.respond(bad_message(context, message.error()));
    auto answer = answer_pull(*context.readers.lend(), context.identity, call.device, *message);
    if (const Restart* restart = std::get_if<Restart>(&answer)) {
        Json json = Json::object();
        json["error"] = "restart";
        json["text"] = context.texts({"error.request.restart", {}});
        json["scopes"] = restart->scopes;
        HttpResponse response;
        response.status = 409;
        response.body = write_json(json);
        return call.respond(std::move(response));
    }
    call.respond(packed_answer(context, call.request, std::move(std::get<std::string>(answer))));
}

void handle_leaves(ServerContext& context, const SignedCall& call) {
    const Result<LeavesRequest> message = decode_leaves_request(call.body);
    if (!message) return call.respond(bad_message(context, message.error()));
    const auto reader = context.readers.lend();
    if (!is_granted(*reader, call.device.by, message->scope)) {
        return call.respond(error_answer(context.texts, 403, "not_granted",
                                         {"error.right.scope", {{"scope", message->scope}}}));
    }
    call.respond(packed_answer(context, call.request, encode(answer_leaves(*reader, *message))));
}

void handle_policy(ServerContext& context, const SignedCall& call) {
    const auto reader = context.readers.lend();
    call.respond(packed_answer(context, call.request,
                               pack_policy(reader->policy_files(), reader->policy().version)));
}

/// Everything but a push is closed to a revoked device.
std::function<void(SignedCall)> unless_revoked(ServerContext& context,
                                               void (*handler)(ServerContext&, const SignedCall&)) {
    return [&context, handler](const SignedCall& call) {
        if (call.device.revoked || call.device.account.disabled) {
            return call.respond(
                error_answer(context.texts, 403, "revoked", {"error.request.revoked", {}}));
        }
        handler(context, call);
    };
}

}  // namespace

std::vector<Route> sync_routes(ServerContext& context) {
    std::vector<Route> routes;
    routes.push_back({"POST", "/v1/enrol", kMessagePackedMax,
                      [&context](const HttpRequest& request, const Respond& respond) {
                          handle_enrol(context, request, respond);
                      }});
    const auto add = [&](const char* path, void (*handler)(ServerContext&, const SignedCall&)) {
        routes.push_back(signed_route(context, "POST", path, kMessagePackedMax, kMessageInflatedMax,
                                      unless_revoked(context, handler)));
    };
    add("/v1/hello", handle_hello);
    add("/v1/pull", handle_pull);
    add("/v1/leaves", handle_leaves);
    routes.push_back(
        signed_route(context, "POST", "/v1/push", kPushPackedMax, kPushInflatedMax,
                     [&context](const SignedCall& call) { handle_push(context, call); }));
    routes.push_back(signed_route(context, "GET", "/v1/policy/bundle", 0, 0,
                                  unless_revoked(context, handle_policy)));
    return routes;
}

}  // namespace cunji
