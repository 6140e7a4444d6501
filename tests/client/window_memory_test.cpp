#include "client/app/window_memory.h"

#include "tests/support/store_builder.h"

#include <doctest/doctest.h>

namespace cunji {
TEST_CASE("the window opens next time as large as it was closed") {
    test::Node node;
    CHECK_FALSE(read_window_memory(node.store()));
    write_window_memory(node.store(), {412, 892});
    CHECK(read_window_memory(node.store()) == WindowMemory{412, 892});
}

TEST_CASE("a size that no screen can have is as if none had been kept") {
    test::Node node;
    for (const char* width : {"", "0", "-3", "1e3", "99999", "800 "}) {
        write_window_memory(node.store(), {800, 600});
        node.store().set_meta("window.width", width);
        CAPTURE(width);
        CHECK_FALSE(read_window_memory(node.store()));
    }
}

}  // namespace cunji
