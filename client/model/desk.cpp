#include "client/model/desk.h"

#include "sync/curl_transport.h"

namespace cunji {

Connect connect_by_curl() {
    return [](const ServerAddress& server,
              const KeepGoing& keep_going) -> Result<std::unique_ptr<Transport>> {
        CurlOptions options;
        options.keep_going = keep_going;
        Result<std::unique_ptr<CurlTransport>> transport =
            CurlTransport::open(server, std::move(options));
        if (!transport) return transport.error();
        return std::unique_ptr<Transport>{std::move(*transport)};
    };
}

}  // namespace cunji
