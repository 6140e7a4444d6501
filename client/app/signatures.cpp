#include "client/app/signatures.h"

#include "client/app/picture_jpeg.h"
#include "shared/store/blob_table.h"

#include <algorithm>
#include <cmath>

namespace cunji {

namespace {

constexpr int kWidth = 900;
constexpr int kHeight = 300;
constexpr int kFiner = 3;     // drawn so many times larger, then averaged: smooth edges
constexpr double kPen = 3.2;  // radius in pixels of the picture
constexpr int kQuality = 85;
constexpr std::uint8_t kInk = 24;

void draw_dot(Pixels& canvas, double x, double y, double radius) {
    const int left = std::max(0, static_cast<int>(x - radius));
    const int right = std::min(canvas.width - 1, static_cast<int>(x + radius) + 1);
    const int top = std::max(0, static_cast<int>(y - radius));
    const int bottom = std::min(canvas.height - 1, static_cast<int>(y + radius) + 1);
    for (int row = top; row <= bottom; ++row) {
        for (int column = left; column <= right; ++column) {
            if (std::hypot(column - x, row - y) > radius) continue;
            const std::size_t at =
                (static_cast<std::size_t>(row) * static_cast<std::size_t>(canvas.width) +
                 static_cast<std::size_t>(column)) *
                3;
            std::fill_n(canvas.rgb.begin() + static_cast<std::ptrdiff_t>(at), 3, kInk);
        }
    }
}

void draw_line(Pixels& canvas, const PenPoint& from, const PenPoint& to) {
    const auto place = [&](const PenPoint& point) {
        return std::pair{static_cast<double>(point.x) * canvas.width / kPadUnits,
                         static_cast<double>(point.y) * canvas.height / kPadUnits};
    };
    const auto [x, y] = place(from);
    const auto [end_x, end_y] = place(to);
    const int steps = 1 + static_cast<int>(std::hypot(end_x - x, end_y - y) / kFiner);
    for (int i = 0; i <= steps; ++i) {
        const double part = static_cast<double>(i) / steps;
        draw_dot(canvas, x + (end_x - x) * part, y + (end_y - y) * part, kPen * kFiner);
    }
}

}  // namespace

Pixels draw_signature(const std::vector<PenStroke>& strokes) {
    Pixels canvas{kWidth * kFiner, kHeight * kFiner, {}};
    canvas.rgb.assign(std::size_t{3} * kWidth * kFiner * kHeight * kFiner, 255);
    for (const PenStroke& stroke : strokes) {
        for (std::size_t i = 0; i < stroke.size(); ++i) {
            draw_line(canvas, stroke[i == 0 ? 0 : i - 1], stroke[i]);
        }
    }
    return average(view_of(canvas), kWidth, kHeight);
}

std::string keep_signature(const FieldDevice& device, const std::string& scope,
                           const std::vector<PenStroke>& strokes) {
    const std::string bytes = encode_jpeg(draw_signature(strokes), kQuality);
    BlobStore blobs{device.blob_folder(), device.store().keys()};
    Blob blob;
    blob.sha256 = blobs.put(bytes);
    blob.scope = scope;
    blob.bytes = static_cast<std::int64_t>(bytes.size());
    blob.part = BlobPart::Preview;  // small, and part of what the record says
    blob.at = device.now();
    put_blob(device.store(), blob);
    return blob.sha256;
}

void bind_signature(const FieldDevice& device, const std::string& scope, const std::string& sha256,
                    const std::string& record) {
    for (Blob& blob : find_blobs(device.store(), sha256)) {
        if (blob.scope != scope) continue;
        blob.record = record;
        put_blob(device.store(), blob);
    }
}

}  // namespace cunji
