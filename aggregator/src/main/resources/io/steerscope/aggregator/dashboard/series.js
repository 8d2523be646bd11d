/** Which figures are shown side by side, and what each is called. */

import { ALL } from "./groups.js";

/** The choice of every method; it is no id of one. */
export const EVERY = "*";

/**
 * The figures that were chosen, each with `name`, what tells it from the others, and `judge`, the same for its headline.
 *
 * @param answers the answers of `statistics`, of the experiment that is looked at first
 */
export function chosenSeries(answers, scorer, method) {
  const series = answers.flatMap(answer => answer.statistics
    .filter(one => (method === EVERY || one.method === method) && (scorer === ALL || one.scorer_id === scorer))
    .map(one => ({ ...one, experiment: answer.experiment_id })));
  const several = of => new Set(series.map(of)).size > 1;
  const experiments = several(one => one.experiment), methods = several(one => one.method), scorers = several(one => one.scorer_id);
  return series.map(one => {
    const parts = [experiments ? one.experiment : "", methods ? one.method : "", scorers ? one.scorer_id : ""].filter(part => part !== "");
    return {
      ...one,
      name: parts.length === 0 ? one.scorer_id : parts.join(", "),
      judge: [experiments ? one.experiment : "", methods ? one.method : "", scorers ? `judged by ${one.scorer_id}` : ""]
        .filter(part => part !== "").join(", ").replace(/^judged/, "Judged"),
      kind: experiments || methods ? "Series" : "Scorer",
    };
  });
}
