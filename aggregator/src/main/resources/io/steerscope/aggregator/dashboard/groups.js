/** The groups of the design as the page shows them: figures, verdict and words of each, from an answer of `statistics`. */

import { decidedWords, openWords, isDecided } from "./decision-words.js";
import { alphaText, signed } from "./format.js";
import { measureOf, valueOf } from "./measure.js";

export const ALL = "";

/** The fields of a group's figures that carry the level in their names. */
export function intervals(figures, level, complete) {
  const percent = String(Math.round(100 * level * 1e6) / 1e6);
  return {
    sequence: sequence(figures, percent),
    final: complete ? figures[`ci${percent}_t`] : undefined,
  };
}

/** The interval of the confidence sequence that decides: the one for t in small designs, else the asymptotic one. */
export function sequence(figures, percent = "95") {
  return figures[`${figures.primary_sequence === "t_sequence" ? "t" : "asymp"}_cs${percent}_two_sided`];
}

/**
 * The rows of the forest plot: for every category its alphas and, where there are several, all of them together; then the
 * same over all categories. A row that pools alphas rests on pairs, since its items are not independent. Of a design that stops
 * cells when they are decided there are no rows over several: those that were decided late would weigh more.
 */
export function groupRows(series) {
  const alphas = union(series, one => one.by_alpha).sort((one, other) => Number(one) - Number(other));
  const blocks = union(series, one => one.by_category).map(category => block(category, alphas, series, {
    cell: (one, alpha) => one.by_category_alpha[`${category}|${alpha}`],
    verdict: (one, alpha) => one.verdicts?.by_category_alpha[`${category}|${alpha}`],
    pooled: one => one.by_category[category],
  }));
  blocks.push(block(ALL, alphas, series.map(one => one.decided === undefined ? one : { ...one, by_alpha: {} }), {
    cell: (one, alpha) => one.by_alpha[alpha],
    verdict: () => undefined,
    final: (one, alpha) => one.over_categories?.[alpha],
    pooled: one => one.overall,
  }));
  return blocks.filter(({ rows }) => rows.length > 0);
}

/** The names of the groups of all series, those of the first as it has them. */
const union = (series, of) => [...new Set(series.flatMap(one => Object.keys(of(one))))];

/** Series of two experiments may lack each other's groups. */
function block(category, alphas, series, of) {
  const rows = alphas.flatMap(alpha => series.flatMap((one, place) => of.cell(one, alpha) === undefined ? []
    : [row(category, alpha, one, place, of.cell(one, alpha), of.cell(one, alpha), of.verdict(one, alpha), of.final?.(one, alpha))]));
  if (alphas.length > 1) {
    rows.push(...series.flatMap((one, place) => of.pooled(one) === undefined || one.decided !== undefined ? []
      : [row(category, ALL, one, place, of.pooled(one).pair_clustered ?? of.pooled(one), of.pooled(one))]));
  }
  return { category, rows };
}

function row(category, alpha, one, place, figures, items, verdict, tested = figures) {
  const { sequence } = intervals(figures, one.level, one.complete);
  const { final } = intervals(tested, one.level, one.complete);
  const pooled = figures.clusters !== undefined;
  const result = {
    key: [one.name, category, alpha].join("\n"),
    category, alpha, place, pooled, sequence, final, verdict,
    decision: one.decided?.find(cell => cell.category === category && alphaText(cell.alpha) === alpha),
    scorer: one.name,
    of: { experiment: one.experiment, scorer: one.scorer_id, method: one.method },
    measure: measureOf(one),
    mean: valueOf(figures),
    burningIn: figures.burn_in,
    n: pooled ? figures.clusters : figures.n,
    planned: pooled ? figures.planned_clusters : figures.planned_n,
    thing: pooled ? "pair" : "item",
    successRate: items.success_rate,
    anytimeP: figures.primary_sequence === "t_sequence" ? figures.t_cs_p_greater : figures.anytime_p_greater,
  };
  return { ...result, ...judged(result, one.complete, one.isOver) };
}

/** Outcome, and its words: as short as a phone needs, as a plot has room for, and in full. */
function judged(row, complete, isOver) {
  const { verdict } = row;
  if (row.measure.isAlignment) {
    return { outcome: "estimated", brief: "", words: "", reason: row.n === 0 ? "No item yet." : "An estimate, without a verdict." };
  }
  if (row.decision !== undefined) {
    return isDecided(row.decision) ? { outcome: row.decision.outcome, brief: row.decision.outcome, ...decidedWords(row.decision) }
      : { outcome: "undecided", brief: isOver ? "undecided" : "open", ...openWords(row.decision, isOver) };
  }
  return verdict !== undefined ? byVerdict(row, verdict, complete) : byInterval(row, complete);
}

function byVerdict(row, verdict, complete) {
  if (verdict.outcome !== "undecided") {
    return { outcome: verdict.outcome, brief: verdict.outcome, words: verdict.outcome, reason: verdict.words };
  }
  const excluded = verdict.excluded_above;
  const [brief, why] = complete
    ? ["no effect shown", excluded === undefined || excluded > 2 ? "no effect shown" : `effects above ${signed(excluded)} excluded`]
    : row.n === 0 ? ["no item yet", "no item yet"]
    : row.burningIn ? ["too few items", "too few items"]
    : verdict.more_items !== undefined
      ? [`${verdict.more_items} more`, `${verdict.more_items} more item${verdict.more_items === 1 ? "" : "s"}`]
    : ["open", "not within the plan"];
  return { outcome: "undecided", brief, words: `undecided: ${why}`, reason: verdict.words };
}

/** Rows outside the family of verdicts say where their interval lies. */
function byInterval(row, complete) {
  const shown = row.final ?? row.sequence;
  const side = row.n === 0 ? "no item yet" : shown === undefined || (row.burningIn && !complete) ? "too few items"
    : shown[0] > 0 ? "above 0" : shown[1] < 0 ? "below 0" : "holds 0";
  const outcome = side === "above 0" ? "above" : side === "below 0" ? "below" : "undecided";
  const kind = row.final === undefined ? "confidence sequence" : "final t interval";
  const reason = side === "too few items" || side === "no item yet" ? `${side}: nothing is claimed`
    : `mean ${signed(row.mean)}: the ${kind} ${side === "holds 0" ? "holds 0" : `lies ${side}`}`;
  return { outcome, brief: side, words: side, reason };
}
