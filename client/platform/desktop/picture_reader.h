#pragma once

#include "client/app/picture_pixels.h"
#include "shared/vault/folder_keys.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace cunji {

struct PictureRequest {
    std::string name;                ///< what it is called when it comes back
    std::vector<std::string> files;  ///< the first that can be read is shown
    int edge_max = 0;
    Keys keys;  ///< open what lies in the data folder; other files are read as they are
};

struct PictureAnswer {
    std::string name;
    std::optional<Pixels> pixels;  ///< none: nothing of it can be read
    bool here = false;             ///< some file of it is on this device
};

/// Reads and decodes pictures on a thread of its own: a large one takes longer than a frame may.
class PictureReader {
public:
    /// @param wake called when an answer is there; any thread
    explicit PictureReader(std::function<void()> wake);
    PictureReader(const PictureReader&) = delete;
    PictureReader& operator=(const PictureReader&) = delete;
    ~PictureReader();

    /// What was asked for last is read first: it is what the person looks at now.
    void ask(PictureRequest request);

    std::optional<PictureAnswer> take();

    /// What was asked for and is not taken yet never comes.
    void forget();

private:
    void work();

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<PictureRequest> waiting_;  ///< guarded by mutex_
    std::deque<PictureAnswer> ready_;     ///< guarded by mutex_
    bool ending_ = false;                 ///< guarded by mutex_
    std::uint64_t era_ = 0;               ///< guarded by mutex_; counts forget()
    std::thread thread_;                  ///< last: begins when all else is there
};

}  // namespace cunji
