#pragma once

#include "shared/crypto/crypto.h"
#include "shared/store/op_writer.h"
#include "shared/store/store.h"
#include "tests/support/op_builder.h"
#include "tests/support/temp_dir.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::test {

/// The line that nodes made here take for the county's own.
inline constexpr std::uint64_t kCountyLine = 0xc0;

/// The device of all lines here, and the keys it announces and seals them with.
inline constexpr const char* kDevice = "01930a00-0000-7000-8000-0000000000d1";
KeyPair device_keys();

/// An op as a node receives it.
struct Sent {
    LoggedOp logged;
    std::string bytes;
    Hash parent{};  ///< h of the line's op before
};

/// Writes the op as the line's next.
Sent send(Line& line, OpBuilder op);

/// The common fields and one kind, "visit", with a field of every merge rule (as a_form()), in
/// JSON: a latest, b latest flagged, c keep_both and a name, d max, e min, s set, l append, no a
/// number, twice computed from a.
std::vector<PolicyFile> small_policy();

/// The files with one more field in a form. `json` is the field's object.
std::vector<PolicyFile> with_field(std::vector<PolicyFile> files, std::string_view path,
                                   std::string_view json);
/// The files with `from` in a file replaced by `to`.
std::vector<PolicyFile> replaced(std::vector<PolicyFile> files, std::string_view path,
                                 std::string_view from, std::string_view to);

/// A node with a real file in a folder of its own.
class Node {
public:
    enum class Serves { Nobody, Others };

    /// With small_policy().
    explicit Node(Serves serves = Serves::Nobody);
    explicit Node(const std::vector<PolicyFile>& policy);

    [[nodiscard]] const Store& store() const { return *store_; }

    Store& store() { return *store_; }

    [[nodiscard]] Database& db() const { return store_->db(); }

    [[nodiscard]] std::string file(std::string_view name) const { return folder_.file(name); }

    /// In a transaction of its own. A line not known yet is announced first.
    OpWriter::Outcome take(const Sent& sent);
    /// All in one transaction; each must be stored or held already.
    void take(std::span<const Sent> all);

    /// Closes the file and opens it again.
    void reopen();

    /// One value of a row as SQL writes it, e.g. "'王铁柱'", "NULL"; "none" without a row.
    [[nodiscard]] std::string value(std::string_view kind, std::string_view field,
                                    std::string_view record = kRecord) const;

private:
    void announce(const Op& op);

    TempDir folder_;
    bool delivers_;
    std::optional<Store> store_;
};

/// All that is derived from the log, as text, to compare before and after.
std::string derived_rows(const Store& store);
/// The part that is equal on every node that holds the same ops, whatever came first.
std::string shared_rows(const Store& store);

/// "key" or "key arg=value ..." of each problem, for a test to print.
std::string to_text(std::span<const Message> problems);

}  // namespace cunji::test
