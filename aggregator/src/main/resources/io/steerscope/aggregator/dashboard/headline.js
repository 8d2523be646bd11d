/** The answer so far in words. It rests on the figure that is primary: the mean margin clustered by pair. */

import { byId, html, keyed, say } from "./dom.js";
import { count, counted, interval, percent, pValue, signed } from "./format.js";
import { intervals } from "./groups.js";

const SIGNIFICANCE = 0.05;

/** @returns {{claim: string, evidence: string}} the claim in few words, and the figures it rests on */
export function headline(one) {
  const items = one.overall, primary = items.pair_clustered ?? items;
  const { sequence, final } = intervals(primary, one.level, one.complete);
  if (primary.mean === undefined || (sequence === undefined && final === undefined)) {
    return {
      claim: "Nothing to judge yet.",
      evidence: `${counted(items.n, "item")} of ${count(items.planned_n)} complete, ${count(items.partial_items ?? 0)} in progress.`,
    };
  }
  if (primary.burn_in && !one.complete) {
    return {
      claim: "Too early to say.",
      evidence: `Mean margin ${signed(primary.mean)} over ${clusters(primary, false)}; there are too few items for the confidence sequence, and it `
        + `claims nothing. ${one.verdicts?.sentence ?? ""}`,
    };
  }
  return {
    claim: claim(one, primary, sequence),
    evidence: `Mean margin ${signed(primary.mean)} ${interval(final ?? sequence)} over `
      + `${clusters(primary, one.complete)}${one.complete && primary.p_greater !== undefined
        ? `, one-sided p ${pText(primary.p_greater)}` : ""}; `
      + `${percent(items.success_rate)} of ${counted(items.n, "item")} above 0. ${one.verdicts?.sentence ?? ""}`,
  };
}

function claim({ complete, method }, primary, sequence) {
  if (complete && primary.p_greater !== undefined) {
    return primary.p_greater < SIGNIFICANCE
      ? `Yes: ${method} moves images towards their target on average.`
      : `No evidence that ${method} moves images towards their target on average.`;
  }
  return sequence[0] > 0 ? `Yes, so far: ${method} moves images towards their target on average.`
    : sequence[1] < 0 ? `No, so far: after ${method}, images are still closer to their source on average.`
    : "Undecided so far.";
}

const pText = value => pValue(value).startsWith("<") ? pValue(value) : `= ${pValue(value)}`;

function clusters(primary, complete) {
  return primary.clusters === undefined ? `${count(primary.n)} of ${counted(primary.planned_n, "item")}`
    : complete && primary.clusters === primary.planned_clusters ? counted(primary.clusters, "pair")
    : `${count(primary.clusters)} of ${counted(primary.planned_clusters, "pair")}`;
}

/** Shows a headline for each series; with several, each begins with its scorer. */
export function showHeadline(series) {
  keyed(byId("headline"), series, {
    key: one => one.scorer_id,
    create: () => html("div", { class: "headline" },
      html("p", { class: "judge" }), html("p", { class: "claim" }), html("p", { class: "lede" })),
    update: (node, one) => {
      const [judge, claimNode, evidence] = node.children;
      const words = headline(one);
      judge.hidden = series.length < 2;
      say(judge, `Judged by ${one.scorer_id}`);
      say(claimNode, words.claim);
      say(evidence, words.evidence);
    },
  });
  const level = percent(series[0].level);
  say(byId("basis"), series.every(one => one.complete)
    ? `The interval is the ${level} t interval clustered by pair at the final n: the alphas and seeds of a pair are not `
      + "independent, so pairs are what is counted."
    : `The interval is an asymptotic ${level} confidence sequence clustered by pair. It may be watched while images come `
      + "in, and the run may be stopped on it; the final test is for the end.");
}
