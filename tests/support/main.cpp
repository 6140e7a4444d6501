// The main of every test program.
#define DOCTEST_CONFIG_IMPLEMENT
#include "shared/crypto/crypto.h"

#include <doctest/doctest.h>

int main(int argc, char** argv) {
    cunji::start_crypto();
    return doctest::Context(argc, argv).run();
}
