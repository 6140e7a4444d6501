# Dear ImGui, from Debian's source package (tools/deps imgui), with our own configuration.
# `imgui` is the core and knows no window; `imgui_backends` is SDL2 and OpenGL 3.
execute_process(
  COMMAND ${CMAKE_SOURCE_DIR}/tools/deps imgui
  OUTPUT_VARIABLE IMGUI_DIR OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "Cunji needs Dear ImGui: tools/deps imgui could not bring it (see above)")
endif()

add_library(imgui STATIC
  ${IMGUI_DIR}/imgui.cpp ${IMGUI_DIR}/imgui_draw.cpp ${IMGUI_DIR}/imgui_tables.cpp
  ${IMGUI_DIR}/imgui_widgets.cpp ${IMGUI_DIR}/imgui_demo.cpp ${IMGUI_DIR}/misc/cpp/imgui_stdlib.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${IMGUI_DIR} ${IMGUI_DIR}/misc/cpp)
target_include_directories(imgui PRIVATE ${CMAKE_SOURCE_DIR})
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="client/widgets/imconfig.h")
target_compile_options(imgui PRIVATE -w)

add_library(imgui_backends STATIC
  ${IMGUI_DIR}/backends/imgui_impl_sdl.cpp ${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui_backends SYSTEM PUBLIC ${IMGUI_DIR}/backends)
target_include_directories(imgui_backends PRIVATE ${CMAKE_SOURCE_DIR})
target_compile_options(imgui_backends PRIVATE -w)
target_link_libraries(imgui_backends PUBLIC imgui PkgConfig::SDL PkgConfig::GL PRIVATE ${CMAKE_DL_LIBS})
