#include "shared/base/terminal.h"

#include <cstdio>
#include <memory>
#include <termios.h>

namespace cunji {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// What is typed is not shown until this goes.
class NoEcho {
public:
    explicit NoEcho(int terminal)
        : terminal_(terminal), known_(::tcgetattr(terminal, &before_) == 0) {
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (known_) ::tcsetattr(terminal_, TCSAFLUSH, &quiet);
    }

    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

    ~NoEcho() {
        if (known_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    }

private:
    int terminal_;
    termios before_{};
    bool known_;
};

}  // namespace

std::optional<std::string> ask_unseen(const std::string& question) {
    // Not standard input: that may be the data of a command.
    const std::unique_ptr<std::FILE, CloseFile> terminal{std::fopen("/dev/tty", "r+e")};
    if (!terminal) return std::nullopt;
    std::fputs(question.c_str(), terminal.get());
    std::fflush(terminal.get());
    std::string line;
    int letter = 0;
    {
        const NoEcho quiet{::fileno(terminal.get())};
        while ((letter = std::fgetc(terminal.get())) != EOF && letter != '\n')
            line += static_cast<char>(letter);
    }
    std::fputs("\n", terminal.get());
    if (letter == EOF && line.empty()) return std::nullopt;
    return line;
}

}  // namespace cunji
