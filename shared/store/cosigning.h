#pragma once

#include "shared/record/content_version.h"
#include "shared/store/acts.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Where a kind that holds a drawn signature keeps what belongs to it: names of fields.
struct SignaturePlaces {
    std::string_view kind;
    std::string_view target;
    std::string_view image;
    std::string_view name;  ///< of a signer who is on no record
};

/// nullptr for every other kind.
const SignaturePlaces* signature_places(std::string_view kind);

/// What a drawn signature stands under: the record it is on and, of a meeting, its votes.
struct SignedContent {
    std::string version;  ///< 64 hex digits over the content versions of all these records
    std::string seen;     ///< their heads: op ids with one space between
};

/// @returns nothing for a record that is not held
std::optional<SignedContent> content_to_sign(const Store& store, const RecordKey& target);

/// What the key of the person at the device signs beside the drawn picture. `signer` is the
/// reference to, or else the name of, whoever drew it.
struct CoSigned {
    std::string image;  ///< SHA-256 of the picture
    std::string target;
    std::string signer;
    SignedContent content;
};

std::string cosign_text(const CoSigned& signed_so, std::string_view person, std::string_view scope);

/// A drawn signature on a record, a record of kind "signature" or "attendee".
struct CoSignature {
    RecordKey record;
    std::string signer;
    std::string image;
    std::string by;      ///< at whose device it was drawn; empty when not bound
    bool bound = false;  ///< it says which content it stands under
    std::optional<Message> wrong;
    Standing standing;

    /// Counts as a signature; one from before signatures were bound does.
    [[nodiscard]] bool counts() const {
        return !bound || (!wrong && standing.state == Standing::State::Stands);
    }
};

/// Of the record of a drawn signature; nothing when none is drawn.
std::optional<CoSignature> cosignature_of(const Store& store, const RecordKey& record);

/// All that are on the record and not void, by id.
std::vector<CoSignature> cosignatures_on(const Store& store, const RecordKey& target);

}  // namespace cunji
