#pragma once

#include "client/app/picture.h"
#include "client/form/record_draft.h"
#include "shared/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

class FieldDevice;

/// A picture taken into a form that is not saved yet.
struct TakenPhoto {
    PendingPhoto photo;
    std::optional<ShotPlace> place;       ///< where the camera says it stood
    std::optional<std::string> taken_at;  ///< as Picture::taken_at
};

/// Looks at the picture and copies it into the device's folder, so that it is there when the form
/// is saved, whatever becomes of the card or stick it came from. `photo` says what it is for; its
/// file is given here. Takes as long as reading a picture does.
/// @returns as read_whole() and read_picture(). @throws Failure error.file.*
Result<TakenPhoto> take_photo(const FieldDevice& device, const std::string& file,
                              PendingPhoto photo);

/// The path of a pending picture, and of its thumbnail (JPEG); both encrypted as pictures are.
std::string pending_file(const FieldDevice& device, std::string_view file);
std::string pending_thumbnail(const FieldDevice& device, std::string_view file);

/// The picture as it was taken in. @returns as read_whole(); error.blob.file_damaged {file}
Result<std::string> read_pending(const FieldDevice& device, std::string_view file);

/// Removes the copy; what is not there is no matter.
void forget_pending(const FieldDevice& device, std::string_view file);

/// What a photo taken on this form shows: a choice of the photo form.
std::string stage_of(std::string_view kind, std::string_view field);

/// Whether photos are taken into the field.
bool takes_photos(const Field& field);

}  // namespace cunji
