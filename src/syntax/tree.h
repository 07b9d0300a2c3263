/* The best tree over arc scores: exactly one root, arcs may cross.
 *
 * Method: greedy heads where they already form a tree, else the maximum spanning arborescence by
 * path growing and contraction on the dense matrix (Chu and Liu 1965; Edmonds 1967; Tarjan 1977:
 * O(n^2)). One root: every arc from the root pays a penalty larger than any tree's score, so that
 * exactly one is used. Ties go to the smaller head number.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_SYNTAX_TREE_H
#define STM_SYNTAX_TREE_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of working memory for n words. */
size_t stm_tree_room(size_t n);

/* scores[d * stride + h]: head h (0 = root, 1..n) for word d + 1. Fills heads[0..n-1]. room:
 * stm_tree_room(n) bytes, aligned for double. Scores must be finite; a word's own column is
 * ignored. */
void stm_tree_decode(const float *scores, size_t stride, size_t n, uint32_t *heads, void *room);

#endif
