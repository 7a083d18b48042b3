'use strict';
/* Asks the agent once a second for its status and for the curves of the chosen destination, and has both drawn. */

const PERIOD = 1000;

let status = null;
let chosen = decodeURIComponent(location.hash.slice(1));
let acceptsChanges = false;
let token = sessionStorage.getItem('breakwater-token');

/* What concerns the process */

/* With the day, if that was another. */
function moment(instant) {
  const then = new Date(instant);
  return then.toDateString() === new Date().toDateString() ? clock(then / 1000) : then.toLocaleString();
}

function notices() {
  const { process, configuration, overrides, failOpen } = status;
  const lines = [];
  if (process.leaving) {
    lines.push(['bad', 'Is being detached: no call is guarded any more; ' + process.leaving]);
  }
  if (configuration.refusedAt) {
    lines.push(['bad', 'A newer configuration was refused at ' + moment(configuration.refusedAt)
      + ', and the one before stays in force:']);
    configuration.problems.forEach(problem => lines.push(['problem', problem]));
  }
  overrides.forEach(one => lines.push(['', one.kind + ' of ' + one.host + ' is ' + one.value + ', by ' + one.by
    + ', since ' + moment(one.since)]));
  if (failOpen) {
    lines.push(['bad', 'bugs of ours: ' + failOpen + ' (the calls went on unguarded; see fail-open in the log)']);
  }
  byId('notices').replaceChildren(...lines.map(([kind, words]) => element('li', kind, words)));
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
    + ' · ' + configuration.source + ', ' + configuration.mode + (configuration.beyond ? ', and ' + configuration.beyond : '');
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
    notices();
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
