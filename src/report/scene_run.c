/* Running stemma-draw: a child with limits of processor time, address space and wall time, fed through a pipe. Its
 * output is gathered by poll(), so that neither side can wait for the other for ever. Whatever becomes of it - crash,
 * endless loop, missing program - comes back as a status. SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "report/scene.h"

/* A build with the address sanitizer maps terabytes of address space that it never uses. */
#if defined(__SANITIZE_ADDRESS__)
#define STM_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STM_SANITIZED 1
#endif
#endif
#ifndef STM_SANITIZED
#define STM_SANITIZED 0
#endif

enum { IN, OUT, ERR, PLACES, PIPES };
static const rlim_t most_memory = (rlim_t)4 << 30;
static const size_t most_picture = (size_t)512 << 20;

typedef struct child {
    pid_t pid;
    int parent[PIPES], inside[PIPES]; /* descriptors, -1 = closed */
    stm_str input;
    uint32_t written;
    stm_buf *outputs[PIPES]; /* by pipe; NULL for IN */
    bool timed_out, too_large;
} child;

static void close_one(int *descriptor)
{
    if (*descriptor >= 0) {
        close(*descriptor);
        *descriptor = -1;
    }
}

static void close_all(child *c)
{
    for (int i = 0; i < PIPES; i++) {
        close_one(&c->parent[i]);
        close_one(&c->inside[i]);
    }
}

/* Descriptors above 3 only, so that moving them to 0…3 in the child cannot overwrite one still needed. */
static bool make_pipes(child *c)
{
    for (int i = 0; i < PIPES; i++) {
        int ends[2] = {-1, -1};
        if (pipe(ends) != 0) {
            return false;
        }
        int low = fcntl(ends[0], F_DUPFD_CLOEXEC, 10), high = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
        close(ends[0]);
        close(ends[1]);
        c->inside[i] = i == IN ? low : high;
        c->parent[i] = i == IN ? high : low;
        if (low < 0 || high < 0) {
            return false;
        }
    }
    return true;
}

/* Between fork and exec only calls that are safe there. */
_Noreturn static void become(const child *c, const char *program, uint32_t seconds)
{
    struct rlimit processor = {seconds, seconds + 2}, memory = {most_memory, most_memory},
                  none = {0, 0};
    for (int i = 0; i < PIPES; i++) {
        if (dup2(c->inside[i], i) < 0) {
            _exit(126);
        }
    }
    setrlimit(RLIMIT_CPU, &processor);
    if (!STM_SANITIZED) {
        setrlimit(RLIMIT_AS, &memory);
    }
    setrlimit(RLIMIT_CORE, &none);
    sigset_t nothing;
    sigemptyset(&nothing);
    sigprocmask(SIG_SETMASK, &nothing, NULL);
    signal(SIGPIPE, SIG_DFL);
    char *const arguments[] = {(char *)(uintptr_t)program, NULL};
    execv(program, arguments);
    _exit(127);
}

static int64_t now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void feed(child *c)
{
    ssize_t count = write(c->parent[IN], c->input.ptr + c->written, c->input.len - c->written);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    c->written += count > 0 ? (uint32_t)count : 0;
    if (count < 0 || c->written == c->input.len) {
        close_one(&c->parent[IN]); /* a child that stopped reading says why on its error output */
    }
}

static void gather(child *c, int pipe_index)
{
    char bytes[16384];
    ssize_t count = read(c->parent[pipe_index], bytes, sizeof bytes);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (count <= 0) {
        close_one(&c->parent[pipe_index]);
        return;
    }
    stm_buf *out = c->outputs[pipe_index];
    if (out != NULL && out->length + (size_t)count > most_picture) {
        c->too_large = true;
    } else if (out != NULL) {
        stm_buf_add(out, bytes, (size_t)count);
    }
}

static void talk(child *c, uint32_t seconds)
{
    int64_t end = now_ms() + (int64_t)seconds * 1000 + 5000;
    while (c->parent[OUT] >= 0 || c->parent[ERR] >= 0 || c->parent[PLACES] >= 0) {
        struct pollfd list[PIPES];
        for (int i = 0; i < PIPES; i++) {
            list[i] = (struct pollfd){.fd = c->parent[i], .events = i == IN ? POLLOUT : POLLIN};
        }
        int64_t left = end - now_ms();
        if (left <= 0 || c->too_large) {
            c->timed_out = left <= 0;
            kill(c->pid, SIGKILL);
            return;
        }
        if (poll(list, PIPES, (int)left) < 0 && errno != EINTR) {
            return;
        }
        for (int i = 0; i < PIPES; i++) {
            if (c->parent[i] >= 0 && list[i].revents != 0) {
                if (i == IN) {
                    feed(c);
                } else {
                    gather(c, i);
                }
            }
        }
    }
}

static stm_str first_line(stm_str text)
{
    stm_str line = STM_EMPTY;
    while (stm_str_next_line(&text, &line)) {
        if (line.len > 0 && !stm_str_starts(line, STM_LIT("note: "))) {
            return line;
        }
    }
    return STM_EMPTY;
}

static stemma_status judge(
    const child *c, int state, const char *program, stm_str said, stemma_error *err)
{
    stm_str why = first_line(said);
    if (c->too_large) {
        return stm_fail(
            err, STEMMA_ERR_RENDER, "the picture is larger than 512 MB; draw fewer actors");
    }
    if (c->timed_out ||
        (WIFSIGNALED(state) && (WTERMSIG(state) == SIGXCPU || WTERMSIG(state) == SIGKILL))) {
        return stm_fail(err, STEMMA_ERR_RENDER,
            "the layout took too long; draw fewer actors or another layout");
    }
    if (WIFSIGNALED(state)) {
        return stm_fail(err, STEMMA_ERR_RENDER,
            "stemma-draw crashed (signal %d); try another layout", WTERMSIG(state));
    }
    if (WEXITSTATUS(state) == 127 && why.len == 0) {
        return stm_fail(err, STEMMA_ERR_RENDER, "stemma-draw could not be started: %s", program);
    }
    if (WEXITSTATUS(state) != 0) {
        return stm_fail(
            err, STEMMA_ERR_RENDER, "stemma-draw: %.*s", STM_ARG(stm_str_sub(why, 0, 300)));
    }
    return STEMMA_OK;
}

static stemma_status attend(
    child *c, const char *program, uint32_t seconds, stm_buf *said, stemma_error *err)
{
    int state = 0;
    for (int i = 0; i < PIPES; i++) {
        close_one(&c->inside[i]);
        fcntl(c->parent[i], F_SETFL, O_NONBLOCK);
    }
    talk(c, seconds);
    close_all(c);
    while (waitpid(c->pid, &state, 0) < 0 && errno == EINTR) {
    }
    STM_TRY(judge(c, state, program, stm_buf_view(said), err));
    STM_TRY(stm_buf_status(said, err));
    return stm_buf_status(c->outputs[OUT], err);
}

stemma_status stm_scene_run(const char *program, stm_str input, uint32_t seconds, stm_buf *picture,
    stm_buf *places, stm_buf *notes, stemma_error *err)
{
    child c = {.parent = {-1, -1, -1, -1},
        .inside = {-1, -1, -1, -1},
        .input = input,
        .outputs = {NULL, picture, notes, places}};
    if (program == NULL || access(program, X_OK) != 0) {
        return stm_fail(err, STEMMA_ERR_RENDER, "the drawing program is missing: %s",
            program == NULL ? "stemma-draw" : program);
    }
    /* Writing to a child that died must not kill us; the program ignores SIGPIPE, a host might not. */
    sigset_t pipe_only, before;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
    stemma_status status = STEMMA_OK;
    c.pid = make_pipes(&c) ? fork() : -1;
    if (c.pid == 0) {
        become(&c, program, seconds);
    }
    if (c.pid < 0) {
        close_all(&c);
        status = stm_fail(err, STEMMA_ERR_RENDER,
            "stemma-draw could not be started: too many processes or files");
    } else {
        status = attend(&c, program, seconds, notes, err);
    }
    struct timespec at_once = {0, 0};
    while (sigtimedwait(&pipe_only, NULL, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}
