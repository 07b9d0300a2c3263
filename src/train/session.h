/* One run of `stemma-train syntax`: its options, data, net and loop; cmd_syntax.c reads the
 * options.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_SESSION_H
#define STM_TRAIN_SESSION_H

#include "train/trainer.h"

enum { STM_SESSION_FILES = 32 };

typedef struct {
    const char *train[STM_SESSION_FILES], *dev[STM_SESSION_FILES], *teacher[STM_SESSION_FILES],
        *names, *clusters, *vectors, *plain, *start, *lexicon, *map, *out, *home, *language, *about,
        *save, *tag_source;
    size_t trains, devs, teachers;
    unsigned hold_names, epochs, batch, seed, least, cluster_words, plain_share;
    float rate, gold, name_weight, average;
    stm_net_size size;
    stm_dropout drop;
} stm_session_options;

void stm_session_run(const stm_session_options *o);

#endif
