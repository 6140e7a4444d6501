// Pictures of a QR code as people send them: the drawn one, and a photo of a screen.

#include "client/app/qr_code.h"

#include "client/app/enrol_code.h"
#include "client/app/picture_jpeg.h"
#include "client/app/picture_png.h"
#include "server/qr_picture.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

#include <cmath>

namespace cunji::test {

namespace {

const std::string kPayload =
    enrol_payload({"https://county.example:8443", "7KQ2M9XW4TRB8ZH3NV6PC5DY1E"});

/// How somebody held the phone: the screen's middle in the picture, its height there, turned by so
/// many radians, and nearer at the top by that share.
struct Held {
    double middle_x = 0.5;
    double middle_y = 0.5;
    double size = 0.5;
    double turned = 0;
    double leaning = 0;
};

/// A photo of the code on a screen in a room: dull, grainy, with the room around.
Pixels photograph(const Pixels& screen, const Held& held) {
    JpegSpec room;
    room.width = 1600;
    room.height = 1200;
    Pixels photo = draw_scene(room);
    const double edge = held.size * room.height;
    for (int y = 0; y < photo.height; ++y) {
        for (int x = 0; x < photo.width; ++x) {
            const double dx = x - held.middle_x * room.width;
            const double dy = y - held.middle_y * room.height;
            const double across = (dx * std::cos(held.turned) + dy * std::sin(held.turned)) / edge;
            const double down = (dy * std::cos(held.turned) - dx * std::sin(held.turned)) / edge;
            // A plane seen at an angle: straight lines stay straight.
            const double u = across / (1 + held.leaning * down);
            const double v = down / (1 + held.leaning * down);
            if (std::abs(u) >= 0.5 || std::abs(v) >= 0.5) continue;
            const auto column = static_cast<std::size_t>((u + 0.5) * screen.width);
            const auto row = static_cast<std::size_t>((v + 0.5) * screen.height);
            const auto from = (row * static_cast<std::size_t>(screen.width) + column) * 3;
            const auto to = (static_cast<std::size_t>(y) * static_cast<std::size_t>(photo.width) +
                             static_cast<std::size_t>(x)) *
                            3;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                const int lit = 40 + screen.rgb[from + channel] * 170 / 255;
                photo.rgb[to + channel] =
                    static_cast<std::uint8_t>((lit * 7 + photo.rgb[to + channel]) / 8);
            }
        }
    }
    return photo;
}

Pixels drawn() {
    const Result<Decoded> decoded = decode_png(qr_png(kPayload));
    REQUIRE(decoded.ok());
    return decoded->pixels;
}

}  // namespace

TEST_CASE("qr code: the office's picture is read, as it was drawn") {
    const Result<std::string> text = read_qr_picture(qr_png(kPayload));
    REQUIRE(text.ok());
    CHECK(*text == kPayload);
    CHECK(read_qr_picture(encode_jpeg(drawn(), 70)).ok());
}

TEST_CASE("qr code: a photo of a screen is read, also held at an angle") {
    const Pixels screen = drawn();
    const std::vector<Held> all{
        {},
        {0.4, 0.55, 0.6, 0.2, 0},
        {0.6, 0.5, 0.7, 0.6, 0},
        {0.5, 0.5, 0.8, 0.3, 0.2},
        {0.5, 0.5, 0.3, 3.0, 0.1},
    };
    for (const Held& held : all) {
        CAPTURE(held.turned);
        CAPTURE(held.leaning);
        const Result<std::string> text = read_qr_picture(encode_jpeg(photograph(screen, held), 80));
        REQUIRE(text.ok());
        CHECK(*text == kPayload);
    }
}

TEST_CASE("qr code: a picture without one says so") {
    const Result<std::string> photo = read_qr_picture(make_jpeg({}));
    REQUIRE_FALSE(photo.ok());
    CHECK(photo.error().key == "error.qr.none");
    const Result<std::string> nonsense = read_qr_picture("hello");
    REQUIRE_FALSE(nonsense.ok());
    CHECK(nonsense.error().key == "error.picture.not_a_picture");
    const Result<std::string> cut = read_qr_picture(qr_png(kPayload).substr(0, 200));
    REQUIRE_FALSE(cut.ok());
    CHECK(cut.error().key == "error.picture.damaged");
}

}  // namespace cunji::test
