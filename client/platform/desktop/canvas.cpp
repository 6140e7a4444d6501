#include "client/platform/desktop/canvas.h"

#include "shared/base/check.h"

#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl.h>

#include <SDL_opengl.h>
#include <algorithm>
#include <cstring>

namespace cunji {

namespace {

/// Fast rather than strong: nobody attacks a frame. Multiply and rotate over words of 8 bytes.
class Digest {
public:
    void add(const void* data, std::size_t size) {
        const auto* at = static_cast<const std::uint8_t*>(data);
        for (; size >= sizeof(std::uint64_t);
             at += sizeof(std::uint64_t), size -= sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, sizeof word);
            mix(word);
        }
        std::uint64_t rest = size;
        if (size > 0) std::memcpy(&rest, at, size);
        mix(rest);
    }

    [[nodiscard]] std::uint64_t value() const { return value_ == 0 ? 1 : value_; }

private:
    void mix(std::uint64_t word) {
        value_ = (value_ ^ word) * 0x9E3779B97F4A7C15U;
        value_ = (value_ << 29U) | (value_ >> 35U);
    }

    std::uint64_t value_ = 0xCBF29CE484222325U;
};

GLuint name_of(ImTextureID texture) {
    // The backend keeps the texture's number in what ImGui takes for a pointer.
    return static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(texture));
}

}  // namespace

std::uint64_t fingerprint(const ImDrawData& data) {
    Digest digest;
    digest.add(&data.DisplaySize, sizeof data.DisplaySize);
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        digest.add(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
        digest.add(list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
        for (const ImDrawCmd& command : list.CmdBuffer) {
            digest.add(&command.ClipRect, sizeof command.ClipRect);
            ImTextureID texture = command.GetTexID();
            digest.add(static_cast<const void*>(&texture), sizeof texture);
            digest.add(&command.ElemCount, sizeof command.ElemCount);
        }
    }
    return digest.value();
}

ImTextureID make_texture(int width, int height, const std::uint8_t* rgb) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, width, height, 0, GL_RGB, GL_UNSIGNED_BYTE, rgb);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): see name_of()
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name));
}

void drop_texture(ImTextureID texture) {
    const GLuint name = name_of(texture);
    glDeleteTextures(1, &name);
}

Canvas::Canvas(Window& window, Fonts& fonts) : window_(window), fonts_(fonts) {
    CHECK_THAT(ImGui_ImplSDL2_InitForOpenGL(window.handle(), window.context()));
    CHECK_THAT(ImGui_ImplOpenGL3_Init("#version 130"));
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    (void)fonts_.take_dirty();  // the whole of it was just uploaded
}

Canvas::~Canvas() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
}

void Canvas::begin_frame() {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplSDL2_NewFrame();
    // The backend counts in the window's own units; we draw and point in device pixels.
    ImGuiIO& io = ImGui::GetIO();
    const WindowSize size = window_.drawable();
    io.DisplaySize = {static_cast<float>(size.width), static_cast<float>(size.height)};
    io.DisplayFramebufferScale = {1, 1};
}

void Canvas::upload() {
    const std::optional<AtlasRegion> changed = fonts_.take_dirty();
    if (!changed) return;
    forget();
    if (changed->whole) {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
        return;
    }
    const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const PixelRect& area = changed->pixels;
    glBindTexture(GL_TEXTURE_2D, name_of(atlas.TexID));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, atlas.TexWidth);
    glTexSubImage2D(GL_TEXTURE_2D, 0, area.x, area.y, area.width, area.height, GL_RGBA,
                    GL_UNSIGNED_BYTE, atlas.TexPixelsRGBA32 + area.y * atlas.TexWidth + area.x);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void Canvas::draw(ui::Color ground) {
    upload();
    const WindowSize size = window_.drawable();
    const ImVec4 color = ImGui::ColorConvertU32ToFloat4(ground);
    glViewport(0, 0, size.width, size.height);
    glClearColor(color.x, color.y, color.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

bool Canvas::show(ui::Color ground) {
    const ImDrawData* data = ImGui::GetDrawData();
    if (data == nullptr || window_.minimized()) return false;
    const std::uint64_t now = fingerprint(*data) ^ (std::uint64_t{ground} << 32U);
    if (now == shown_ && !fonts_.has_dirty()) return false;
    draw(ground);
    window_.present();
    shown_ = now;
    return true;
}

std::vector<std::uint8_t> Canvas::picture(ui::Color ground) {
    draw(ground);
    const WindowSize size = window_.drawable();
    const auto width = static_cast<std::size_t>(size.width);
    const auto height = static_cast<std::size_t>(size.height);
    std::vector<std::uint8_t> pixels(width * height * 4);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    // OpenGL counts rows from the bottom.
    const std::size_t row = width * 4;
    for (std::size_t y = 0; y < height / 2; ++y) {
        std::swap_ranges(pixels.begin() + static_cast<std::ptrdiff_t>(y * row),
                         pixels.begin() + static_cast<std::ptrdiff_t>((y + 1) * row),
                         pixels.begin() + static_cast<std::ptrdiff_t>((height - 1 - y) * row));
    }
    return pixels;
}

}  // namespace cunji
