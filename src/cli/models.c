/* Where the program looks for models, and the options that all verbs over text share.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_options.h"

#include <stdlib.h>
#include <string.h>

int cli_open_pipeline(const char *verb, const cli_text_options *o, stemma_pipeline **pipeline_out)
{
    const char *from_env = getenv("STEMMA_DATA");
    const char *last = STEMMA_DATA_DIR ":" STEMMA_SOURCE_DATA_DIR;
    size_t size = strlen(last) + (from_env == NULL ? 0 : strlen(from_env)) + 2;
    char *dirs = malloc(size);
    if (dirs == NULL) {
        return cli_complain(verb, CLI_ENVIRONMENT, "out of memory");
    }
    snprintf(
        dirs, size, "%s%s%s", from_env == NULL ? "" : from_env, from_env == NULL ? "" : ":", last);
    stemma_pipeline_options options = {.size = sizeof options,
        .data_dirs = dirs,
        .lang = o->lang,
        .model = o->model,
        .relations = o->relations,
        .date = o->date,
        .source = o->source,
        .threads = o->threads};
    stemma_error err = {.status = STEMMA_OK};
    stemma_status status = stemma_pipeline_open(&options, pipeline_out, &err);
    free(dirs);
    return status == STEMMA_OK ? CLI_OK : cli_fail(verb, &err);
}
