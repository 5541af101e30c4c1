# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project is compiled with; linked as canvass_flags, so that nothing leaks into other projects.
add_library(canvass_flags INTERFACE)
target_compile_features(canvass_flags INTERFACE c_std_17)
target_compile_definitions(canvass_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_compile_options(canvass_flags INTERFACE
    -ffp-contract=off -fvisibility=hidden
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    -Wcast-qual -Wwrite-strings -Wpointer-arith -Wundef -Wvla -Wformat=2 -Wdouble-promotion -Wimplicit-fallthrough
    -Wswitch-enum)
if(CANVASS_WERROR)
    target_compile_options(canvass_flags INTERFACE -Werror)
endif()
if(CANVASS_SANITIZE)
    target_compile_options(canvass_flags INTERFACE -fsanitize=${CANVASS_SANITIZE} -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    target_link_options(canvass_flags INTERFACE -fsanitize=${CANVASS_SANITIZE})
else()
    # checks of known sizes in memcpy and printf; they need the optimiser, and sanitizers check more
    target_compile_options(canvass_flags INTERFACE
        $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE>
        $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-D_FORTIFY_SOURCE=2>)
endif()
if(CANVASS_COVERAGE)
    target_compile_options(canvass_flags INTERFACE --coverage -O0)
    target_link_options(canvass_flags INTERFACE --coverage)
endif()
if(CANVASS_LTO)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
    # Fat objects: whoever links the static library need not have this very compiler.
    set(CMAKE_C_COMPILE_OPTIONS_IPO -flto=auto -ffat-lto-objects)
    set(CMAKE_C_LINK_OPTIONS_IPO -flto=auto)
endif()
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_FLAGS_RELEASE "-O3 -DNDEBUG")
# The program starts faster without libraries that it never calls.
add_link_options(-Wl,--as-needed)
