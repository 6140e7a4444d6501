#pragma once

#include "shared/base/message.h"

#include <functional>
#include <optional>

namespace cunji {

/// Runs work of one effect. A broken machine (full disk, damaged file, folder without rights) comes
/// back as what the person is told; what was saved before stays saved.
std::optional<Message> without_throwing(const std::function<void()>& work);

}  // namespace cunji
