/** What an answer says of diversity, as the page shows it: a point for every category and alpha, and the spectrum of its images. */

import { alphaText } from "./format.js";

export const UNDECIDED = "undecided";

/** The classes of what has a verdict. */
export const TONES = { "moves": "moves", "collapses": "collapses", "moves by collapse": "by-collapse", [UNDECIDED]: UNDECIDED };

/**
 * The cells of a scorer and method in the order of the answer.
 *
 * @param found one member of `diversity`
 * @param condition which prompts are taken out of the effective numbers
 */
export function diversityPoints(found, condition) {
  return (found.cells ?? []).map(cell => {
    const isBaseline = cell.alpha === found.baseline.alpha;
    const alpha = alphaText(cell.alpha);
    return {
      key: `${cell.category}\n${alpha}`,
      category: cell.category,
      alpha,
      isBaseline,
      verdict: isBaseline ? undefined : cell.verdict_shown,
      margin: given(cell.margin.mean),
      marginChange: cell.margin_change,
      seedDiversity: given(cell.seed_diversity.mean),
      items: cell.seed_diversity.n,
      ratio: isBaseline ? (cell.seed_diversity.mean > 0 ? 1 : undefined) : given(cell.diversity_ratio),
      contrast: cell.diversity_loss_contrast,
      contrastToLerp: cell.diversity_loss_contrast_to_lerp,
      ...effectiveNumbers(found.spectrum[`${cell.category}|${alpha}`], condition),
    };
  });
}

/** The effective numbers of all categories together, by alpha. */
export function pooledPoints(found, condition) {
  const alphas = [...new Set((found.cells ?? []).map(cell => alphaText(cell.alpha)))];
  return alphas.filter(alpha => found.spectrum[`|${alpha}`] !== undefined)
    .map(alpha => ({ key: `\n${alpha}`, category: "All", alpha, ...effectiveNumbers(found.spectrum[`|${alpha}`], condition) }));
}

/** How many kinds of image there are in a group, with and without what prompts explain, with intervals where they were found. */
function effectiveNumbers(group, condition) {
  const name = Object.keys(group?.conditional ?? {}).find(key => key.startsWith(`${condition}|`));
  const conditional = group?.conditional?.[name];
  const interval = figure => group?.jackknife?.[figure]?.ci95;
  const under = figure => interval(`${figure}_${name?.replace("|", "_")}`);
  return {
    images: group?.n,
    vendi: { mean: group?.vendi.q1, interval: interval("vendi") },
    sce: { mean: conditional?.sce, interval: under("sce") },
    modes: { mean: conditional?.modes, interval: under("modes") },
    explained: conditional?.explained_share,
    textDof: conditional?.text_dof,
    isSaturated: conditional?.saturated ?? false,
  };
}

/** The interval of a mean: at the end the one for t, before a sequence that may be watched. */
export const intervalOf = figures => given(figures?.ci95_t ?? figures?.cs95_two_sided);

/** What the data determine; where they do not, answers say null. */
export const given = value => value ?? undefined;
