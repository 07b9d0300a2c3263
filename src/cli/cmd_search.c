/* stemma search: sentences with words in them. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask.h"

#include <stdlib.h>
#include <string.h>

static stemma_status search(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    (void)argv;
    return stemma_graph_search(graph, context, options, sink, count_out, err);
}

/* Operands with blanks between; the caller frees. */
static char *join(char **words, int count)
{
    size_t size = 1;
    for (int i = 0; i < count; i++) {
        size += strlen(words[i]) + 1;
    }
    char *text = calloc(size, 1);
    for (int i = 0, at = 0; text != NULL && i < count; i++) {
        size_t length = strlen(words[i]);
        memcpy(text + at, words[i], length);
        at += (int)length;
        text[at++] = i + 1 < count ? ' ' : '\0';
    }
    return text;
}

int cmd_search(int argc, char **argv)
{
    static const cli_command self = {"search",
        "sentences with words, \"phrases\", prefix*, OR, -without", "-g GRAPH [options] WORDS…",
        cmd_search};
    cli_ask ask = {.limit = 50};
    const cli_option options[] = {CLI_ASK_GRAPH(ask), CLI_ASK_OUTPUT(ask)};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 1, 1 << 16, "words", &code)) {
        return code;
    }
    char *words = join(argv + 1, operands);
    if (words == NULL) {
        return cli_complain("search", CLI_ENVIRONMENT, "out of memory");
    }
    code = cli_ask_run("search", &ask, argv, words, search,
        "no sentence with these words; a beginning finds more (gründ*)");
    free(words);
    return code;
}
