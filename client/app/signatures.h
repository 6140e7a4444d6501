#pragma once

#include "client/app/device.h"
#include "client/app/picture_pixels.h"

#include <string>
#include <vector>

namespace cunji {

/// The pad is three times as wide as it is high. A place on it: from the upper left corner, in
/// 1/10000 of the width and of the height.
struct PenPoint {
    int x = 0;
    int y = 0;

    bool operator==(const PenPoint&) const = default;
};

using PenStroke = std::vector<PenPoint>;

inline constexpr int kPadUnits = 10'000;

/// A signature as it was drawn, black on white, smoothed and 900 x 300.
Pixels draw_signature(const std::vector<PenStroke>& strokes);

/// Keeps the drawn signature's picture as a file and as a part of the scope that is to be sent.
/// @returns its SHA-256 in hex, the value of the field. @throws DiskFull; DbError
std::string keep_signature(const FieldDevice& device, const std::string& scope,
                           const std::vector<PenStroke>& strokes);

/// The record that the signature stands on is saved: the picture travels after it.
void bind_signature(const FieldDevice& device, const std::string& scope, const std::string& sha256,
                    const std::string& record);

}  // namespace cunji
