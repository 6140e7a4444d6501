#include "sync/blob_transfer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace cunji {

namespace {

constexpr std::size_t kGrowth = 8;  // a short part tells little about the link
constexpr int kTriesMax = 20;       // for one picture; the next round goes on where it stands
constexpr int kTimeoutStatus = 408;
constexpr std::size_t kFetchMin = std::size_t{64} * 1024;
constexpr std::string_view kUploadsPath = "/v1/blobs/uploads/";

using Headers = std::vector<std::pair<std::string, std::string>>;

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all = end == text.data() + text.size() && !text.empty();
    if (error != std::errc{} || !all || value < 0) return std::nullopt;
    return value;
}

std::string base64(std::string_view text) {
    return to_base64(bytes_of(text));
}

/// A start for a link whose speed is known or not.
std::size_t part_for(std::int64_t speed, std::size_t least, std::size_t most) {
    const auto aim = static_cast<std::size_t>(std::max<std::int64_t>(speed, 0)) *
                     static_cast<std::size_t>(kBlobPartAim / 1000);
    return std::clamp(aim, std::min(least, most), most);
}

/// What came of an attempt, and so what is to be done.
enum class Step {
    Sent,         ///< the server has all of it
    Again,        ///< ask where the upload stands and go on there
    Damaged,      ///< the server threw the upload away: again from its first byte
    NextPicture,  ///< this one cannot be sent; the others can
    RoundOver,
};

Step step_after(const WireResponse& answer) {
    static constexpr std::array<std::string_view, 3> kOfThisPicture{"not_granted", "too_large",
                                                                    "not_a_picture"};
    static constexpr std::array<std::string_view, 3> kOfThisPart{"wrong_offset", "unknown_upload",
                                                                 "wrong_checksum"};
    const std::string code = code_of_answer(answer);
    const auto one_of = [&](const auto& codes) {
        return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    if (code == "wrong_hash") return Step::Damaged;
    if (one_of(kOfThisPicture)) return Step::NextPicture;
    if (one_of(kOfThisPart) || answer.status == kTimeoutStatus) return Step::Again;
    return Step::RoundOver;
}

/// One round.
class Sending {
public:
    Sending(Store& store, ServerLink& link, BlobStore& blobs, const OnProgress& progress,
            const BlobLimits& limits)
        : store_(store),
          link_(link),
          blobs_(blobs),
          progress_(progress),
          limits_(limits),
          at_first_(blobs_left(store)),
          part_(part_for(link.speed_up(), kBlobPartMin, limits.part_max)) {}

    BlobReport run() {
        for (const BlobPart part : {BlobPart::Thumbnail, BlobPart::Preview, BlobPart::Original}) {
            if (part > limits_.last || !send_all(part)) break;
        }
        report_.left = blobs_left(store_).count;
        return std::move(report_);
    }

private:
    /// False when the round is over.
    bool send_all(BlobPart part) {
        std::int64_t place = 0;
        while (const auto waiting = next_waiting_blob(store_, part, place)) {
            place = waiting->place;
            const Step step = send(waiting->blob);
            if (step == Step::RoundOver) return false;
            if (step == Step::Sent) note_sent(waiting->blob);
        }
        return true;
    }

    /// Sent, NextPicture or RoundOver.
    Step send(const Blob& blob) {
        if (!is_sound(blob)) return skip(file_message("error.blob.file_damaged", blob));
        int restarts = 0;
        for (int tries = 0; tries < kTriesMax; ++tries) {
            const Step step = attempt(blob);
            if (step == Step::Damaged) {
                if (restarts == kBlobRestartsMax) break;
                ++restarts;
            } else if (step != Step::Again) {
                return step;
            }
        }
        return skip(file_message("error.blob.damaged_there", blob));
    }

    /// A file that this device's disk damaged would travel for nothing.
    bool is_sound(const Blob& blob) {
        try {
            return blobs_.is_whole(blob.sha256);
        } catch (const Failure&) {
            return false;
        }
    }

    Step attempt(const Blob& blob) {
        if (is_over()) return Step::RoundOver;
        std::string metadata = "sha256 " + base64(blob.sha256);
        metadata += ",scope " + base64(blob.scope);
        metadata += ",part " + base64(to_text(blob.part));
        // Begins the upload, or says how far it has got.
        const Result<WireResponse> answer =
            link_.call("POST", "/v1/blobs", {},
                       {{"Tus-Resumable", "1.0.0"},
                        {"Upload-Length", std::to_string(blob.bytes)},
                        {"Upload-Metadata", std::move(metadata)}});
        if (!answer.ok()) return stop(answer.error());
        waited_ += answer.value().took;
        if (answer.value().status != 201) return judge(answer.value());
        const auto offset = number_in(answer.value().header("Upload-Offset"));
        const std::string target{answer.value().header("Location")};
        if (!offset || !target.starts_with(kUploadsPath)) {
            return stop({"error.wire.not_cunji", {{"status", "201"}}});
        }
        return send_from(blob, target, *offset);
    }

    /// Part after part, to the end of the file.
    Step send_from(const Blob& blob, const std::string& target, std::int64_t offset) {
        while (offset < blob.bytes) {
            if (is_over()) return Step::RoundOver;
            if (limits_.between) {
                if (const std::optional<Message> problem = limits_.between()) return stop(*problem);
            }
            const auto size = std::min(blob.bytes - offset, static_cast<std::int64_t>(part_));
            std::string body = blobs_.read(blob.sha256, offset, static_cast<std::size_t>(size));
            const std::string checksum = "sha256 " + to_base64(sha256(body));
            const Result<WireResponse> answer =
                link_.call("PATCH", target, std::move(body),
                           {{"Tus-Resumable", "1.0.0"},
                            {"Content-Type", "application/offset+octet-stream"},
                            {"Upload-Offset", std::to_string(offset)},
                            {"Upload-Checksum", checksum}});
            if (!answer.ok()) return shrink_or_stop(answer.error());
            waited_ += answer.value().took;
            if (answer.value().status != 204) return judge(answer.value());
            const auto next = number_in(answer.value().header("Upload-Offset"));
            if (next != offset + size) return Step::Again;
            offset += size;
            report_.bytes += size;
            part_ = next_part_size(static_cast<std::size_t>(size), answer.value().took,
                                   limits_.part_max);
            tell(&blob, offset);
        }
        return Step::Sent;
    }

    /// A part that was cut off may have been too big for the link as it is now.
    Step shrink_or_stop(const Message& why) {
        if (part_ <= kBlobPartMin) return stop(why);
        part_ = kBlobPartMin;
        return Step::Again;
    }

    Step judge(const WireResponse& answer) {
        const Step step = step_after(answer);
        if (step == Step::NextPicture) return skip(message_of_answer(answer));
        if (step == Step::RoundOver) return stop(message_of_answer(answer));
        if (step == Step::Again) part_ = std::min(part_, kBlobPartMin);
        return step;
    }

    Step stop(const Message& why) {
        report_.problem = why;
        return Step::RoundOver;
    }

    /// Said once for all pictures with the same trouble.
    Step skip(const Message& why) {
        if (std::find(report_.notes.begin(), report_.notes.end(), why) == report_.notes.end()) {
            report_.notes.push_back(why);
        }
        return Step::NextPicture;
    }

    [[nodiscard]] Message file_message(std::string key, const Blob& blob) const {
        return {std::move(key), {{"file", blobs_.path_of(blob.sha256)}}};
    }

    void note_sent(const Blob& blob) {
        mark_blob_sent(store_, blob.sha256, blob.scope);
        ++report_.sent;
        sent_bytes_ += blob.bytes;
        tell();
    }

    [[nodiscard]] bool is_over() const {
        const bool late = limits_.time_max > 0 && waited_ >= limits_.time_max;
        const bool much = limits_.bytes_max > 0 && report_.bytes >= limits_.bytes_max;
        const bool stopped = limits_.keep_going && !limits_.keep_going();
        return late || much || stopped;
    }

    void tell(const Blob* blob = nullptr, std::int64_t offset = 0) const {
        if (!progress_) return;
        Progress now;
        now.what = {"progress.blobs", {}};
        now.done = report_.sent;
        now.total = at_first_.count;
        now.bytes = report_.bytes;
        if (blob != nullptr) now.picture = {blob->record, offset, blob->bytes};
        const std::int64_t to_go = std::max<std::int64_t>(at_first_.bytes - sent_bytes_, 0);
        if (report_.bytes > 0) now.seconds_left = to_go * waited_ / report_.bytes / 1000;
        progress_(now);
    }

    Store& store_;
    ServerLink& link_;
    BlobStore& blobs_;
    const OnProgress& progress_;
    const BlobLimits limits_;
    const BlobsLeft at_first_;
    BlobReport report_;
    std::size_t part_;             ///< bytes of the next one
    std::int64_t sent_bytes_ = 0;  ///< of the pictures that the server now has
    Millis waited_ = 0;
};

/// One answer to a GET of a range: its bytes, and how many the whole has.
struct Piece {
    std::string bytes;
    std::int64_t offset = 0;
    std::int64_t total = 0;
};

/// "bytes 0-9/20"
std::optional<Piece> piece_of(WireResponse& answer) {
    Piece piece;
    piece.bytes = std::move(answer.body);
    const auto size = static_cast<std::int64_t>(piece.bytes.size());
    piece.total = size;
    if (answer.status == 206) {
        const std::string_view range = answer.header("Content-Range");
        const std::size_t dash = range.find('-');
        const std::size_t slash = range.find('/');
        constexpr std::string_view kUnit = "bytes ";
        if (!range.starts_with(kUnit) || dash == std::string_view::npos ||
            slash == std::string_view::npos) {
            return std::nullopt;
        }
        const auto offset = number_in(range.substr(kUnit.size(), dash - kUnit.size()));
        const auto total = number_in(range.substr(slash + 1));
        if (!offset || !total) return std::nullopt;
        piece.offset = *offset;
        piece.total = *total;
    }
    const bool sound =
        size > 0 && piece.total <= kBlobBytesMax && piece.offset <= piece.total - size;
    return sound ? std::optional<Piece>{std::move(piece)} : std::nullopt;
}

/// Until the part has as many bytes as the server says there are.
std::optional<Message> fetch_rest(ServerLink& link, BlobStore& blobs, std::string_view sha256,
                                  std::string_view part) {
    for (;;) {
        const std::int64_t offset = blobs.part_size(part);
        const auto size =
            static_cast<std::int64_t>(part_for(link.speed_down(), kFetchMin, kBlobPartMax));
        const std::string range =
            "bytes=" + std::to_string(offset) + '-' + std::to_string(offset + size - 1);
        Result<WireResponse> answer =
            link.call("GET", "/v1/blobs/" + std::string{sha256}, {}, {{"Range", range}});
        if (!answer.ok()) return answer.error();
        if (answer->status == 416) {  // longer than the file: not its beginning
            if (offset == 0) return message_of_answer(*answer);
            blobs.drop_part(part);
            continue;
        }
        if (answer->status != 200 && answer->status != 206) return message_of_answer(*answer);
        const std::string status = std::to_string(answer->status);
        const std::optional<Piece> piece = piece_of(*answer);
        if (piece && answer->status == 200) blobs.drop_part(part);  // all of it at once
        if (!piece || blobs.part_size(part) != piece->offset) {
            return Message{"error.wire.not_cunji", {{"status", status}}};
        }
        blobs.append_part(part, piece->bytes);
        if (blobs.part_size(part) >= piece->total) return std::nullopt;
    }
}

}  // namespace

std::size_t next_part_size(std::size_t part, Millis took, std::size_t most) {
    const auto millis = static_cast<std::size_t>(std::max<Millis>(took, 1));
    const std::size_t aim = part * static_cast<std::size_t>(kBlobPartAim) / millis;
    const std::size_t least = std::min(kBlobPartMin, most);
    return std::clamp(std::min(aim, std::max(part, least) * kGrowth), least, most);
}

BlobReport send_blobs(Store& store, ServerLink& link, BlobStore& blobs, const OnProgress& progress,
                      const BlobLimits& limits) {
    return Sending{store, link, blobs, progress, limits}.run();
}

Result<std::int64_t> fetch_blob(ServerLink& link, BlobStore& blobs, std::string_view sha256) {
    if (blobs.is_whole(sha256)) return *blobs.size(sha256);
    const std::string part = "get-" + std::string{sha256};
    // Bytes that an earlier call left may be the damaged ones: twice.
    for (int i = 0; i < 2; ++i) {
        if (const std::optional<Message> problem = fetch_rest(link, blobs, sha256, part)) {
            return *problem;
        }
        if (blobs.hash_part(part) == sha256) {
            blobs.adopt_part(part, sha256);
            return *blobs.size(sha256);
        }
        blobs.drop_part(part);
    }
    return Message{"error.blob.damaged_there", {{"file", blobs.path_of(sha256)}}};
}

}  // namespace cunji
