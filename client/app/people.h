#pragma once

#include "shared/base/message.h"

#include <string>
#include <vector>

namespace cunji {

// Several people may share a machine. Each has a folder of their own with a database, keys and
// pictures: the first DIR itself, as it was given to the program, the others DIR/people/2,
// DIR/people/3 ... Nothing of one is in another's; to switch is to open another folder.

struct PersonFolder {
    std::string folder;
    std::string name;  ///< as its keyring says, which anybody may read; empty: not enrolled yet
    std::string role;
    bool readable = true;  ///< false: its keys are damaged
};

/// Those who have a keyring below DIR, the first first.
std::vector<PersonFolder> people_of(const std::string& root);

/// A folder for one more, made when it is opened. @throws Failure error.folder.not_writable
std::string new_person_folder(const std::string& root);

/// DIR of a person's folder.
std::string root_of(const std::string& folder);

}  // namespace cunji
