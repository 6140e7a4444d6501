# cunji_embed(TARGET NAME DIR GLOB...) puts the files below DIR into TARGET as
# shared/base/assets.h's table, so that a program is one file and works from any folder.
function(cunji_embed target dir)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${dir} ${dir}/policy/*.json ${dir}/text/*.json ${dir}/demo/* ${dir}/wire/* ${dir}/about/*)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_assets.cpp)
  list(TRANSFORM files PREPEND ${dir}/ OUTPUT_VARIABLE depends)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_SOURCE_DIR}/tools/embed ${dir} ${out} ${files}
    DEPENDS ${depends} ${CMAKE_SOURCE_DIR}/tools/embed
    COMMENT "Embedding assets" VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
