/** Pictures as buttons that open them in large, and the kinds that stand out as cards. */

import { html, keyed, say, set } from "./dom.js";
import { alphaText, count, counted, percent } from "./format.js";
import { liftInterval, liftText, scoreText, significance, traitsOf } from "./looking-words.js";
import { shownPicture } from "./looking-pictures.js";
import { showThumbnail, thumbnail } from "./thumbnail.js";

/** A row of pictures, each a button that opens it with the others of the row. */
export class PictureStrip {
  element;
  #dialog;
  #experiment;
  #pictures = [];

  constructor(dialog, kind = "pictures") {
    this.#dialog = dialog;
    this.element = html("div", { class: kind });
  }

  /** @param score by which a picture is captioned; none without */
  show(experiment, pictures, score) {
    this.#experiment = experiment;
    this.#pictures = pictures;
    keyed(this.element, pictures, {
      key: picture => `${picture.key}\n${picture.method}`,
      create: picture => this.#create(picture),
      update: (button, picture) => {
        const shown = shownPicture(experiment, picture);
        const words = score === undefined ? "" : scoreText(picture.score, score);
        showThumbnail(button.firstChild, shown.content, "");
        set(button, { "aria-label": `${describe(picture)}${score === undefined ? "" : `: ${score} ${words}`}`, title: describe(picture) });
        say(button.lastChild, words);
      },
    });
  }

  #create(picture) {
    const button = html("button", { type: "button" }, thumbnail(), html("span", { class: "score" }));
    button.addEventListener("click", () => {
      const place = this.#pictures.findIndex(one => one.key === picture.key && one.method === picture.method);
      this.#dialog.open(this.#pictures.map(one => ({ ...shownPicture(this.#experiment, one), words: describe(one) })), place,
        last => this.element.children[last]?.focus());
    });
    return button;
  }
}

export const describe = ({ pair, method, alpha, seed }) => `${pair}, ${method}, alpha ${alphaText(alpha)}, seed ${seed}`;

/** The kinds that stand out; the one that is shown on the map is pressed. */
export class KindCards {
  element = html("ol", { class: "kinds" });
  #dialog;
  #press;
  #strips = new WeakMap();

  /** @param press is told the place of the kind that is to be shown on the map */
  constructor(dialog, press) {
    this.#dialog = dialog;
    this.#press = press;
  }

  /**
   * @param pressed place of the kind that is shown on the map
   * @param shown the pictures of each kind, its middle one first
   */
  show(experiment, found, kinds, { pressed, shown }) {
    keyed(this.element, kinds, {
      key: kind => kind.medoid,
      create: () => this.#create(),
      update: (node, kind) => this.#update(node, { experiment, found, kind, pressed, pictures: shown[kinds.indexOf(kind)] }),
    });
  }

  #create() {
    const middle = new PictureStrip(this.#dialog, "middle"), near = new PictureStrip(this.#dialog, "near");
    const button = html("button", { type: "button" });
    const node = html("li", { class: "kind" }, middle.element,
      html("div", {}, html("h4", {}, html("span"), html("small")), html("p", { class: "traits" })),
      near.element, html("div", { class: "top" }, html("p", { class: "note" }), button));
    button.addEventListener("click", () => this.#press(node.place));
    this.#strips.set(node, { middle, near });
    return node;
  }

  #update(node, { experiment, found, kind, pressed, pictures: [first, ...others] }) {
    const { middle, near } = this.#strips.get(node), [, body, , last] = node.children;
    const [heading, traits] = body.children, [note, button] = last.children;
    node.place = kind.place;
    set(node, { class: `kind ${kind.lift < 0 ? "below" : "above"}` });
    middle.show(experiment, [first]);
    near.show(experiment, others);
    say(heading.firstChild, liftText(kind.lift, found.score));
    say(heading.lastChild, `${liftInterval(kind.interval95, found.score)}, ${significance(kind)}`);
    keyed(traits, traitsOf(kind), {
      key: trait => trait.words,
      create: trait => html("span", {}, `${trait.words} `, html("small")),
      update: (span, trait) => {
        set(span, { title: `${count(trait.inSlice)} of the ${count(trait.inAll)} pictures that have it` });
        say(span.lastChild, percent(trait.inSlice / kind.support));
      },
    });
    say(note, `Kind ${kind.place + 1}: ${counted(kind.support, "picture")} of ${counted(kind.pairs, "pair")}`);
    set(button, { "aria-pressed": pressed === kind.place, "aria-label": `Show kind ${kind.place + 1} on the map and all its pictures` });
    say(button, "On the map");
  }
}
