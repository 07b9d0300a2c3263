/* From text to facts on a sink, in the forms that other programs read. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "base/json.h"
#include "base/utf8.h"
#include "facts/facts.h"
#include "pipeline/pipeline_private.h"

typedef struct extract {
    stemma_pipeline *pipeline;
    const stemma_sink *sink;
    stemma_extract_form form;
    bool each_line;
    double min_confidence;
    stm_batch batch;
    stm_buf out, id;
} extract;

static void field(stm_buf *out, stm_str s, char end)
{
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        stm_buf_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
    stm_buf_char(out, end);
}

static stm_str id_of(extract *e, const stm_job *job, uint32_t sentence)
{
    const stm_sentence *s = &job->doc.sentences.items[sentence];
    stm_buf_clear(&e->id);
    if (s->id.len > 0 && !e->each_line) {
        return s->id;
    }
    if (!e->each_line) {
        stm_buf_str(&e->id, job->doc.meta.path);
        stm_buf_char(&e->id, ':');
    }
    stm_buf_u64(&e->id, e->each_line ? job->number : sentence + 1);
    return stm_buf_view(&e->id);
}

typedef struct open_line {
    extract *extract;
    stm_str id;
    stemma_error *err;
} open_line;

static stemma_status write_open(void *context, const stm_open_fact *fact)
{
    open_line *line = context;
    stm_buf *out = &line->extract->out;
    field(out, line->id, '\t');
    field(out, fact->subject, '\t');
    field(out, fact->relation, '\t');
    field(out, fact->object, '\n');
    return stm_buf_status(out, line->err);
}

static void write_marks(stm_buf *out, const stm_doc *doc, const stm_fact *fact)
{
    stm_str speaker = fact->speaker == STM_NONE ? STM_EMPTY : doc->actors.items[fact->speaker].name;
    bool any = fact->marks.negated;
    stm_buf_text(out, any ? "negated" : "");
    if (fact->marks.modality != STM_ASSERTED) {
        stm_buf_print(out, "%s%s", any ? "," : "", stm_modality_name(fact->marks.modality));
        any = true;
    }
    if (speaker.len > 0) {
        stm_buf_text(out, any ? ",said" : "said");
    }
}

static void write_fact(extract *e, const stm_doc *doc, const stm_fact *fact, stm_str id)
{
    field(&e->out, id, '\t');
    field(&e->out, doc->actors.items[fact->subject].name, '\t');
    field(&e->out, fact->relation, '\t');
    field(
        &e->out, fact->object == STM_NONE ? STM_EMPTY : doc->actors.items[fact->object].name, '\t');
    write_marks(&e->out, doc, fact);
    stm_buf_char(&e->out, '\t');
    field(&e->out, fact->time, '\n');
}

static void json_member(stm_buf *out, const char *key, stm_str value)
{
    stm_buf_print(out, ",\"%s\":", key);
    stm_buf_json(out, value);
}

static void json_span(stm_buf *out, const char *key, stm_span span, uint32_t base)
{
    stm_buf_print(
        out, ",\"%s\":[%u,%u]", key, (unsigned)(span.begin - base), (unsigned)(span.end - base));
}

static void json_actor(stm_buf *out, const char *key, const stm_doc *doc, uint32_t actor)
{
    if (actor == STM_NONE) {
        stm_buf_print(out, ",\"%s\":null", key);
        return;
    }
    const stm_actor *a = &doc->actors.items[actor];
    stm_buf_print(out, ",\"%s\":{\"name\":", key);
    stm_buf_json(out, a->name);
    stm_buf_print(out, ",\"type\":\"%s\",\"named\":%s}", stm_type_name((stm_type)a->type),
        a->named ? "true" : "false");
}

/* The canonical fact as one JSON object; byte spans count from the sentence's first byte. */
static void write_json_fact(extract *e, const stm_doc *doc, const stm_fact *fact, stm_str id)
{
    const stm_sentence *s = &doc->sentences.items[fact->sentence];
    stm_buf *out = &e->out;
    stm_buf_text(out, "{\"kind\":\"fact\",\"id\":");
    stm_buf_json(out, id);
    json_actor(out, "subject", doc, fact->subject);
    json_member(out, "relation", fact->relation);
    stm_buf_print(out, ",\"in_vocabulary\":%s", fact->in_vocabulary ? "true" : "false");
    json_actor(out, "object", doc, fact->object);
    stm_buf_print(out, ",\"negated\":%s,\"modality\":\"%s\"",
        fact->marks.negated ? "true" : "false", stm_modality_name(fact->marks.modality));
    json_actor(out, "speaker", doc, fact->speaker);
    json_member(out, "time", fact->time);
    json_member(out, "place", fact->place);
    json_member(out, "amount", fact->amount);
    stm_buf_text(out, ",\"confidence\":");
    stm_buf_double(out, (double)fact->marks.confidence, 3);
    json_member(out, "rule", stm_str_of(fact->rule));
    json_span(out, "subject_bytes", fact->subject_span, s->span.begin);
    json_span(out, "predicate_bytes", fact->predicate_span, s->span.begin);
    json_span(out, "object_bytes", fact->object_span, s->span.begin);
    stm_buf_print(
        out, ",\"sentence_bytes\":[%u,%u]", (unsigned)s->span.begin, (unsigned)s->span.end);
    json_member(out, "sentence", stm_doc_slice(doc, s->span));
    json_member(out, "document", doc->meta.path);
    stm_buf_text(out, "}\n");
}

/* Spans in code points: JSON users count characters, not bytes. Mentions are sorted by place. */
static int by_place(const void *a, const void *b)
{
    const stm_mention *m = a, *n = b;
    if (m->span.begin != n->span.begin) {
        return m->span.begin < n->span.begin ? -1 : 1;
    }
    return m->span.end > n->span.end ? -1 : m->span.end < n->span.end;
}

static void write_entities(extract *e, stm_job *job)
{
    stm_doc *doc = &job->doc;
    stm_buf *out = &e->out;
    stm_buf_text(out, "{\"id\":");
    stm_buf_str(out, job->id);
    stm_buf_text(out, ",\"spans\":[");
    if (doc->mentions.count > 1) {
        qsort(doc->mentions.items, doc->mentions.count, sizeof *doc->mentions.items, by_place);
    }
    uint32_t at = 0, points = 0, written = 0, end = 0;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const stm_mention *m = &doc->mentions.items[i];
        if (m->kind != STM_MENTION_NAME || m->span.begin < end) {
            continue; /* names inside names are left out: the format is flat */
        }
        points += stm_utf8_count(stm_str_sub(doc->text, at, m->span.begin));
        uint32_t length = stm_utf8_count(stm_doc_slice(doc, m->span));
        stm_buf_print(out, "%s[%u,%u,\"%s\"]", written++ > 0 ? "," : "", (unsigned)points,
            (unsigned)(points + length), stm_type_name((stm_type)m->type));
        at = m->span.begin;
        end = m->span.end;
    }
    stm_buf_text(out, "]}\n");
}

static stemma_status write_sentence(extract *e, stm_job *job, uint32_t sentence, stemma_error *err)
{
    const stm_doc *doc = &job->doc;
    stm_str id = id_of(e, job, sentence);
    STM_TRY(stm_buf_status(&e->id, err));
    if (e->form == STEMMA_EXTRACT_OPEN) {
        open_line line = {e, id, err};
        float threshold =
            e->min_confidence < 0 ? stm_facts_open_threshold(doc->lang) : (float)e->min_confidence;
        return stm_facts_open(doc, sentence, threshold, write_open, &line, err);
    }
    if (e->form == STEMMA_EXTRACT_JSONL) {
        STM_TRY(stm_facts_jsonl(doc, sentence, &e->out, err));
    } else if (e->form == STEMMA_EXTRACT_EXPLAIN) {
        STM_TRY(stm_facts_explain(doc, sentence, &e->out, err));
    }
    for (uint32_t i = 0; i < doc->facts.count; i++) {
        const stm_fact *fact = &doc->facts.items[i];
        if (fact->sentence != sentence || (double)fact->marks.confidence < e->min_confidence) {
            continue;
        }
        if (e->form == STEMMA_EXTRACT_FACTS) {
            write_fact(e, doc, fact, id);
        } else if (e->form == STEMMA_EXTRACT_EXPLAIN) {
            stm_buf_text(&e->out, "fact  ");
            write_fact(e, doc, fact, stm_str_of(fact->rule));
        } else {
            write_json_fact(e, doc, fact, id);
        }
    }
    return stm_buf_status(&e->out, err);
}

static stemma_status take(void *context, stm_job *job, stemma_error *err)
{
    extract *e = context;
    if (e->form == STEMMA_EXTRACT_ENTITIES) {
        write_entities(e, job);
    } else if (!job->empty) {
        for (uint32_t i = 0; i < job->doc.sentences.count; i++) {
            STM_TRY(write_sentence(e, job, i, err));
        }
    }
    return stm_sink_flush(e->sink, &e->out, err);
}

static stemma_status submit_text(extract *e, stm_job *job, stm_str text, stemma_error *err)
{
    job->empty = stm_str_trim(text).len == 0;
    job->doc.text = stm_arena_copy(&job->doc.arena, text);
    job->doc.meta.date = e->pipeline->date;
    if (job->doc.text.ptr == NULL) {
        return stm_fail_nomem(err);
    }
    return stm_batch_submit(&e->batch, err);
}

/* One JSON object a line: {"id": …, "text": "…"}. The id comes back as it was, string or number. */
static stemma_status submit_json(
    extract *e, const stm_blocks *blocks, uint32_t number, stm_str line, stemma_error *err)
{
    stm_json *root = NULL;
    stemma_error why = {.status = STEMMA_OK};
    stm_str text = STM_EMPTY, id = STM_EMPTY;
    const stm_json *given = NULL;
    double id_number = 0;
    int64_t id_integer = 0;
    stemma_status status = stm_json_parse(line, &root, &why);
    if (status != STEMMA_OK || !stm_json_string(stm_json_get(root, "text"), &text)) {
        stm_json_free(root);
        return status == STEMMA_ERR_NOMEM
            ? stm_fail_nomem(err)
            : stm_fail_at(err, STEMMA_ERR_FORMAT, number, 1,
                  "%s: line %u: %s; entities are found in JSON lines: {\"id\": 1, \"text\": \"…\"}",
                  blocks->name, (unsigned)number,
                  status == STEMMA_OK ? "no string \"text\"" : why.text);
    }
    stm_job *job = stm_batch_next(&e->batch);
    stm_buf escaped;
    stm_buf_init(&escaped);
    given = stm_json_get(root, "id");
    if (stm_json_string(given, &id)) {
        stm_buf_json(&escaped, id);
    } else if (stm_json_integer(given, &id_integer)) {
        stm_buf_print(&escaped, "%lld", (long long)id_integer);
    } else if (stm_json_number(given, &id_number)) {
        stm_buf_double(&escaped, id_number, 17);
    } else {
        stm_buf_text(&escaped, "null");
    }
    job->id = stm_arena_copy(&job->doc.arena, stm_buf_view(&escaped));
    status = job->id.ptr == NULL || escaped.failed ? stm_fail_nomem(err)
                                                   : submit_text(e, job, text, err);
    stm_buf_dispose(&escaped);
    stm_json_free(root);
    return status;
}

static stemma_status feed_lines(extract *e, const char *path, stemma_error *err)
{
    stm_blocks blocks;
    stm_str line;
    STM_TRY(stm_blocks_open(&blocks, path, false, err));
    stemma_status status = STEMMA_OK;
    for (uint32_t number = 1; status == STEMMA_OK; number++) {
        status = stm_blocks_line(&blocks, &line, err);
        if (status != STEMMA_OK || line.ptr == NULL) {
            break;
        }
        if (e->form == STEMMA_EXTRACT_ENTITIES) {
            status = stm_str_trim(line).len == 0 ? STEMMA_OK
                                                 : submit_json(e, &blocks, number, line, err);
            continue;
        }
        stm_job *job = stm_batch_next(&e->batch);
        job->number = number;
        job->one_sentence = true;
        status = submit_text(e, job, line, err);
    }
    status = status == STEMMA_OK ? stm_batch_flush(&e->batch, err) : status;
    stm_blocks_close(&blocks);
    return status;
}

static stemma_status take_input(void *context, const stm_input *input, stemma_error *err)
{
    extract *e = context;
    if (input->trouble != NULL) {
        STM_TRY(stm_batch_flush(&e->batch, err));
        *err = *input->trouble;
        return err->status;
    }
    stm_job *job = stm_batch_next(&e->batch);
    stm_doc *doc = &job->doc;
    job->conllu = job->keep_trees = input->conllu;
    doc->lang = input->lang;
    doc->text = stm_arena_copy(&doc->arena, input->text);
    doc->meta.path = stm_arena_copy(&doc->arena, input->meta.path);
    stm_str date = input->meta.date.len > 0 ? input->meta.date : e->pipeline->date;
    doc->meta.date = stm_arena_copy(&doc->arena, date);
    if (doc->text.ptr == NULL || doc->meta.path.ptr == NULL || doc->meta.date.ptr == NULL) {
        return stm_fail_nomem(err);
    }
    return stm_batch_submit(&e->batch, err);
}

static stm_depth depth_of(stemma_extract_form form)
{
    return form == STEMMA_EXTRACT_ENTITIES ? STM_DEPTH_ENTITIES
        : form == STEMMA_EXTRACT_OPEN      ? STM_DEPTH_PROPS
                                           : STM_DEPTH_FACTS;
}

stemma_status stemma_pipeline_extract(stemma_pipeline *pipeline, const char *path,
    stemma_extract_form form, int each_line, double min_confidence, const stemma_sink *sink,
    stemma_error *err)
{
    if ((unsigned)form > STEMMA_EXTRACT_EXPLAIN) {
        return stm_fail(err, STEMMA_ERR_ARG, "no such form of extraction");
    }
    extract e = {.pipeline = pipeline,
        .sink = sink,
        .form = form,
        .each_line = each_line != 0,
        .min_confidence = min_confidence};
    stm_buf_init(&e.out);
    stm_buf_init(&e.id);
    stemma_status status = stm_batch_new(&e.batch, pipeline, depth_of(form), take, &e, err);
    if (status == STEMMA_OK && (e.each_line || form == STEMMA_EXTRACT_ENTITIES)) {
        status = feed_lines(&e, path, err);
    } else if (status == STEMMA_OK) {
        status = stm_read_path(path, take_input, &e, err);
        status = status == STEMMA_OK ? stm_batch_flush(&e.batch, err) : status;
    }
    stm_batch_dispose(&e.batch);
    stm_buf_dispose(&e.out);
    stm_buf_dispose(&e.id);
    return status;
}
