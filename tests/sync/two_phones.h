#pragma once

#include "tests/support/county.h"

#include <string>

namespace cunji::test {

/// A county and two people of one village with a phone each.
struct TwoPhones {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    County county{folder.file("county"), clock, random};
    Phone ann{folder.file("ann"), clock, random};
    Phone bo{folder.file("bo"), clock, random};

    TwoPhones() {
        ann.connect(county);
        bo.connect(county);
        join(ann, "Ann");
        join(bo, "Bo");
    }

    void join(Phone& phone, const std::string& name) {
        const std::string person = county.add_person(name, "first_secretary", kVillage);
        phone.join(county.code_for(person, kVillage));
    }
};

}  // namespace cunji::test
