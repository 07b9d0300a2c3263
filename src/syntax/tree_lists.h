/* A mend of trees after parsing. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_TREE_LISTS_H
#define STM_TREE_LISTS_H
#include "text/doc.h"

/* Turns appositions that are members of a list into conjuncts; needs links, makes them anew where it changes any. */
void stm_tree_mend_lists(stm_doc *doc, uint32_t sentence);
#endif
