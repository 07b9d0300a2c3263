/* Puts the marks on the propositions of a sentence. SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/marks.h"

#include "facts/confidence.h"

static bool locative(stm_str marker)
{
    static const char *const words[] = {
        "in", "bei", "nahe", "at", "near", "auf", "on", "an", "vor"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (stm_str_is(marker, words[i])) {
            return true;
        }
    }
    return false;
}

static bool is_location(const stm_fx *fx, uint32_t t)
{
    uint32_t mention = fx->tokens[t].mention;
    return mention != STM_NONE && mention < fx->doc->mentions.count &&
        fx->doc->mentions.items[mention].type == STM_TYPE_LOCATION;
}

static bool has_object(const stm_fx *fx, const stm_prop *prop)
{
    for (uint32_t i = 0; i < prop->arg_count; i++) {
        uint8_t role = fx->out->args.items[prop->arg_first + i].role;
        if (role == STM_ROLE_OBJECT || role == STM_ROLE_COMPLEMENT) {
            return true;
        }
    }
    return false;
}

/* An amount without an adposition of its own is what the verb acts on: "Nvidia verlor über 660 Milliarden Dollar", "paid up
 * to $2 billion to Airbus"; not "fiel um 16 Prozent", "verkaufte es für 5 Euro", "wurde auf 3 Millionen geschätzt". */
static bool is_amount_object(const stm_fx *fx, const stm_prop *prop, const stm_arg *arg)
{
    return arg->role == STM_ROLE_OBLIQUE && !prop->passive && !prop->nominal &&
        (arg->marker.len == 0 || stm_words_have(fx->words->amount_markers, arg->marker, false)) &&
        !has_object(fx, prop);
}

static void mark_args(stm_fx *fx, stm_prop *prop)
{
    for (uint32_t i = 0; i < prop->arg_count && !fx->failed; i++) {
        uint32_t index = prop->arg_first + i;
        stm_arg *arg = &fx->out->args.items[index];
        bool adverbial = arg->role == STM_ROLE_TIME || arg->role == STM_ROLE_OBLIQUE ||
            arg->role == STM_ROLE_ADVERB;
        if (adverbial) {
            arg->value = stm_time_value(fx, arg->head);
            if (arg->value.len > 0) {
                arg->role = STM_ROLE_TIME;
            }
        }
        if (arg->role == STM_ROLE_TIME) {
            if (stm_time_since_then(fx, arg->head) && arg->value.len == 0) {
                continue;
            }
            if (prop->marks.time == STM_NONE ||
                (fx->out->args.items[prop->marks.time].value.len == 0 && arg->value.len > 0)) {
                prop->marks.time = index;
            }
            continue;
        }
        if (prop->marks.place == STM_NONE &&
            (arg->role == STM_ROLE_PLACE ||
                (arg->role == STM_ROLE_OBLIQUE && locative(arg->marker) &&
                    is_location(fx, arg->head)))) {
            prop->marks.place = index;
        }
        if (arg->role != STM_ROLE_CLAUSE && arg->role != STM_ROLE_ADVERB && arg->value.len == 0) {
            arg->value = stm_amount_value(fx, arg->head);
            if (arg->value.len > 0 && prop->marks.amount == STM_NONE) {
                prop->marks.amount = index;
            }
            if (arg->value.len > 0 && is_amount_object(fx, prop, arg)) {
                arg->role = STM_ROLE_OBJECT;
            }
        }
    }
}

static void mark_clause(stm_fx *fx, stm_prop *prop, stm_clause *clause, bool built)
{
    if (!built) {
        stm_clause_build(fx, prop->predicate, clause);
    }
    prop->marks.negated = stm_marks_negated(fx, clause);
    for (uint32_t i = 0; i < prop->arg_count && !prop->marks.negated; i++) {
        const stm_arg *arg = &fx->out->args.items[prop->arg_first + i];
        /* "weder A noch B": conjuncts carry negations of their own; "noch die Söhne, die dort leben" do live there. */
        prop->marks.negated = arg->anchor == arg->head && arg->role != STM_ROLE_CLAUSE &&
            stm_marks_negative_phrase(fx, arg->head);
    }
    prop->marks.modality = stm_marks_modality(fx, clause);
    prop->marks.speaker = stm_marks_speaker(fx, prop->predicate);
}

static void mark_nominal(stm_fx *fx, stm_prop *prop)
{
    for (uint32_t i = 0; i < prop->arg_count; i++) {
        uint32_t head = fx->out->args.items[prop->arg_first + i].head;
        prop->marks.negated |= stm_marks_negative_phrase(fx, head);
        STM_CHILDREN (fx->doc, head, c) {
            if (fx->tokens[c].rel == STM_REL_AMOD || fx->tokens[c].rel == STM_REL_ADVMOD) {
                if (stm_fx_lemma_in(fx, c, fx->words->hedges_alleged)) {
                    prop->marks.modality = STM_ALLEGED;
                } else if (stm_fx_lemma_in(fx, c, fx->words->hedges_possible)) {
                    prop->marks.modality = STM_POSSIBLE;
                }
            }
        }
    }
}

void stm_marks_sentence(stm_fx *fx)
{
    uint32_t first = fx->out->sentences.items[fx->sentence].prop_first;
    stm_clause clause;
    uint32_t built = STM_NONE;
    for (uint32_t p = first; p < fx->out->props.count && !fx->failed; p++) {
        stm_prop *prop = &fx->out->props.items[p];
        mark_args(fx, prop);
        if (prop->nominal) {
            mark_nominal(fx, prop);
            prop->marks.confidence = stm_confidence_prop(fx, prop, NULL);
            continue;
        }
        mark_clause(fx, prop, &clause, built == prop->predicate);
        built = prop->predicate;
        prop->marks.confidence = stm_confidence_prop(fx, prop, &clause);
    }
    stm_marks_links(fx, first);
}
