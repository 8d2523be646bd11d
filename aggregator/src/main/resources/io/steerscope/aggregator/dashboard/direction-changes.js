/** How the images of the pairs of a cell changed, to be shown with them. */

import { ask, experimentPath } from "./api.js";
import { amount, signed } from "./format.js";

const known = value => value !== undefined && value !== null;

export const DIRECTION_CHANGES = {
  find: changesOf,
  option: item => known(item.directional) ? `directional ${signed(item.directional, 2)}, progress ${signed(item.progress, 2)}` : "no direction",
  captions: (item, { margin, shift }) => [
    `margin ${signed(known(shift) ? margin - shift : undefined)}`,
    `margin ${signed(margin)}, directional ${signed(item.directional, 3)}, progress ${signed(item.progress, 3)}, `
      + `drift ${amount(item.drift, 3)}, preserved ${signed(item.preservation, 3)}`,
  ],
};

/** The complete items of a cell by pair, the one whose images went farthest first. */
async function changesOf({ id, scorer, method, category, alpha }) {
  const { geometry: [found] } = await ask(`${experimentPath(id)}/analyses/geometry`, { scorer, method, category, alpha });
  const complete = (found?.items ?? []).filter(item => item.complete);
  return new Map(complete.sort((one, other) => (other.step ?? -1) - (one.step ?? -1)).map(item => [item.pair_id, item]));
}
