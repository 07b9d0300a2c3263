/* How often facts of a kind are right on the development data.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CONFIDENCE_H
#define STM_CONFIDENCE_H
#include "facts/props.h"

float stm_confidence_open(const stm_fx *fx, const stm_prop *prop, const char *rule);
#endif
