/**
 * The answer so far in words. It rests on one figure: the mean margin at the largest alpha over the pairs of all categories,
 * at the end with its t interval, before with the confidence sequence of the items at that alpha.
 */

import { decidedHeadline } from "./decision-words.js";
import { byId, html, keyed, say } from "./dom.js";
import { count, counted, interval, percent, pValue, signed } from "./format.js";
import { sequence } from "./groups.js";
import { measureOf, valueText } from "./measure.js";

/** @returns {{claim: string, evidence: string}} the claim in few words, and the figures it rests on */
export function headline(one) {
  const level = String(Math.round(100 * one.level * 1e6) / 1e6);
  const alpha = Object.keys(one.by_alpha).sort((a, b) => Number(b) - Number(a))[0];
  const items = one.by_alpha[alpha];
  if (measureOf(one).isAlignment) {
    return alignment(one, alpha, items, level);
  }
  if (one.decided !== undefined) {
    return decidedHeadline(one.decided, one.method, one.isOver);
  }
  const verdicts = one.verdicts?.sentence ?? "";
  const final = one.complete ? one.headline?.[`ci${level}_t`] : undefined;
  const bounds = final ?? sequence(items, level);
  if (items.mean === undefined || bounds === undefined) {
    return {
      claim: items.mean === undefined ? "Nothing to judge yet." : "Too early to say.",
      evidence: `${counted(items.n, "item")} of ${count(items.planned_n)} complete at alpha ${alpha}, `
        + `${count(items.partial_items ?? 0)} in progress. ${verdicts}`,
    };
  }
  if (items.burn_in && !one.complete) {
    return {
      claim: "Too early to say.",
      evidence: `Mean margin ${signed(items.mean)} at alpha ${alpha} over ${count(items.n)} of `
        + `${counted(items.planned_n, "pair")}; there are too few items for the confidence sequence, and it claims nothing. ${verdicts}`,
    };
  }
  const over = one.complete && items.n === items.planned_n ? counted(items.n, "pair") : `${count(items.n)} of ${counted(items.planned_n, "pair")}`;
  const p = one.complete && one.headline?.p_two_sided !== undefined ? `, p ${pText(one.headline.p_two_sided)}` : "";
  return {
    claim: claim(one, bounds),
    evidence: `Mean margin ${signed(items.mean)} ${interval(bounds)} at alpha ${alpha} over ${over}${p}; `
      + `${percent(items.success_rate)} above 0. ${verdicts}`,
  };
}

/** Without a source prompt there is nothing to be closer to: an estimate, and the same words at every moment. */
function alignment(one, alpha, items, level) {
  const bounds = (one.complete ? items[`ci${level}_t`] : undefined) ?? sequence(items, level);
  return {
    claim: "An estimate without a verdict: these images have no source prompt.",
    evidence: (items.n === 0 ? "No image is scored yet. "
      : `Mean clip ${valueText(items)} ${bounds === undefined ? "" : `${measureOf(one).range(bounds)} `}at alpha ${alpha} over `
        + `${count(items.n)} of ${counted(items.planned_n, "prompt")}. `)
      + "clip is 100 times the cosine of image and prompt; it has no zero that means anything and favours some prompts, so compare "
      + "it for the same prompts.",
  };
}

function claim({ complete, method }, [low, high]) {
  const soFar = complete ? "" : ", so far";
  return low > 0 ? `Yes${soFar}: with ${method}, images are closer to their target than to their source on average.`
    : high < 0 ? `No${soFar}: with ${method}, images are closer to their source than to their target on average.`
    : complete ? `No evidence that, with ${method}, images are closer to their target than to their source on average.`
    : "Undecided so far.";
}

const pText = value => pValue(value).startsWith("<") ? pValue(value) : `= ${pValue(value)}`;

/** Shows a headline for each series; with several, each begins with its scorer. */
export function showHeadline(series) {
  keyed(byId("headline"), series, {
    key: one => one.name,
    create: () => html("div", { class: "headline" },
      html("p", { class: "judge" }), html("p", { class: "claim" }), html("p", { class: "lede" })),
    update: (node, one) => {
      const [judge, claimNode, evidence] = node.children;
      const words = headline(one);
      judge.hidden = series.length < 2;
      say(judge, one.judge);
      say(claimNode, words.claim);
      say(evidence, words.evidence);
    },
  });
  const level = percent(series[0].level);
  const isAlignment = measureOf(series[0]).isAlignment;
  say(byId("basis"), series[0].decided !== undefined ? "Verdicts are the decisions by the rule of the design, which is below." : series.every(one => one.complete)
    ? isAlignment ? `The interval is the ${level} t interval, two-sided, over the prompts at the largest alpha.` : `The interval is the ${level} t interval, two-sided, over the pairs of these categories at the largest alpha, with the `
      + "standard error by category; p is two-sided."
    : `The interval is a ${level} confidence sequence over the pairs at the largest alpha, ${series.some(forT) ? "for t" : "asymptotic"}. `
      + "It may be watched while images come in, and the run may be stopped on it; the final test is for the end.");
}

const forT = one => Object.values(one.by_alpha)[0]?.primary_sequence === "t_sequence";
