#include "client/app/tidying.h"

#include "shared/base/failure.h"
#include "shared/store/blob_table.h"

#include <charconv>
#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

constexpr const char* kLastKey = "blobs_tidied";

/// A clock that was set back in between makes it due.
bool is_due(const Store& store, Millis now) {
    const std::string text = store.meta(kLastKey).value_or("");
    Millis last = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), last);
    return error != std::errc{} || now < last || now - last >= kTidyEvery;
}

}  // namespace

void tidy_blobs(const Store& store, const std::string& folder, Millis now) {
    std::error_code none;
    if (!std::filesystem::is_directory(folder, none) || !is_due(store, now)) return;
    try {
        BlobStore blobs{folder, store.keys()};
        blobs.sweep({});
        remove_orphan_blobs(store, blobs, now);
        store.set_meta(kLastKey, std::to_string(now));
        // NOLINTNEXTLINE(bugprone-empty-catch): a full or failing disk is named by what comes next
    } catch (const Failure&) {
    }
}

}  // namespace cunji
