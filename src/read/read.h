/* From files, folders and streams to documents: text in UTF-8 with what is known about it.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_READ_H
#define STM_READ_H
#include "text/doc.h"

/* One document as read. Strings are valid only during the call that hands it over. */
typedef struct stm_input {
    stm_str text;  /* valid UTF-8 without NUL; CoNLL-U when `conllu` */
    stm_meta meta; /* path always; the rest as far as the format says it */
    stm_lang lang; /* STM_LANG_UNKNOWN unless the format says it */
    bool conllu;
    stm_str file;        /* the file it stands in */
    stm_written written; /* how the file writes this very text */
    uint32_t skipped;    /* bytes of the file before it */
    uint64_t file_bytes; /* size of the file */
    uint64_t
        used; /* of these up to the end of this document; 0 = the format cannot tell (a feed) */
    /* Instead of a document: this file or line cannot be read. text is empty; take decides: OK goes on with the next. */
    const stemma_error *trouble;
} stm_input;

typedef stemma_status (*stm_input_take)(void *context, const stm_input *input, stemma_error *err);

/* Hands over each document in `path`: a file, a folder (all files below it whose names end as a known format's,
 * in the order of their names), a pattern ("*.html") that no file is called like, or "-" for standard input. A format is told by the name's ending, then by content.
 * Errors name the path: IO, ENCODING with the byte, FORMAT with the line (empty, binary, malformed), LIMIT. A status
 * from take ends the walk and is returned. What goes wrong inside a folder or on a line of JSON lines is given to take
 * as trouble; what goes wrong with `path` itself is returned. */
stemma_status stm_read_path(
    const char *path, stm_input_take take, void *context, stemma_error *err);
/* Bytes that stm_read_path would read; 0 when that cannot be told (standard input). */
uint64_t stm_read_size(const char *path);

/* ---- inside this folder ---- */

/* One whole file's bytes as a document of plain text. */
stemma_status stm_read_plain(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);
/* Checks that bytes are text in UTF-8: not empty, no NUL (binary), no malformed byte; takes a byte order mark off. */
stemma_status stm_read_check(const char *path, stm_str *bytes, stemma_error *err);
/* Paths of all regular files below folder, sorted by bytes; hidden ones are left out, and links to folders, which may
 * lead in circles. Folders below it that cannot be opened are in *closed_out. Free both with stm_paths_free. */
typedef STM_VEC(char *) stm_paths;
stemma_status stm_walk(
    const char *folder, stm_paths *paths_out, stm_paths *closed_out, stemma_error *err);
void stm_paths_free(stm_paths *paths);
#endif
