# SPDX-License-Identifier: GPL-3.0-or-later
# libcanvass, shared and static: all stages in one, of which include/canvass/ shows what is marked CV_API. And what
# `cmake --install` puts where.
set(objects "")
foreach(stage ${CANVASS_STAGES})
    list(APPEND objects $<TARGET_OBJECTS:${stage}>)
endforeach()

foreach(kind SHARED STATIC)
    string(TOLOWER ${kind} suffix)
    add_library(canvass_${suffix} ${kind} ${objects})
    target_include_directories(canvass_${suffix} INTERFACE ${PROJECT_SOURCE_DIR}/include)
    target_link_libraries(canvass_${suffix} PRIVATE canvass_flags ${CANVASS_LIBRARIES})
    set_target_properties(canvass_${suffix} PROPERTIES OUTPUT_NAME canvass LINKER_LANGUAGE C)
endforeach()
set_target_properties(canvass_shared PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION 0)

configure_file(${CMAKE_CURRENT_LIST_DIR}/canvass.pc.in ${PROJECT_BINARY_DIR}/canvass.pc @ONLY)

install(TARGETS canvass_shared canvass_static)
install(DIRECTORY include/canvass DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES ${PROJECT_BINARY_DIR}/canvass.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES LICENSE CHANGELOG.md CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR})
file(GLOB pages CONFIGURE_DEPENDS docs/man/*.[1-9])
foreach(page ${pages})
    string(REGEX REPLACE ".*\\." "" section ${page})
    install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
if(TARGET canvass)
    install(TARGETS canvass)
endif()
