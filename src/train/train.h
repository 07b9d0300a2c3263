/* What the verbs of stemma-train share. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_TRAIN_H
#define STM_TRAIN_H
#include <stemma/status.h>

typedef struct stm_train_command {
    const char *name, *usage, *one_line;
    int (*run)(int argc, char **argv); /* argv[0] is the verb; returns the exit code */
} stm_train_command;

extern const stm_train_command stm_train_commands[]; /* ends with name NULL */

/* Value of --name among the arguments, or NULL; *at (may be NULL) is where the search starts and
 * where it ended, so that an option given several times can be read one by one. */
const char *stm_train_option(int argc, char **argv, const char *name, int *at);
/* Prints the error and gives exit code 1; with err NULL the usage of the verb and 2. */
int stm_train_fail(const char *verb, const stemma_error *err);

int stm_train_attach(int argc, char **argv);
int stm_train_lexicon(int argc, char **argv);
int stm_train_lemmas(int argc, char **argv);
int stm_train_syntax(int argc, char **argv);
int stm_train_parse(int argc, char **argv);
int stm_train_segment(int argc, char **argv);
#endif
