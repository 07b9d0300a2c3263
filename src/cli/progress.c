/* A bar with rate and time left on a terminal, nothing elsewhere. The time left follows the bytes of the files, since
 * documents differ in size. SPDX-License-Identifier: GPL-2.0-or-later */
#include "progress.h"

#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BAR = 20, LINE = 512 };

static volatile sig_atomic_t stop_wanted;

static void on_interrupt(int number)
{
    (void)number;
    stop_wanted = 1;
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) * 1e-9;
}

void cli_progress_begin(cli_progress *p, const char *verb, bool quiet)
{
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    p->verb = verb;
    p->shown = cli_is_terminal(stderr) && !quiet;
    clock_gettime(CLOCK_MONOTONIC, &p->start);
}

static int columns_of_stderr(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
}

/* Bar and per cent; nothing when the size of the input is not known. */
static int write_bar(char *out, const stemma_build_counts *c)
{
    if (c->input_bytes == 0) {
        return 0;
    }
    double part = (double)c->input_done / (double)c->input_bytes;
    char bar[BAR + 1];
    memset(bar, '.', BAR);
    memset(bar, '#', (size_t)(part * BAR));
    bar[BAR] = '\0';
    return snprintf(out, LINE, "%s %3d %%  ", bar, (int)(part * 100));
}

static int write_left(
    char *out, const cli_progress *p, const stemma_build_counts *c, double seconds)
{
    double done = (double)(c->input_done - p->first_done);
    if (c->input_bytes == 0 || done < 1 || seconds < 1) {
        return 0;
    }
    double left = (double)(c->input_bytes - c->input_done) / done * seconds + 0.5;
    unsigned whole = left < 3.6e6 ? (unsigned)left : 3600000u;
    return whole >= 3600 ? snprintf(out, LINE, "%u:%02u h left  ", whole / 3600, whole / 60 % 60)
                         : snprintf(out, LINE, "%u:%02u left  ", whole / 60, whole % 60);
}

/* The end of the path, which tells more than its beginning, in at most `room` columns; no control characters. */
static void write_name(FILE *stream, const char *path, int room)
{
    int width = 0;
    const char *from = path + strlen(path);
    while (from > path && width < room) {
        from--;
        while (from > path && ((unsigned char)*from & 0xC0) == 0x80) {
            from--;
        }
        width++;
    }
    for (; *from != '\0'; from++) {
        fputc((unsigned char)*from < ' ' || *from == '\177' ? '?' : *from, stream);
    }
}

static void draw(cli_progress *p, const char *path, const stemma_build_counts *c, double seconds)
{
    char line[3 * LINE];
    int at = write_bar(line, c);
    at += snprintf(line + at, LINE, "%llu documents  %.1f/s  ", (unsigned long long)c->documents,
        (double)c->documents / (seconds > 0.1 ? seconds : 0.1));
    at += write_left(line + at, p, c, seconds);
    int columns = columns_of_stderr() - 1;
    fprintf(stderr, "\r\033[K%.*s", columns, line);
    if (columns - at > 8) {
        write_name(stderr, path, columns - at);
    }
    fflush(stderr);
}

static int on_document(void *context, const char *path, const stemma_build_counts *counts)
{
    cli_progress *p = context;
    double seconds = seconds_since(&p->start);
    if (counts->documents == counts->unchanged) {
        p->first_done = counts->input_done; /* what is known already goes by in no time */
        clock_gettime(CLOCK_MONOTONIC, &p->start);
    }
    if (p->shown && (seconds - p->last > 0.1 || seconds < p->last)) {
        p->last = seconds;
        draw(p, path, counts, seconds);
    }
    return stop_wanted != 0;
}

static int on_problem(void *context, const stemma_error *problem)
{
    const cli_progress *p = context;
    cli_progress_end(p);
    cli_fail(p->verb, problem);
    return stop_wanted != 0;
}

static int on_gone(void *context, const char *path)
{
    const cli_progress *p = context;
    cli_progress_end(p);
    fprintf(stderr, "stemma %s: ", p->verb);
    cli_put_clean(path);
    fprintf(stderr, ": gone, %s\n", p->drop_gone ? "taken out" : "kept");
    return p->drop_gone;
}

stemma_build_hooks cli_progress_hooks(cli_progress *p)
{
    return (stemma_build_hooks){.size = sizeof(stemma_build_hooks),
        .context = p,
        .progress = on_document,
        .problem = on_problem,
        .gone = on_gone};
}

void cli_progress_end(const cli_progress *p)
{
    if (p->shown) {
        fprintf(stderr, "\r\033[K");
    }
}
