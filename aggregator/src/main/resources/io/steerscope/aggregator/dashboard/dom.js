/** Elements, and updates in place: a node lives as long as the thing that it shows, so nothing flickers or loses focus. */

const SVG = "http://www.w3.org/2000/svg";
const keys = new WeakMap();

export const byId = id => document.getElementById(id);

export function html(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  set(node, attributes);
  node.append(...children);
  return node;
}

/**
 * A part of the page: its heading, beside it a form where there is one, what stands below, and room for what keeps it from
 * being shown. `judged` leaves room for the name of the scorer in the heading.
 */
export function part({ id, title, form, judged = true }, ...children) {
  const heading = html("h2", { id: `${id}-heading` }, title, ...(judged ? [html("span", { class: "judge-of" })] : []));
  return html("section", { id, "aria-labelledby": `${id}-heading` },
    form === undefined ? heading : html("div", { class: "top" }, heading, form), ...children,
    html("p", { class: "note trouble", hidden: true }));
}

/** A select with its label. */
export const choice = (label, id) => html("label", {}, `${label} `, html("select", { id }));

/** What may be wider than the page. */
export const scrolled = (label, node) =>
  html("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, node);

/** A table of these columns without rows. */
export const emptyTable = (attributes, columns) => html("table", attributes,
  html("thead", {}, html("tr", {}, ...columns.map(title => html("th", { scope: "col" }, title)))), html("tbody"));

/** Sets the attributes that differ; undefined, null and false remove one. */
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      node.removeAttribute(name);
    } else if (node.getAttribute(name) !== String(value)) {
      node.setAttribute(name, value);
    }
  }
}

/** Sets the text if it differs. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/**
 * Makes the children of a parent those of the items, in their order. `key` names an item, `create` makes its node, and
 * `update` brings the node up to date.
 */
export function keyed(parent, items, { key, create, update }) {
  const present = new Map([...parent.children].map(node => [keys.get(node), node]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let node = present.get(name);
    present.delete(name);
    if (node === undefined) {
      node = create(item);
      keys.set(node, name);
    }
    if (node === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(node, place);
    }
    update(node, item);
  }
  present.forEach(node => node.remove());
}

/** Rows of a table body: a header cell, then cells of text. */
export function fillTable(body, rows) {
  keyed(body, rows, {
    key: row => row.key,
    create: row => html("tr", {}, ...row.cells.map((cell, index) =>
      index === 0 ? html("th", { scope: "row" }) : html("td"))),
    update: (node, row) => row.cells.forEach((cell, index) => say(node.children[index], cell)),
  });
}

/** Offers values in a select and keeps the choice while it exists. `label` gives the words of a value. */
export function offer(select, values, label = value => value) {
  if ([...select.options].map(option => option.value).join("\n") === values.join("\n")) {
    return;
  }
  const chosen = select.value || select.dataset.wanted;
  select.replaceChildren(...values.map(value => new Option(label(value), value)));
  if (values.includes(chosen)) {
    select.value = chosen;
  }
}
