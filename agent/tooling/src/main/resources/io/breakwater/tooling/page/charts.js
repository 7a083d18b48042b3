'use strict';
/* The curves of the chosen destination, and the timeline of its circuit breaker. */

let seconds = 300;
const charts = {};

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
  return { ...axis(), size: 50, space: 64, values: (chart, splits) => splits.map(clock) };
}

const TIME = { label: 'at', value: (chart, value) => value ? clock(value) : '–' };

function axis() {
  return {
    stroke: () => colour('faint'), grid: { stroke: () => colour('line'), width: 1 },
    ticks: { stroke: () => colour('line'), width: 1 }, size: 64,
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
