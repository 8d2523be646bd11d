/** How far each stage of the stream is. */

import { byId, html, keyed, say } from "./dom.js";
import { count, counted, duration } from "./format.js";

/** The stages of an answer; where it does not give them, those of its scorers. */
function stagesOf(answer) {
  return answer.stages ?? Object.entries(answer.scorers).map(([scorer, one]) => ({
    stage: "scorer", scorer_id: scorer, done: one.scored, failed: one.failed, skipped: one.skipped ?? 0,
    expected: one.expected,
  }));
}

const generator = answer => stagesOf(answer).find(stage => stage.stage === "generator") ?? stagesOf(answer)[0] ?? { skipped: 0 };

const name = stage => stage.stage === "generator" ? "Images generated" : stage.stage === "ingest" ? "Images ingested"
  : `Scored by ${stage.scorer_id}`;

/** The images that come to nothing, in words. */
const lost = stage => [
  stage.failed > 0 ? `${count(stage.failed)} failed` : stage.skipped > 0 ? "" : "none failed",
  stage.skipped > 0 ? `${count(stage.skipped)} skipped` : "",
].filter(words => words !== "").join(", ");

function create(stage) {
  const bar = html("div", { class: "track", role: "progressbar", "aria-label": name(stage), "aria-valuemin": 0 },
    html("div", { class: "bar done" }), html("div", { class: "bar failed" }),
    html("div", { class: "bar skipped" }));
  return html("div", { class: "stage" }, html("span", { class: "name" }, name(stage)), bar,
    html("span", { class: "amount" }), html("span", { class: "failures" }), html("span", { class: "pace" }));
}

function update(node, stage) {
  const [, track, amount, failures, pace] = node.children;
  const expected = Math.max(1, stage.expected);
  track.setAttribute("aria-valuemax", stage.expected);
  track.setAttribute("aria-valuenow", stage.done);
  track.setAttribute("aria-valuetext", `${count(stage.done)} of ${count(stage.expected)}, ${lost(stage)}`);
  track.children[0].style.width = `${Math.min(100, 100 * stage.done / expected)}%`;
  track.children[1].style.width = `${Math.min(100, 100 * stage.failed / expected)}%`;
  track.children[2].style.width = `${Math.min(100, 100 * stage.skipped / expected)}%`;
  say(amount, `${count(stage.done)} of ${count(stage.expected)}`);
  say(failures, lost(stage));
  failures.classList.toggle("some", stage.failed > 0);
  say(pace, stage.done + stage.failed + stage.skipped >= stage.expected ? "complete"
    : stage.per_second === undefined ? "rate not known yet"
    : `${stage.per_second.toFixed(1)} images/s${stage.eta_seconds === undefined ? "" : `, ${duration(stage.eta_seconds)} left`}`);
}

const SHOWN_PAIRS = 10;

/** What a scorer could not read as it is written, in words; empty if it read everything, or nothing is noted. */
function reading([scorer, { prompts }], leftOut) {
  if (prompts === undefined) {
    return "";
  }
  const parts = [];
  if (leftOut !== undefined) {
    const more = leftOut.pairs - SHOWN_PAIRS;
    parts.push(`reads both prompts of ${counted(leftOut.pairs, "pair")} as one, so ${counted(leftOut.items, "item")} `
      + `(${counted(leftOut.images, "image")}) count in no figure: ${leftOut.pair_ids.slice(0, SHOWN_PAIRS).join(", ")}`
      + (more > 0 ? ` and ${count(more)} more` : ""));
  }
  if (prompts.unknown_tokens > 0) {
    parts.push(`does not know every word of the prompts of ${counted(prompts.unknown_tokens, "image")}`);
  }
  if (prompts.cut > 0) {
    parts.push(`cut a prompt of ${counted(prompts.cut, "image")}`);
  }
  return parts.length === 0 ? "" : `${scorer} ${parts.join("; ")}.`;
}

function showReading(answer) {
  const lines = Object.entries(answer.scorers)
    .map(entry => reading(entry, answer.left_out?.find(one => one.scorer_id === entry[0])))
    .filter(line => line !== "");
  say(byId("reading"), lines.join(" "));
  byId("reading").hidden = lines.length === 0;
}

export function showStages(answer) {
  showReading(answer);
  keyed(byId("stages"), stagesOf(answer), { key: stage => `${stage.stage}\n${stage.scorer_id ?? ""}`, create, update });
  const failures = answer.failures ?? [];
  say(byId("failure-kinds"), failures.length === 0 ? "" : `Failures by kind: ${failures
    .map(one => `${one.scorer_id ?? one.stage} ${count(one.count)} ${one.kind}`).join(", ")}.`);
  byId("failure-kinds").hidden = failures.length === 0;
  const { coverage, caught_up: caughtUp, lag } = answer.state;
  say(byId("cancelled"), answer.cancelled
    ? `This experiment is cancelled: ${counted(generator(answer).skipped, "image")} skipped${answer.complete ? "." : " so far."}` : "");
  byId("cancelled").hidden = !answer.cancelled;
  say(byId("state"), `${answer.complete && !answer.cancelled ? "Finished: nothing is open any more. " : ""}Figures from ${coverage.answered} of ${coverage.partitions} partitions, `
    + (caughtUp ? "up to the last score." : `${count(lag)} offsets behind the last score.`));
}
