// The routes of docs/protocol.md: from HTTP to a message, to the part that answers it, and back.

#include "server/api.h"
#include "server/audit.h"
#include "server/delivering.h"
#include "server/ingest.h"
#include "server/quarantine.h"
#include "shared/json/json.h"

#include <memory>

namespace cunji {

namespace {

constexpr Millis kClockNews = 60'000;  // a smaller change of a device's clock is not written down

HttpResponse bad_message(const ServerContext& context, const Message& message) {
    return error_answer(context.texts, 400, "bad_message", message);
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
        case EnrolProblem::OtherVillage:
            return error_answer(context.texts, 403, "other_village",
                                {"error.enrol.other_village", {}});
        case EnrolProblem::Disabled:
            return error_answer(context.texts, 403, "disabled", {"error.enrol.disabled", {}});
        case EnrolProblem::NoDevices:
            return error_answer(context.texts, 403, "not_granted", {"error.right.no_sync", {}});
    }
    return {};
}

void handle_enrol(ServerContext& context, const HttpRequest& request, const Respond& respond) {
    const Result<EnrolRequest> message = decode_enrol_request(request.body);
    if (!message) return respond(bad_message(context, message.error()));
    write_then_answer(context, respond, [&context, message](const Store& store) -> HttpResponse {
        const Millis now = context.clock.now();
        Result<EnrolAnswer, EnrolProblem> answer =
            admit_device(store, context.identity, *message, now, context.random);
        if (!answer) return enrol_problem(context, answer.error());
        for (int i = 0; i < 2; ++i)
            answer->nonces.push_back(context.nonces.issue(answer->device, now));
        record_event(store,
                     {AuditVerb::Enrol,
                      answer->by,
                      answer->device,
                      answer->device,
                      {},
                      Json{{"by", "code"}, {"scopes", answer->scopes}}},
                     now);
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
    const bool countersigned = message->audit && message->audit->countersignature;
    if (message->announce.empty() && !clock_news && !countersigned) {
        return call.respond(answer(*reader));
    }
    write_then_answer(
        context, call.respond, [&context, call, message, answer, ahead](const Store& store) {
            for (const Signed& line : message->announce) {
                take_announcement(store, context.identity, call.device, line);
            }
            if (message->audit) {
                take_countersignature(store, call.device.id, call.device.key, *message->audit);
            }
            store.db().run("UPDATE device SET clock_ahead = ?2 WHERE id = ?1",
                           std::string_view{call.device.id}, ahead);
            return answer(store);
        });
}

HttpResponse quarantine_answer(const ServerContext& context, Quarantined outcome) {
    switch (outcome) {
        case Quarantined::Kept:
        case Quarantined::KeptBefore:
            return error_answer(context.texts, 403, "quarantined",
                                {"error.request.quarantined", {}});
        case Quarantined::Full:
            return error_answer(context.texts, 403, "quarantine_full",
                                {"error.request.quarantine_full", {}});
    }
    return {};
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
            if (call.device.is_closed()) {
                return quarantine_answer(context, quarantine_push(store, call.device, *body, now));
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
    auto& page = std::get<PulledPage>(answer);
    const auto response =
        std::make_shared<HttpResponse>(packed_answer(context, call.request, std::move(page.body)));
    if (page.delivered.empty()) return call.respond(std::move(*response));
    write_then_answer(
        context, call.respond,
        [&context, device = call.device, delivered = std::move(page.delivered),
         response](const Store& store) {
            for (const Delivered& one : delivered) {
                record_event(store,
                             {AuditVerb::Pull, device.by, device.id, "ops", one.scope,
                              Json{{"ops", one.ops}, {"first", one.first}, {"last", one.last}}},
                             context.clock.now());
            }
            return std::move(*response);
        });
}

void handle_leaves(ServerContext& context, const SignedCall& call) {
    const Result<LeavesRequest> message = decode_leaves_request(call.body);
    if (!message) return call.respond(bad_message(context, message.error()));
    const auto reader = context.readers.lend();
    if (!may_read(*reader, call.device, message->scope)) {
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

using Handler = void (*)(ServerContext&, const SignedCall&);

Route message_route(ServerContext& context, const char* path, Handler handler) {
    return signed_route(context, "POST", path, {Verb::Read}, kMessagePackedMax, kMessageInflatedMax,
                        [&context, handler](const SignedCall& call) { handler(context, call); });
}

}  // namespace

std::vector<Route> sync_routes(ServerContext& context) {
    std::vector<Route> routes;
    routes.push_back({"POST", "/v1/enrol", Stranger::Anybody, kMessagePackedMax,
                      [&context](const HttpRequest& request, const Respond& respond) {
                          handle_enrol(context, request, respond);
                      }});
    routes.push_back(message_route(context, "/v1/hello", handle_hello));
    routes.push_back(message_route(context, "/v1/pull", handle_pull));
    routes.push_back(message_route(context, "/v1/leaves", handle_leaves));
    routes.push_back(signed_route(
        context, "POST", "/v1/push", {Verb::Write, Closed::Heard}, kPushPackedMax, kPushInflatedMax,
        [&context](const SignedCall& call) { handle_push(context, call); }));
    routes.push_back(
        signed_route(context, "GET", "/v1/policy/bundle", {Verb::Read}, 0, 0,
                     [&context](const SignedCall& call) { handle_policy(context, call); }));
    return routes;
}

}  // namespace cunji
