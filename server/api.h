#pragma once

#include "server/access.h"
#include "server/http.h"
#include "server/nonces.h"
#include "server/readers.h"
#include "server/writer.h"
#include "shared/policy/texts.h"
#include "shared/wire/compression.h"

#include <exception>
#include <functional>
#include <string>
#include <vector>

namespace cunji {

/// What the routes of one server work with. Outlives the HttpServer that calls them.
struct ServerContext {
    const CountyFolder folder;
    const Identity identity;
    Clock& clock;
    Random& random;
    const Texts& texts;
    Writer& writer;
    Readers& readers;
    Nonces& nonces;
    const Compressor& compressor;
};

/// Bytes of a body that are read before anything is known of its sender: a hello that brings a
/// certificate, and small messages, whose refusal then costs no new connection. Anything larger is
/// looked at by its head first.
inline constexpr std::size_t kUnprovenBodyMax = 16 * 1024;

/// A request whose sender has been made sure of, unpacked.
struct SignedCall {
    HttpRequest request;
    std::string body;  ///< Content-Encoding undone
    Device device;
    Respond respond;  ///< adds the next nonce
};

/// {"error": code, "text": what the person is told}
HttpResponse error_answer(const Texts& texts, int status, std::string_view code,
                          const Message& message);

/// The answer to what could not be written. `error` holds a Failure when it was the machine (503
/// not_stored: the person's work stays where it is), anything else is a bug (500 broken).
HttpResponse failed_answer(const Texts& texts, const std::exception_ptr& error);

/// A JSON or JSON-lines body, packed as the caller accepts.
HttpResponse packed_answer(const ServerContext& context, const HttpRequest& request,
                           std::string body);

/// Runs `work` on the writer and answers with what it returns, once that is on disk.
void write_then_answer(ServerContext& context, const Respond& respond,
                       std::function<HttpResponse(const Store&)> work);

/// Wraps a handler so that it only sees requests that a known device signed and whose person may
/// make: identity, nonce, signature, access, unpacking within `inflated_max`. A device or role that
/// the access shuts out gets 403, a used nonce 401 with a fresh one. A body above kUnprovenBodyMax
/// is only read for a known device with a good nonce. Which scopes the request may be about is for
/// the handler to ask (may_read, may_send).
Route signed_route(ServerContext& context, std::string method, std::string path,
                   DeviceAccess access, std::size_t body_max, std::size_t inflated_max,
                   std::function<void(SignedCall)> handler);

/// enrol, hello, push, pull, leaves, policy.
std::vector<Route> sync_routes(ServerContext& context);

}  // namespace cunji
