/* Loads igraph, see igraph_calls.h. It is never unloaded: its handlers and its generator live as long as the process.
 * The exact version of the interface is that of the build (STM_IGRAPH_FILE, the library's soname).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <dlfcn.h>
#include <string.h>

#include "network/igraph_calls.h"

stm_igraph_calls stm_igraph;

/* memcpy, since ISO C has no conversion from a pointer to an object to one to a function. */
static bool find(void *library, const char *symbol, void *call, size_t size)
{
    void *address = dlsym(library, symbol);
    memcpy(call, &address, size);
    return address != NULL;
}

stemma_status stm_igraph_load(stemma_error *err)
{
    if (stm_igraph.create != NULL) {
        return STEMMA_OK;
    }
    void *library = dlopen(STM_IGRAPH_FILE, RTLD_NOW | RTLD_LOCAL);
    const char *missing = NULL;
    stm_igraph_calls calls = {0};
    if (library == NULL) {
        return stm_fail(err, STEMMA_ERR_ANALYSIS, "networks cannot be measured: %s", dlerror());
    }
#define STM_IGRAPH_FIND(name, symbol)                                                              \
    if (!find(library, #symbol, &calls.name, sizeof calls.name)) {                                 \
        missing = #symbol;                                                                         \
    }
    STM_IGRAPH_CALLS(STM_IGRAPH_FIND)
#undef STM_IGRAPH_FIND
    (void)find(library, "omp_set_num_threads", &calls.set_threads, sizeof calls.set_threads);
    if (missing != NULL) {
        dlclose(library);
        return stm_fail(err, STEMMA_ERR_ANALYSIS, "networks cannot be measured: %s has no %s",
            STM_IGRAPH_FILE, missing);
    }
    stm_igraph = calls;
    return STEMMA_OK;
}
