#pragma once

#include "shared/record/act.h"
#include "shared/record/content_version.h"
#include "shared/store/admission.h"
#include "shared/store/certificates.h"
#include "shared/store/op_log.h"

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// A record's ops as they are held, with what the record-level functions want of them.
class HeldRecord {
public:
    /// @returns nothing for a kind that is not known here or a record without ops.
    /// Ops whose clock is later than `until` are left out.
    static std::optional<HeldRecord> read(const Store& store, const RecordKey& key,
                                          Millis until = std::numeric_limits<Millis>::max());

    [[nodiscard]] const std::vector<StoredOp>& ops() const { return ops_; }

    /// Refers to this object.
    [[nodiscard]] RecordHistory history() const;

    /// Ops that no other names as parent: what somebody who looks at it now has seen.
    [[nodiscard]] std::vector<OpId> heads() const;

    /// Its content version as who had seen these ops saw it; nothing when one is not held.
    [[nodiscard]] std::optional<std::string> version_at(std::span<const OpId> seen) const;

private:
    RecordKey key_;
    const Form* form_ = nullptr;
    std::vector<StoredOp> ops_;
};

/// A record of the scope that can be signed: any kind but acts themselves.
std::optional<RecordKey> signable_record(const Store& store, std::string_view scope,
                                         std::string_view id);

/// One of the four acts as it is held here, and what there is to say about it.
struct GivenAct {
    std::string id;  ///< of the act's own record
    Act act;
    std::string note;
    std::string by;
    std::string role;  ///< of the person, by the county's certificate; empty: not known here
    std::string device;
    OpId op;
    Millis at = 0;
    Millis received_at = 0;
    std::optional<Message> wrong;  ///< why its signature does not hold; nothing: verified
    bool taken_back = false;       ///< its own void_reason is filled in
    Standing standing;

    [[nodiscard]] bool stands() const {
        return !wrong && !taken_back && standing.state == Standing::State::Stands;
    }
};

/// All acts about a record, oldest first. Those whose op is annulled are left out.
/// Acts and ops whose clock is later than `until` are left out.
std::vector<GivenAct> acts_on(const Store& store, const RecordKey& target,
                              Millis until = std::numeric_limits<Millis>::max());

/// Whether a person's key made the signature: the certificate of the device that wrote the line
/// must be the county's and of this person. @returns error.act.*
std::optional<Message> wrong_signature(CertificateBook& certificates, std::uint64_t rid,
                                       std::string_view by, std::string_view text,
                                       const Signature& signature);

/// The act that an approval by an office of this tier amounts to.
std::string_view act_of_approval(Tier tier);

/// May the person give this act on the record? By tier and by what they did to it before.
std::optional<Message> may_not_act(const Store& store, const RecordKey& target,
                                   std::span<const OpId> seen, std::string_view act,
                                   std::string_view person, Tier tier);

/// The rules for ops of kind "act", beside those of check_op(); code bad_act.
std::optional<Refusal> check_act(const Store& store, const LoggedOp& logged, Tier author);

}  // namespace cunji
