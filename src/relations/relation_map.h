/* Relations: from trees, propositions and actors to the facts that the graph keeps.
 *
 * stm_relations_map fills doc->facts: binary, with a canonical relation of the vocabulary where a trigger table knows
 * the words, else with a readable lemma label. Subjects and objects are actors of the document; a noun phrase that
 * names nobody becomes an actor with named = false. Pronouns without an actor make no fact.
 * What it does not do: propositions (src/facts), coreference (src/names), folding over documents (the store).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_RELATION_MAP_H
#define STM_RELATION_MAP_H
#include "relations/vocabulary.h"
#include "text/doc.h"

/* Needs trees (stm_doc_link); uses props, mentions and actors where they are there. Replaces earlier facts; may add
 * unnamed actors (and named ones for proper nouns that no mention covers). Object of a fact may be STM_NONE
 * (is_insolvent). Deterministic; facts stand in the order of their sentences. */
stemma_status stm_relations_map(stm_doc *doc, const stm_vocabulary *vocabulary, stemma_error *err);
#endif
