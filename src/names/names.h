/* From mentions to the actors of one document: who is meant by each name, pronoun and description.
 * Method: deterministic multi-pass sieve (Raghunathan et al. 2010, Lee et al. 2013) with a small
 * scored ranking for pronouns. A wrong link is worse than none. A pronoun or a generic noun never
 * becomes an actor. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NAMES_H
#define STM_NAMES_H
#include "names/tables.h"
#include "text/doc.h"

struct stm_lexicon; /* syntax/lexicon.h */

/* Runs once, after stm_facts_extract (it reads the trees and, where there are any, the
 * propositions). Before: doc->mentions holds the name finder's NAME mentions (may be noisy, any
 * order). After:  doc->mentions is sorted by span begin, longer first; names are cleaned and added
 * (also parts of tokens: `OpenAI` of `OpenAI-CEO`), PRONOUN and DESCRIPTION mentions are there,
 * mention.actor points into doc->actors (STM_NONE = open: a pronoun or description without a sure
 * antecedent, a name that is none); token.mention is the innermost NAME mention that covers the
 * word; actors stand in order of first mention. lexicon may be NULL (less is known about first
 * names and gender). Deterministic. */
stemma_status stm_names_resolve(stm_doc *doc, const struct stm_lexicon *lexicon,
    const stm_names_tables *tables, stemma_error *err);

/* Instead of stm_names_resolve, after parsing: doc->mentions becomes the flat list of entities as annotators mark them,
 * narrower than words where need be (`Lufthansa` of `Lufthansa-Führung`). Actors are not made. lexicon may be NULL. */
stemma_status stm_names_entities(stm_doc *doc, const struct stm_lexicon *lexicon,
    const stm_names_tables *tables, stemma_error *err);

/* The actor that the noun phrase with head word `token` refers to, or STM_NONE: name (`Musk`; also
 * the name beside its title or kind: `Präsident Donald Trump`, `das Start-up OpenAI`, whichever of
 * the words is the head), pronoun (`er`, relative `der`, possessive `sein`), description (`der
 * Tesla-Chef`). A part of a token does not count: `OpenAI-CEO` is not OpenAI, `Trumps Wahlkampf` is
 * not Trump; ask stm_names_actor_in for those. */
uint32_t stm_names_actor_at(const stm_doc *doc, uint32_t token);
/* The mention behind that answer, STM_NONE when there is none. */
uint32_t stm_names_mention_at(const stm_doc *doc, uint32_t token);
/* The actor of the widest mention that lies wholly within the bytes of `span` and has an actor:
 * `OpenAI` for the span of these letters in `OpenAI-CEO`. STM_NONE when there is none. */
uint32_t stm_names_actor_in(const stm_doc *doc, stm_span span);
uint32_t stm_names_mention_in(const stm_doc *doc, stm_span span);

/* More than one actor for one word: `beide`, `sie` (plural) with `A und B` before, and coordinated
 * names (`A und B` asked at A). Writes up to `max` actors, returns how many (0 = none, 1 = as
 * stm_names_actor_at). */
uint32_t stm_names_actors_at(const stm_doc *doc, uint32_t token, uint32_t *actors, uint32_t max);

/* The form of a NAME mention that is compared and stored as alias: genitive s, quotes and article
 * off
 * (`Elons Musks` -> `Elon Musk`, `„Stargate“` -> `Stargate`). Lives in doc's arena; .ptr NULL when
 * memory ran out. */
stm_str stm_names_surface(stm_doc *doc, uint32_t mention, const stm_names_tables *tables);
#endif
