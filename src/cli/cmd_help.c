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

int cmd_help(int argc, char **argv)
{
    if (argc < 2) {
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
