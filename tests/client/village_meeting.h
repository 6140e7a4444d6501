#pragma once

#include "tests/client/field_day.h"

#include <string>
#include <vector>

namespace cunji::test {

/// A household with its head and, when named, a second adult.
struct Home {
    std::string household;
    std::string head;
    std::string other;
};

Home a_home(Desk& desk, const std::string& group, const std::string& number,
            const std::string& head, const std::string& other = {});

/// A meeting that is to be held on 2025-11-21 at two in the afternoon.
Json a_meeting(const std::string& type, const std::string& title);

}  // namespace cunji::test
