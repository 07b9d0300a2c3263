/* stemma-train: makes the models, one verb a stage. A developer's tool; docs/training.md has the
 * commands. SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "train/train.h"

int main(int argc, char **argv)
{
    for (const stm_train_command *c = stm_train_commands; argc > 1 && c->name != NULL; c++) {
        if (strcmp(argv[1], c->name) == 0) {
            return c->run(argc - 1, argv + 1);
        }
    }
    return stm_train_fail(NULL, NULL);
}
