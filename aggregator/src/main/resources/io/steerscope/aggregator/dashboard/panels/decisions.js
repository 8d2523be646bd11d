/**
 * The cells of a design that stops each when it is decided: which have stopped, what the others wait for, and what was saved. Only
 * of such an experiment.
 */

import { BIASED, decisionRows, savedSentence, stoppedSentence } from "../decision-words.js";
import { byId, emptyTable, fillTable, html, part, say, scrolled } from "../dom.js";

const COLUMNS = ["Category", "Alpha", "Method", "Scorer", "Verdict", "Items used", "Mean*", "Bounds", "Waits for"];

export class DecisionsPanel {
  #root;
  #table = emptyTable({ id: "decisions-table" }, COLUMNS);

  constructor(parent) {
    this.#root = part({ id: "decisions", title: "Stopped when decided", judged: false },
      html("p", { id: "decisions-sentence", class: "lede" }), html("p", { id: "decisions-saved" }),
      scrolled("Table of the decisions about each cell", this.#table),
      html("p", { class: "note" }, BIASED), html("p", { id: "decisions-rule", class: "note" }));
    this.#root.hidden = true;
    parent.append(this.#root);
  }

  show(answer) {
    const { decisions } = answer;
    this.#root.hidden = decisions?.rule === undefined;
    if (this.#root.hidden) {
      return;
    }
    say(byId("decisions-sentence"), stoppedSentence(decisions));
    say(byId("decisions-saved"), savedSentence(decisions, answer));
    say(byId("decisions-rule"), decisions.rule.words);
    fillTable(this.#table.tBodies[0], decisionRows(decisions));
    const several = of => new Set(decisions.cells.map(of)).size > 1;
    this.#hide("Method", !several(cell => cell.method));
    this.#hide("Scorer", !several(cell => cell.scorer_id));
  }

  #hide(column, isHidden) {
    for (const row of this.#table.rows) {
      row.cells[COLUMNS.indexOf(column)].hidden = isHidden;
    }
  }
}
