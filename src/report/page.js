/* The page that moves. Text of the graph is only ever put in by textContent, never as markup.
 * SPDX-License-Identifier: GPL-2.0-or-later */
(function () {
'use strict';
var data = JSON.parse(document.getElementById('data').textContent);
var stage = document.getElementById('stage'), panel = document.getElementById('panel');
var svg = stage.querySelector('svg');
var byId = {}, around = {};
data.nodes.forEach(function (n) { byId[n.id] = n; around[n.id] = []; n.element = document.getElementById('n' + n.id); });
data.lines.forEach(function (l) {
  l.element = document.getElementById('e' + l.id);
  l.words = document.getElementById('w' + l.id);
  around[l.from].push(l);
  if (l.to !== l.from) { around[l.to].push(l); }
});

/* ---- pan and zoom: the view box moves, the page does not ---- */
var full = svg.viewBox.baseVal, home = { x: full.x, y: full.y, w: full.width, h: full.height };
var view = { x: home.x, y: home.y, w: home.w, h: home.h };
svg.setAttribute('role', 'group');
svg.removeAttribute('width');
svg.removeAttribute('height');
function show() { svg.setAttribute('viewBox', [view.x, view.y, view.w, view.h].join(' ')); }
function scale() { return Math.max(view.w / stage.clientWidth, view.h / stage.clientHeight) || 1; }
function zoom(factor, x, y) {
  var w = Math.min(Math.max(view.w * factor, home.w / 40), home.w * 4), f = w / view.w;
  view.x = x - (x - view.x) * f;
  view.y = y - (y - view.y) * f;
  view.w *= f;
  view.h *= f;
  show();
}
function middle() { return [view.x + view.w / 2, view.y + view.h / 2]; }
function zoomMiddle(factor) { var m = middle(); zoom(factor, m[0], m[1]); }
function reset() { view = { x: home.x, y: home.y, w: home.w, h: home.h }; show(); }
function at(event) {
  var box = stage.getBoundingClientRect(), s = scale(), m = middle();
  return [m[0] + (event.clientX - box.left - box.width / 2) * s, m[1] + (event.clientY - box.top - box.height / 2) * s];
}
stage.addEventListener('wheel', function (event) {
  event.preventDefault();
  var p = at(event);
  zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, p[0], p[1]);
}, { passive: false });
var grip = null, moved = false, fingers = {}, spread = 0;
function span() {
  var f = Object.keys(fingers).map(function (k) { return fingers[k]; });
  return f.length < 2 ? null : { length: Math.hypot(f[0].clientX - f[1].clientX, f[0].clientY - f[1].clientY),
    clientX: (f[0].clientX + f[1].clientX) / 2, clientY: (f[0].clientY + f[1].clientY) / 2 };
}
stage.addEventListener('pointerdown', function (event) {
  fingers[event.pointerId] = event;
  spread = span() ? span().length : 0;
  grip = { x: event.clientX, y: event.clientY };
  moved = false;
});
window.addEventListener('pointermove', function (event) {
  if (!grip) { return; }
  if (fingers[event.pointerId]) { fingers[event.pointerId] = event; }
  var two = span();
  if (two) { /* two fingers: zoom where their middle is */
    var p = at(two);
    zoom(spread / Math.max(two.length, 1), p[0], p[1]);
    spread = two.length;
    moved = true;
    return;
  }
  var dx = event.clientX - grip.x, dy = event.clientY - grip.y;
  if (!moved && Math.abs(dx) + Math.abs(dy) < 4) { return; }
  moved = true;
  stage.classList.add('moving');
  view.x -= dx * scale();
  view.y -= dy * scale();
  grip = { x: event.clientX, y: event.clientY };
  show();
});
['pointerup', 'pointercancel'].forEach(function (kind) {
  window.addEventListener(kind, function (event) {
    delete fingers[event.pointerId];
    var left = Object.keys(fingers)[0];
    grip = left ? { x: fingers[left].clientX, y: fingers[left].clientY } : null;
    if (!grip) { stage.classList.remove('moving'); }
  });
});
function centre(node) {
  var box = node.element.getBBox();
  view.x = box.x + box.width / 2 - view.w / 2;
  view.y = box.y + box.height / 2 - view.h / 2;
  show();
}

/* ---- filters ---- */
var off = { relation: {}, type: {} }, since = '', until = '', asserted = false;
function passes(fact) {
  if (off.relation[fact.relation] || (asserted && (fact.negated || fact.modality !== 'asserted'))) { return false; }
  if ((since || until) && !fact.time) { return false; }
  return !(since && fact.time.slice(0, since.length) < since) && !(until && fact.time.slice(0, until.length) > until);
}
function applyFilters() {
  var linked = {}, filtered = since || until || asserted || Object.keys(off.relation).length;
  data.lines.forEach(function (l) {
    l.facts_shown = l.facts.filter(passes);
    l.shown = l.facts_shown.length > 0 && !off.type[byId[l.from].type] && !off.type[byId[l.to].type];
    [l.element, l.words].forEach(function (e) { if (e) { e.classList.toggle('gone', !l.shown); } });
    if (l.shown) { linked[l.from] = linked[l.to] = true; }
  });
  data.nodes.forEach(function (n) {
    n.shown = !off.type[n.type] && (linked[n.id] || !(filtered || Object.keys(off.type).length));
    if (n.element) { n.element.classList.toggle('gone', !n.shown); }
  });
  var shown = data.nodes.filter(function (n) { return n.shown; }).length;
  document.getElementById('status').textContent = shown + ' actors, ' +
    data.lines.filter(function (l) { return l.shown; }).length + ' lines shown';
}
function choices(id, kind, values) {
  var box = document.querySelector('#' + id + ' > div');
  values.forEach(function (value) {
    var label = document.createElement('label'), input = document.createElement('input');
    input.type = 'checkbox';
    input.checked = true;
    input.value = value;
    input.addEventListener('change', function () {
      if (input.checked) { delete off[kind][value]; } else { off[kind][value] = true; }
      applyFilters();
    });
    label.append(input, ' ' + value.replace(/_/g, ' '));
    box.append(label);
  });
}
function distinct(values) { return Array.from(new Set(values)).sort(); }
choices('relations', 'relation', distinct([].concat.apply([], data.lines.map(function (l) {
  return l.facts.map(function (f) { return f.relation; });
}))));
choices('types', 'type', distinct(data.nodes.map(function (n) { return n.type; })));
document.getElementById('since').addEventListener('input', function () { since = this.value.trim(); applyFilters(); });
document.getElementById('until').addEventListener('input', function () { until = this.value.trim(); applyFilters(); });
document.getElementById('asserted').addEventListener('change', function () { asserted = this.checked; applyFilters(); });

/* ---- what is lit ---- */
function light(nodes, lines) {
  data.nodes.forEach(function (n) { if (n.element) { n.element.classList.toggle('faded', !!nodes && !nodes[n.id]); } });
  data.lines.forEach(function (l) {
    [l.element, l.words].forEach(function (e) {
      if (e) {
        e.classList.toggle('faded', !!lines && !lines[l.id]);
        e.classList.toggle('lit', !!lines && !!lines[l.id]);
      }
    });
  });
}
var chosen = null;
function lightNode(n) {
  var nodes = {}, lines = {};
  nodes[n.id] = true;
  around[n.id].forEach(function (l) { nodes[l.from] = nodes[l.to] = lines[l.id] = true; });
  light(nodes, lines);
}
function lightLine(l) {
  var nodes = {}, lines = {};
  nodes[l.from] = nodes[l.to] = lines[l.id] = true;
  light(nodes, lines);
}
function relight() { if (chosen) { chosen(); } else { light(null, null); } }

/* ---- the panel ---- */
function make(tag, text, className) {
  var e = document.createElement(tag);
  if (text !== undefined) { e.textContent = text; }
  if (className) { e.className = className; }
  return e;
}
function actorButton(id) {
  var b = make('button', byId[id].name, 'actor');
  b.type = 'button';
  b.dir = 'auto';
  b.addEventListener('click', function () { openNode(byId[id]); centre(byId[id]); });
  return b;
}
function said(fact) {
  return fact.relation.replace(/^co_/, 'co-').replace(/_/g, ' ') + (fact.negated ? ' (denied)' : '');
}
function factItem(l, fact) {
  var li = make('li'), head = make('div');
  var words = ' ' + said(fact) + ' ';
  head.append(actorButton(l.from), make('b', words, l.hostile ? 'bad' : ''), actorButton(l.to));
  li.append(head);
  if (fact.modality !== 'asserted' || fact.own_time) {
    li.append(make('div', [fact.modality !== 'asserted' ? fact.modality : '', fact.own_time].filter(Boolean).join(', '), 'from'));
  }
  if (fact.sentence) {
    var q = make('q', fact.sentence);
    q.dir = 'auto';
    li.append(q);
  }
  var from = make('div', undefined, 'from');
  if (/^https?:\/\//.test(fact.url)) {
    var a = make('a', fact.source || fact.url);
    a.href = fact.url;
    a.rel = 'noopener noreferrer';
    from.append(a);
  } else {
    from.textContent = fact.source;
  }
  li.append(from);
  return li;
}
function fill(title, note, lines) {
  panel.textContent = '';
  var h = make('h2', title);
  h.dir = 'auto';
  panel.append(h);
  if (note) { panel.append(make('p', note, 'from')); }
  var list = make('ul');
  lines.forEach(function (l) { (l.facts_shown || l.facts).forEach(function (f) { list.append(factItem(l, f)); }); });
  panel.append(list);
  panel.scrollTop = 0;
}
function openNode(n) {
  chosen = function () { lightNode(n); };
  relight();
  fill(n.name, n.type + ' \u00b7 rank ' + n.rank + ' \u00b7 tied to ' + n.degree + ' \u00b7 community ' +
    data.communities[n.community], around[n.id].filter(function (l) { return l.shown; }));
}
function openLine(l) {
  chosen = function () { lightLine(l); };
  relight();
  fill(byId[l.from].name + ' \u2192 ' + byId[l.to].name, '', [l]);
}
function overview() {
  chosen = null;
  relight();
  panel.textContent = '';
  panel.append(make('h2', 'Actors by rank'));
  var list = make('ul');
  data.nodes.forEach(function (n) {
    var li = make('li');
    li.append(actorButton(n.id), make('div', n.type + ' \u00b7 tied to ' + n.degree, 'from'));
    list.append(li);
  });
  var hint = make('p', 'Choose an actor or a line to read its sentences. ', 'keys');
  hint.append(make('span', 'Keys: tab and enter choose, arrows move, + and \u2212 zoom, 0 shows all, / searches, ' +
    'escape goes back.', 'board'));
  panel.append(hint, list);
}

/* ---- mouse and keys on the drawing ---- */
function live(element, label, open, lit) {
  if (!element) { return; }
  element.addEventListener('click', function () { if (!moved) { open(); } });
  element.addEventListener('mouseenter', lit);
  element.addEventListener('mouseleave', relight);
  if (!label) { return; }
  element.setAttribute('tabindex', '0');
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', label);
  element.addEventListener('focus', lit);
  element.addEventListener('blur', relight);
  element.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open();
      panel.focus();
    }
  });
}
data.nodes.forEach(function (n) {
  live(n.element, n.name + ', ' + n.type + ', rank ' + n.rank, function () { openNode(n); }, function () { lightNode(n); });
});
data.lines.forEach(function (l) {
  var words = l.facts.map(said);
  var label = byId[l.from].name + ' ' + distinct(words).join(', ') + ' ' + byId[l.to].name;
  live(l.words, label, function () { openLine(l); }, function () { lightLine(l); });
  live(l.element, '', function () { openLine(l); }, function () { lightLine(l); });
});
stage.addEventListener('click', function (event) {
  if (!moved && !event.target.closest('g.node, g.words, g.edge')) { overview(); }
});

/* ---- search ---- */
var search = document.getElementById('search'), names = document.getElementById('names');
data.nodes.forEach(function (n) { var o = document.createElement('option'); o.value = n.name; names.append(o); });
function plain(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
function found() {
  var wanted = plain(search.value.trim());
  return data.nodes.filter(function (n) {
    var hit = wanted !== '' && n.shown && plain(n.name).indexOf(wanted) >= 0;
    if (n.element) { n.element.classList.toggle('found', hit); }
    return hit;
  });
}
search.addEventListener('input', function () {
  var hits = found();
  document.getElementById('status').textContent = search.value.trim() === '' ? '' : hits.length + ' found';
});
search.addEventListener('keydown', function (event) {
  if (event.key === 'Enter') {
    event.preventDefault();
    var hits = found();
    if (hits.length > 0) { centre(hits[0]); openNode(hits[0]); }
  }
});
document.getElementById('in').addEventListener('click', function () { zoomMiddle(1 / 1.3); });
document.getElementById('out').addEventListener('click', function () { zoomMiddle(1.3); });
document.getElementById('all').addEventListener('click', reset);
document.addEventListener('keydown', function (event) {
  var step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (event.key === 'Escape') {
    search.value = '';
    found();
    document.querySelectorAll('details[open]').forEach(function (d) { d.open = false; });
    overview();
  } else if (event.target.matches('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  } else if (step && !event.target.closest('#panel')) {
    event.preventDefault();
    view.x += step[0] * view.w / 12;
    view.y += step[1] * view.h / 12;
    show();
  } else if (event.key === '+' || event.key === '=') {
    zoomMiddle(1 / 1.3);
  } else if (event.key === '-') {
    zoomMiddle(1.3);
  } else if (event.key === '0') {
    reset();
  } else if (event.key === '/') {
    event.preventDefault();
    search.focus();
  }
});
applyFilters();
document.getElementById('status').textContent = '';
overview();
document.documentElement.dataset.ready = 'yes';
}());
