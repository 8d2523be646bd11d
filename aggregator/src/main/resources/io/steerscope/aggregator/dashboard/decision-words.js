/** Decisions about cells in words, out of an answer of `decisions`. */

import { alphaText, count, counted, duration, interval, percent, signed } from "./format.js";

export const BIASED = "* The mean of a stopped cell is biased in the direction of its verdict, away from 0 where it works, as it was stopped for "
  + "being so. Its bounds allow for that. Images that were under way when it stopped count in its other figures.";

/** What tells a cell from the others, whoever judges it. */
const cellKey = ({ category, method, alpha }) => [category, method, alphaText(alpha)].join("\n");

export const isDecided = ({ outcome }) => outcome !== "undecided";

/** "works in 3, does not in 2", of cells. */
function outcomes(cells) {
  return ["works", "does not"].map(outcome => [outcome, cells.filter(cell => cell.outcome === outcome).length])
    .filter(([, n]) => n > 0).map(([outcome, n]) => `${outcome} in ${count(n)}`).join(", ");
}

/** How many cells have stopped, and how many are open. */
export function stoppedSentence({ cells, rule, complete }) {
  const all = new Set(cells.map(cellKey)).size, stopped = new Set(cells.filter(cell => cell.stopped).map(cellKey)).size;
  const open = all - stopped;
  return `${count(stopped)} of ${counted(all, "cell")} of category${new Set(cells.map(cell => cell.method)).size > 1 ? ", method" : ""} and alpha `
    + `${stopped === 1 ? "has" : "have"} stopped`
    + `${open === 0 ? "." : complete ? `; ${count(open)} stayed undecided.` : `; ${count(open)} ${open === 1 ? "is" : "are"} open.`}`
    + (rule.scorers.length > 1 ? ` A cell stops when ${rule.scorers.join(" and ")} have all decided it.` : "");
}

/** The answer of one scorer and method in few words, and what it rests on. */
export function decidedHeadline(cells, method, complete) {
  const words = outcomes(cells), open = cells.filter(cell => !isDecided(cell)).length;
  return {
    claim: words === "" ? complete ? `No cell of ${method} is decided.` : "Too early to say."
      : `${method} ${words} of ${counted(cells.length, "cell")} of category and alpha${complete ? "" : ", so far"}.`,
    evidence: `${open === 0 ? "Every cell is decided" : `${counted(open, "cell")} ${complete ? "stayed" : open === 1 ? "is" : "are"} undecided`}. `
      + "Cells are stopped when they are decided, so no figure over several of them is claimed: those that were decided late weigh more.",
  };
}

/** Images and time that are saved so far. */
export function savedSentence({ complete, images: { planned, made, skipped_by_reason: reasons = {} } }, { stages = [] }) {
  const skipped = reasons.DECIDED ?? 0, perSecond = stages[0]?.per_second;
  const ofPlan = `${count(made)} of ${counted(planned, "planned image")} are made`;
  if (skipped === 0) {
    return `No image is saved${complete ? "" : " so far"}; ${ofPlan}.`;
  }
  return `Saved${complete ? "" : " so far"}: ${counted(skipped, "image")}, ${percent(skipped / planned)} of those planned`
    + `${perSecond > 0 ? `, or ${duration(skipped / perSecond)} at the present rate` : ""}; ${ofPlan}.`;
}

export function decisionRows({ cells, complete }) {
  return cells.map(cell => ({
    key: [cellKey(cell), cell.scorer_id].join("\n"),
    cells: [cell.category, alphaText(cell.alpha), cell.method, cell.scorer_id, verdictOf(cell, complete), itemsOf(cell), signed(cell.mean), boundsOf(cell),
      waits(cell, complete)],
  }));
}

function verdictOf(cell, complete) {
  return !isDecided(cell) ? complete ? "undecided" : "open" : cell.stopped ? cell.outcome : `${cell.outcome}, goes on for another scorer`;
}

const itemsOf = ({ items, planned_items: planned, passed_over: passedOver }) =>
  `${count(items)} of ${count(planned)}${passedOver > 0 ? `, ${count(passedOver)} passed over` : ""}`;

/** Both are one-sided; a cell whose items are all equal has none. */
const boundsOf = ({ lower_bound: lower, upper_bound: upper }) =>
  lower === undefined ? upper === undefined ? "–" : `at most ${signed(upper)}` : upper === undefined ? `at least ${signed(lower)}`
    : interval([lower, upper]);

/** What an open cell waits for; of a decided one whether the present scores say something else. */
function waits(cell, complete) {
  if (cell.now !== undefined) {
    return isDecided(cell) ? `stands, though by the present scores it would be “${cell.now.outcome}”` : "to be written";
  }
  if (isDecided(cell)) {
    return "";
  }
  return cell.waiting_for === undefined ? `nothing: all ${counted(cell.looked, "item")} are looked at`
    : complete ? `item ${count(cell.waiting_for + 1)}, which was not made` : `item ${count(cell.waiting_for + 1)} in the order of the design`;
}

/** Of a cell that one scorer has decided: in few words, and in full. */
export function decidedWords(cell) {
  return {
    words: `${cell.outcome}${cell.stopped ? `, stopped at ${count(cell.items)}` : ", goes on"}`,
    reason: `${cell.outcome}: ${cell.stopped ? "stopped when decided" : "decided"} on ${counted(cell.items, "item")} of `
      + `${count(cell.planned_items)} planned; the mean is biased in the direction of the verdict, the bounds (${boundsOf(cell)}) allow for it`,
  };
}

/** The same of a cell that it has not decided. */
export function openWords(cell, complete) {
  return {
    words: `${complete ? "undecided" : "open"} after ${count(cell.looked)}`,
    reason: `undecided: ${counted(cell.looked, "item")} of ${count(cell.planned_items)} planned are looked at; waits for ${waits(cell, complete)}`,
  };
}
