/** What the panel of the pictures to look at says in words. */

import { amount, count, counted, interval, pValue, signed } from "./format.js";

/** With fewer there are no kinds to compare. */
export const FEWEST = 8;

export const NOT_KEPT = "No embeddings were kept, so that pictures cannot be compared. They are kept unless a run is told --no-embeddings.";

const MOST_TRAITS = 5;

/** Over- and under-performing slices of an answer, each with its place among all. */
export function kindsOf({ slices }) {
  const all = slices.slices.map((slice, place) => ({ ...slice, place }));
  return { worse: all.filter(slice => slice.lift < 0), better: all.filter(slice => slice.lift >= 0) };
}

/** A score, or a difference of two, in the digits that it has. */
export const scoreText = (value, score) => score === "clip" ? amount(value, 2) : signed(value, 3);
export const liftText = (value, score) => signed(value, score === "clip" ? 2 : 3);
export const liftInterval = (pair, score) => interval(pair, score === "clip" ? 2 : 3);

/** The values that a slice has more often than by chance. */
export const traitsOf = slice => slice.over_represented.slice(0, MOST_TRAITS)
  .map(({ kind, value, in_slice: inSlice, in_all: inAll }) => ({ words: kind === "word" ? `“${value}”` : `${kind} ${value}`, inSlice, inAll }));

export function kindName(slice) {
  const traits = traitsOf(slice);
  return traits.length === 0 ? `kind ${slice.place + 1}` : traits.slice(0, 3).map(trait => trait.words).join(", ");
}

export function lookingSentence(found, complete) {
  const { worse, better } = kindsOf(found), { candidates } = found.slices, of = `with ${found.methods.join(", ")}`;
  const so = complete ? "" : " so far";
  if (worse.length + better.length === 0) {
    return `No kind of picture does better or worse than luck would have it${so}, ${of}: none of ${count(candidates)} kinds stands out.`;
  }
  const worst = worse[0] === undefined ? "" : ` What fails most surely: ${kindName(worse[0])} (${counted(worse[0].support, "picture")}, `
    + `${liftText(worse[0].lift, found.score)}).`;
  return `${counted(worse.length, "kind")} of picture ${worse.length === 1 ? "does" : "do"} worse than the others and `
    + `${count(better.length)} better${so}, ${of}.${worst}`;
}

export function lookingBasis(found, complete) {
  const { rule, slices } = found;
  return `${counted(found.n, "picture")}, scored by ${found.score}, those of a pair as one group `
    + `(intraclass correlation ${amount(slices.intraclass_correlation, 2)}). `
    + `Kinds are nodes of Ward’s hierarchy of ${found.hierarchy === "images" ? "pictures" : "what is left of pictures without their target prompts"}`
    + ` with at least ${rule.min_support} pictures of ${rule.min_groups} pairs: ${count(slices.candidates)}, of which those with `
    + `q ≤ ${rule.level} by Benjamini-Hochberg are shown`
    + (found.sampled === undefined ? ". " : `; it was built of ${count(found.sampled)} of the pictures. `)
    + (complete ? "" : "Kinds come and go while pictures arrive: report those of the finished experiment alone. ")
    + (slices.slices.length === 0 && found.hierarchy === "images" ? "Kinds of what is left without prompts often say more." : "");
}

/** What is known of pictures that somebody chose by name, or by eye, which tests nothing. */
export function chosenSentence(name, places, pictures, { score, isTested }) {
  const mean = list => list.reduce((sum, place) => sum + pictures[place].score, 0) / list.length;
  const pairs = new Set(places.map(place => pictures[place].pair)).size;
  return `${name}: ${counted(places.length, "picture")} of ${counted(pairs, "pair")}, mean ${score} ${scoreText(mean(places), score)}; `
    + `of all ${scoreText(mean(pictures.map(picture => picture.place)), score)}.`
    + (isTested ? " The least first." : " The least first; chosen, not tested.");
}

/** What a rule costs and gains in a category, beside the greatest scores and random picks. */
export function priceSentence({ all, ...rules }, rule, score) {
  const own = figuresOf(rules, rule), top = rule === "top" ? undefined : figuresOf(rules, "top");
  const words = ({ mean_score: mean, mean_pairwise_distance: distance }) =>
    `${scoreText(mean, score)}${distance === null ? "" : `, distance ${amount(distance, 3)}`}`;
  return `${rule === "best-of-pair" ? "of all pairs " : ""}mean ${words(own)}${top === undefined ? "" : `; greatest scores ${words(top)}`}; all ${words(all)}`;
}

const figuresOf = (rules, rule) => rules[`${rule.replaceAll("-", "_")}_figures`] ?? rules[rule.replaceAll("-", "_")];

/** The keys of a category that a rule selected; of each pair its best by descending score. */
export function selectedKeys(ofCategory, rule, pictures) {
  const found = ofCategory[rule.replaceAll("-", "_")];
  return rule === "best-of-pair" ? Object.values(found).sort((one, other) => pictures[other].score - pictures[one].score) : found.images;
}

export const significance = slice => `q ${pValue(slice.q_bh)}`;
