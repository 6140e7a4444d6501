#pragma once

#include "client/app/device.h"
#include "client/app/photos.h"
#include "client/app/picture.h"

#include <string>
#include <vector>

namespace cunji {

/// What a picture that is shared says of itself, in the device's language: when it was taken,
/// where, for which stage of what. What is not known is said to be unknown. Coordinates are as
/// exact as the camera gave them only where the subject is public, such as a project; else to a
/// hundredth of a degree (1 km): the village, not whose door.
std::vector<std::string> stamp_lines(const FieldDevice& device, const RecordKey& subject,
                                     const PhotoRequest& request, const Picture& facts);

}  // namespace cunji
