#pragma once

#include <cstdint>

namespace cunji::bench {

/// While one stands, this program's Ed25519 signatures cost nothing: signing leaves zeros, checking
/// says yes. Only for measuring what they cost.
class WithoutSignatures {
public:
    WithoutSignatures();
    WithoutSignatures(const WithoutSignatures&) = delete;
    WithoutSignatures& operator=(const WithoutSignatures&) = delete;
    ~WithoutSignatures();
};

/// Signatures made and checked for real since the program began.
std::int64_t signatures_counted();

}  // namespace cunji::bench
