/* Makes a treebank's trees follow the habits of UD_German-GSD where they differ in a way that a
 * rule can tell.
 *
 * dative  a bare dative object is `obl:arg`, not `obj` (HDT: "hatte seinen Kunden zugesichert")
 * es      an `es` that is the only subject is `nsubj`, not `expl` (PUD: "es gibt"; not "es kommen
 * Leute") report  the reporting verb behind its quotation is the root and the quotation its
 * `ccomp`, not a parataxis
 *         ("Das reicht nicht, sagte er"; not "Das, sagte er, reicht nicht")
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_HARMONISE_H
#define STM_TRAIN_HARMONISE_H

#include "train/sample.h"

/* rules: names joined by '+'. Returns true when anything changed. */
bool stm_harmonise(stm_corpus *c, stm_sentence_sample *s, const char *rules);

#endif
