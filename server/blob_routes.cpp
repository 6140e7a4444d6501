#include "server/blob_routes.h"

#include "server/audit.h"
#include "server/picture_magic.h"
#include "server/tus.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

namespace cunji {

namespace {

constexpr int kDiskFullStatus = 507;
constexpr std::string_view kUploadsPath = "/v1/blobs/uploads/";
constexpr DeviceAccess kReads{Verb::Read};
constexpr DeviceAccess kSends{Verb::Write};

HttpResponse with(HttpResponse response, std::string name, std::string value) {
    response.headers.emplace_back(std::move(name), std::move(value));
    return response;
}

HttpResponse empty_answer(int status) {
    HttpResponse response;
    response.status = status;
    response.content_type.clear();
    return response;
}

HttpResponse bad_header(const ServerContext& context, std::string_view name) {
    return error_answer(context.texts, 400, "bad_header",
                        {"error.blob.bad_header", {{"header", std::string{name}}}});
}

HttpResponse answer_of(const ServerContext& context, UploadProblem problem) {
    const auto answer = [&](int status, std::string_view code, std::string key) {
        return error_answer(context.texts, status, code, {std::move(key), {}});
    };
    switch (problem) {
        case UploadProblem::Unknown:
            return answer(404, "unknown_upload", "error.blob.unknown_upload");
        case UploadProblem::NotGranted:
            return answer(403, "not_granted", "error.blob.not_granted");
        case UploadProblem::TooLarge:
            return error_answer(
                context.texts, 413, "too_large",
                {"error.blob.too_large", {{"limit", std::to_string(kBlobBytesMax >> 20U)}}});
        case UploadProblem::NotAPicture:
            return answer(415, "not_a_picture", "error.blob.not_a_picture");
        case UploadProblem::WrongOffset:
            return answer(409, "wrong_offset", "error.blob.wrong_offset");
        case UploadProblem::WrongChecksum:
            return answer(kTusChecksumMismatch, "wrong_checksum", "error.blob.wrong_checksum");
        case UploadProblem::WrongHash:
            return answer(kTusChecksumMismatch, "wrong_hash", "error.blob.wrong_hash");
        case UploadProblem::OverQuota:
            return with(answer(429, "over_quota", "error.blob.over_quota"), "Retry-After", "3600");
        case UploadProblem::DiskFull:
            return answer(kDiskFullStatus, "disk_full", "error.blob.server_full");
        case UploadProblem::Busy:
            return with(answer(503, "slow_down", "error.request.slow_down"), "Retry-After", "2");
    }
    return {};
}

/// A call that changes or asks for uploads, on its way through the threads that may wait.
using TusHandler = HttpResponse (*)(ServerContext&, BlobService&, const SignedCall&);

HttpResponse answer_upload(ServerContext& context, BlobService& service, const SignedCall& call,
                           TusHandler handler) {
    try {
        return handler(context, service, call);
    } catch (const DiskFull&) {
        return answer_of(context, UploadProblem::DiskFull);
    } catch (const std::exception&) {
        return failed_answer(context.texts, std::current_exception());
    }
}

HttpResponse handle_options(ServerContext& /*context*/, BlobService& /*service*/,
                            const SignedCall& /*call*/) {
    HttpResponse response = empty_answer(204);
    response.headers = {{"Tus-Version", std::string{kTusVersion}},
                        {"Tus-Extension", std::string{kTusExtensions}},
                        {"Tus-Max-Size", std::to_string(kBlobBytesMax)},
                        {"Tus-Checksum-Algorithm", std::string{kTusChecksum}}};
    return response;
}

/// The promise in a POST's headers, or which of them cannot be understood.
Result<UploadPromise, std::string> promise_of(const HttpRequest& request) {
    UploadPromise promise;
    const auto bytes = parse_count(request.header("Upload-Length"));
    if (!bytes) return std::string{"Upload-Length"};
    promise.bytes = *bytes;
    const auto metadata = parse_upload_metadata(request.header("Upload-Metadata"));
    if (!metadata) return std::string{"Upload-Metadata"};
    const auto value = [&](std::string_view key) {
        const auto found = metadata->find(key);
        return found == metadata->end() ? std::string{} : found->second;
    };
    promise.sha256 = value("sha256");
    promise.scope = value("scope");
    const std::optional<BlobPart> part = blob_part_of(value("part"));
    if (!is_sha256(promise.sha256) || promise.scope.empty() || !part) {
        return std::string{"Upload-Metadata"};
    }
    promise.part = *part;
    return promise;
}

HttpResponse handle_create(ServerContext& context, BlobService& service, const SignedCall& call) {
    const Result<UploadPromise, std::string> promise = promise_of(call.request);
    if (!promise) return bad_header(context, promise.error());
    const UploadResult upload = service.uploads.begin(call.device, *promise);
    if (!upload) return answer_of(context, upload.error());
    HttpResponse response = empty_answer(201);
    response.headers = {{"Location", std::string{kUploadsPath} + upload->id},
                        {"Upload-Offset", std::to_string(upload->offset)}};
    return response;
}

HttpResponse handle_progress(ServerContext& context, BlobService& service, const SignedCall& call) {
    const UploadResult upload = service.uploads.find(call.device, call.request.place("id"));
    if (!upload) return answer_of(context, upload.error());
    HttpResponse response = empty_answer(200);
    response.headers = {{"Upload-Offset", std::to_string(upload->offset)},
                        {"Upload-Length", std::to_string(upload->bytes)},
                        {"Cache-Control", "no-store"}};
    return response;
}

HttpResponse handle_append(ServerContext& context, BlobService& service, const SignedCall& call) {
    const HttpRequest& request = call.request;
    if (request.header("Content-Type") != kTusPatchType) {
        return error_answer(context.texts, 415, "bad_type",
                            {"error.blob.bad_header", {{"header", "Content-Type"}}});
    }
    const auto offset = parse_count(request.header("Upload-Offset"));
    if (!offset) return bad_header(context, "Upload-Offset");
    const std::string_view said = request.header("Upload-Checksum");
    const std::optional<Hash> checksum = parse_upload_checksum(said);
    if (!said.empty() && !checksum) return bad_header(context, "Upload-Checksum");
    const UploadResult upload =
        service.uploads.append(call.device, request.place("id"), *offset, call.body, checksum);
    if (!upload) return answer_of(context, upload.error());
    return with(empty_answer(204), "Upload-Offset", std::to_string(upload->offset));
}

HttpResponse unknown_blob(const ServerContext& context) {
    return error_answer(context.texts, 404, "unknown_blob", {"error.blob.unknown", {}});
}

/// What the blob is, if this person may read it in one of its scopes.
Result<Blob, HttpResponse> readable_blob(ServerContext& context, const BlobStore& blobs,
                                         const SignedCall& call) {
    const std::string_view sha256 = call.request.place("sha256");
    const HttpResponse unknown = unknown_blob(context);
    if (!is_sha256(sha256)) return unknown;
    const auto reader = context.readers.lend();
    const std::vector<Blob> all = find_blobs(*reader, sha256);
    if (all.empty()) return unknown;
    const auto mine = std::find_if(all.begin(), all.end(), [&](const Blob& blob) {
        return may_read(*reader, call.device, blob.scope);
    });
    if (mine == all.end()) return answer_of(context, UploadProblem::NotGranted);
    // A damaged folder is a missing file: the devices that have it are asked again.
    if (!mine->held || blobs.size(sha256) != mine->bytes) return unknown;
    return *mine;
}

HttpResponse handle_read(const ServerContext& context, const BlobStore& blobs,
                         const SignedCall& call, const Blob& blob) {
    const ByteRange range = call.request.method == "GET"
                                ? resolve_range(call.request.header("Range"), blob.bytes)
                                : ByteRange{ByteRange::Kind::Whole, 0, blob.bytes};
    const std::string size = std::to_string(blob.bytes);
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        return with(error_answer(context.texts, 416, "bad_range", {"error.blob.bad_range", {}}),
                    "Content-Range", "bytes */" + size);
    }
    HttpResponse response;
    response.content_type = media_type_of(blobs.read(blob.sha256, 0, kMagicBytes));
    // A part is opened before anything is promised: what the disk has damaged is not here, and who
    // has it is asked again. More than a part breaks off where the damage begins.
    if (range.length <= static_cast<std::int64_t>(kBlobPartMax)) {
        try {
            response.body =
                blobs.read(blob.sha256, range.offset, static_cast<std::size_t>(range.length));
        } catch (const Failure&) {
            return unknown_blob(context);
        }
    } else {
        response.stored = StoredBody{
            blob.sha256, range.length,
            [read = blobs.reader(blob.sha256), first = range.offset, length = range.length](
                std::int64_t offset, std::size_t most) {
                const std::int64_t left = length - offset;
                return read(first + offset, std::min(most, static_cast<std::size_t>(left)));
            }};
    }
    response.headers = {{"Accept-Ranges", "bytes"},
                        {"ETag", '"' + blob.sha256 + '"'},
                        {"Cache-Control", "private, immutable, max-age=31536000"},
                        {"X-Content-Type-Options", "nosniff"}};
    if (range.kind == ByteRange::Kind::Part) {
        response.status = 206;
        response.headers.emplace_back(
            "Content-Range", "bytes " + std::to_string(range.offset) + '-' +
                                 std::to_string(range.offset + range.length - 1) + '/' + size);
    }
    return response;
}

/// A picture leaves once it is written down that it was read.
void record_then_answer(ServerContext& context, const SignedCall& call, const Blob& blob,
                        HttpResponse answer) {
    const bool gives = call.request.method == "GET" && answer.status < 300;
    if (!gives) return call.respond(std::move(answer));
    const auto response = std::make_shared<HttpResponse>(std::move(answer));
    const AuditEvent event{AuditVerb::ReadBlob, call.device.by, call.device.id, blob.sha256,
                           blob.scope};
    write_then_answer(context, call.respond, [&context, event, response](const Store& store) {
        record_event(store, event, context.clock.now());
        return std::move(*response);
    });
}

/// Every answer of tus says its version; every request but OPTIONS must.
Route tus_route(ServerContext& context, BlobService& service, std::string method, std::string path,
                DeviceAccess access, std::size_t body_max, TusHandler handler) {
    const bool says_version = method != "OPTIONS";
    return signed_route(
        context, std::move(method), std::move(path), access, body_max, body_max,
        [&context, &service, handler, says_version](SignedCall call) {
            const Respond respond = [respond = call.respond](HttpResponse response) {
                respond(with(std::move(response), "Tus-Resumable", std::string{kTusVersion}));
            };
            if (says_version && call.request.header("Tus-Resumable") != kTusVersion) {
                return respond(
                    with(error_answer(context.texts, 412, "tus_version",
                                      {"error.blob.bad_header", {{"header", "Tus-Resumable"}}}),
                         "Tus-Version", std::string{kTusVersion}));
            }
            // Shared, not copied: it holds a part of a picture.
            const auto job = std::make_shared<const SignedCall>(std::move(call));
            const bool queued = service.threads.submit([&context, &service, handler, respond, job] {
                respond(answer_upload(context, service, *job, handler));
            });
            if (!queued) respond(answer_of(context, UploadProblem::Busy));
        });
}

Route read_route(ServerContext& context, BlobService& service, std::string method) {
    return signed_route(context, std::move(method), "/v1/blobs/{sha256}", kReads, 0, 0,
                        [&context, &service](const SignedCall& call) {
                            const Result<Blob, HttpResponse> found =
                                readable_blob(context, service.blobs, call);
                            if (!found) return call.respond(found.error());
                            record_then_answer(context, call, *found,
                                               handle_read(context, service.blobs, call, *found));
                        });
}

}  // namespace

std::vector<Route> blob_routes(ServerContext& context, BlobService& service) {
    const std::string upload = std::string{kUploadsPath} + "{id}";
    std::vector<Route> routes;
    routes.push_back(
        tus_route(context, service, "OPTIONS", "/v1/blobs", kReads, 0, handle_options));
    routes.push_back(tus_route(context, service, "POST", "/v1/blobs", kSends, 0, handle_create));
    routes.push_back(tus_route(context, service, "HEAD", upload, kSends, 0, handle_progress));
    routes.push_back(
        tus_route(context, service, "PATCH", upload, kSends, kBlobPartMax, handle_append));
    routes.push_back(read_route(context, service, "GET"));
    routes.push_back(read_route(context, service, "HEAD"));
    return routes;
}

}  // namespace cunji
