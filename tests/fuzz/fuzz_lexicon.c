/* A damaged lexicon: refused, or it may say nonsense, but within its bytes and ours.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "damage.h"
#include "fuzz.h"
#include "train/lexicon_build.h"

static const char LIST[] = "Netzwerk\tNetzwerk\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n"
                           "Netzwerke\tNetzwerk\tNOUN\tCase=Nom|Gender=Neut|Number=Plur\n"
                           "Firma\tFirma\tNOUN\tCase=Nom|Gender=Fem|Number=Sing\n"
                           "Rechenzentrum\tRechenzentrum\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n"
                           "gab\tgeben\tVERB\tMood=Ind|Number=Sing|Person=3|VerbForm=Fin\n"
                           "ausgeben\tausgeben\tVERB\tSep=Yes|VerbForm=Inf\n"
                           "Anna\tAnna\tFIRST\tGender=Fem\n"
                           "New York\tNew York\tCITY\t_\n";

static void build(stm_buf *section)
{
    stemma_error err;
    stm_words words;
    stm_lexicon_figures figures;
    stm_words_init(&words, "de");
    stm_buf_init(section);
    if (stm_words_read_list(&words, stm_str_of(LIST), "list", &err) != STEMMA_OK) {
        abort();
    }
    stm_words_settle(&words);
    if (stm_lexicon_build(&words, section, &figures, &err) != STEMMA_OK) {
        abort();
    }
    stm_words_dispose(&words);
}

static void ask(const stm_lexicon *lex, stm_str form)
{
    stm_lex_analysis all[STM_LEX_ANALYSES];
    stm_lex_compound parts;
    uint32_t ids[STM_LEX_FEATURES], length = 0;
    char lemma[STM_LEX_WORD_BYTES];
    uint32_t found = stm_lexicon_find(lex, form, all, STM_LEX_ANALYSES);
    uint32_t count = stm_lexicon_features(lex, form, ids, STM_LEX_FEATURES);
    for (uint8_t upos = 0; upos < STM_UPOS_COUNT; upos++) {
        (void)stm_lexicon_lemma(lex, form, upos, STM_LIT("Number=Plur"), lemma, &length);
        if (length > sizeof lemma) {
            abort();
        }
    }
    (void)stm_lexicon_split(lex, form, &parts);
    (void)stm_lexicon_names(lex, form);
    (void)stm_lexicon_gender(lex, form);
    (void)stm_lexicon_join_prefix(lex, STM_LIT("aus"), form, lemma, &length);
    if (found > STM_LEX_ANALYSES || count > STM_LEX_FEATURES || length > sizeof lemma) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const forms[] = {"Netzwerke", "Firma", "gab", "Gab", "geben", "Anna",
        "New York", "Rechenzentrumsnetzwerke", "KI-Firma", "herausgegeben", "Zeichnungen", "ANNA",
        "Netzwerks", "x", ""};
    stemma_error err;
    stm_lexicon lex;
    stm_buf section;
    build(&section);
    /* An exact copy, so that a read past its end is seen by the sanitizer. */
    uint8_t *whole = malloc(section.length);
    if (whole != NULL) {
        memcpy(whole, section.data, section.length);
        size_t count = fuzz_damage(data, size, whole, section.length);
        uint8_t *bytes = malloc(count + (count == 0));
        if (bytes != NULL) {
            memcpy(bytes, whole, count);
            if (stm_lexicon_open(&lex, bytes, count, &err) == STEMMA_OK) {
                for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
                    ask(&lex, stm_str_of(forms[i]));
                }
            }
        }
        free(bytes);
    }
    free(whole);
    stm_buf_dispose(&section);
    return 0;
}
