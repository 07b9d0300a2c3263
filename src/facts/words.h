/* Word lists that the rules ask for, one set a language. Lists are sorted by bytes (a test checks
 * it), in lower
 * case except German nouns, and end with NULL. The words are data: people may add to them.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FACT_WORDS_H
#define STM_FACT_WORDS_H
#include "base/strings.h"

typedef const char *const *stm_word_list;

/* Several words with something known about them. */
typedef struct stm_word_pair {
    const char *word, *value;
} stm_word_pair;

typedef struct stm_fact_words {
    stm_word_list negators;       /* nicht, nie; not, never: adverbs that deny the clause */
    stm_word_list negative_nouns; /* kein, niemand, nichts; no, nobody, nothing */
    stm_word_list without;        /* ohne, außer; without */
    stm_word_list
        negative_verbs;        /* leugnen, verhindern; deny, prevent: what they govern is not so */
    stm_word_list neg_raising; /* glauben, denken; think, believe: their negation belongs below */
    stm_word_list modal_possible;  /* können, dürfen; can, may, might */
    stm_word_list modal_demanded;  /* müssen, sollen; must, should */
    stm_word_list modal_planned;   /* wollen, werden; will, shall */
    stm_word_list hedges_possible; /* vielleicht, wohl; perhaps, probably */
    stm_word_list hedges_alleged;  /* angeblich, offenbar; allegedly, reportedly */
    stm_word_list plan_verbs; /* planen, beabsichtigen; plan, intend: what they govern is planned */
    stm_word_list demand_verbs;   /* fordern, verlangen; demand, urge */
    stm_word_list possible_verbs; /* hoffen, befürchten, erwägen; hope, fear, consider */
    stm_word_list
        two_accusatives;     /* nennen, lehren: both objects are accusatives; none in English */
    stm_word_list say_verbs; /* sagen, erklären; say, announce */
    stm_word_list ask_verbs; /* fragen; ask, wonder */
    stm_word_list
        subject_control; /* versprechen, drohen; promise: subject stays in spite of an object */
    stm_word_list according_to;    /* laut, zufolge, gemäß; according to (first word) */
    stm_word_list statement_nouns; /* Angabe, Ansicht, Bericht; view, report: nach Angaben von */
    stm_word_list if_words;        /* wenn, falls, sofern; if, unless, whether */
    stm_word_list because_words;   /* weil, da, denn; because, since, as */
    stm_word_list time_words;      /* als, nachdem, bevor; when, after, before */
    stm_word_list contrast_words;  /* obwohl, während; although, while */
    stm_word_list purpose_words;   /* um, damit; so that, in order to */
    stm_word_list unless_words;    /* ohne (dass): the clause is denied */
    stm_word_list particles; /* auch, nur, schon; also, only, already: adverbs that make no fact */
    stm_word_list time_adverbs;   /* heute, gestern, seither; today, now */
    stm_word_list place_adverbs;  /* hier, dort; here, there */
    stm_word_list time_nouns;     /* Tag, Woche, Mittwoch, Januar; day, week, January */
    stm_word_list relative_words; /* der, welcher; who, which, that */
    stm_word_list agent_markers;  /* von, durch; by */
    stm_word_list light_verbs; /* "Kritik äußern", "in Betrieb nehmen": folded into one relation */
    stm_word_list as_words;    /* als, wie; as, like */
    stm_word_list weak_verbs;  /* haben, geben; have, give: say little without their object */
    stm_word_list droppable;   /* sehr, auch; very, also: may go even inside a phrase */
    stm_word_list
        object_control; /* bitten, zwingen; ask, force: their object is the subject of the infinitive */
    stm_word_list correlates;      /* dazu, daran: stand for a clause that follows */
    stm_word_list discourse_nouns; /* zum Beispiel; by the way: adverbials that say nothing */
} stm_fact_words;

extern const stm_fact_words stm_fact_words_de, stm_fact_words_en, stm_fact_words_none;

/* Binary search; with fold the first letter's case (ASCII and Ä Ö Ü) does not matter. */
bool stm_words_have(stm_word_list list, stm_str word, bool fold);
#endif
