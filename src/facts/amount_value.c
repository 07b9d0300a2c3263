/* Amounts: number with unit or currency, normalised to "500000000000 USD", "20 %", "7 MW", "100000
 * GPU".
 *   DE "500 Milliarden Dollar", "1.000,50 Euro", "7,5 Mio. t"; EN "$1.5 billion", "20 percent"
 *   but not "2024" (a year), "erster" (ordinal), "Boeing 747" (part of a name)
 * Approximators ("rund", "about") are left to the text. SPDX-License-Identifier: GPL-2.0-or-later
 * */
#include "facts/marks.h"
#include "facts/numerals.h"

static const char *unit_code(const stm_fx *fx, uint32_t t)
{
    stm_value_list units = stm_fact_words_all.units;
    const stm_word_value *found = stm_words_value(units, fx->tokens[t].form, false);
    found = found == NULL ? stm_words_value(units, stm_fx_lemma(fx, t), false) : found;
    return found == NULL ? NULL : found->text;
}

/* "$20", "20%": number and unit in one word. */
static bool read_glued(const stm_fx *fx, uint32_t t, stm_decimal *number, const char **code)
{
    stm_value_list signs = stm_fact_words_all.currency_signs;
    stm_str form = fx->tokens[t].form;
    for (uint32_t i = 0; i < signs.count; i++) {
        stm_str sign = stm_str_of(signs.words[i].word);
        if (stm_str_starts(form, sign) &&
            stm_numeral_read(stm_str_sub(form, sign.len, form.len), fx->german, number)) {
            *code = signs.words[i].text;
            return true;
        }
    }
    if (form.len > 1 && form.ptr[form.len - 1] == '%') {
        *code = "%";
        return stm_numeral_read(stm_str_sub(form, 0, form.len - 1), fx->german, number);
    }
    return false;
}

typedef struct reading {
    bool found;
    stm_decimal number;
    int power;
    const char *code;
} reading;

static void read_word(const stm_fx *fx, uint32_t t, reading *r)
{
    uint64_t word = 0;
    stm_str form = fx->tokens[t].form;
    int power = stm_numeral_multiplier(form, fx->german);
    const char *code = unit_code(fx, t);
    if (power > 0 && fx->tokens[t].upos != STM_PROPN) {
        r->power += power;
    } else if (code != NULL) {
        r->code = r->code == NULL ? code : r->code;
    } else if (!r->found && fx->tokens[t].morph.ordinal == 0) {
        r->found = read_glued(fx, t, &r->number, &r->code) ||
            (fx->tokens[t].upos == STM_NUM && stm_numeral_read(form, fx->german, &r->number));
        if (!r->found && fx->tokens[t].upos == STM_NUM && stm_numeral_word(form, &word)) {
            r->found = true;
            r->number = (stm_decimal){word, 0};
        }
    }
}

static bool yearlike(const reading *r)
{
    return r->number.exponent == 0 && r->power == 0 && r->code == NULL &&
        r->number.mantissa >= 1500 && r->number.mantissa <= 2100;
}

stm_str stm_amount_value(stm_fx *fx, uint32_t t)
{
    reading r = {.found = false};
    uint32_t words = 0;
    if (!stm_fx_nounlike(fx, t) || fx->tokens[t].upos == STM_PRON) {
        return STM_EMPTY;
    }
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (rel == STM_REL_NUMMOD || rel == STM_REL_COMPOUND || rel == STM_REL_FLAT ||
            (rel == STM_REL_NMOD &&
                (fx->tokens[c].upos == STM_NUM || unit_code(fx, c) != NULL ||
                    stm_numeral_multiplier(fx->tokens[c].form, fx->german) > 0))) {
            STM_CHILDREN (fx->doc, c, inner) {
                if (words++ < STM_FX_LIST) {
                    read_word(fx, inner, &r);
                }
            }
            read_word(fx, c, &r);
        }
    }
    read_word(fx, t, &r);
    if (r.power > 0 && !r.found) {
        STM_CHILDREN (fx->doc, t, c) {
            uint64_t word = 0;
            if (!r.found && fx->tokens[c].rel == STM_REL_DET &&
                stm_numeral_word(fx->tokens[c].form, &word)) {
                r.found = true;
                r.number = (stm_decimal){word, 0};
            }
        }
    }
    if (!r.found || yearlike(&r) || stm_fx_lemma_in(fx, t, fx->words->time_nouns) ||
        (r.code == NULL && fx->tokens[t].upos == STM_PROPN)) {
        return STM_EMPTY;
    }
    char number[64];
    r.number.exponent += r.power;
    uint32_t length = stm_numeral_write(r.number, number);
    stm_buf_clear(&fx->buf);
    stm_buf_add(&fx->buf, number, length);
    bool counted = fx->tokens[t].upos == STM_NOUN &&
        stm_numeral_multiplier(fx->tokens[t].form, fx->german) == 0;
    if (r.code != NULL || counted) {
        stm_buf_char(&fx->buf, ' ');
        stm_buf_str(&fx->buf, r.code != NULL ? stm_str_of(r.code) : stm_fx_lemma(fx, t));
    }
    return stm_fx_keep(fx);
}
