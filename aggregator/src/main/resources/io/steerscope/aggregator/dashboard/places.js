/** Cells in words. */

/** Where some of all cells are, in brackets: categories, with their alphas where it is not all of them. */
export function places(some, all) {
  if (some.length === all.length) {
    return "";
  }
  const categories = [...new Set(some.map(point => point.category))];
  const words = categories.map(category => {
    const alphas = some.filter(point => point.category === category).map(point => point.alpha);
    return alphas.length === all.filter(point => point.category === category).length ? category : `${category} at ${alphas.join(" and ")}`;
  });
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
}
