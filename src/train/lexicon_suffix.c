/* Suffix rules for the lemmas of unknown words, learnt from short to long: at each length the words
 * are grouped by suffix (then by first two letters and suffix), and a group's most frequent script
 * becomes a rule when it corrects enough words. SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/lexicon_suffix.h"

#include "syntax/lexicon_format.h"
#include "syntax/lexicon_private.h"

typedef struct record {
    uint64_t hash;
    uint32_t word;
    uint16_t script;
} record;

static int by_hash_script(const void *a, const void *b)
{
    const record *x = a, *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    if (x->script != y->script) {
        return x->script < y->script ? -1 : 1;
    }
    return x->word < y->word ? -1 : x->word > y->word;
}

/* One group of equal hashes: a rule when the best script corrects enough. */
static bool learn_group(stm_suffix_words *words, const record *group, uint32_t count, uint32_t gain,
    stm_suffix_rules *rules)
{
    uint32_t right_now = 0, best = 0, run = 0;
    uint16_t script = 0;
    for (uint32_t i = 0; i < count; i++) {
        right_now += words->items[group[i].word].current == group[i].script ? 1 : 0;
        run = i > 0 && group[i].script == group[i - 1].script ? run + 1 : 1;
        if (run > best) {
            best = run;
            script = group[i].script;
        }
    }
    if (best < right_now + gain) {
        return true;
    }
    for (uint32_t i = 0; i < count; i++) {
        words->items[group[i].word].current = script;
    }
    return stm_vec_push(rules, (stm_suffix_rule){group[0].hash, script});
}

static bool learn_level(stm_suffix_words *words, uint32_t bytes, bool with_front, uint32_t gain,
    record *room, stm_suffix_rules *rules)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < words->count; i++) {
        const stm_suffix_word *w = &words->items[i];
        stm_str form = {w->form, w->length};
        bool fits = with_front ? w->length >= bytes + 3 && w->length >= 2 : w->length >= bytes;
        bool inside =
            fits && bytes > 0 && ((unsigned char)w->form[w->length - bytes] & 0xc0) == 0x80;
        if (fits && !inside) {
            room[n++] =
                (record){stm_lex_suffix_hash(w->upos, form, bytes, with_front), i, w->script};
        }
    }
    qsort(room, n, sizeof *room, by_hash_script);
    for (uint32_t begin = 0; begin < n;) {
        uint32_t end = begin + 1;
        while (end < n && room[end].hash == room[begin].hash) {
            end++;
        }
        if (!learn_group(words, room + begin, end - begin, gain, rules)) {
            return false;
        }
        begin = end;
    }
    return true;
}

stemma_status stm_suffix_learn(
    stm_suffix_words *words, uint32_t gain, stm_suffix_rules *rules, stemma_error *err)
{
    record *room = calloc((size_t)words->count + 1, sizeof *room);
    bool good = room != NULL;
    for (uint32_t bytes = 0; good && bytes <= STM_LEX_SUFFIX_BYTES; bytes++) {
        good = learn_level(words, bytes, false, gain, room, rules) &&
            learn_level(words, bytes, true, gain, room, rules);
    }
    free(room);
    return good ? STEMMA_OK : stm_fail_nomem(err);
}
