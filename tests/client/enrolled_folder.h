#pragma once

#include "shared/base/random.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

#include <string>

namespace cunji::test {

/// The data folder of a first secretary who has joined a county and saved a household, 王铁柱 of
/// group 三组; nobody has it open. For tests of the window, which do not see the server's headers.
struct EnrolledFolder {
    EnrolledFolder();

    TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    std::string data = folder.file("ann");
    std::string person;
    std::string household;
};

}  // namespace cunji::test
