'use strict';
/* The table of destinations, and what a destination's numbers say.
   What comes from the agent is only ever set as text: names of hosts are whatever the application calls. */

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
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

let sorted = { index: 2, descending: true };

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
