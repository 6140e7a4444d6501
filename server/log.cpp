#include "server/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace cunji {

class Log::Impl {
public:
    Impl() : logger("cunji", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
        // The message is JSON already; quotes in it cannot appear, since it holds only our words.
        logger.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                           spdlog::pattern_time_type::utc);
    }

    spdlog::logger logger;
};

Log::Log() : impl_(std::make_unique<Impl>()) {}

Log::~Log() = default;

void Log::started(std::string_view address, int port) {
    impl_->logger.info(R"("event":"started","address":"{}","port":{})", address, port);
}

void Log::stopped() {
    impl_->logger.info(R"("event":"stopped")");
}

void Log::request(std::string_view method, std::string_view route, int status, std::size_t bytes_up,
                  std::size_t bytes_down, Millis took) {
    impl_->logger.info(
        R"("event":"request","method":"{}","route":"{}","status":{},"bytes_up":{},"bytes_down":{},"ms":{})",
        method, route, status, bytes_up, bytes_down, took);
}

void Log::failed(std::string_view what) {
    std::string plain{what};
    for (char& c : plain) {
        if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    impl_->logger.error(R"("event":"failed","what":"{}")", plain);
}

Route logged(Route route, Log& log, Clock& clock) {
    auto handler = std::move(route.handler);
    route.handler = [handler = std::move(handler), method = route.method, path = route.path, &log,
                     &clock](HttpRequest request, const Respond& respond) {
        const Millis begun = clock.since_boot();
        const std::size_t up = request.body.size();
        handler(std::move(request), [=, &log, &clock](HttpResponse response) {
            log.request(method, path, response.status, up, response.body.size(),
                        clock.since_boot() - begun);
            respond(std::move(response));
        });
    };
    if (!route.admit) return route;
    auto admit = std::move(route.admit);
    route.admit = [admit = std::move(admit), method = route.method, path = route.path,
                   &log](const HttpRequest& head) {
        std::optional<HttpResponse> refusal = admit(head);
        if (refusal) log.request(method, path, refusal->status, 0, refusal->body.size(), 0);
        return refusal;
    };
    return route;
}

}  // namespace cunji
