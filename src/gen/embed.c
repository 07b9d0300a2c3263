/* Runs while building: turns a file into a C array, so that tables people edit become part of the library.
 *   stm_embed NAME INPUT OUTPUT.c   ->   const unsigned char stm_embed_NAME[]; const size_t stm_embed_NAME_bytes;
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>

static int embed(const char *name, const char *input, FILE *in, FILE *out)
{
    fprintf(out, "/* Made by src/gen/embed.c from %s: edit that file. */\n#include <stddef.h>\n",
        input);
    fprintf(out,
        "extern const unsigned char stm_embed_%s[];\nextern const size_t stm_embed_%s_bytes;\n",
        name, name);
    fprintf(out, "const unsigned char stm_embed_%s[] = {", name);
    size_t count = 0;
    for (int byte = getc(in); byte != EOF; byte = getc(in), count++) {
        fprintf(out, count % 20 == 0 ? "\n%d," : "%d,", byte);
    }
    fprintf(out, "0};\nconst size_t stm_embed_%s_bytes = %zu;\n", name, count);
    return ferror(in) || ferror(out) ? 1 : 0;
}

int main(int argc, char **argv)
{
    FILE *in = argc == 4 ? fopen(argv[2], "rb") : NULL;
    FILE *out = in != NULL ? fopen(argv[3], "wb") : NULL;
    if (out == NULL) {
        fprintf(stderr, "usage: stm_embed NAME INPUT OUTPUT.c\n");
        return 1;
    }
    const char *base = argv[2];
    for (const char *p = argv[2]; *p != '\0'; p++) {
        base = *p == '/' ? p + 1 : base;
    }
    int status = embed(argv[1], base, in, out);
    fclose(in);
    return fclose(out) != 0 ? 1 : status;
}
