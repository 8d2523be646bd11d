/** What margin and diversity show together, in sentences. */

import { intervalOf, UNDECIDED } from "./diversity-cells.js";
import { counted, percent } from "./format.js";
import { places } from "./places.js";

const isJudged = point => point.verdict !== undefined;

/** The answer in a sentence: where images move, where they become one, and how much is open. */
export function diversitySentence({ method, finished, rule }, points) {
  const cells = points.filter(isJudged);
  const of = verdict => cells.filter(point => point.verdict === verdict);
  const moves = of("moves"), byCollapse = of("moves by collapse"), collapses = of("collapses"), open = of(UNDECIDED);
  const soFar = finished ? "" : " so far";
  const loss = `a loss of more than ${percent(rule.diversity_loss)} of seed diversity`;
  const all = counted(cells.length, "cell");
  if (open.length === cells.length) {
    return `With ${method}, nothing is decided${soFar}: neither a move nor ${loss} is shown in any of ${all}.`;
  }
  const lost = [
    byCollapse.length === 0 ? "" : `moves by collapse in ${byCollapse.length}${places(byCollapse, cells)}`,
    collapses.length === 0 ? "" : `collapses without moving in ${collapses.length}${places(collapses, cells)}`,
  ].filter(part => part !== "").join(" and ");
  return `${method} moves images${soFar} in ${moves.length} of ${all}${places(moves, cells)} with no ${loss.slice(2)} shown`
    + (lost === "" ? ", and collapses in none" : `, ${lost}`)
    + (open.length === 0 ? "." : `; ${open.length} ${open.length === 1 ? "is" : "are"} undecided.`);
}

/** Whether what is lost is the method's: `lerp` steers by the target itself, and may lose as much. */
function besideLerp({ rule }, points) {
  const lost = points.filter(point => point.verdict?.includes("collapse") && intervalOf(point.contrastToLerp) !== undefined);
  const more = lost.filter(point => intervalOf(point.contrastToLerp)[1] < 0).length;
  const which = lost.length === 1 ? `the collapse is${more === 0 ? " not" : ""}`
    : `${more === 0 ? "none" : more} of ${lost.length} collapses ${more < 2 ? "is" : "are"}`;
  return lost.length === 0 ? "" : `Against lerp at the same alpha, which steers by the target itself, ${which} shown to lose more than `
    + `${percent(rule.diversity_loss)}: a loss that lerp shares is not the method’s.`;
}

/** Against what images are compared, and by what the verdicts are. */
export function diversityBasis(found, points) {
  return [
    besideLerp(found, points),
    found.baseline.steered ? "There are no unsteered images: the lowest alpha is the baseline, and is itself steered."
      : "The baseline is the unsteered images.",
    found.finished ? "" : "While the experiment runs, verdicts are by confidence sequences, which may be watched and stopped on.",
    found.shown_rule,
    "No loss shown is not none: see the contrasts.",
  ].filter(part => part !== "").join(" ");
}

/** Why there is nothing to compare. */
export function whyNoPath(found, seeds, points) {
  return found.cells === undefined ? found.remark
    : seeds < 2 ? "There is one seed: seed diversity takes two images of a prompt, so that there are effective numbers alone."
    : points.some(point => point.seedDiversity !== undefined) ? "No pair is complete both at the baseline and at a further alpha yet."
    : "No item is complete yet.";
}

/** What the columns of the table are, and what may be concluded from them. */
export function diversityReading(found, points, condition) {
  const saturated = points.find(point => point.isSaturated);
  const loss = found.rule.diversity_loss;
  return `Contrast: seed diversity less ${percent(1 - loss)} of the baseline’s, pair by pair, with its `
    + `${found.finished ? "95 % interval" : "95 % confidence sequence"}; below 0, more than ${percent(loss)} is lost. `
    + "Vendi counts kinds of image; SCE and modes do without what prompts explain "
    + `(${condition}). These effective numbers rest on one look, with 95 % intervals by leaving out one pair after another; they `
    + "rise with the number of images, so only groups of one size compare."
    + (saturated === undefined ? "" : ` Saturated, in grey: prompts take ${saturated.textDof.toFixed(1)} dimensions of `
      + `${saturated.images} images, more than half, so that what they explain mostly says that prompts are many.`);
}
