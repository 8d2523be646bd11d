/** Shows the section of any analysis: its sentences, tables, plots and images, as the report has them. */

import { ask, experimentPath } from "../api.js";
import { html, part, scrolled } from "../dom.js";
import { LazySection } from "../lazy.js";

export class SectionPanel {
  #analysis;
  #root;
  #body = html("div");
  #lazy;
  #shown;

  constructor(parent, { id, heading }) {
    this.#analysis = id;
    this.#root = part({ id: `analysis-${id}`, title: heading, judged: false }, this.#body);
    this.#root.className = "analysis silent";
    parent.append(this.#root);
    this.#lazy = new LazySection(this.#root, {
      load: ({ experiment, ...filter }) =>
        ask(`${experimentPath(experiment)}/analyses/${this.#analysis}`, { ...filter, section: true }),
      draw: answer => this.#draw(answer),
      eager: true,
    });
  }

  show(answer, one, position, scorer, method) {
    this.#lazy.want({ experiment: answer.experiment_id, scorer, method }, position);
  }

  #draw({ section }) {
    const blocks = section?.blocks ?? [];
    const text = JSON.stringify(blocks);
    if (text === this.#shown) {
      return;
    }
    this.#shown = text;
    this.#root.classList.toggle("silent", blocks.length === 0);
    this.#body.replaceChildren(...blocks.flatMap(drawBlock));
  }
}

/** The nodes of one block of a section. */
export const drawBlock = block => BLOCKS[block.kind](block);

const paragraph = kind => ({ text }) => html("p", { class: kind }, text);

const BLOCKS = {
  text: paragraph(undefined),
  note: paragraph("note"),
  warning: paragraph("warning"),
  heading: ({ text }) => html("h3", {}, text),
  table: ({ name, caption, columns, rows }) => scrolled(name, html("table", {},
    ...(caption === "" ? [] : [html("caption", {}, caption)]),
    html("thead", {}, html("tr", {}, ...columns.map(column => html("th", { scope: "col" }, column.title)))),
    html("tbody", {}, ...rows.map(row => html("tr", {}, ...row.map((cell, place) => tableCell(cell, place, columns))))))),
  chart: ({ title, legend, svg }) => [
    ...(legend === undefined ? [] : [html("p", { class: "legend" }, ...legend.map(({ name, svg: mark }) =>
      html("span", {}, drawing(mark), ` ${name}`)))]),
    scrolled(title, drawing(svg)),
  ],
  images: ({ name, images }) => [
    html("h4", {}, name),
    html("div", { class: "strip" }, ...images.map(image => html("figure", {},
      html("img", { loading: "lazy", alt: image.caption, src: imagePath(image) }),
      html("figcaption", {}, html("b", {}, image.heading), ` ${image.caption}`)))),
  ],
};

function tableCell({ text, tone }, place, columns) {
  const content = tone === undefined ? text : html("span", { class: `said ${tone}` }, text);
  return place === 0 ? html("th", { scope: "row" }, content)
    : html("td", { class: columns[place].number ? "n" : undefined }, content);
}

/** The server draws; what it sends is parsed as XML, where neither scripts nor handlers run. */
function drawing(text) {
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

const imagePath = ({ experiment_id: experiment, pair_id: pair, method, alpha, seed }) =>
  `${experimentPath(experiment)}/images/${[pair, method, alpha, seed].map(encodeURIComponent).join("/")}/content`;
