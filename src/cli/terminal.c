/* Talk on stderr, exit codes, and what kind of terminal there is. SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int exit_of(stemma_status status)
{
    switch (status) {
    case STEMMA_OK:
        return CLI_OK;
    case STEMMA_ERR_NOMEM:
    case STEMMA_ERR_STORE:
    case STEMMA_ERR_RENDER:
    case STEMMA_ERR_VERSION:
    case STEMMA_ERR_CANCELLED:
        return CLI_ENVIRONMENT;
    case STEMMA_ERR_ANALYSIS:
        return CLI_INTERNAL;
    case STEMMA_ERR_ARG:
        return CLI_USAGE;
    default:
        return CLI_INPUT;
    }
}

void cli_put_clean(const char *text)
{
    for (; *text != '\0'; text++) {
        bool control = (unsigned char)*text < ' ' || *text == '\177';
        fputc(control ? '?' : *text, stderr);
    }
}

int cli_fail(const char *verb, const stemma_error *err)
{
    fprintf(stderr, "stemma %s: ", verb);
    cli_put_clean(err->text[0] != '\0' ? err->text : stemma_status_name(err->status));
    fputc('\n', stderr);
    return exit_of(err->status);
}

int cli_complain(const char *verb, int exit_code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "stemma %s: ", verb);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return exit_code;
}

int cli_finish(const char *verb, int exit_code)
{
    bool broken = ferror(stdout) != 0;
    errno = 0;
    if (fflush(stdout) != 0 || broken) {
        if (errno == EPIPE) {
            return exit_code; /* the reader has what it wanted */
        }
        fprintf(stderr, "stemma %s: writing to standard output: %s\n", verb,
            errno != 0 ? strerror(errno) : "failed");
        return CLI_ENVIRONMENT;
    }
    return exit_code;
}

bool cli_is_terminal(FILE *stream)
{
    return isatty(fileno(stream)) == 1;
}

uint32_t cli_columns(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) {
        return size.ws_col;
    }
    return 80;
}

bool cli_wants_colour(FILE *stream)
{
    const char *no = getenv("NO_COLOR");
    return (no == NULL || no[0] == '\0') && cli_is_terminal(stream);
}
