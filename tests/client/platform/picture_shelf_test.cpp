#include "client/platform/desktop/picture_shelf.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cunji {

TEST_CASE("pictures that nobody has asked for the longest go first") {
    PictureShelf shelf{{2, 1000}};
    shelf.begin_frame();
    shelf.add("a", 10);
    shelf.add("b", 10);
    shelf.begin_frame();
    shelf.touch("a");
    shelf.add("c", 10);
    CHECK(shelf.take_surplus() == std::vector<std::string>{"b"});
    CHECK(shelf.count() == 2);
    CHECK(shelf.bytes() == 20);
}

TEST_CASE("pictures go when they take too much, however few they are") {
    PictureShelf shelf{{100, 1000}};
    shelf.begin_frame();
    shelf.add("a", 600);
    shelf.begin_frame();
    shelf.add("b", 600);
    CHECK(shelf.take_surplus() == std::vector<std::string>{"a"});
    CHECK(shelf.bytes() == 600);
}

TEST_CASE("a picture that is being drawn stays, whatever it takes") {
    PictureShelf shelf{{1, 10}};
    shelf.begin_frame();
    shelf.add("a", 600);
    shelf.add("b", 600);
    CHECK(shelf.take_surplus().empty());
    shelf.begin_frame();
    shelf.touch("b");
    CHECK(shelf.take_surplus() == std::vector<std::string>{"a"});
}

TEST_CASE("five hundred pictures leafed through never hold more than the limit") {
    PictureShelf shelf{{200, std::size_t{32} * 1024 * 1024}};
    for (int i = 0; i < 500; ++i) {
        shelf.begin_frame();
        shelf.add(std::to_string(i), std::size_t{320} * 240 * 4);
        (void)shelf.take_surplus();
        REQUIRE(shelf.bytes() <= std::size_t{32} * 1024 * 1024);
    }
    CHECK(shelf.count() > 90);
}

}  // namespace cunji
