#include "sync/transport.h"

#include <algorithm>

namespace cunji {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string_view WireResponse::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        const bool same = key.size() == name.size() &&
                          std::equal(key.begin(), key.end(), name.begin(),
                                     [](char a, char b) { return lower(a) == lower(b); });
        if (same) return value;
    }
    return {};
}

}  // namespace cunji
