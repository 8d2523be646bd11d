/** Says to screen readers what matters: a verdict that changes. Figures that only move are not announced. */

import { byId, say } from "./dom.js";
import { headline } from "./headline.js";

const MOST_SINGLY = 3;

export class Announcer {
  #question;
  #outcomes = new Map();
  #claims = "";

  /** Announces what has changed since the last rows of the same experiment, scorers and method. */
  look(question, rows, series) {
    const outcomes = new Map(rows.filter(row => row.verdict !== undefined).map(row => [row.key, row]));
    const claims = series.map(one => headline(one).claim).join(" ");
    if (question === this.#question) {
      const changed = [...outcomes.values()].filter(row =>
        this.#outcomes.has(row.key) && this.#outcomes.get(row.key).outcome !== row.outcome);
      const news = [];
      if (claims !== this.#claims) {
        news.push(claims);
      }
      if (changed.length > MOST_SINGLY) {
        news.push(`${changed.length} verdicts have changed.`,
          ...series.filter(one => one.decided === undefined).map(one => one.verdicts.sentence));
      } else {
        news.push(...changed.map(row => `${row.category}, alpha ${row.alpha}: ${row.outcome}.`));
      }
      if (news.length > 0) {
        this.tell(news.join(" "));
      }
    }
    this.#question = question;
    this.#outcomes = outcomes;
    this.#claims = claims;
  }

  tell(text) {
    say(byId("announcements"), text);
  }
}
