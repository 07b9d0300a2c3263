/* stemma explain "sentence": tokens, tree, and which rule made which fact. SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <unistd.h>

#include "text_options.h"

/* The sentence goes to the library through a pipe-like temporary stream: the library reads paths. */
static int explain(stemma_pipeline *pipeline, const char *verb, const char *sentence)
{
    int ends[2];
    size_t length = strlen(sentence);
    /* A pipe holds at least 4096 bytes (POSIX), written at once before anybody reads. */
    if (length > 4000) {
        return cli_complain(verb, CLI_INPUT,
            "a sentence of at most 4000 bytes, please; `stemma extract` reads files");
    }
    if (pipe(ends) != 0) {
        return cli_complain(verb, CLI_ENVIRONMENT, "no pipe to be had");
    }
    bool written = write(ends[1], sentence, length) == (ssize_t)length;
    close(ends[1]);
    written = written && dup2(ends[0], STDIN_FILENO) >= 0;
    close(ends[0]);
    if (!written) {
        return cli_complain(verb, CLI_ENVIRONMENT, "the sentence could not be handed over");
    }
    stemma_error err = {.status = STEMMA_OK};
    stemma_sink sink = stemma_sink_stream(stdout);
    stemma_status status =
        stemma_pipeline_extract(pipeline, "-", STEMMA_EXTRACT_EXPLAIN, 0, -1, &sink, &err);
    return status == STEMMA_OK ? CLI_OK : cli_fail(verb, &err);
}

int cmd_explain(int argc, char **argv)
{
    static const cli_command self = {"explain",
        "how a sentence is understood: words, tree, rules, facts", "[options] \"SENTENCE\"",
        cmd_explain};
    cli_text_options text = {.threads = 1};
    const cli_option options[] = {
        {"date", 0, CLI_TEXT, &text.date, "DATE",
            "date of the text (2025-01-22), for \"yesterday\""},
        {"relations", 0, CLI_TEXT, &text.relations, "FILE", "your own table of relation words"},
        CLI_TEXT_OPTIONS(text),
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        return code;
    }
    if (operands != 1) {
        return cli_complain(self.name, CLI_USAGE, "want one sentence, in quotes");
    }
    stemma_pipeline *pipeline = NULL;
    code = cli_open_pipeline(self.name, &text, &pipeline);
    if (code == CLI_OK) {
        code = explain(pipeline, self.name, argv[1]);
        stemma_pipeline_close(pipeline);
    }
    return code;
}
