#pragma once

#include "tests/client/field_day.h"

#include <string>

namespace cunji::test {

/// A household that went all the way: surveyed and registered by Ann, reviewed by the township,
/// answered for by the county.
struct AnsweredHousehold : FieldDay {
    Desk township = another("township", "township_reviewer");
    Desk office = another("office", "county_merger");
    std::string id;
    RecordKey key;

    AnsweredHousehold() {
        id = ann.save("household", a_household("王铁柱")).saved.id;
        key = {kVillage, "household", id};
        ann.save("household", {{"id", id}, {"review", "submitted"}});
        ann.sync();
        township.sync();
        township.save("household", {{"id", id}, {"review", "approved"}});
        township.sync();
        office.sync();
        office.save("household", {{"id", id}, {"review", "locked"}});
        settle();
    }

    void settle() {
        for (int round = 0; round < 2; ++round) {
            office.sync();
            ann.sync();
            township.sync();
        }
    }

    /// The office gives it back, Ann changes it.
    void change(const Json& fields) {
        office.save("household", {{"id", id}, {"review", "returned"}});
        settle();
        Json all = fields;
        all["id"] = id;
        ann.save("household", all);
        settle();
    }
};

}  // namespace cunji::test
