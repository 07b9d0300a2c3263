/* stemma parse: text or words in, CoNLL-U out. SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_options.h"

int cmd_parse(int argc, char **argv)
{
    static const cli_command self = {"parse",
        "sentences, words, tags and trees of a text, as CoNLL-U", "[options] [FILE|-]", cmd_parse};
    cli_text_options text = {.threads = 1};
    bool pretokenized = false;
    const cli_option options[] = {
        {"pretokenized", 'p', CLI_FLAG, &pretokenized, NULL,
            "input is CoNLL-U; its sentences and words are kept"},
        CLI_TEXT_OPTIONS(text),
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        return code;
    }
    if (operands > 1) {
        return cli_complain(
            self.name, CLI_USAGE, "one file at a time, please (or \"-\" for standard input)");
    }
    stemma_pipeline *pipeline = NULL;
    code = cli_open_pipeline(self.name, &text, &pipeline);
    if (code != CLI_OK) {
        return code;
    }
    stemma_error err = {.status = STEMMA_OK};
    stemma_sink sink = stemma_sink_stream(stdout);
    const char *path = operands == 0 ? "-" : argv[1];
    if (stemma_pipeline_parse(pipeline, path, pretokenized, &sink, &err) != STEMMA_OK) {
        code = cli_fail(self.name, &err);
    }
    stemma_pipeline_close(pipeline);
    return code;
}
