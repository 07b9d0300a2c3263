# Every reader with files that are empty, cut off, foreign, oddly named or not to be had: each is named in one line and
# passed over, the good ones around it are read, and the exit status says that something was not read.
. "$(dirname "$0")/lib.sh"
text='Anna Weber leitet die Firma Novalux.'
mkdir in && cd in || exit 1
: >empty.txt
printf '\357\273\277%s\r\nPaul Braun leitet die Firma Beta.\r\n' "$text" >bom_crlf.txt
printf 'Anna\0Weber' >nul.txt
printf '%s\n' "$text" | iconv -t UTF-16 >utf16.txt
printf '%%PDF-1.4\n1 0 obj\n<</Type/Cat' >cut.pdf
printf '<?xml version="1.0"?><rss><channel><title>F</title><language>de</language><item><link>https://e.org/f1</link><title>T</title><description>Dora Kern leitet die Firma Delta.</description></item><item><link>https://e.org/f2</link><title>U</title><descrip' >cut.xml
printf '<rss><channel></channel></rss>' >none.rss
printf '<?xml version="1.0"?><x/>' >other.xml
printf '<html><body></body></html>' >nothing.html
printf '{"text":"%s"}\n{"text":5}\nnonsense\n\n{"text":""}\n{"text":"Carl Kern leitet die Firma Rho."}' "$text" >mixed.jsonl
printf '1\tAnna\n' >bad.conllu
printf 'Il gouverne la France depuis longtemps avec ses amis et sa famille.\n' >french.txt
for name in 'mit leer zeichen.txt' "$(printf 'neue\nzeile.txt')" 'Müller Straße.txt'; do printf '%s\n' "$text" >"$name"; done
: >"$(printf 'leer\nzeile.txt')"
printf '%s\n' "$text" >.hidden.txt
ln -s . loop; ln -s ../in back; ln -s nowhere.txt dangling.txt; mkfifo pipe.txt
python3 - <<'PY'
import zipfile
w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
text = 'Anna Weber leitet die Firma Novalux.'
with zipfile.ZipFile('good.docx', 'w') as z:
    z.writestr('word/document.xml', f'<?xml version="1.0"?><w:document {w}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>')
with zipfile.ZipFile('good.odt', 'w') as z:
    z.writestr('content.xml', f'<?xml version="1.0"?><o xmlns:text="t"><text:p>{text}</text:p></o>')
with zipfile.ZipFile('other.docx', 'w') as z:
    z.writestr('x.txt', 'hello')
for kind in ('docx', 'odt'):
    data = open('good.' + kind, 'rb').read()
    open('cut.' + kind, 'wb').write(data[:len(data) // 2])
PY
cd .. || exit 1
run 3 build -g g.db in
cp err problems
for line in 'in/empty.txt: no text' 'in/nul.txt: a binary file, not text (NUL at byte 4)' 'in/cut.pdf: no readable PDF' \
    'in/cut.xml: the feed breaks off' 'in/none.rss: a feed without items' 'in/other.xml: neither RSS nor Atom' \
    'in/nothing.html: no text' 'in/mixed.jsonl: line 2: no "text"' 'in/mixed.jsonl: line 3: not JSON' 'in/mixed.jsonl:5: no text' \
    'in/bad.conllu: line 1' 'in/french.txt: text is neither German nor English' 'in/leer?zeile.txt: no text' 'in/cut.docx: no DOCX' \
    'in/cut.odt: no ODT' 'in/other.docx: no DOCX'; do
    [ "$(grep -cF "$line" problems)" -eq 1 ] || { cat problems >&2; failed "not told once: $line"; }
done
says problems '10 new, 0 changed, 0 unchanged; 11 sentences'
says problems '16 not read'
[ "$(wc -l <problems)" -eq 17 ] || { cat problems >&2; failed "a problem is one line"; }
run 0 documents -g g.db --format tsv
for name in https://e.org/f1 'in/Müller Straße.txt' in/bom_crlf.txt in/good.docx in/good.odt 'in/mit leer zeichen.txt' in/mixed.jsonl:1 \
    in/mixed.jsonl:6 'in/neue zeile.txt' in/utf16.txt; do
    says out "$name	"
done
run 0 check -g g.db
run 3 build -g g.db in
says err '0 new, 0 changed, 10 unchanged'
# Patterns that the shell has not expanded; one that matches nothing does not keep the others from being read.
run 3 build -g p.db 'in/m*.txt' 'in/*.nothing' in/bom_crlf.txt
says err 'in/*.nothing: nothing matches this pattern'
says err '2 new'
run 0 build -g p.db 'in/go?d.[do]*'
says err '2 new'
# Without the right to read or to write (root has every right, so somebody else asks).
nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
place=$(mktemp -d) && chmod 755 "$place"
if nobody "$STEMMA" version >/dev/null 2>&1; then
    for lang in de en; do # the checkout may stand where nobody may read, as in /root
        mkdir -p "$place/lang/$lang"
        cp "$STEMMA_SOURCE/src/lang/$lang/$lang.stemma" "$place/lang/$lang/"
        chmod 644 "$place/lang/$lang/$lang.stemma"
    done
    export STEMMA_DATA="$place/lang"
    mkdir "$place/texts" "$place/texts/shut" "$place/graph" "$place/free"
    chmod 777 "$place/free"
    printf '%s\n' "$text" | tee "$place/texts/a.txt" "$place/texts/b.txt" >"$place/texts/shut/c.txt"
    chmod 000 "$place/texts/b.txt" "$place/texts/shut"
    cd "$place/free" || exit 1
    nobody "$STEMMA" build -g n.db ../texts 2>err; code=$?
    chmod 755 "$place/texts/shut"
    [ $code -eq 3 ] || failed "unreadable files: exit $code"
    says err '../texts/shut: Permission denied'
    says err '../texts/b.txt: Permission denied'
    says err '1 new'
    nobody "$STEMMA" build -g ../graph/new.db ../texts/a.txt 2>err; code=$?
    [ $code -eq 4 ] || failed "a folder that is shut: exit $code"
    says err '../graph/new.db: cannot be opened or made: no right to write in this folder'
    cp "$OLDPWD/g.db" ../graph/g.db && chmod 444 ../graph/g.db && chmod 555 ../graph
    nobody "$STEMMA" show -g ../graph/g.db 'anna webr' >out 2>err || failed "a reader without the right to write"
    says out 'Anna Weber'
    nobody "$STEMMA" build -g ../graph/g.db ../texts/a.txt 2>err; code=$?
    [ $code -eq 4 ] || failed "a file that is shut: exit $code"
    says err 'read-only file'
    cd "$OLDPWD" || exit 1
    unset STEMMA_DATA
fi
chmod -R u+w "$place" && rm -rf "$place"
# Places in the file as it was written: what stands there is the sentence, in the encoding of the file.
printf 'Grüße aus Köln.\r\n\r\nAnna Weber gründete die Firma Novalux – für 5 € 😀. Müller führt sie.\n' >utf8.txt
printf '\357\273\277' | cat - utf8.txt >mark.txt
iconv -t UTF-16 utf8.txt >wide.txt
sed 's/ 😀//' utf8.txt | iconv -t WINDOWS-1252 >latin.txt
run 0 build -q -g places.db --lang de utf8.txt mark.txt wide.txt latin.txt
python3 - <<'PY' || failed "places in files"
import sqlite3
rows = sqlite3.connect('places.db').execute('SELECT d.path, s.file_begin, s.text FROM sentence s JOIN document d ON d.id = s.document').fetchall()
encodings = {'utf8.txt': 'utf-8', 'mark.txt': 'utf-8', 'wide.txt': 'utf-16-le', 'latin.txt': 'cp1252'}
assert len(rows) >= 12, rows
for path, begin, text in rows:
    data = text.encode(encodings[path])
    assert open(path, 'rb').read()[begin:begin + len(data)] == data, (path, begin, text)
PY
sqlite3 g.db "SELECT count(*) FROM sentence s JOIN document d ON d.id = s.document WHERE (file_begin IS NULL) <> (d.path LIKE 'http%' OR d.path LIKE '%jsonl%' OR d.path LIKE '%.docx' OR d.path LIKE '%.odt')" >out
[ "$(cat out)" = 0 ] || failed "file_begin where there is none, or none where there is one"
