#include "client/platform/desktop/picture_reader.h"

#include "client/app/picture.h"
#include "shared/base/files.h"
#include "shared/vault/sealed_file.h"
#include "shared/wire/limits.h"

#include <new>
#include <utility>

namespace cunji {

namespace {

constexpr std::int64_t kFileBytesMax = 2 * kBlobBytesMax;  // with what encryption adds

void read_first(const PictureRequest& request, PictureAnswer& answer) {
    for (const std::string& file : request.files) {
        const Result<std::string> bytes = read_whole(file, kFileBytesMax);
        if (!bytes) continue;
        answer.here = true;
        // A picture on a camera's card is as it is; those of the data folder are encrypted.
        const std::optional<std::string> opened = open_sealed(request.keys->files, *bytes);
        Result<Pixels> pixels = look_at_picture(opened ? *opened : *bytes, request.edge_max);
        if (!pixels || pixels->width <= 0 || pixels->height <= 0) continue;
        answer.pixels = std::move(*pixels);
        return;
    }
}

}  // namespace

PictureReader::PictureReader(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this] { work(); }) {}

PictureReader::~PictureReader() {
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void PictureReader::ask(PictureRequest request) {
    {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(request));
    }
    changed_.notify_one();
}

std::optional<PictureAnswer> PictureReader::take() {
    const std::lock_guard lock{mutex_};
    if (ready_.empty()) return std::nullopt;
    PictureAnswer answer = std::move(ready_.front());
    ready_.pop_front();
    return answer;
}

void PictureReader::forget() {
    const std::lock_guard lock{mutex_};
    ++era_;
    waiting_.clear();
    ready_.clear();
}

void PictureReader::work() {
    std::unique_lock lock{mutex_};
    while (true) {
        changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        if (ending_) return;
        const PictureRequest request = std::move(waiting_.back());
        waiting_.pop_back();
        const std::uint64_t era = era_;
        lock.unlock();
        PictureAnswer answer{request.name, std::nullopt, false};
        try {
            read_first(request, answer);
        } catch (const std::bad_alloc&) {
            // A picture that does not fit into memory is one that cannot be shown.
        }
        lock.lock();
        if (era != era_) continue;
        ready_.push_back(std::move(answer));
        lock.unlock();
        wake_();
        lock.lock();
    }
}

}  // namespace cunji
