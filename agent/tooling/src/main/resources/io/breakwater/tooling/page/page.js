'use strict';
/* Asks the agent once a second for its status and for the curves of the chosen destination, and draws both.
   What comes from the agent is only ever set as text: names of hosts are whatever the application calls. */

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const PERIOD = 1000;
const COLUMNS = [
  column('destination', d => d.name, d => choose(d.name)),
  column('mode', d => d.mode || '', d => chip(d.mode, d.mode + (d.configuredMode ? ' *' : ''),
    d.configuredMode && 'An operator decided; the configuration says ' + d.configuredMode)),
  column('calls/s', d => recent(d).callsPerSecond || 0),
  column('failing', d => failing(d), d => share(failing(d))),
  column('p50 ms', d => latency(d).p50Millis || 0),
  column('p99 ms', d => latency(d).p99Millis || 0),
  column('p99.9 ms', d => latency(d).p999Millis || 0),
  column('in flight', d => d.inFlight === undefined ? -1 : d.inFlight, d => text(places(d))),
  column('breaker', d => strictest(d).rank, d => breaker(strictest(d))),
  column('retries left', d => d.retriesLeft || 0),
  column('done', d => sum(d.interventions)),
  column('would have', d => sum(d.wouldHave)),
  column('calls', d => d.calls),
];
const RANKS = { closed: 0, 'half-open': 1, open: 2 };

let status = null;
let sorted = { index: 2, descending: true };
let chosen = decodeURIComponent(location.hash.slice(1));
let seconds = 300;
let acceptsChanges = false;
let token = sessionStorage.getItem('breakwater-token');
const charts = {};

/* Small things */

function column(title, value, cell) {
  return { title, value, cell: cell || (d => text(NUMBER.format(value(d)))) };
}

function byId(id) {
  return document.getElementById(id);
}

function text(content) {
  return document.createTextNode(content);
}

function element(name, className, content) {
  const made = document.createElement(name);
  made.className = className || '';
  made.textContent = content === undefined ? '' : content;
  return made;
}

function chip(kind, content, title) {
  const made = element('span', 'chip ' + (kind || ''), content);
  made.title = title || '';
  return made;
}

function sum(counts) {
  return Object.values(counts || {}).reduce((one, other) => one + other, 0);
}

function recent(d) {
  return d.recent || {};
}

function latency(d) {
  return recent(d).latency && recent(d).latency.calls ? d.recent.latency : d.latency || {};
}

function failing(d) {
  return recent(d).callsPerSecond ? recent(d).failuresPerSecond / d.recent.callsPerSecond : 0;
}

function share(part) {
  return element('span', part >= 0.05 ? 'bad' : '', PERCENT.format(part));
}

function places(d) {
  const whole = (d.bulkheads || []).find(one => one.scope === 'all');
  if (d.inFlight === undefined) {
    return '';
  }
  return d.inFlight + (whole ? ' of ' + whole.limit : '') + (whole && whole.waiting ? ', ' + whole.waiting + ' wait' : '');
}

function strictest(d) {
  return (d.breakers || []).map(one => ({ ...one, rank: RANKS[one.state] || 0 }))
    .reduce((one, other) => other.rank > one.rank || other.forced ? other : one, { rank: -1 });
}

function breaker(state) {
  if (state.rank < 0) {
    return text('');
  }
  const kind = state.forced ? 'forced-' + state.state : state.state;
  return chip(kind, state.forced ? 'forced ' + state.state : state.state, 'since ' + state.since);
}

/* The table */

function head() {
  const row = document.querySelector('#destinations thead tr');
  row.replaceChildren(...COLUMNS.map((each, index) => {
    const cell = element('th');
    cell.scope = 'col';
    const button = element('button', '', each.title);
    button.type = 'button';
    button.onclick = () => {
      sorted = { index, descending: sorted.index === index ? !sorted.descending : index > 0 };
      table();
    };
    cell.append(button);
    return cell;
  }));
}

function compare(one, other) {
  const value = COLUMNS[sorted.index].value;
  const a = value(one), b = value(other);
  const order = typeof a === 'string' ? a.localeCompare(b) : a - b;
  return (sorted.descending ? -order : order) || one.name.localeCompare(other.name);
}

function table() {
  document.querySelectorAll('#destinations th').forEach((cell, index) => {
    if (index === sorted.index) {
      cell.setAttribute('aria-sort', sorted.descending ? 'descending' : 'ascending');
    } else {
      cell.removeAttribute('aria-sort');
    }
  });
  const wanted = byId('filter').value.toLowerCase();
  const rows = status.destinations.filter(d => d.name.toLowerCase().includes(wanted)).sort(compare);
  const body = document.querySelector('#destinations tbody');
  while (body.rows.length > rows.length) {
    body.deleteRow(-1);
  }
  rows.forEach((d, index) => fill(body.rows[index] || blank(body), d));
  byId('empty').hidden = status.destinations.length > 0;
  byId('counts').textContent = status.destinationCount > status.destinations.length
    ? 'the ' + status.destinations.length + ' busiest of ' + status.destinationCount : status.destinationCount + ' in all';
}

/* Rows stay where they are, so that a button keeps the focus while the numbers change. */
function blank(body) {
  const row = body.insertRow();
  COLUMNS.forEach(() => row.insertCell());
  return row;
}

function fill(row, d) {
  row.className = d.name === chosen ? 'chosen' : '';
  COLUMNS.forEach((each, index) => {
    if (index > 0) {
      row.cells[index].replaceChildren(each.cell(d));
    } else if (row.cells[0].textContent !== d.name) {
      row.cells[0].replaceChildren(each.cell(d));
      row.cells[0].title = d.name;
    }
  });
}

function choose(name) {
  const button = element('button', '', name);
  button.type = 'button';
  button.onclick = () => {
    chosen = name;
    location.replace('#' + encodeURIComponent(name));
    table();
    detail();
    curves();
  };
  return button;
}

/* The chosen destination */

function current() {
  return status && status.destinations.find(d => d.name === chosen);
}

function detail() {
  const d = current();
  byId('detail').hidden = !d;
  if (!d) {
    return;
  }
  byId('name').textContent = d.name;
  byId('actions').hidden = !token;
  if (document.activeElement !== byId('mode')) {
    byId('mode').value = d.configuredMode ? d.mode : 'configured';
  }
  if (document.activeElement !== byId('breaker')) {
    const state = strictest(d);
    byId('breaker').value = !state.forced ? 'reset' : state.state === 'open' ? 'force-open' : 'force-closed';
  }
  const list = element('dl');
  const fact = (name, value) => value && list.append(element('dt', '', name), element('dd', '', value));
  const counts = all => Object.entries(all || {}).map(([kind, count]) => kind + ' ' + NUMBER.format(count)).join(', ');
  fact('answers', counts(d.statuses));
  fact('attempts', NUMBER.format(d.attempts) + ', of which ' + NUMBER.format(d.retries) + ' were retries');
  fact('done', counts(d.interventions));
  fact('would have been done', counts(d.wouldHave));
  fact('deadlines overrun', d.deadlinesOverrun ? NUMBER.format(d.deadlinesOverrun) : '');
  (d.breakers || []).forEach(each => fact('breaker, ' + each.scope,
    (each.forced ? 'forced ' : '') + each.state + ' since ' + each.since
      + (each.probeInMillis ? ', probe in ' + NUMBER.format(each.probeInMillis / 1000) + ' s' : '')));
  (d.bulkheads || []).forEach(each => fact('bulkhead, ' + each.scope,
    each.inUse + ' of ' + each.limit + (each.waiting ? ', ' + each.waiting + ' wait' : '')));
  byId('facts').replaceChildren(list);
}

/* The curves */

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

function line(label, curve, name, dash) {
  return {
    label, curve, stroke: () => colour(name), width: 1.5, dash, points: { show: false },
    value: (chart, value) => value === null || value === undefined ? '–' : NUMBER.format(value),
  };
}

const CHARTS = {
  outcomes: [line('succeeded', 'succeeded', 'good'), line('failed', 'failed', 'bad'),
    line('rejected', 'rejected', 'refused', [6, 3]), line('retries', 'retried', 'repeated', [2, 2])],
  latency: [line('p50', 'p50-millis', 'good'), line('p99', 'p99-millis', 'bad')],
  load: [line('in flight', 'permits-in-use', 'good'), line('done', 'interventions', 'bad'),
    line('would have', 'observed', 'repeated', [2, 2])],
};

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
}

function timeAxis() {
  return { ...axis(), space: 64, values: (chart, splits) => splits.map(clock) };
}

const TIME = { label: 'at', value: (chart, value) => value ? clock(value) : '–' };

function axis() {
  return {
    stroke: () => colour('faint'), grid: { stroke: () => colour('line'), width: 1 },
    ticks: { stroke: () => colour('line'), width: 1 }, size: 50,
  };
}

function plot(id, series, height, options) {
  const target = byId(id);
  return new uPlot({
    width: target.clientWidth || 300, height,
    cursor: { sync: { key: 'breakwater' }, drag: { x: false, y: false } },
    scales: { x: { time: true }, y: { range: (chart, low, high) => [0, Math.max(1, high * 1.05)] } },
    axes: [timeAxis(), axis()],
    series: [TIME, ...series],
    ...options,
  }, [[]].concat(series.map(() => [])), target);
}

/* One band of colour for each second: the state of the breaker. */
function bands(chart) {
  const colours = [colour('good'), colour('half'), colour('bad')];
  const { ctx, bbox } = chart;
  const [times, states] = chart.data;
  ctx.save();
  for (let i = 0; i < times.length; i++) {
    if (states[i] === null) {
      continue;
    }
    const from = Math.max(bbox.left, chart.valToPos(times[i] - 1, 'x', true));
    const to = Math.min(bbox.left + bbox.width, chart.valToPos(times[i], 'x', true));
    const height = bbox.height * (states[i] === 2 ? 1 : states[i] === 1 ? 0.66 : 0.33);
    ctx.fillStyle = colours[states[i]];
    ctx.fillRect(from, bbox.top + bbox.height - height, Math.max(1, to - from + 0.5), height);
  }
  ctx.restore();
}

function timeline() {
  const words = ['closed', 'half-open', 'open'];
  const band = {
    label: 'breaker', curve: 'breaker', paths: () => null, points: { show: false },
    value: (chart, value) => value === null || value === undefined ? '–' : words[value],
  };
  return plot('timeline', [band], 96, {
    scales: { x: { time: true }, y: { range: [0, 1] } },
    axes: [timeAxis(), { ...axis(), values: () => [], grid: { show: false }, ticks: { show: false } }],
    hooks: { draw: [bands] },
  });
}

function draw(history) {
  if (!charts.outcomes) {
    Object.keys(CHARTS).forEach(id => { charts[id] = plot(id, CHARTS[id], 200); });
    charts.timeline = timeline();
  }
  const count = history.curves.succeeded.length;
  const last = Date.parse(history.newestAt) / 1000;
  const times = Array.from({ length: count }, (none, index) => last - (count - 1 - index));
  Object.values(charts).forEach(chart => {
    const curves = chart.series.slice(1).map(each => history.curves[each.curve]);
    chart.batch(() => {
      chart.setData([times, ...curves], false);
      chart.setScale('x', { min: last - seconds, max: last });
    });
  });
}

function resize() {
  Object.entries(charts).forEach(([id, chart]) => chart.setSize({ width: byId(id).clientWidth, height: chart.height }));
}

/* The agent */

async function ask(path) {
  const answer = await fetch(path, { cache: 'no-store' });
  if (!answer.ok) {
    throw new Error(answer.status + ' ' + answer.statusText);
  }
  return answer.json();
}

async function tell(path, fields) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { Authorization: 'Bearer ' + token, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
  });
  if (answer.status === 401) {
    forget();
  }
  if (!answer.ok) {
    window.alert(await answer.text());
  }
  await look();
}

function heading() {
  const { process, configuration, switchedOff } = status;
  byId('agent').textContent = process.version + ' in process ' + process.pid + ', Java ' + process.java
    + ' · ' + configuration.source + ', ' + configuration.mode + (configuration.beyond ? ', and ' + configuration.beyond : '')
    + (configuration.refusedAt ? ' · a newer configuration was refused at ' + configuration.refusedAt : '');
  const off = byId('switch');
  off.className = 'chip ' + (switchedOff ? 'off' : '');
  off.textContent = switchedOff ? 'switched off by ' + switchedOff.by : '';
  byId('kill').hidden = !token;
  byId('kill').textContent = switchedOff ? 'Switch on again' : 'Switch everything off';
  byId('unlock').hidden = !acceptsChanges || Boolean(token);
}

async function curves() {
  const name = chosen;
  if (name && current()) {
    const history = await ask('api/history?destination=' + encodeURIComponent(name));
    if (name === chosen) {
      draw(history);
    }
  }
}

async function look() {
  const connection = byId('connection');
  try {
    status = await ask('api/status');
    if (!chosen && status.destinations.length) {
      chosen = status.destinations[0].name;
    }
    heading();
    table();
    detail();
    await curves();
    connection.className = '';
    connection.textContent = 'as of ' + clock(Date.parse(status.takenAt) / 1000);
  } catch (gone) {
    connection.className = 'lost';
    connection.textContent = 'The process does not answer (' + gone.message + '). What is below is old.';
  }
}

async function watch() {
  if (!document.hidden) {
    await look();
  }
  setTimeout(watch, PERIOD);
}

function forget() {
  token = null;
  sessionStorage.removeItem('breakwater-token');
}

byId('unlock').onclick = () => byId('lock').showModal();
byId('lock').onclose = () => {
  const given = byId('token').value;
  byId('token').value = '';
  if (byId('lock').returnValue === 'unlock' && given) {
    token = given;
    sessionStorage.setItem('breakwater-token', given);
    look();
  }
};
byId('kill').onclick = () => {
  if (status.switchedOff || window.confirm('Switch Breakwater off for every call of this process?')) {
    tell('api/switch', { on: Boolean(status.switchedOff) });
  }
};
byId('mode').onchange = event => tell('api/mode', { destination: chosen, mode: event.target.value });
byId('breaker').onchange = event => tell('api/breaker', { destination: chosen, state: event.target.value });
byId('filter').oninput = () => status && table();
document.querySelectorAll('.range button').forEach(button => {
  button.onclick = () => {
    document.querySelectorAll('.range button').forEach(each => each.removeAttribute('aria-pressed'));
    button.setAttribute('aria-pressed', 'true');
    seconds = Number(button.dataset.seconds);
    curves();
  };
});
window.addEventListener('resize', resize);
head();
ask('api/page').then(page => { acceptsChanges = page.acceptsChanges; }).catch(() => {}).then(watch);
