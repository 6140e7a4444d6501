#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cunji::test {

/// A new folder below TMPDIR, removed with all it holds when it leaves scope.
class TempDir {
public:
    TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    ~TempDir();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// The path of a file in it.
    [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// Puts `bytes` into a new file.
void write_file(const std::string& path, std::string_view bytes);

/// All of a file; fails the test when there is none.
std::string read_file(const std::string& path);

}  // namespace cunji::test
