/** How the seed diversity of the pairs of a cell changed, to be shown with their images. */

import { ask, experimentPath } from "./api.js";
import { alphaText, amount, signed } from "./format.js";

const said = ({ seed_diversity: diversity, margin }) => `seed diversity ${amount(diversity)}, margin ${signed(margin)}`;

export const DIVERSITY_CHANGES = {
  find: changesOf,
  option: ({ before, after }) => `${amount(before.seed_diversity)} → ${amount(after.seed_diversity)}`,
  captions: ({ before, after }) => [said(before), said(after)],
};

/** The pairs that are complete in a cell and at its baseline, with both items; the one whose seed diversity changed most first. */
async function changesOf({ id, scorer, method, category, alpha, baseline }) {
  const { diversity: [found] } = await ask(`${experimentPath(id)}/analyses/diversity`,
    { scorer, method, category, alpha, condition: "none", intervals: false });
  const complete = (found?.items ?? []).filter(item => item.complete);
  const before = new Map(complete.filter(item => item.alpha === baseline.alpha).map(item => [item.pair_id, item]));
  const changes = complete.filter(item => alphaText(item.alpha) === alpha && before.has(item.pair_id))
    .map(after => ({ before: before.get(after.pair_id), after }));
  const size = ({ before: one, after: other }) => Math.abs(other.seed_diversity - one.seed_diversity);
  return new Map(changes.sort((one, other) => size(other) - size(one)).map(change => [change.after.pair_id, change]));
}
