/* Until the detector lands. SPDX-License-Identifier: GPL-2.0-or-later */
#include "pipeline/pipeline_private.h"
stm_lang stm_language_detect(stm_str text, float *c) { (void)text; if (c) *c = 1; return STM_LANG_DE; }
