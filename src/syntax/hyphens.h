/* Output with compounds cut at hyphens. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_HYPHENS_H
#define STM_HYPHENS_H
#include "syntax/lexicon.h"
#include "text/doc.h"

/* Rewrites an annotated German document in the habit of UD_German-GSD: "KI-Firma" becomes KI
 * (compound of Firma), "-" (punct), Firma; "Haupt-" becomes Haupt, "-". Trees stay trees; mentions
 * move along. For CoNLL-U output only: rules of later stages want the compound whole. lex may be
 * NULL. NOMEM. */
stemma_status stm_hyphens_cut(const stm_lexicon *lex, stm_doc *doc, stemma_error *err);
#endif
