/* Option tables: one table a verb gives parsing and help, so that they cannot differ.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct parser {
    const cli_command *command;
    const cli_option *options;
    size_t option_count;
    int argc, at;
    char **argv;
} parser;

static const cli_option *find_long(const parser *p, const char *name, size_t length)
{
    for (size_t i = 0; i < p->option_count; i++) {
        if (strlen(p->options[i].name) == length &&
            strncmp(p->options[i].name, name, length) == 0) {
            return &p->options[i];
        }
    }
    return NULL;
}

static const cli_option *find_short(const parser *p, char letter)
{
    for (size_t i = 0; i < p->option_count; i++) {
        if (p->options[i].letter == letter) {
            return &p->options[i];
        }
    }
    return NULL;
}

static bool store_number(const cli_option *option, const char *value)
{
    char *end = NULL;
    errno = 0;
    if (option->kind == CLI_COUNT) {
        unsigned long long count = strtoull(value, &end, 10);
        *(uint32_t *)option->target = (uint32_t)count;
        return errno == 0 && end != value && *end == '\0' && value[0] != '-' && count <= UINT32_MAX;
    }
    *(double *)option->target = strtod(value, &end);
    return errno == 0 && end != value && *end == '\0';
}

static bool store(const parser *p, const cli_option *option, const char *value, int *exit_out)
{
    const char *verb = p->command->name;
    if (option->kind == CLI_TEXT) {
        *(const char **)option->target = value;
        return true;
    }
    if (option->kind == CLI_LIST) {
        cli_list *list = option->target;
        if (list->count == sizeof list->items / sizeof list->items[0]) {
            *exit_out = cli_complain(verb, CLI_USAGE, "too many --%s", option->name);
            return false;
        }
        list->items[list->count++] = value;
        return true;
    }
    if (!store_number(option, value)) {
        *exit_out =
            cli_complain(verb, CLI_USAGE, "--%s wants a number, not \"%s\"", option->name, value);
        return false;
    }
    return true;
}

static bool take(parser *p, const cli_option *option, const char *glued, int *exit_out)
{
    const char *verb = p->command->name;
    if (option->kind == CLI_FLAG) {
        if (glued != NULL) {
            *exit_out = cli_complain(verb, CLI_USAGE, "--%s takes no value", option->name);
            return false;
        }
        *(bool *)option->target = true;
        return true;
    }
    if (glued == NULL) {
        if (p->at + 1 >= p->argc) {
            *exit_out =
                cli_complain(verb, CLI_USAGE, "--%s wants %s", option->name, option->argument);
            return false;
        }
        glued = p->argv[++p->at];
    }
    return store(p, option, glued, exit_out);
}

static bool take_long(parser *p, const char *text, int *exit_out)
{
    const char *equals = strchr(text, '=');
    size_t length = equals == NULL ? strlen(text) : (size_t)(equals - text);
    if (length == 4 && strncmp(text, "help", 4) == 0) {
        cli_help(stdout, p->command, p->options, p->option_count);
        *exit_out = CLI_OK;
        return false;
    }
    const cli_option *option = find_long(p, text, length);
    if (option == NULL) {
        cli_meant meant = {.typed = text, .length = length};
        for (size_t i = 0; i < p->option_count; i++) {
            cli_meant_consider(&meant, p->options[i].name);
        }
        *exit_out = cli_complain(p->command->name, CLI_USAGE,
            "unknown option --%.*s; %s%s%s`stemma help %s` lists them", (int)length, text,
            meant.word != NULL ? "did you mean --" : "", meant.word != NULL ? meant.word : "",
            meant.word != NULL ? "? " : "", p->command->name);
        return false;
    }
    return take(p, option, equals == NULL ? NULL : equals + 1, exit_out);
}

static bool take_short(parser *p, const char *text, int *exit_out)
{
    for (; *text != '\0'; text++) {
        const cli_option *option = find_short(p, *text);
        if (*text == 'h' && option == NULL) {
            cli_help(stdout, p->command, p->options, p->option_count);
            *exit_out = CLI_OK;
            return false;
        }
        if (option == NULL) {
            *exit_out = cli_complain(p->command->name, CLI_USAGE,
                "unknown option -%c; `stemma help %s` lists them", *text, p->command->name);
            return false;
        }
        if (option->kind != CLI_FLAG) {
            return take(p, option, text[1] != '\0' ? text + 1 : NULL, exit_out);
        }
        *(bool *)option->target = true;
    }
    return true;
}

bool cli_parse(const cli_command *command, const cli_option *options, size_t option_count, int argc,
    char **argv, int *operands_out, int *exit_out)
{
    parser p = {command, options, option_count, argc, 1, argv};
    int operands = 0;
    bool only_operands = false;
    for (; p.at < argc; p.at++) {
        char *text = argv[p.at];
        if (only_operands || text[0] != '-' || text[1] == '\0') {
            argv[1 + operands++] = text;
        } else if (strcmp(text, "--") == 0) {
            only_operands = true;
        } else if (text[1] == '-' ? !take_long(&p, text + 2, exit_out)
                                  : !take_short(&p, text + 1, exit_out)) {
            return false;
        }
    }
    *operands_out = operands;
    return true;
}

static cli_style help_style = CLI_STYLE_TERMINAL;

void cli_help_style(cli_style style)
{
    help_style = style;
}

/* roff: a backslash, and a dot or quote at a line's start, would be read as commands. */
static void print_roff(FILE *stream, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '-') {
            fputs("\\-", stream);
        } else if (*text == '\\') {
            fputs("\\e", stream);
        } else {
            fputc(*text, stream);
        }
    }
}

static void help_roff(
    FILE *stream, const cli_command *command, const cli_option *options, size_t option_count)
{
    fprintf(stream, ".SS \"stemma %s ", command->name);
    for (const char *c = command->usage; *c != '\0'; c++) {
        fputs(*c == '"' ? "\\(dq" : *c == '-' ? "\\-" : (char[]){*c, '\0'}, stream);
    }
    fputs("\"\n", stream);
    print_roff(stream, command->one_line);
    fputs(".\n", stream);
    for (size_t i = 0; i < option_count; i++) {
        fputs(".TP\n.B ", stream);
        if (options[i].letter != 0) {
            fprintf(stream, "\\-%c, ", options[i].letter);
        }
        fputs("\\-\\-", stream);
        print_roff(stream, options[i].name);
        if (options[i].argument != NULL) {
            fprintf(stream, " \\fI%s\\fR", options[i].argument);
        }
        fputc('\n', stream);
        print_roff(stream, options[i].help);
        fputc('\n', stream);
    }
}

void cli_help(
    FILE *stream, const cli_command *command, const cli_option *options, size_t option_count)
{
    if (help_style == CLI_STYLE_ROFF) {
        help_roff(stream, command, options, option_count);
        return;
    }
    fprintf(stream, "usage: stemma %s %s\n%s\n", command->name, command->usage, command->one_line);
    for (size_t i = 0; i < option_count; i++) {
        const cli_option *o = &options[i];
        char left[64];
        char letter[8] = "    ";
        if (o->letter != 0) {
            snprintf(letter, sizeof letter, "-%c, ", o->letter);
        }
        snprintf(left, sizeof left, "%s--%s%s%s", letter, o->name, o->argument == NULL ? "" : " ",
            o->argument == NULL ? "" : o->argument);
        fprintf(stream, "  %-30s %s\n", left, o->help);
    }
}
