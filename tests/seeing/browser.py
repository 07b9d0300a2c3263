"""The moving page and the HTML report in a real browser (chromium, headless, driven over its debugging pipe):
no console errors, no request but the file itself, search, hover, click, filters, time window, zoom and keyboard work,
hostile text stays text, contrast is at least 4.5 : 1.
usage: browser.py STEMMA          exit status 77 when there is no chromium. SPDX-License-Identifier: GPL-2.0-or-later"""
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

HOSTILE = ["<script>window.hacked=1</script>", "\"onload=\"window.hacked=2", "</script><img src=x onerror=window.hacked=3>",
           "\\N \\G &amp; &lt;b&gt;", "]]><b>x</b>", "javascript:window.hacked=4", "مركز الدراسات", "人工智能研究院", "🚀 GmbH",
           "x" * 500]
FACTS = [("Anna Meier", "founded", "Nordwind AG", "2021-03-01"), ("Anna Meier", "leads", "Nordwind AG", "2023-05-01"),
         ("Bernd Kohl", "criticizes", "Anna Meier", "2024-02-01"), ("Nordwind AG", "acquired", "Lumen", "2024-06-01"),
         ("Bernd Kohl", "works_for", "Lumen", "2022-01-01"), ("Lumen", "part_of", "Nordwind AG", "2024-07-01")]


class Browser:
    def __init__(self, folder):
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()
        low_in, low_out = os.dup(to_read), os.dup(to_write)

        def wire():
            os.dup2(low_in, 3)
            os.dup2(low_out, 4)
        self.process = subprocess.Popen(
            [shutil.which("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--remote-debugging-pipe", f"--user-data-dir={folder}/profile", "--window-size=1300,900"],
            stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, preexec_fn=wire, close_fds=False)
        self.number, self.rest, self.events, self.session = 0, b"", [], None
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(domain + ".enable")

    def message(self, seconds):
        end = time.monotonic() + seconds
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.back], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser does not answer")
            self.rest += os.read(self.back, 1 << 16)
        one, _, self.rest = self.rest.partition(b"\0")
        return json.loads(one)

    def send(self, method, **params):
        self.number += 1
        call = {"id": self.number, "method": method, "params": params}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.to, json.dumps(call).encode() + b"\0")
        while True:
            got = self.message(60)
            if got.get("id") == self.number:
                assert "error" not in got, (method, got)
                return got["result"]
            self.events.append(got)

    def open(self, path):
        self.events = []
        self.send("Page.navigate", url="file://" + path)
        for _ in range(200):
            if self.run("document.readyState") == "complete":
                return
            time.sleep(0.05)
        raise TimeoutError("the page does not load")

    def run(self, script):
        got = self.send("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in got, (script, got["exceptionDetails"])
        return got["result"].get("value")

    def key(self, key, code=None, text=None):
        for kind in ("keyDown", "keyUp"):
            params = dict(type=kind, key=key, code=code or key)
            if kind == "keyDown" and (text or key == "Enter"):
                params["text"] = text or "\r"
            self.send("Input.dispatchKeyEvent", **params)

    def mouse(self, kind, x, y, **more):
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x, y):
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, button="left", clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)

    def complaints(self):
        bad = []
        for e in self.events:
            method, params = e.get("method"), e.get("params", {})
            if method == "Runtime.exceptionThrown" or (method == "Runtime.consoleAPICalled" and params["type"] == "error"):
                bad.append(e)
            if method == "Log.entryAdded" and params["entry"]["level"] == "error":
                bad.append(e)
        return bad

    def requests(self):
        return [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]


def middle(b, selector):
    return b.run(f"(() => {{ const r = document.querySelector('{selector}').getBoundingClientRect();"
                 "return [r.x + r.width / 2, r.y + r.height / 2]; })()")


CONTRAST = """(() => {
  const lum = c => { const p = c.match(/[\\d.]+/g).slice(0, 3).map(v => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126*p[0] + 0.7152*p[1] + 0.0722*p[2]; };
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (c !== 'rgba(0, 0, 0, 0)' && c !== 'transparent') return c; } return 'rgb(255, 255, 255)'; };
  let worst = 99, where = '';
  document.querySelectorAll('body *').forEach(e => {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) return;
    if (e.closest('script, style, svg title, svg desc, datalist')) return;
    const inSvg = !!e.closest('svg'), style = getComputedStyle(e);
    const a = lum(inSvg ? style.fill : style.color);
    const b = lum(inSvg ? getComputedStyle(document.querySelector('svg .paper')).fill : ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst) { worst = ratio; where = e.tagName + ' ' + e.textContent.slice(0, 30); }
  });
  return [worst, where]; })()"""


def check_page(b, path, theme):
    b.open(path)
    assert b.run("document.documentElement.dataset.ready") == "yes"
    assert b.run("document.querySelectorAll('g.node').length") == 4
    # search
    b.run("document.getElementById('search').focus()")
    b.send("Input.insertText", text="bernd")
    assert b.run("document.querySelectorAll('g.found').length") == 1
    b.key("Enter")
    assert b.run("document.querySelector('#panel h2').textContent") == "Bernd Kohl"
    assert "criticizes" in b.run("document.getElementById('panel').textContent")
    b.key("Escape")
    assert b.run("document.querySelectorAll('g.found').length") == 0
    # hover: what is not beside the actor fades
    anna = b.run("JSON.parse(document.getElementById('data').textContent).nodes.find(n => n.name === 'Anna Meier').id")
    x, y = middle(b, f"#n{anna} ellipse")
    b.mouse("mouseMoved", x, y)
    assert b.run("document.querySelectorAll('g.node.faded').length") == 1, "Lumen is no neighbour of Anna Meier"
    b.mouse("mouseMoved", 5, 5)
    assert b.run("document.querySelectorAll('.faded').length") == 0
    # click on the words of a line: its sentence and source
    line = b.run("JSON.parse(document.getElementById('data').textContent).lines.find(l => l.hostile).id")
    b.click(*middle(b, f"#w{line}"))
    text = b.run("document.getElementById('panel').textContent")
    assert "Bernd Kohl criticizes Anna Meier." in text and "paper" in text, text
    # filters
    count = "document.querySelectorAll('g.words:not(.gone)').length"
    before = b.run(count)
    b.run("document.querySelector('#relations input[value=criticizes]').click()")
    assert b.run(count) == before - 1
    b.run("document.querySelector('#relations input[value=criticizes]').click()")
    b.run("document.querySelector('#types input[value=person]').click()")
    assert b.run("document.querySelectorAll('g.node:not(.gone)').length") == 2
    b.run("document.querySelector('#types input[value=person]').click()")
    b.run("document.getElementById('since').value='2024'; document.getElementById('since').dispatchEvent(new Event('input'))")
    assert b.run(count) == 3
    b.run("document.getElementById('since').value=''; document.getElementById('since').dispatchEvent(new Event('input'))")
    assert b.run(count) == before
    # zoom and pan by keys and wheel
    box = "[...'xy'].map(k => document.querySelector('svg').viewBox.baseVal[k]).concat(document.querySelector('svg')" \
          ".viewBox.baseVal.width).map(v => Math.round(v * 10) / 10).join(' ')"
    b.run("document.activeElement.blur()")
    b.key("0", "Digit0", "0")
    home = b.run(box)
    b.key("+", "Equal", "+")
    zoomed = b.run(box)
    assert float(zoomed.split()[2]) < float(home.split()[2])
    b.key("ArrowRight")
    assert float(b.run(box).split()[0]) > float(zoomed.split()[0])
    b.key("0", "Digit0", "0")
    assert b.run(box) == home
    b.mouse("mouseWheel", 400, 500, deltaX=0, deltaY=-100)
    time.sleep(0.1)
    assert b.run(box) != home
    b.key("0", "Digit0", "0")
    # two fingers apart: nearer; together again: as before
    def fingers(kind, gap):
        points = [] if kind == "touchEnd" else [dict(x=400 - gap, y=450, id=0), dict(x=400 + gap, y=450, id=1)]
        b.send("Input.dispatchTouchEvent", type=kind, touchPoints=points)
    b.send("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=2)
    fingers("touchStart", 40)
    fingers("touchMove", 80)
    width = float(b.run(box).split()[2])
    assert 0.4 < width / float(home.split()[2]) < 0.6, (width, home)
    fingers("touchEnd", 0)
    b.send("Emulation.setTouchEmulationEnabled", enabled=False)
    b.run("document.activeElement.blur()")
    b.key("0", "Digit0", "0")
    assert b.run(box) == home
    # keyboard: every actor and line can be reached and opened
    assert b.run("[...document.querySelectorAll('g.node, g.words')].every(e => e.tabIndex === 0 && "
                 "e.getAttribute('role') === 'button' && e.getAttribute('aria-label'))")
    b.run(f"document.getElementById('n{anna}').focus()")
    b.key("Enter")
    assert b.run("document.querySelector('#panel h2').textContent") == "Anna Meier"
    assert b.run("document.activeElement.id") == "panel"
    worst, where = b.run(CONTRAST)
    assert worst >= 4.5, (worst, where)
    print(f"page, {theme}: search, hover, click, filters, keys work; least contrast {worst:.1f}")


def check_quiet(b, path):
    assert not b.complaints(), b.complaints()[:2]
    assert b.requests() == ["file://" + path], b.requests()


def graph(stemma, folder, name, facts):
    jsonl = f"{folder}/{name}.jsonl"
    with open(jsonl, "w", encoding="utf-8") as out:
        for s, r, o, date in facts:
            kind = lambda n: "person" if n in ("Anna Meier", "Bernd Kohl") else "organization"
            out.write(json.dumps({"subject": s, "relation": r, "object": o, "subject_type": kind(s), "object_type": kind(o),
                                  "time": date, "document": "paper.txt", "sentence": f"{s} {r} {o}."}) + "\n")
    subprocess.run([stemma, "import", "-g", f"{folder}/{name}.db", jsonl], check=True)
    return f"{folder}/{name}.db"


def main():
    stemma = sys.argv[1]
    if shutil.which("chromium") is None:
        print("no chromium: not tested")
        sys.exit(77)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        small = graph(stemma, folder, "small", FACTS)
        hostile = graph(stemma, folder, "hostile", [(a, "<b>says</b>", HOSTILE[i - 1], "2024") for i, a in enumerate(HOSTILE)])
        b = Browser(folder)
        try:
            for theme in ("light", "dark"):
                path = f"{folder}/{theme}.html"
                subprocess.run([stemma, "draw", "-g", small, "-o", path, "--theme", theme], check=True)
                check_page(b, path, theme)
                check_quiet(b, path)
            for verb in ("draw", "report"):
                path = f"{folder}/hostile-{verb}.html"
                subprocess.run([stemma, verb, "-g", hostile, "-o", path], check=True)
                b.open(path)
                time.sleep(0.2)
                if verb == "draw":
                    b.run("document.querySelectorAll('g.node, g.words').forEach(e => e.dispatchEvent(new MouseEvent('click')))")
                assert b.run("window.hacked") is None
                assert b.run("document.querySelectorAll('img, body b script, svg script, iframe').length") == 0
                assert b.run("[...document.querySelectorAll('*')].every(e => !e.getAttributeNames().some(n => n.startsWith('on')))")
                assert "<script>window.hacked=1</script>" in b.run("document.body.textContent")
                worst, where = b.run(CONTRAST)
                assert worst >= 4.5, (worst, where)
                check_quiet(b, path)
                print(f"{verb}: hostile names stay text, nothing requested, least contrast {worst:.1f}")
        finally:
            b.process.kill()
            b.process.wait()


main()
