/* What every verb of the program shares: the table of verbs, option tables, exit codes, talk on stderr.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CLI_H
#define STM_CLI_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stemma.h>

/* Exit codes; documented in the man page. */
enum cli_exit {
    CLI_OK = 0,
    CLI_NOTHING = 1,     /* worked, but the answer is empty or no */
    CLI_USAGE = 2,       /* unknown verb or option, missing argument */
    CLI_INPUT = 3,       /* bad input: file, encoding, format, query, unknown name */
    CLI_ENVIRONMENT = 4, /* disk full, read-only, no memory, missing program or model */
    CLI_INTERNAL = 5     /* our own fault */
};

typedef enum cli_kind { CLI_FLAG, CLI_TEXT, CLI_COUNT, CLI_NUMBER, CLI_LIST } cli_kind;

/* One option of a verb. `target` is bool* (FLAG), const char** (TEXT), uint32_t* (COUNT), double* (NUMBER),
 * or cli_list* (LIST: may be given several times). `argument` is its name in the help, NULL for flags. */
typedef struct cli_option {
    const char *name; /* "format" for --format */
    char letter;      /* 'f' for -f, 0 = none */
    cli_kind kind;
    void *target;
    const char *argument, *help;
} cli_option;

typedef struct cli_list {
    const char *items[64];
    uint32_t count;
} cli_list;

/* One verb. */
typedef struct cli_command {
    const char *name, *one_line, *usage; /* usage: "-g GRAPH [options] NAME" */
    int (*run)(int argc, char **argv);   /* argv[0] is the verb */
} cli_command;

extern const cli_command
    cli_commands[]; /* ends with name NULL; in the order of a newcomer's first session */

/* Parses argv by the table (options and operands may mix, `--` ends options, --x=y and -xy work). Operands are moved
 * to the front of argv[1…]; *operands_out says how many. Prints help for --help. Returns CLI_OK to go on, else *exit_out
 * is the exit code and false comes back. */
bool cli_parse(const cli_command *command, const cli_option *options, size_t option_count, int argc,
    char **argv, int *operands_out, int *exit_out);
/* Help of one verb from its option table. */
void cli_help(
    FILE *stream, const cli_command *command, const cli_option *options, size_t option_count);

/* How cli_help prints: for a terminal, or as a section of the man page (`stemma help --man`). */
typedef enum cli_style { CLI_STYLE_TERMINAL, CLI_STYLE_ROFF } cli_style;
void cli_help_style(cli_style style);

/* Prints "stemma VERB: text" with line, column and caret when the error knows them; gives the exit code that fits. */
int cli_fail(const char *verb, const stemma_error *err);
/* Text on stderr; names of files may hold line ends and worse, but a message stays one line and does not steer the
 * terminal. */
void cli_put_clean(const char *text);
/* The same for the program's own complaints. */
int cli_complain(const char *verb, int exit_code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* "did you mean": give the typed word, consider all that there are, read `word` (NULL: none is near). */
typedef struct cli_meant {
    const char *typed;
    size_t length;
    const char *word;
    unsigned distance;
} cli_meant;
void cli_meant_consider(cli_meant *meant, const char *word);

/* Says on stderr which relation types of a question the graph does not have. */
void cli_query_hint(stemma_graph *graph, const char *query);

/* Flushes stdout; a failed write (full disk, closed pipe) turns `exit_code` into CLI_ENVIRONMENT with a message. */
int cli_finish(const char *verb, int exit_code);

/* Opens a graph file; a reader is told on stderr when names in it could not be joined. */
stemma_status cli_graph_open(const char *verb, const char *path, stemma_open_mode mode,
    stemma_graph **graph_out, stemma_error *err);

/* Terminal: columns (80 when unknown), whether stdout/stderr is one, whether colour is wanted (NO_COLOR). */
uint32_t cli_columns(void);
bool cli_is_terminal(FILE *stream);
bool cli_wants_colour(FILE *stream);

/* Each verb's run function; one file each. */
int cmd_export(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_build(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_draw(int argc, char **argv);
int cmd_timeline_svg(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_path(int argc, char **argv);
int cmd_around(int argc, char **argv);
int cmd_between(int argc, char **argv);
int cmd_timeline(int argc, char **argv);
int cmd_facts(int argc, char **argv);
int cmd_why(int argc, char **argv);
int cmd_search(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_same(int argc, char **argv);
int cmd_different(int argc, char **argv);
int cmd_rename(int argc, char **argv);
int cmd_type(int argc, char **argv);
int cmd_forget(int argc, char **argv);
int cmd_undo(int argc, char **argv);
int cmd_decisions(int argc, char **argv);
int cmd_documents(int argc, char **argv);
int cmd_remove(int argc, char **argv);
int cmd_query(int argc, char **argv);
int cmd_help(int argc, char **argv);
int cmd_parse(int argc, char **argv);
int cmd_update(int argc, char **argv);
int cmd_version(int argc, char **argv);
#endif
