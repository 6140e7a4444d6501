#include "client/model/failing.h"

#include "shared/base/failure.h"

namespace cunji {

std::optional<Message> without_throwing(const std::function<void()>& work) {
    try {
        work();
    } catch (const Failure& failure) {
        return failure.message();
    }
    return std::nullopt;
}

}  // namespace cunji
