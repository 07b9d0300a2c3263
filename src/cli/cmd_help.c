/* stemma help [VERB]. SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli.h"

#include <string.h>

static int overview(void)
{
    printf("stemma reads text, finds who did what to whom, and keeps it as a knowledge graph.\n\n"
           "usage: stemma VERB [options]\n\n");
    for (const cli_command *command = cli_commands; command->name != NULL; command++) {
        printf("  %-10s %s\n", command->name, command->one_line);
    }
    printf("\nfirst steps:\n"
           "  stemma build -g news.db article.txt     read articles into a graph file\n"
           "  stemma report -g news.db                who matters, and why\n"
           "  stemma draw -g news.db -o news.svg      the picture\n"
           "  stemma show -g news.db \"Elon Musk\"      all that is known, with the sentences\n\n"
           "`stemma help VERB` tells a verb's options; `man stemma` the rest.\n");
    return CLI_OK;
}

static const char man_head[] =
    ".TH STEMMA 1 \"\" \"stemma " STEMMA_VERSION "\" \"User Commands\"\n"
    ".SH NAME\nstemma \\- reads text into a knowledge graph, with the sentence behind every fact\n"
    ".SH SYNOPSIS\n.B stemma\n.I VERB\n[options]\n"
    ".SH DESCRIPTION\nSentences become facts (subject, relation, object), kept in one SQLite file with the sentence that says\n"
    "them, ready for questions, reports and pictures. German and English, offline.\n"
    "Results go to standard output, talk to standard error.\n.SH VERBS\n";

static const char man_tail[] =
    ".SH EXIT STATUS\n"
    ".TP\n0\nit worked\n.TP\n1\nit worked; the answer is empty or no\n"
    ".TP\n2\nwrong usage: unknown verb or option, missing argument\n"
    ".TP\n3\nbad input: file, encoding, format, query, unknown name\n"
    ".TP\n4\nthe environment: disk full, read-only or broken graph file, no memory, missing program\n"
    ".TP\n5\na fault of stemma\n"
    ".SH ENVIRONMENT\n.TP\n.B STEMMA_DATA\nfolders to look for models in first (<folder>/de/de.stemma), colons between\n"
    ".TP\n.B NO_COLOR\nwhen set, no colours on a terminal\n"
    ".SH SEE ALSO\n.BR sqlite3 (1),\n.BR dot (1)\n";

/* The man page is printed from the same tables as the help, so that they cannot differ. */
static int man_page(void)
{
    fputs(man_head, stdout);
    cli_help_style(CLI_STYLE_ROFF);
    for (const cli_command *command = cli_commands; command->name != NULL; command++) {
        if (command->run == cmd_help) {
            cli_help(stdout, command, NULL, 0);
            continue;
        }
        char name[32], help[] = "--help";
        snprintf(name, sizeof name, "%s", command->name);
        char *arguments[] = {name, help, NULL};
        int code = command->run(2, arguments);
        if (code != CLI_OK) {
            return code;
        }
    }
    fputs(man_tail, stdout);
    return CLI_OK;
}

int cmd_help(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--man") == 0) {
        return man_page();
    }
    if (argc < 2 || strcmp(argv[1], "--help") == 0) {
        return overview();
    }
    for (const cli_command *command = cli_commands; command->name != NULL; command++) {
        if (strcmp(argv[1], command->name) == 0) {
            char help[] = "--help";
            char *arguments[] = {argv[1], help, NULL};
            return command->run(2, arguments);
        }
    }
    fprintf(stderr, "stemma help: unknown verb \"%s\"; `stemma help` lists them\n", argv[1]);
    return CLI_USAGE;
}
