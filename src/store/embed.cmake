# Writes the bytes of an SQL file as a C array: cmake -DFILE=x.sql -DNAME=stm_sql_x -DOUT=x.c -P embed.cmake
cmake_minimum_required(VERSION 3.20)
file(READ ${FILE} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes
       "${bytes}")
file(WRITE ${OUT} "/* Made from the file of the same name. SPDX-License-Identifier: GPL-2.0-or-later */\n"
     "#include \"store/sql.h\"\nconst unsigned char ${NAME}[] = {\n${bytes}0\n};\n")
