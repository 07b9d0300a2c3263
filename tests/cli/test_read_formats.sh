# Each input format gives the same facts as the plain text inside it.
. "$(dirname "$0")/lib.sh"
python3 - <<'PY'
import zipfile
text = ['Anna Schmidt gründete 2019 die Firma Novalux.', 'Novalux kaufte den Konkurrenten Betafirma.']
open('a.txt', 'w', encoding='utf8').write('\n\n'.join(text) + '\n')
open('latin.txt', 'w', encoding='cp1252').write('\n\n'.join(text) + '\n„Schöne Grüße“ – Müller\n')
open('wide.txt', 'w', encoding='utf-16').write('\n\n'.join(text) + '\n')
open('a.md', 'w', encoding='utf8').write('---\nlang: de\n---\n' + '\n\n'.join(text).replace('Novalux', '**Novalux**') + '\n')
open('a.html', 'w', encoding='utf8').write('<html lang="de"><head><title>T</title></head><body><nav><a href="/">Weg</a></nav>'
    + ''.join(f'<p>{t}</p>' for t in text) + '</body></html>')
open('a.xml', 'w', encoding='utf8').write('<rss version="2.0"><channel><title>Q</title><language>de</language><item><title>T</title>'
    '<description>' + ' '.join(text) + '</description></item></channel></rss>')
import json
open('a.jsonl', 'w', encoding='utf8').write(json.dumps({'text': ' '.join(text), 'lang': 'de'}) + '\n')
w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
with zipfile.ZipFile('a.docx', 'w') as z:
    z.writestr('word/document.xml', f'<?xml version="1.0"?><w:document {w}><w:body>'
        + ''.join(f'<w:p><w:r><w:t>{t}</w:t></w:r></w:p>' for t in text) + '</w:body></w:document>')
o = 'xmlns:office="o" xmlns:text="t"'
with zipfile.ZipFile('a.odt', 'w') as z:
    z.writestr('content.xml', f'<?xml version="1.0"?><office:d {o}>'
        + ''.join(f'<text:p>{t}</text:p>' for t in text) + '</office:d>')
open('bad.docx', 'wb').write(b'PK\3\4 no archive')
# A PDF by hand: one page, two lines, Latin-1 letters in a standard font.
lines = b' '.join(b'BT /F1 12 Tf 72 %d Td (%s) Tj ET' % (700 - 40 * i, t.encode('cp1252')) for i, t in enumerate(text))
objects = [b'<</Type/Catalog/Pages 2 0 R>>', b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
           b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
           b'<</Length %d>>stream\n%s\nendstream' % (len(lines), lines),
           b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>']
out, at = b'%PDF-1.4\n', []
for i, body in enumerate(objects):
    at.append(len(out))
    out += b'%d 0 obj\n%s\nendobj\n' % (i + 1, body)
start = len(out)
out += b'xref\n0 6\n0000000000 65535 f \n' + b''.join(b'%010d 00000 n \n' % a for a in at)
out += b'trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % start
open('a.pdf', 'wb').write(out)
PY
facts() { run 0 extract --lang de --format facts "$1"; cut -f2-4 out | sort; }
facts a.txt >wanted
grep -q 'Anna Schmidt	founded	Novalux' wanted || { cat wanted >&2; failed "the plain text gives no founder"; }
for file in a.md a.html a.xml a.jsonl a.docx a.odt a.pdf wide.txt; do
    facts "$file" >got
    same got wanted
done
facts latin.txt | grep -q 'Anna Schmidt	founded	Novalux' || failed "windows-1252 was not converted"
run 3 extract --lang de bad.docx
says err "bad.docx"
mkdir folder && cp a.txt a.html a.jsonl folder && : >folder/notes.bin
run 0 build -q -g g.db folder
run 0 documents -g g.db
[ "$(grep -c folder/ out)" -eq 3 ] || failed "the folder has three documents"
