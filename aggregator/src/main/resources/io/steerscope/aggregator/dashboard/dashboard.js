"use strict";

const PERIOD_MILLIS = 1000;
const LIST_PERIOD_MILLIS = 10000;
const RATE_WINDOW_MILLIS = 15000;
const byId = id => document.getElementById(id);

const ALL_SCORERS = "all, side by side";

const rateSamples = new Map();

const sign = (value, digits = 4) => value === undefined ? "–" : (value < 0 ? "−" : "+") + Math.abs(value).toFixed(digits);
const count = value => value.toLocaleString("en-US");
const percent = value => value === undefined ? "–" : `${Math.round(100 * value)}\u00a0%`;
const pText = p => p === undefined ? "–" : p < 0.001 ? "< .001" : p > 0.999 ? "> .999" : p.toFixed(3).slice(1);
const interval = pair => pair === undefined ? "–" : `[${sign(pair[0])}, ${sign(pair[1])}]`;
const correlation = value => value === undefined ? "–" : sign(value, 3);
const excludesZero = pair => pair !== undefined && (pair[0] > 0 || pair[1] < 0);

async function fetchJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.message || response.statusText);
  }
  return body;
}

/** Fills a select with options and keeps the choice where it still exists. */
function offer(select, values) {
  const present = [...select.options].map(option => option.value);
  if (present.join("\n") === values.join("\n")) {
    return;
  }
  const chosen = select.value;
  select.replaceChildren(...values.map(value => new Option(value, value)));
  if (values.includes(chosen)) {
    select.value = chosen;
  }
}

/** Images per second over the last seconds, or undefined while there is no telling. */
function rate(series, scored) {
  const now = performance.now();
  const samples = rateSamples.get(series) || [];
  rateSamples.set(series, samples);
  samples.push({ now, scored });
  while (samples.length > 2 && now - samples[0].now > RATE_WINDOW_MILLIS) {
    samples.shift();
  }
  const seconds = (now - samples[0].now) / 1000;
  return seconds < 2 ? undefined : Math.max(0, scored - samples[0].scored) / seconds;
}

function duration(seconds) {
  if (!Number.isFinite(seconds)) {
    return "–";
  }
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

function html(name, text = "", properties = {}) {
  const node = Object.assign(document.createElement(name), properties);
  node.textContent = text;
  return node;
}

/** The bar and the facts of a scorer; the same nodes as long as the same scorers are shown, so that bars move smoothly. */
function progressBlocks(scorers) {
  const parent = byId("scorers");
  if ([...parent.children].map(block => block.dataset.scorer).join("\n") !== scorers.join("\n")) {
    parent.replaceChildren(...scorers.map(scorer => {
      const block = html("div");
      block.dataset.scorer = scorer;
      const track = html("div", "", { className: "track" });
      const bar = html("div", "", { className: "bar", role: "progressbar", ariaLabel: `Images scored ${scorer}`, ariaValueMin: 0 });
      track.append(bar);
      block.append(html("h3", scorers.length > 1 ? scorer : "", { className: "name", hidden: scorers.length < 2 }), track,
        html("dl", "", { className: "facts" }));
      return block;
    }));
  }
  return [...parent.children];
}

function showProgress(experiment, scorers) {
  progressBlocks(scorers).forEach((block, index) => {
    const scorer = scorers[index];
    const progress = experiment.scorers[scorer]
      || { expected: experiment.expected_images, scored: 0, failed: 0, missing: experiment.expected_images, complete: false };
    const perSecond = rate(`${experiment.experiment_id}\n${scorer}`, progress.scored);
    const bar = block.querySelector(".bar");
    bar.style.width = `${Math.min(100, 100 * (progress.scored + progress.failed) / Math.max(1, progress.expected))}%`;
    bar.ariaValueMax = progress.expected;
    bar.ariaValueNow = progress.scored;
    const facts = [
      ["Scored", `${count(progress.scored)} of ${count(progress.expected)}`],
      ["Failed", count(progress.failed)],
      ["Images per second", progress.complete ? "complete" : perSecond === undefined ? "–" : perSecond.toFixed(1)],
      ["Time left", progress.complete ? "–" : duration(progress.missing / (perSecond || 0))],
    ];
    block.querySelector("dl").replaceChildren(...facts.map(([name, value]) => {
      const group = html("div");
      group.append(html("dt", name), html("dd", value));
      return group;
    }));
  });
  byId("progress").hidden = false;
}

function finding(statistics, several) {
  const overall = statistics.overall;
  const judge = several ? `${statistics.scorer_id}: ` : "";
  if (overall.asymp_cs95_two_sided === undefined) {
    return `${judge}Too few complete items to say anything yet.`;
  }
  const [low, high] = overall.asymp_cs95_two_sided;
  const verdict = overall.burn_in ? "Too early to say"
    : low > 0 ? `Yes, so far: ${statistics.method} moves images towards their target`
    : high < 0 ? `No: ${statistics.method} moves images away from their target`
    : "Undecided yet";
  return `${judge}${verdict}. Mean margin ${sign(overall.mean)} ${interval([low, high])}, `
    + `${percent(overall.success_rate)} of ${count(overall.n)} items above 0 `
    + `(${count(overall.planned_n)} planned, ${count(overall.partial_items)} in progress).`;
}

function showAgreement(comparisons) {
  byId("agreement").hidden = comparisons.length === 0;
  byId("agreements").tBodies[0].replaceChildren(...comparisons.map(one => {
    const overall = one.overall;
    const line = html("tr");
    line.append(html("th", one.scorers.join(" and "), { scope: "row" }),
      ...[count(overall.n), percent(overall.same_sign), correlation(overall.cohens_kappa), correlation(overall.spearman),
        correlation(overall.kendall_tau_b)].map(text => html("td", text)));
    return line;
  }));
}

function fillTable(series) {
  byId("table").tBodies[0].replaceChildren(...groups(series).flatMap(group => group.rows.map(row => {
    const figures = row.figures;
    const line = html("tr");
    line.append(html("th", group.name, { scope: "row" }),
      ...[row.alpha, row.scorer, `${figures.n} of ${figures.planned_n}`, sign(figures.mean),
        interval(figures.asymp_cs95_two_sided), percent(figures.success_rate), pText(figures.anytime_p_greater)]
        .map(text => html("td", text)));
    return line;
  })));
}

function showLegend(series) {
  byId("legend").hidden = series.length < 2;
  byId("legend").replaceChildren(...series.map((one, place) => {
    const entry = html("span", one.scorer_id);
    entry.style.setProperty("--mark", `var(--scorer-${1 + place % 6})`);
    return entry;
  }));
}

/** The experiment shown: its last answer, and the stream of newer ones while there is one. */
const live = { id: "", answer: undefined, stream: undefined, streaming: false, shownAt: 0, listedAt: -LIST_PERIOD_MILLIS };

function show(answer) {
  live.answer = answer;
  live.shownAt = performance.now();
  const scorers = Object.keys(answer.scorers);
  byId("choice").hidden = false;
  byId("title").textContent = answer.experiment_id;
  offer(byId("scorer"), [ALL_SCORERS, ...scorers]);
  byId("scorer").parentElement.hidden = scorers.length < 2;
  offer(byId("method"), answer.methods);
  byId("method").parentElement.hidden = answer.methods.length < 2;
  const chosen = byId("scorer").value;
  const series = answer.statistics
    .filter(one => one.method === byId("method").value && (chosen === ALL_SCORERS || one.scorer_id === chosen));
  showProgress(answer, chosen !== ALL_SCORERS ? [chosen] : scorers.length > 0 ? scorers : [""]);
  byId("forest").hidden = series.length === 0;
  byId("overall").hidden = series.length === 0;
  showAgreement(answer.comparisons.filter(one => one.method === byId("method").value
    && (chosen === ALL_SCORERS || one.scorers.includes(chosen))));
  showState(answer.state);
  if (series.length > 0) {
    byId("finding").replaceChildren(...series.map(one => html("p", finding(one, series.length > 1), { className: "lede" })));
    showLegend(series);
    drawPlot(series);
    fillTable(series);
  }
}

function showState(state) {
  const { answered, partitions } = state.coverage;
  byId("state").textContent = `From ${answered} of ${partitions} partitions, `
    + (state.caught_up ? "up to the last score." : `${count(state.lag)} offsets behind the last score.`);
}

function say(text) {
  if (byId("connection").textContent !== text) {
    byId("connection").textContent = text;
  }
}

function stopListening() {
  if (live.stream) {
    live.stream.close();
  }
  live.stream = undefined;
  live.streaming = false;
}

/** Opens the event stream of an experiment; until it has said something, and whenever it is broken, polling goes on. */
function listen(id) {
  stopListening();
  const stream = new EventSource(`api/experiments/${encodeURIComponent(id)}/events`);
  stream.addEventListener("statistics", event => {
    live.streaming = true;
    say("");
    show(JSON.parse(event.data));
  });
  stream.addEventListener("unavailable", event => {
    live.streaming = true;
    say(`Not up to date: ${JSON.parse(event.data).message}. Trying again.`);
  });
  stream.addEventListener("error", () => { live.streaming = false; });
  live.stream = stream;
}

async function list() {
  const { experiments } = await fetchJson("api/experiments");
  live.listedAt = performance.now();
  offer(byId("experiment"), experiments.map(experiment => experiment.experiment_id));
}

async function refresh() {
  if (!live.streaming || performance.now() - live.listedAt > LIST_PERIOD_MILLIS) {
    await list();
  }
  const id = byId("experiment").value;
  if (id === "") {
    return;
  }
  if (id !== live.id || !live.streaming) {
    show(await fetchJson(`api/experiments/${encodeURIComponent(id)}/statistics`));
    say("");
    if (id !== live.id || live.stream === undefined || live.stream.readyState === EventSource.CLOSED) {
      live.id = id;
      listen(id);
    }
  } else if (live.answer !== undefined && performance.now() - live.shownAt > PERIOD_MILLIS) {
    show(live.answer);
  }
}

async function watch() {
  try {
    if (document.hidden) {
      stopListening();
    } else {
      await refresh();
    }
  } catch (failure) {
    say(`Not up to date: ${failure.message}. Trying again.`);
  }
  setTimeout(watch, PERIOD_MILLIS);
}

byId("choice").addEventListener("submit", event => event.preventDefault());
byId("choice").addEventListener("change", event => {
  if (event.target === byId("experiment") || live.answer === undefined) {
    refresh().catch(failure => say(failure.message));
  } else {
    show(live.answer);
  }
});
watch();
