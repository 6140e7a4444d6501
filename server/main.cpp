#include "server/admin.h"
#include "server/admin_keys.h"
#include "server/county_keys.h"
#include "server/demo/demo.h"
#include "server/log.h"
#include "server/serving.h"
#include "shared/base/failure.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/secret.h"
#include "shared/policy/texts.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdio>
#include <string>

namespace {

struct ServeOptions {
    std::string folder;
    std::string listen = "127.0.0.1:7700";
    std::string certificate;
    std::string key;
    std::string blobs;
    bool plain = false;
};

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

std::optional<Address> read_address(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return std::nullopt;
    Address out{text.substr(0, colon), 0};
    if (out.host.size() > 2 && out.host.front() == '[')
        out.host = out.host.substr(1, out.host.size() - 2);
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, out.port);
    if (error != std::errc{} || stop != end || out.host.empty()) return std::nullopt;
    return out;
}

int refuse(const cunji::Message& message, const cunji::Texts& texts) {
    std::fprintf(stderr, "%s\n", texts(message).c_str());
    return 1;
}

/// How each command that opens a data folder is told.
void add_lock_options(CLI::App& command, cunji::CountyLock& lock) {
    command.add_option("--key-file", lock.key_file, "file with the key of the data folder")
        ->envname("CUNJI_KEY_FILE");
    command.add_option("--passphrase-file", lock.passphrase_file, "file with its passphrase")
        ->envname("CUNJI_PASSPHRASE_FILE");
}

/// A name that only begins like the loopback network (127.example.org) is somebody else's address.
bool is_loopback(const std::string& host) {
    if (host == "localhost" || host == "::1") return true;
    return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos;
}

int serve(const ServeOptions& options, const cunji::CountyLock& lock, const cunji::Texts& texts) {
    const std::optional<Address> address = read_address(options.listen);
    if (!address) {
        std::fprintf(stderr, "%s\n",
                     texts({"error.serve.listen", {{"listen", options.listen}}}).c_str());
        return 2;
    }
    const bool secure = !options.certificate.empty() && !options.key.empty();
    if (!secure && !(options.plain && is_loopback(address->host))) {
        std::fprintf(stderr, "%s\n", texts({"error.serve.plain", {}}).c_str());
        return 2;
    }
    const cunji::Result<cunji::CountyFolder> folder =
        cunji::unlock_county(options.folder, lock, texts);
    if (!folder) return refuse(folder.error(), texts);
    // Before any thread: one that does not know of it would end the program by itself.
    cunji::block_termination_signals();
    cunji::SystemClock clock;
    cunji::SystemRandom random;
    cunji::Log log;
    cunji::HttpOptions http;
    http.host = address->host;
    http.port = address->port;
    http.tls_certificate = options.certificate;
    http.tls_key = options.key;
    http.log = [&log](const std::string& line) { log.failed(line); };
    cunji::ServingOptions serving;
    serving.blobs = options.blobs;
    serving.wrap = [&](cunji::Route route) { return cunji::logged(std::move(route), log, clock); };
    cunji::CountyServer server{*folder, http, clock, random, serving};
    server.start();
    log.started(address->host, server.port());
    cunji::wait_for_termination_signal();
    server.stop();
    log.stopped();
    return 0;
}

int run(int argc, char** argv, const cunji::Texts& texts) {
    CLI::App app{"cunji-server"};
    app.require_subcommand(1);
    ServeOptions options;
    // One each: the environment fills in the options of commands that were not given as well.
    cunji::CountyLock to_serve;
    cunji::CountyLock to_administer;
    cunji::CountyLock to_fill;

    CLI::App* serving = app.add_subcommand("serve", "serve a county");
    serving->add_option("--data", options.folder, "data folder")->required();
    serving->add_option("--listen", options.listen, "HOST:PORT")->capture_default_str();
    serving->add_option("--tls-cert", options.certificate, "PEM file");
    serving->add_option("--tls-key", options.key, "PEM file");
    serving->add_option("--blobs", options.blobs,
                        "folder of the pictures, if not in the data folder");
    serving->add_flag("--insecure-http", options.plain, "plain HTTP, on a loopback address only");

    add_lock_options(*serving, to_serve);

    CLI::App* key = app.add_subcommand("key", "what opens a data folder and what proves a server");
    key->require_subcommand(1);
    std::string key_file;
    key->add_subcommand("new", "make one")->add_option("--out", key_file, "file")->required();
    cunji::NewCertificate certificate;
    CLI::App* own = key->add_subcommand("certificate", "make a TLS certificate that devices pin");
    own->add_option("--host", certificate.host, "name or address of the server")->required();
    own->add_option("--out-cert", certificate.certificate, "PEM file")->required();
    own->add_option("--out-key", certificate.key, "PEM file")->required();

    CLI::App* admin = app.add_subcommand("admin", "people, devices, rights, backup");
    CLI::Option* admin_data = admin->add_option("--data", options.folder, "data folder");
    add_lock_options(*admin, to_administer);
    cunji::AdminChoice choice;
    cunji::add_admin_commands(*admin, choice);

    CLI::App* demo = app.add_subcommand("demo", "write a fictional county");
    std::uint64_t seed = 1;
    demo->add_option("--data", options.folder, "data folder")->required();
    demo->add_option("--seed", seed)->capture_default_str();
    add_lock_options(*demo, to_fill);

    try {
        app.parse(argc, argv);
        if (choice.run && admin_data->empty()) throw CLI::RequiredError("--data");
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (own->parsed()) return cunji::run_key_certificate(certificate);
    if (key->parsed()) return cunji::run_key_new(key_file);
    if (choice.offline) return choice.offline();
    if (serving->parsed()) return serve(options, to_serve, texts);
    const cunji::CountyLock& lock = demo->parsed() ? to_fill : to_administer;
    if (choice.prepare) {
        if (const auto problem = choice.prepare(options.folder, lock, texts))
            return refuse(*problem, texts);
    }
    const cunji::Result<cunji::CountyFolder> folder =
        cunji::unlock_county(options.folder, lock, texts);
    if (!folder) return refuse(folder.error(), texts);
    if (demo->parsed()) return cunji::run_demo(*folder, seed, texts);
    return choice.run(*folder);
}

}  // namespace

int main(int argc, char** argv) {
    const cunji::Texts texts{cunji::language_of_environment()};
    try {
        cunji::keep_memory_private();
        cunji::start_crypto();
        return run(argc, argv, texts);
    } catch (const cunji::Failure& failure) {
        std::fprintf(stderr, "%s\n(%s)\n", texts(failure.message()).c_str(), failure.what());
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n(%s)\n", texts({"error.broken", {}}).c_str(), error.what());
        return 1;
    }
}
