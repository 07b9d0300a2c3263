/* stemma extract: facts and names of a text, in the forms that other programs read.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "text_options.h"

static bool form_of(const char *name, stemma_extract_form *out)
{
    static const char *const names[] = {"open", "facts", "jsonl", "entities", "explain"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0) {
            *out = (stemma_extract_form)i;
            return true;
        }
    }
    if (strcmp(name, "tsv") == 0) {
        *out = STEMMA_EXTRACT_FACTS;
        return true;
    }
    return false;
}

int cmd_extract(int argc, char **argv)
{
    static const cli_command self = {"extract", "facts and names of a text, without a graph file",
        "[options] [FILE|FOLDER|-]", cmd_extract};
    cli_text_options text = {.threads = 1};
    const char *format = "facts";
    bool each_line = false;
    double confidence = -1;
    const cli_option options[] = {
        {"format", 'f', CLI_TEXT, &format, "FORM",
            "facts (canonical, default), open, jsonl, explain; entities: JSON lines {\"id\",\"text\"} in, spans out"},
        {"each-line", 'e', CLI_FLAG, &each_line, NULL,
            "every line is one sentence; its number is the id"},
        {"min-confidence", 0, CLI_NUMBER, &confidence, "P", "leave out what is less sure (0 to 1)"},
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
    stemma_extract_form form = STEMMA_EXTRACT_FACTS;
    if (!form_of(format, &form)) {
        return cli_complain(self.name, CLI_USAGE,
            "unknown format \"%s\": want facts, open, jsonl, entities or explain", format);
    }
    stemma_pipeline *pipeline = NULL;
    code = cli_open_pipeline(self.name, &text, &pipeline);
    if (code != CLI_OK) {
        return code;
    }
    stemma_error err = {.status = STEMMA_OK};
    stemma_sink sink = stemma_sink_stream(stdout);
    for (int i = 0; code == CLI_OK && (i < operands || (i == 0 && operands == 0)); i++) {
        const char *path = operands == 0 ? "-" : argv[1 + i];
        if (stemma_pipeline_extract(pipeline, path, form, each_line, confidence, &sink, &err) !=
            STEMMA_OK) {
            code = cli_fail(self.name, &err);
        }
    }
    stemma_pipeline_close(pipeline);
    return code;
}
