#pragma once

#include "client/widgets/recorder.h"

#include <fstream>
#include <string>

namespace cunji {

/// Writes down what the window shows, a line of JSON for each time it shows something else: tests
/// that run the whole program press and read by label, as a person does, not by place.
///
///     {"texts":["村记",...],"items":[{"name":"save","label":"保存","x":640,"y":700,"width":200,
///      "height":48,"enabled":true,"checked":false,"focused":false,"visible":true,"layer":0},...]}
///
/// Only texts in sight are written; x and y are the middle of an item, in the window's own units.
class SeenLog {
public:
    /// @throws Failure error.file.not_writable {file}
    explicit SeenLog(const std::string& path);

    /// @param ratio device pixels of one unit of the window
    void write(const ui::Recorder& seen, float ratio);

private:
    std::ofstream file_;
    std::string last_;
};

/// One line of the log.
std::string seen_as_json(const ui::Recorder& seen, float ratio);

}  // namespace cunji
