#pragma once

#include "shared/crypto/sealing.h"
#include "shared/vault/folder_keys.h"

#include <string>

namespace cunji::test {

/// The keys of every folder that a test makes without a passphrase: always the same, so that any
/// part of a test opens what another has written.
Keys test_keys();

/// A passphrase that will do, and a cost at which a test can afford to try some.
inline constexpr const char* kPassphrase = "three ducks on a green pond";
inline constexpr PassphraseCost kCheap{1, 8192};

/// So that kPassphrase opens a folder that a test has made with test_keys().
void give_passphrase(const std::string& folder, const std::string& name = {});

}  // namespace cunji::test
