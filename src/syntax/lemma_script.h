/* Lemmas as edit scripts: how a form becomes its lemma, as a class that a tagger can predict.
 *
 * A script says: change of case, taking out of an inner "ge" or "zu" ("zugesichert", "abzuholen"),
 * unmaking of an umlaut ("Häuser"), letters cut from the end, letters added. Scripts are plain text
 * in the model. Irregular forms ("ist" -> "sein") become scripts that cut everything; they apply to
 * any form of that length, so the tagger must know the word. Which lemma a lexicon prefers is not decided here.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_SYNTAX_LEMMA_SCRIPT_H
#define STM_SYNTAX_LEMMA_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

enum { STM_SCRIPT_MAX = 80, STM_LEMMA_MAX = 256 };

/* Writes the cheapest script that makes lemma of form; false when there is none that fits in
 * STM_SCRIPT_MAX. */
bool stm_lemma_script_make(const char *form, const char *lemma, char out[STM_SCRIPT_MAX]);

/* Applies a script; false when it does not fit the form. out holds STM_LEMMA_MAX bytes. */
bool stm_lemma_script_apply(const char *script, const char *form, size_t length, char *out);

#endif
