/** What directions of change show, in sentences. */

import { AWAY, FOLLOWS, isDrawn, UNDECIDED } from "./direction-cells.js";
import { given } from "./diversity-cells.js";
import { amount, count, counted, pValue, signed } from "./format.js";
import { places } from "./places.js";

/** Without so many categories a rank correlation has no p-value. */
const FEWEST = 5;

/** The answer in a sentence for each method: where images go the way of their prompts, where away from it, and how much is open. */
export const directionSentence = (methods, points) => methods.map(found =>
  sentenceOf(found, points.filter(point => point.method === found.method))).join(" ");

function sentenceOf({ method, finished }, cells) {
  const of = outcome => cells.filter(point => point.outcome === outcome);
  const follows = of(FOLLOWS), away = of(AWAY), open = of(UNDECIDED);
  const soFar = finished ? "" : " so far", all = counted(cells.length, "cell");
  if (open.length === cells.length) {
    return `With ${method}, no direction is shown${soFar} in any of ${all}.`;
  }
  const farthest = Math.max(...away.map(point => Math.abs(point.progress.mean)));
  return `With ${method}, images go the way of their prompts${soFar} in ${follows.length} of ${all}${places(follows, cells)}`
    + (away.length === 0 ? "" : `, away from it in ${away.length}${places(away, cells)}, though with a progress of no more than ${amount(farthest, 3)}`)
    + (open.length === 0 ? "." : `; ${open.length} ${open.length === 1 ? "is" : "are"} undecided.`);
}

/** By what a mark is filled. */
export function directionBasis([{ finished, rule }]) {
  return "Each path begins at the unsteered images. Both axes have one scale: a path along the axis follows its prompts, one straight up "
    + "changes in every other way, and the distance from its start is how far images went. "
    + (finished
      ? `“${FOLLOWS}”: directional above 0 by a ${rule.test}, ${rule.multiplicity}, level ${rule.level}. “${AWAY}”: its 95 % interval lies `
        + "below 0, which is not adjusted for the number of cells."
      : "A mark is filled where the 95 % confidence sequence of directional excludes 0: each may be watched and stopped on, none is adjusted "
        + "for the number of cells.");
}

/** Images that have no direction, and why; "" where all have one. */
export function leftOutSentence(points) {
  const sum = name => points.reduce((total, point) => total + point[name], 0);
  const kinds = [
    [sum("withoutUnsteered"), "without an unsteered image of their pair and seed"],
    [sum("unmoved"), "equal to it"],
    [sum("samePrompts"), "of pairs with equal prompts"],
  ].filter(([images]) => images > 0);
  return kinds.length === 0 ? "" : `Images without a direction, whose items are left out: ${kinds.map(([images, which]) => `${count(images)} ${which}`).join(", ")}.`;
}

/** Why there is no path; undefined where there is one. */
export function whyNoDirection(methods, points) {
  const [found] = methods;
  return found.cells === undefined ? found.remark
    : found.baseline.steered ? "There are no unsteered images, so that nothing is known of how images changed: make them with --baseline source. "
      + "What the prompts say is below."
    : points.some(isDrawn) ? undefined
    : "No item is complete yet: its direction comes once its images and the unsteered ones of its pair are scored.";
}

/** What the columns of the table are. */
export const directionReading = ([{ finished }]) =>
  "Directional: cosine between what changed in an image and the way from its source prompt to its target. Progress: how far it went that way; "
  + "drift: how far in any other; step: both together. Preserved: cosine with its unsteered image. Shared: mean cosine between the changes of "
  + "different pairs; where it is high without a direction, images change alike in another way. In brackets "
  + `${finished ? "95 % t intervals" : "95 % confidence sequences, which may be watched"}, over complete items.`;

/** Whether categories of one relation are steered better, method by method. */
export function relationSentence(methods, alpha) {
  const known = methods.filter(found => found.relation_success?.[alpha] !== undefined);
  if (known.length === 0) {
    return "";
  }
  const said = known.map(({ method, relation_success: { [alpha]: relation } }) =>
    `${method} ${correlation(relation.text_offset_concentration_and_margin)} with the concentration, `
      + `${correlation(relation.text_pairing_consistency_and_margin)} with the pairing consistency`);
  const { categories } = known[0].relation_success[alpha];
  return `Does the margin go with the relation of the texts? Spearman’s correlation over ${counted(categories, "category", "categories")} at alpha `
    + `${alpha}: ${said.join("; ")}. `
    + (categories < FEWEST ? `Below ${FEWEST} categories there is no p-value.`
      : `So few points are a hint, not a proof; p-values are not adjusted, neither for two measures nor for ${counted(
        Object.keys(known[0].relation_success).length, "alpha")}.`);
}

const correlation = ({ spearman, p_two_sided: p }) => `${signed(spearman, 3)}${given(p) === undefined ? "" : ` (p ${p < 0.0001 ? "" : "= "}${pValue(p)})`}`;

export const RELATION_READING = "Concentration: mean cosine between the offsets, target less source, of different pairs of a category; 1 is one "
  + "relation, 0 none. Pairing: how often such a cosine is above one between mispaired texts; 50 % says that it does not matter which target "
  + "belongs to which source. Exemplars: cosine between the offset of a pair and the mean of the others’, which analogy adds in its place. "
  + "Images: the same of the changes of images.";
