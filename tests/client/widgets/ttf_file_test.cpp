#include "client/widgets/ttf_file.h"

#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <utility>

namespace cunji {

TEST_CASE("a font file: its bytes are there as long as it is held, wherever it is moved") {
    const test::TempDir folder;
    test::write_file(folder.file("a.ttf"), "first");
    test::write_file(folder.file("b.ttf"), "second one");

    auto first = TtfFile::open(folder.file("a.ttf"));
    auto second = TtfFile::open(folder.file("b.ttf"));
    REQUIRE(first);
    REQUIRE(second);
    const TtfFile moved = std::move(*second);
    CHECK(moved.bytes().size() == 10);
    *first = TtfFile{std::move(*first)};
    CHECK(first->bytes()[0] == 'f');
}

TEST_CASE("a font file that is not there, is empty or is a folder is none") {
    const test::TempDir folder;
    test::write_file(folder.file("empty.ttf"), "");

    CHECK_FALSE(TtfFile::open(folder.file("missing.ttf")));
    CHECK_FALSE(TtfFile::open(folder.file("empty.ttf")));
    CHECK_FALSE(TtfFile::open(folder.path().string()));
}

}  // namespace cunji
