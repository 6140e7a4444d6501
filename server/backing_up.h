#pragma once

#include "server/node.h"
#include "shared/store/blobs.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cunji {

/// Writes a consistent copy of the county's database to `file`, while a server may be serving, and
/// beside it `file`.keys.json with what opens it: the same key file or passphrase, and the county's
/// recovery key, whose secret half lies in a safe and not on this machine.
/// @returns whether the recovery key opens it: false when the county has made none.
/// @throws DbError, Failure
bool back_up_county(const CountyFolder& folder, const Store& store, const std::string& file);

struct PictureCopies {
    std::int64_t copied = 0;
    std::int64_t there = 0;    ///< were there already, whole
    std::int64_t damaged = 0;  ///< here: left out; the devices that have them are asked again
};

/// Brings each picture of one folder to another, as they lie there: encrypted. A name stands for
/// its bytes, so what is there already is not copied again, and each copy is read back.
/// @throws Failure
PictureCopies copy_pictures(const BlobStore& from, const BlobStore& to);

}  // namespace cunji
