/* Names of tags, relations and types. SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/labels.h"

static const char *const upos_names[STM_UPOS_COUNT] = {
    "_",
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
};

static const char *const rel_names[STM_REL_COUNT] = {
    "_",
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "cc",
    "ccomp",
    "clf",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
};

static const char *const sub_names[STM_SUB_OTHER] = {
    "",
    "pass",
    "relcl",
    "poss",
    "prt",
    "agent",
    "tmod",
    "npmod",
    "arg",
    "pv",
    "name",
    "foreign",
    "outer",
};

static const char *const type_names[STM_TYPE_COUNT] = {
    "other",
    "person",
    "organization",
    "location",
    "product",
    "event",
    "money",
    "date",
};

static int find(const char *const *names, int count, stm_str name)
{
    for (int i = 0; i < count; i++) {
        if (stm_str_is(name, names[i])) {
            return i;
        }
    }
    return -1;
}

stm_upos stm_upos_of(stm_str name)
{
    int index = find(upos_names, STM_UPOS_COUNT, name);
    return index < 0 ? STM_UPOS_NONE : (stm_upos)index;
}

const char *stm_upos_name(stm_upos upos)
{
    return upos_names[upos < STM_UPOS_COUNT ? upos : STM_UPOS_NONE];
}

stm_rel stm_rel_of(stm_str deprel, stm_sub *sub_out)
{
    stm_str rest = deprel, head = STM_EMPTY, tail = STM_EMPTY;
    stm_str_next(&rest, ':', &head);
    *sub_out = STM_SUB_NONE;
    if (rest.ptr != NULL) {
        stm_str_next(&rest, ':', &tail);
        int sub = find(sub_names, STM_SUB_OTHER, tail);
        /* UD 2.15 renames :npmod to :unmarked; rules treat them alike. */
        *sub_out = stm_str_is(tail, "unmarked") ? STM_SUB_NPMOD
            : sub < 0                           ? STM_SUB_OTHER
                                                : (stm_sub)sub;
    }
    int index = find(rel_names, STM_REL_COUNT, head);
    return index < 0 ? STM_REL_NONE : (stm_rel)index;
}

const char *stm_rel_name(stm_rel rel)
{
    return rel_names[rel < STM_REL_COUNT ? rel : STM_REL_NONE];
}

stm_type stm_type_of(stm_str name, bool *known_out)
{
    int index = find(type_names, STM_TYPE_COUNT, name);
    if (known_out != NULL) {
        *known_out = index >= 0;
    }
    return index < 0 ? STM_TYPE_OTHER : (stm_type)index;
}

const char *stm_type_name(stm_type type)
{
    return type_names[type < STM_TYPE_COUNT ? type : STM_TYPE_OTHER];
}
