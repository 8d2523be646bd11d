/** What an answer says of direction, as the page shows it: a point for every method, category and alpha, and the relation of each category. */

import { given, intervalOf } from "./diversity-cells.js";
import { alphaText } from "./format.js";

export const FOLLOWS = "follows prompts", AWAY = "away from them", UNDECIDED = "undecided";

/** The classes of what is said of a cell. */
export const TONES = { [FOLLOWS]: "follows", [AWAY]: "away", [UNDECIDED]: UNDECIDED };

/** The cells of a method that have figures, in the order of the answer. */
export function directionPoints(found) {
  return (found.cells ?? []).filter(cell => cell.directional !== undefined).map(cell => {
    const alpha = alphaText(cell.alpha);
    return {
      key: [cell.category, alpha, found.method].join("\n"),
      method: found.method,
      category: cell.category,
      alpha,
      outcome: outcomeOf(found, cell),
      items: cell.directional.n,
      directional: cell.directional,
      progress: cell.progress,
      step: cell.step,
      drift: cell.drift,
      preservation: cell.preservation,
      shared: given(found.geometry[cell.category]?.[alpha]?.image_offset_concentration),
      unmoved: cell.unmoved,
      samePrompts: cell.same_prompts,
      withoutUnsteered: cell.without_unsteered,
    };
  });
}

/** At the end the verdict of the answer, before what the confidence sequence excludes. */
function outcomeOf(found, cell) {
  const [low, high] = intervalOf(cell.directional) ?? [-1, 1];
  const follows = found.finished ? cell.verdict === FOLLOWS : low > 0;
  return follows ? FOLLOWS : high < 0 ? AWAY : UNDECIDED;
}

export const isDrawn = point => given(point.progress.mean) !== undefined && given(point.drift.mean) !== undefined;

/** Steering strengths at which relations can be set against margins, the largest first. */
export const relationAlphas = found =>
  Object.keys(found.relation_success ?? {}).sort((one, other) => Number(other) - Number(one));

/** What the texts of each category have in common, and what its images at a steering strength. */
export function relationRows(found, alpha) {
  return Object.entries(found.geometry ?? {}).map(([category, relation]) => {
    const cell = (found.cells ?? []).find(one => one.category === category && alphaText(one.alpha) === alpha);
    const images = relation[alpha];
    return {
      key: [category, found.method].join("\n"),
      method: found.method,
      category,
      concentration: given(relation.text_offset_concentration),
      pairing: given(relation.text_pairing_consistency),
      exemplars: given(relation.exemplar_offset_cosine),
      pairs: relation.text_pairs,
      imageConcentration: given(images?.image_offset_concentration),
      imagePairing: given(images?.image_pairing_consistency),
      margin: cell?.margin,
    };
  });
}
