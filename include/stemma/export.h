/* Marks what libstemma exports; everything else is hidden. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_EXPORT_H
#define STEMMA_EXPORT_H
#ifdef __cplusplus
#define STEMMA_BEGIN extern "C" {
#define STEMMA_END }
#else
#define STEMMA_BEGIN
#define STEMMA_END
#endif
#define STEMMA_API __attribute__((visibility("default")))
#define STEMMA_PRINTF(at, first) __attribute__((format(printf, at, first)))
#endif
