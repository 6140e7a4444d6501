#pragma once

#include "shared/base/result.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/sealing.h"
#include "shared/record/certificate.h"
#include "shared/record/line.h"
#include "shared/record/op.h"
#include "shared/wire/limits.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

// The messages of docs/protocol.md as values, with their JSON. "short" is the first 16 bytes of a
// hash in 32 hex digits, where a comparison is all that is needed. decode_* return error.wire.* or
// error.json.* for anything that is not the message; members they do not know are ignored, so that
// a later version can add some.

using ShortHash = std::array<std::uint8_t, 16>;
ShortHash shorten(const Hash& hash);

/// The head or a leaf of a line: [rid, n, short h].
struct LinePoint {
    std::uint64_t rid = 0;
    std::int64_t n = 0;
    ShortHash h{};

    // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm
    auto operator<=>(const LinePoint&) const = default;
};

/// How far a node has pulled a scope: [scope, sseq, short s].
struct ScopePoint {
    std::string scope;
    std::int64_t sseq = 0;
    ShortHash s{};
};

struct EnrolRequest {
    std::string code;
    PublicKey device_key{};
    PublicKey person_key{};
    std::string scope{};    ///< as the office's picture said; empty: it did not
    Signature signature{};  ///< by the device key over enrol_text()
};

std::string enrol_text(const EnrolRequest& request);

struct EnrolAnswer {
    std::string device;
    Signed certificate;  ///< by the county over "cunji-certificate-1 " and the bytes
    std::string by;
    std::string name;
    std::string role;
    std::vector<std::string> scopes;
    std::string node;
    std::string epoch;
    PublicKey county_key{};
    std::optional<EnvelopeKey> recovery;  ///< to whom the device closes its key as well
    Millis time = 0;
    std::int64_t policy = 0;
    bool confirm = false;  ///< nothing is given out until the office has compared its key
    std::vector<std::string> nonces;
};

/// How far a device has heard of the server's audit log: [seq, short head] and, at times, its
/// signature over that checkpoint.
struct AuditPoint {
    std::int64_t seq = 0;  ///< 0: of none yet
    ShortHash head{};
    std::optional<Signature> countersignature{};
};

struct HelloRequest {
    Millis at = 0;            ///< the device's clock
    std::string epoch;        ///< of the server, as last heard; the cursors are of it
    std::int64_t policy = 0;  ///< version held
    std::vector<LinePoint> lines;
    std::vector<ScopePoint> cursors;
    std::vector<Signed> announce;       ///< lines the server has not heard of
    std::optional<Signed> certificate;  ///< to a node that does not know this device
    std::optional<AuditPoint> audit;    ///< whoever names it is told of newer checkpoints
};

struct HelloAnswer {
    std::string node;
    std::string epoch;
    Millis time = 0;
    std::int64_t policy = 0;
    std::vector<LinePoint> leaves;       ///< of the lines named
    std::vector<std::uint64_t> unknown;  ///< lines named that the server has never heard of
    std::vector<std::pair<std::string, std::int64_t>> heads;  ///< every scope granted, newest sseq
    std::vector<std::string> restart;  ///< scopes whose cursor is not of this server's history
    std::optional<Signed> audit;       ///< the audit log's newest checkpoint, if it is another one
};

/// One run of a push: consecutive ops of one line, whole groups.
struct PushRun {
    std::uint64_t line = 0;
    std::int64_t from = 0;
    Hash parent{};                   ///< h of op from-1, zero for 1
    std::optional<Signature> seal;   ///< over the last op's h; absent past the last seal one holds
    std::optional<Signed> announce;  ///< with a line of another device
    std::optional<Signed> certificate;  ///< of that device
    std::vector<std::string_view> ops;  ///< into the text given
};

struct RefusedOp {
    std::string id;
    std::string code;
    std::string text;
};

/// A line whose bytes cannot be stored: it ends here.
struct StoppedLine {
    std::uint64_t line = 0;
    std::int64_t n = 0;
    std::string code;  ///< bad_chain bad_signature bad_op too_big bad_group
    std::string text;
};

struct PushAnswer {
    std::vector<std::pair<std::uint64_t, std::int64_t>> stored;  ///< line, up to n
    std::vector<RefusedOp> refused;
    std::vector<StoppedLine> stopped;
    std::vector<std::uint64_t> unknown_parent;  ///< lines with a parent not held here
    std::vector<LinePoint> leaves;              ///< of those
};

struct PullRequest {
    std::string epoch;
    std::vector<ScopePoint> cursors;
    std::vector<LinePoint> have;    ///< ops on the chain that ends there are left out
    std::vector<std::string> want;  ///< devices whose certificate is not held here
    std::size_t budget = kPullBytesDefault;
};

struct PulledLine {
    Signed announce;
    bool county = false;
    std::string name;  ///< of the person
};

struct PullAnswer {
    std::string epoch;

    struct Next {
        std::string scope;
        std::int64_t sseq = 0;
        Hash s{};
    };

    std::vector<Next> next;
    std::vector<PulledLine> lines;
    std::vector<Signed> certificates;  ///< of the lines' devices, each once, and of those wanted
    std::vector<Seal> seals;
    bool more = false;

    struct PulledOp {
        std::int64_t sseq = 0;
        std::optional<Hash> parent;  ///< absent: the op of the line before
        std::string_view bytes;      ///< into the text given
    };

    std::vector<PulledOp> ops;
};

struct LeavesRequest {
    std::string scope;
    std::vector<LinePoint> leaves;
};

struct LeavesAnswer {
    std::vector<LinePoint> unknown;  ///< of those asked: not held here
    std::vector<LinePoint> leaves;   ///< this node's leaves of the same lines
};

std::string encode(const EnrolRequest& message);
std::string encode(const EnrolAnswer& message);
std::string encode(const HelloRequest& message);
std::string encode(const HelloAnswer& message);
std::string encode(const PushAnswer& message);
std::string encode(const PullRequest& message);
std::string encode(const LeavesRequest& message);
std::string encode(const LeavesAnswer& message);
/// Appends one run; several runs make a push.
void append_run(std::string& body, const PushRun& run);
/// The first line of a pull's answer; the ops follow it, one a line.
std::string encode_head(const PullAnswer& message);
void append_pulled(std::string& body, std::int64_t sseq, const Hash* parent,
                   std::string_view bytes);

Result<EnrolRequest> decode_enrol_request(std::string_view text);
Result<EnrolAnswer> decode_enrol_answer(std::string_view text);
Result<HelloRequest> decode_hello_request(std::string_view text);
Result<HelloAnswer> decode_hello_answer(std::string_view text);
Result<std::vector<PushRun>> decode_push(std::string_view text);
Result<PushAnswer> decode_push_answer(std::string_view text);
Result<PullRequest> decode_pull_request(std::string_view text);
Result<PullAnswer> decode_pull_answer(std::string_view text);
Result<LeavesRequest> decode_leaves_request(std::string_view text);
Result<LeavesAnswer> decode_leaves_answer(std::string_view text);

/// What Cunji-Signature signs: proves that this device sent just this, and only once.
std::string request_text(std::string_view method, std::string_view target, std::string_view body,
                         std::string_view nonce);

inline constexpr std::string_view kDeviceHeader = "Cunji-Device";
inline constexpr std::string_view kNonceHeader = "Cunji-Nonce";
inline constexpr std::string_view kSignatureHeader = "Cunji-Signature";
inline constexpr std::string_view kNextHeader = "Cunji-Next";  ///< a nonce for the next request

}  // namespace cunji
