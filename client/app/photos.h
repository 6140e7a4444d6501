#pragma once

#include "client/app/recording.h"

#include <string>
#include <vector>

namespace cunji {

struct PhotoRequest {
    std::string file;          ///< JPEG or HEIC, stays as it is
    std::string subject;       ///< id of the record that it shows
    std::string stage;         ///< a choice of the photo form
    std::string title;         ///< may be empty
    std::string place_name{};  ///< where it was taken, as the person says; may be empty
};

struct AddedPhoto {
    std::string id;
    std::string sha256;      ///< 64 hex digits, of the file
    std::optional<OpId> op;  ///< absent: the same file was there already, for the same purpose
    std::vector<std::string> similar_to;  ///< photos that show the same but prove something else
    std::vector<Finding> findings;
    bool stamped = false;  ///< false: no face with Chinese on this machine, or there before
};

/// Keeps a picture: the original and its two small JPEGs as files, then a record of kind photo in
/// the subject's village. The preview, which is what others look at, is stamped with time and place
/// (stamping.h); the original and the thumbnail are not. A power cut in between leaves files that
/// no record names, never a record without its files. @returns error.photo.no_such_subject; as
/// read_picture() and record_group()
Result<AddedPhoto, std::vector<SaveProblem>> add_photo(FieldDevice& device,
                                                       const PhotoRequest& request);

/// The same for a picture that was read already; request.file is not looked at.
Result<AddedPhoto, std::vector<SaveProblem>> keep_photo(FieldDevice& device,
                                                        const PhotoRequest& request,
                                                        const std::string& file);

}  // namespace cunji
