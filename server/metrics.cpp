#include "server/metrics.h"

#include <string>

namespace cunji {

namespace {

void line(std::string& out, const char* name, const char* type, const char* help,
          std::uint64_t value) {
    out += std::string{"# HELP "} + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n' +
           name + ' ' + std::to_string(value) + '\n';
}

std::uint64_t count(const Store& store, std::string_view sql) {
    return static_cast<std::uint64_t>(store.db().integer(sql).value_or(0));
}

std::string metrics_text(ServerContext& context, const HttpCounters& http) {
    const auto reader = context.readers.lend();
    std::string out;
    line(out, "cunji_ops", "gauge", "Ops in the log.",
         count(*reader, "SELECT coalesce(sum(ops), 0) FROM scope_head"));
    line(out, "cunji_conflicts", "gauge", "Records that wait for a person.",
         count(*reader, "SELECT count(DISTINCT record) FROM conflict"));
    line(out, "cunji_refused", "counter", "Ops refused and annulled.",
         count(*reader, "SELECT count(*) FROM refusal"));
    line(out, "cunji_quarantine", "gauge", "Pushes that wait for a decision.",
         count(*reader, "SELECT count(*) FROM quarantine WHERE decision = ''"));
    line(out, "cunji_writer_requests_total", "counter", "Requests written.",
         context.writer.requests());
    line(out, "cunji_writer_commits_total", "counter", "Transactions they took.",
         context.writer.transactions());
    line(out, "cunji_http_requests_total", "counter", "Requests answered.", http.requests);
    line(out, "cunji_http_connections", "gauge", "Connections open.", http.connections_open);
    line(out, "cunji_http_connections_refused_total", "counter", "Connections over a limit.",
         http.connections_refused);
    line(out, "cunji_http_too_large_total", "counter", "Requests over a size limit.",
         http.too_large);
    line(out, "cunji_http_timed_out_total", "counter", "Requests that took too long to arrive.",
         http.timed_out);
    line(out, "cunji_http_malformed_total", "counter", "Requests that were no HTTP.",
         http.malformed);
    return out;
}

}  // namespace

std::vector<Route> metric_routes(ServerContext& context,
                                 const std::function<HttpCounters()>& counters) {
    std::vector<Route> routes;
    routes.push_back({"GET", "/healthz", Stranger::Operator, 0,
                      [&context](const HttpRequest&, const Respond& respond) {
                          context.readers.lend()->db().integer("SELECT 1");
                          if (context.writer.broken()) {
                              return respond(error_answer(context.texts, 503, "not_stored",
                                                          {"error.serve.broken_disk", {}}));
                          }
                          HttpResponse response;
                          response.body = R"({"ok":true})";
                          respond(std::move(response));
                      }});
    routes.push_back({"GET", "/metrics", Stranger::Operator, 0,
                      [&context, counters](const HttpRequest&, const Respond& respond) {
                          HttpResponse response;
                          response.content_type = "text/plain; version=0.0.4";
                          response.body = metrics_text(context, counters());
                          respond(std::move(response));
                      }});
    return routes;
}

}  // namespace cunji
