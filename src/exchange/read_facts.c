/* Reading a file of facts into the graph: all of it in one transaction, or nothing.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/exchange.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/limits.h"
#include "base/number.h"
#include "base/utf8.h"

static stemma_status wrong(const stm_import *in, uint32_t line, const char *what, stm_str value,
    const char *wanted, stemma_error *err)
{
    stm_str shown = stm_str_sub(value, 0, value.len > 60 ? stm_utf8_floor(value, 60) : value.len);
    if (line == 0) {
        return stm_fail(
            err, STEMMA_ERR_FORMAT, "%s: %s \"%.*s\" %s", in->path, what, STM_ARG(shown), wanted);
    }
    return stm_fail_at(err, STEMMA_ERR_FORMAT, line, 1, "%s:%u: %s \"%.*s\" %s", in->path,
        (unsigned)line, what, STM_ARG(shown), wanted);
}

static bool modality_of(stm_str name, uint8_t *out)
{
    *out = STM_ASSERTED;
    if (name.len == 0) {
        return true;
    }
    for (uint8_t i = STM_ASSERTED; i <= STM_QUESTION; i++) {
        if (stm_str_is(name, stm_modality_name(i))) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool type_of(stm_str name, stm_type *out)
{
    bool known = false;
    *out = STM_TYPE_OTHER;
    if (name.len == 0) {
        return true;
    }
    *out = stm_type_of(name, &known);
    return known;
}

static stemma_status set_types(
    const stm_import *in, const stm_str *cells, uint32_t line, stm_triple *out, stemma_error *err)
{
    static const char wanted[] =
        "is none of person, organization, location, product, event, money, date, other";
    if (!type_of(cells[STM_X_SUBJECT_TYPE], &out->subject_type)) {
        return wrong(in, line, "subject_type", cells[STM_X_SUBJECT_TYPE], wanted, err);
    }
    if (!type_of(cells[STM_X_OBJECT_TYPE], &out->object_type)) {
        return wrong(in, line, "object_type", cells[STM_X_OBJECT_TYPE], wanted, err);
    }
    if (!type_of(cells[STM_X_SPEAKER_TYPE], &out->speaker_type)) {
        return wrong(in, line, "speaker_type", cells[STM_X_SPEAKER_TYPE], wanted, err);
    }
    return STEMMA_OK;
}

static stemma_status set_marks(
    const stm_import *in, const stm_str *cells, uint32_t line, stm_triple *out, stemma_error *err)
{
    stm_str polarity = cells[STM_X_POLARITY], unnamed = cells[STM_X_UNNAMED];
    stm_str confidence = cells[STM_X_CONFIDENCE];
    out->negated = stm_str_is(polarity, STM_NEGATED);
    if (!out->negated && polarity.len > 0 && !stm_str_is(polarity, STM_AFFIRMED)) {
        return wrong(
            in, line, "polarity", polarity, "is neither " STM_AFFIRMED " nor " STM_NEGATED, err);
    }
    if (!modality_of(cells[STM_X_MODALITY], &out->modality)) {
        return wrong(in, line, "modality", cells[STM_X_MODALITY],
            "is none of asserted, possible, planned, demanded, hypothetical, alleged, question",
            err);
    }
    out->confidence = 1;
    if (confidence.len > 0 &&
        (!stm_number_read(confidence, &out->confidence) || out->confidence < 0 ||
            out->confidence > 1)) {
        return wrong(in, line, "confidence", confidence, "is no number from 0 to 1", err);
    }
    bool both = stm_str_is(unnamed, "both");
    out->subject_named = !both && !stm_str_is(unnamed, "subject");
    out->object_named = !both && !stm_str_is(unnamed, "object");
    if (unnamed.len > 0 && out->subject_named && out->object_named) {
        return wrong(in, line, "unnamed", unnamed, "is none of subject, object, both", err);
    }
    return STEMMA_OK;
}

stemma_status stm_import_triple(const stm_import *in, const stm_str cells[STM_X_COUNT],
    uint32_t line, stm_triple *out, stemma_error *err)
{
    memset(out, 0, sizeof *out);
    for (uint32_t i = STM_X_SUBJECT; i <= STM_X_OBJECT; i++) {
        if (stm_str_trim(cells[i]).len == 0) {
            return wrong(in, line, stm_column_names[i], cells[i], "is empty", err);
        }
    }
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (cells[i].len > STM_MAX_NAME_BYTES && i != STM_X_SENTENCE) {
            return wrong(in, line, stm_column_names[i], cells[i], "is too long", err);
        }
    }
    STM_TRY(set_types(in, cells, line, out, err));
    STM_TRY(set_marks(in, cells, line, out, err));
    out->subject = stm_str_trim(cells[STM_X_SUBJECT]);
    out->relation = stm_str_trim(cells[STM_X_RELATION]);
    out->object = stm_str_trim(cells[STM_X_OBJECT]);
    out->time = cells[STM_X_TIME];
    out->place = cells[STM_X_PLACE];
    out->amount = cells[STM_X_AMOUNT];
    out->speaker = stm_str_trim(cells[STM_X_SPEAKER]);
    out->document = cells[STM_X_DOCUMENT];
    out->title = cells[STM_X_TITLE];
    out->date = cells[STM_X_DATE];
    out->url = cells[STM_X_URL];
    out->source = cells[STM_X_PUBLISHER];
    out->lang = cells[STM_X_LANG];
    out->sentence = cells[STM_X_SENTENCE];
    out->rule = cells[STM_X_RULE];
    return STEMMA_OK;
}

stemma_status stm_read_facts(stm_import *in, stm_str text, stemma_format format, stemma_error *err)
{
    if (text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0) {
        text = stm_str_sub(text, 3, text.len);
    }
    int64_t bad = stm_utf8_invalid(text);
    if (bad >= 0) {
        uint32_t line = 1;
        for (int64_t i = 0; i < bad; i++) {
            line += text.ptr[i] == '\n';
        }
        return stm_fail_at(
            err, STEMMA_ERR_ENCODING, line, 1, "%s:%u: not UTF-8", in->path, (unsigned)line);
    }
    switch (format) {
    case STEMMA_FORMAT_TSV:
        return stm_read_tsv(in, text, err);
    case STEMMA_FORMAT_CSV:
        return stm_read_csv(in, text, err);
    case STEMMA_FORMAT_JSONL:
        return stm_read_jsonl(in, text, err);
    case STEMMA_FORMAT_GRAPHML:
        return stm_read_graphml(in, text, err);
    case STEMMA_FORMAT_NTRIPLES:
    case STEMMA_FORMAT_TURTLE:
        return stm_read_rdf(in, text, format == STEMMA_FORMAT_TURTLE, err);
    default:
        return stm_fail(err, STEMMA_ERR_UNSUPPORTED,
            "%s: %s can be written but not read; read tsv, csv, jsonl, "
            "graphml, ntriples or turtle",
            in->path, stemma_format_name(format));
    }
}

static stemma_status store(
    stm_import *in, const stm_str cells[STM_X_COUNT], uint32_t line, stemma_error *err)
{
    stm_triple triple;
    STM_TRY(stm_import_triple(in, cells, line, &triple, err));
    STM_TRY(stm_store_import_add(in->graph, &triple, err));
    in->count++;
    return STEMMA_OK;
}

static stemma_status import_text(
    stm_import *in, stm_str text, stemma_format format, stemma_error *err)
{
    STM_TRY(stm_store_import_begin(in->graph, err));
    stemma_status status = stm_read_facts(in, text, format, err);
    stemma_status end =
        stm_store_import_end(in->graph, status == STEMMA_OK, status == STEMMA_OK ? err : NULL);
    return status != STEMMA_OK ? status : end;
}

stemma_status stemma_graph_import(stemma_graph *graph, const char *path, stemma_format format,
    uint64_t *count_out, stemma_error *err)
{
    if (format == STEMMA_FORMAT_UNKNOWN) {
        format = stemma_format_of(strcmp(path, "-") == 0 ? "" : path);
    }
    if (format == STEMMA_FORMAT_UNKNOWN) {
        return stm_fail(
            err, STEMMA_ERR_ARG, "%s: format cannot be told from the name; say --format", path);
    }
    char *bytes = NULL;
    size_t count = 0;
    STM_TRY(stm_file_read(path, STM_MAX_FILE_BYTES, &bytes, &count, err));
    stm_import in = {.graph = graph, .path = path, .take = store};
    stemma_status status = import_text(&in, (stm_str){bytes, (uint32_t)count}, format, err);
    free(bytes);
    if (count_out != NULL) {
        *count_out = status == STEMMA_OK ? in.count : 0;
    }
    return status;
}
