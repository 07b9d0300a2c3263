/* See net.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "syntax/net.h"

uint32_t stm_net_hidden(const stm_net_size *s)
{
    return 2 * s->arc + 2 * s->rel + s->word;
}

uint32_t stm_net_joined(const stm_net_size *s)
{
    return 2 * s->h + s->x;
}

static stm_net_shape lstm_tensor(const stm_net_size *s, unsigned tensor)
{
    uint32_t input = tensor < 3 * STM_NET_DIRECTIONS ? s->x : 2 * s->h;
    switch (tensor % 3) {
    case 0:
        return (stm_net_shape){input, 4 * s->h};
    case 1:
        return (stm_net_shape){s->h, 4 * s->h};
    default:
        return (stm_net_shape){1, 4 * s->h};
    }
}

stm_net_shape stm_net_tensor(const stm_net_size *s, unsigned tensor)
{
    switch (tensor) {
    case STM_NET_HIDDEN:
        return (stm_net_shape){stm_net_joined(s), stm_net_hidden(s)};
    case STM_NET_HIDDEN_BIAS:
        return (stm_net_shape){1, stm_net_hidden(s)};
    case STM_NET_ARC:
        return (stm_net_shape){s->arc, s->arc};
    case STM_NET_ARC_BIAS:
    case STM_NET_ARC_ROOT:
        return (stm_net_shape){1, s->arc};
    case STM_NET_REL_ROOT:
        return (stm_net_shape){1, s->rel};
    case STM_NET_REL:
        return (stm_net_shape){s->rel, s->rels};
    case STM_NET_REL_BIAS:
        return (stm_net_shape){1, s->rels};
    case STM_NET_TAG:
        return (stm_net_shape){s->word, s->tags};
    case STM_NET_TAG_BIAS:
        return (stm_net_shape){1, s->tags};
    case STM_NET_NAMES:
        return (stm_net_shape){s->names, s->names};
    default:
        return lstm_tensor(s, tensor);
    }
}
