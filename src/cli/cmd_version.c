/* stemma version. SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli.h"

int cmd_version(int argc, char **argv)
{
    static const cli_command self = {"version", "version and licence", "", cmd_version};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(&self, NULL, 0, argc, argv, &operands, &code)) {
        return code;
    }
    printf("stemma %s\nGPL-2.0-or-later; stemma-draw's own sources: MIT\n", STEMMA_VERSION);
    return CLI_OK;
}
