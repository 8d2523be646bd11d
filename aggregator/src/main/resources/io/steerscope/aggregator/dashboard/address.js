/**
 * What the address of the page keeps of what somebody chose, so that it can be passed on. Every choice is a step of the
 * history: back and forward lead through them, and the parts of the page take up what the address then says.
 */

import { byId, say } from "./dom.js";

/** These come first, in this order. */
const FIRST = ["experiment", "beside", "scorer", "method"];
const unknown = new Map();
let shown, last;

/** A kept choice; undefined without one. */
export const kept = name => new URLSearchParams(location.search).get(name) ?? undefined;

/** Says which experiment the page shows, so that an address that is kept names it. */
export function showing(experiment) {
  shown = experiment;
}

/**
 * Keeps choices by name; undefined and empty ones are dropped, those of other names stay.
 *
 * @param by what chose; of several choices by the same in a row, such as letters that are typed, only the last is a step
 * @param replaces whether this is no step of its own
 * @param hash the part of the page that the address leads to from now on
 */
export function keep(choices, { by, replaces = false, hash = location.hash } = {}) {
  if (shown !== undefined && kept("experiment") === undefined) {
    history.replaceState(null, "", withChoices({ experiment: shown }));
  }
  const address = withChoices(choices, hash);
  if (address === `${location.search}${location.hash}`) {
    return;
  }
  if (replaces || by !== undefined && by === last) {
    history.replaceState(null, "", address);
  } else {
    history.pushState(null, "", address);
  }
  last = by;
}

/** The address of the page with these choices, which leads to a part of it. */
export function withChoices(choices, hash = location.hash) {
  const all = new Map(new URLSearchParams(location.search));
  for (const [name, value] of Object.entries(choices)) {
    all.delete(name);
    if (value !== undefined && value !== "") {
      all.set(name, value);
    }
  }
  const place = ([name]) => FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length;
  const query = new URLSearchParams([...all].sort((one, other) => place(one) - place(other)));
  return `${query.size === 0 ? location.pathname : `?${query}`}${hash}`;
}

/** Is called when somebody goes back or forward to an address of this page. */
export function returned(listener) {
  addEventListener("popstate", () => {
    last = undefined;
    listener();
  });
}

/** Chooses in a select what the address says; without a value what it offers first. */
export function restore(select, value = "") {
  select.dataset.wanted = value;
  if ([...select.options].some(option => option.value === value)) {
    select.value = value;
  } else {
    select.selectedIndex = select.options.length > 0 ? 0 : -1;
  }
}

/** Lets the address hold the choice of a select, unless it is the first; `changed` is called when there is another. */
export function linked(select, changed) {
  select.dataset.wanted = kept(select.id) ?? "";
  select.addEventListener("change", () => {
    select.dataset.wanted = select.value;
    notThere(select.id);
    keep({ [select.id]: select.selectedIndex === 0 ? undefined : select.value });
    changed();
  });
  returned(() => {
    restore(select, kept(select.id));
    changed();
  });
}

/** Says of a select whose options are there whether the address asks for one that is not. */
export function checkLinked(select, what) {
  const { value, dataset: { wanted } } = select;
  notThere(select.id, wanted === "" || value === wanted ? "" : `There is no ${what} “${wanted}”; what is shown is another.`);
}

/** Says in a line what the address asks for and is not there; without words it is there. */
export function notThere(name, words = "") {
  if (words === "") {
    unknown.delete(name);
  } else {
    unknown.set(name, words);
  }
  byId("unknown-choice").hidden = unknown.size === 0;
  say(byId("unknown-choice"), [...unknown.values()].join(" "));
}
