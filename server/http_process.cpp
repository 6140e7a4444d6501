#include "server/http.h"

#include <cerrno>
#include <csignal>
#include <pthread.h>

namespace cunji {

namespace {

sigset_t termination_signals() {
    sigset_t signals{};
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

}  // namespace

void block_termination_signals() {
    const sigset_t signals = termination_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void wait_for_termination_signal() {
    const sigset_t signals = termination_signals();
    int signal = 0;
    while (sigwait(&signals, &signal) == EINTR) {
    }
}

}  // namespace cunji
