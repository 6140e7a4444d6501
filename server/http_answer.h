#pragma once

#include "server/http.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace cunji {

/// Whether an answer of this status has a body (RFC 9110 §6.4.1).
bool has_body(int status);

/// Status line, headers and empty line; as short as can be, since a sync with nothing to do pays
/// for it. A header of ours that would break out of its line is left out.
std::string answer_head(const HttpResponse& response, std::int64_t length, bool close);

/// The bytes of an answer, given out in pieces.
class AnswerSource {
public:
    /// Takes the body out of `response`. nullopt: nothing of what is stored can be read.
    static std::optional<AnswerSource> open(HttpResponse& response);

    /// Bytes not yet given out.
    [[nodiscard]] std::int64_t left() const { return left_; }

    /// Appends up to `room` bytes; false when what is stored cannot be read on. Reads from the disk
    /// in the calling thread.
    [[nodiscard]] bool append_to(std::string& out, std::size_t room);

private:
    [[nodiscard]] std::string piece(std::int64_t at, std::size_t most) const;

    std::string text_;
    std::optional<StoredBody> stored_;
    std::int64_t at_ = 0;
    std::int64_t left_ = 0;
};

}  // namespace cunji
