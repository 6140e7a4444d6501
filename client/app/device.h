#pragma once

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/policy/texts.h"
#include "shared/store/store.h"
#include "sync/enrolment.h"
#include "sync/transport.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// One person's data folder: DIR/cunji.db and the pictures below DIR/blobs, both encrypted under
/// the keys that DIR/keys.json keeps (unlocking.h). What a person can do with it stands in
/// functions beside it (recording.h, photos.h, checking.h, syncing.h ...); they return values, and
/// window and command line show them each in its own way.
class FieldDevice {
public:
    /// Makes the folder when only the folder itself is missing: a mistyped path must not become a
    /// second, empty archive somewhere. Two programs on one folder wait for each other.
    /// @throws DbError; Failure error.folder.no_parent, error.folder.not_a_folder,
    /// error.folder.not_writable
    static FieldDevice open(const std::string& folder, Keys keys, Clock& clock, Random& random,
                            Language language);

    [[nodiscard]] Store& store() { return store_; }

    [[nodiscard]] const Store& store() const { return store_; }

    [[nodiscard]] const std::string& folder() const { return folder_; }

    [[nodiscard]] const Keys& keys() const { return store_.keys(); }

    [[nodiscard]] Clock& clock() const { return clock_; }

    [[nodiscard]] Random& random() const { return random_; }

    [[nodiscard]] const Texts& texts() const { return texts_; }

    [[nodiscard]] std::string blob_folder() const { return folder_ + "/blobs"; }

    /// Pictures of forms that are not saved yet.
    [[nodiscard]] std::string draft_folder() const { return folder_ + "/drafts"; }

    /// @returns error.device.not_enrolled
    [[nodiscard]] Result<Enrolment> enrolment() const;
    /// Who saves. @returns error.device.not_enrolled, error.device.only_reads
    [[nodiscard]] Result<Author> author() const;
    /// The best estimate of the time, for what is saved now.
    [[nodiscard]] Millis now() const;

private:
    FieldDevice(std::string folder, Store store, Clock& clock, Random& random, Language language);

    std::string folder_;
    Store store_;
    Clock& clock_;
    Random& random_;
    Texts texts_;
};

/// Makes a data folder that only its owner may look into, when just the folder itself is missing.
/// @throws Failure as FieldDevice::open()
void make_data_folder(const std::string& folder);

/// Makes this folder the device of the person whom the code was made for. @returns as
/// enrol_device().
Result<Enrolment> join_county(FieldDevice& device, Transport& transport, const EnrolText& text);

/// A live record by its id; the one in a scope of this person when several villages have it.
std::optional<RecordKey> find_record(const Store& store, std::string_view id);

/// Where a new record goes: the scope given, or the only one the person holds. @returns
/// error.scope.none, error.scope.several {scopes}, error.scope.lost {scope}, error.scope.not_yours
/// {scope}
Result<std::string> writable_scope(const Store& store, std::string_view wanted);

}  // namespace cunji
