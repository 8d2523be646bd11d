/** What the address of the page keeps of what somebody chose, so that it can be passed on. */

/** A kept choice; undefined without one. */
export const kept = name => new URLSearchParams(location.search).get(name) ?? undefined;

/**
 * Keeps choices by name; undefined and empty ones are dropped, those of other names stay.
 *
 * @param first whether they stand before the others
 */
export function keep(choices, first = false) {
  const own = Object.entries(choices).filter(([, value]) => value !== undefined && value !== "");
  const others = [...new URLSearchParams(location.search)].filter(([name]) => !(name in choices));
  history.replaceState(null, "", `?${new URLSearchParams(first ? [...own, ...others] : [...others, ...own])}`);
}
