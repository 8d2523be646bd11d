/** One image in large beside others, with everything that is known of it. The address of the page names it while it is open. */

import { keep, kept, notThere, returned } from "./address.js";
import { ask, relative, Unanswered } from "./api.js";
import { byId, html, offer, say, set } from "./dom.js";
import { alphaText } from "./format.js";
import { Beside, BESIDE, besidesOf, itemsOfPair } from "./image-beside.js";
import { factsOf } from "./image-facts.js";
import { fileName, isSame, linkOf, placeOf } from "./image-link.js";
import { alternative } from "./prompts.js";

export class ImageDialog {
  #dialog = byId("image-dialog");
  #images = [];
  #place = 0;
  #link;
  #image;
  #items = [];
  #closed = () => {};
  #isOwnStep = false;
  #experiment;
  #strip = new Beside(link => this.#showLink(link));
  #heading = html("h2", { id: "image-heading", tabindex: -1 });
  #facts = html("div", { class: "facts" });
  #previous = html("button", { type: "button" }, "← Previous");
  #next = html("button", { type: "button" }, "Next →");
  #beside = html("select", { id: "image-beside" });
  #tools = html("p", { class: "tools" });
  #copy = html("button", { type: "button" }, "Copy link");
  #address = html("input", { type: "text", readonly: "", "aria-label": "Link to this image", hidden: true });
  #json = html("a", {}, "JSON");
  #file = html("a", {}, "Download");

  constructor() {
    const close = html("button", { type: "button" }, "Close");
    close.addEventListener("click", () => this.#dialog.close());
    this.#previous.addEventListener("click", () => this.#move(-1));
    this.#next.addEventListener("click", () => this.#move(1));
    this.#copy.addEventListener("click", () => this.#copyLink());
    this.#beside.addEventListener("change", () => {
      this.#beside.dataset.wanted = this.#beside.value;
      keep({ large: this.#beside.value }, { replaces: true });
      this.#draw();
    });
    this.#tools.append(this.#copy, this.#address, this.#json, this.#file);
    const form = html("form", { "aria-label": "What stands beside the image" }, html("label", {}, "Beside it ", this.#beside));
    form.addEventListener("submit", event => event.preventDefault());
    this.#dialog.append(
      html("div", { class: "top" }, this.#heading, html("div", { class: "buttons" }, this.#previous, this.#next, close)),
      html("div", { class: "top" }, form, this.#tools),
      html("div", { class: "image" }, this.#strip.element, this.#facts));
    this.#dialog.addEventListener("keydown", event => this.#key(event));
    this.#dialog.addEventListener("click", event => {
      if (event.target === this.#dialog) {
        this.#dialog.close();
      }
    });
    this.#dialog.addEventListener("close", () => this.#leave());
    returned(() => this.#return());
  }

  /**
   * Opens one of the images.
   *
   * @param images link to the answer and words of each
   * @param closed is told the place of the image that was shown last
   */
  open(images, place, closed) {
    this.#isOwnStep = true;
    this.#open(images, place, closed);
  }

  /** Opens the image that the address of the page names, once for every experiment. */
  restore(experiment) {
    if (this.#experiment !== experiment) {
      this.#experiment = experiment;
      this.#return();
    }
  }

  #open(images, place, closed) {
    this.#images = images;
    this.#closed = closed;
    this.#beside.dataset.wanted = kept("large") ?? "";
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#show(place);
    this.#heading.focus();
  }

  /** Shows what the address names: nothing, the image that is shown, or another. */
  #return() {
    const name = kept("image"), link = name === undefined ? undefined : linkOf(this.#experiment ?? "", name);
    notThere("image", name !== undefined && link === undefined ? `“${name}” is no image: pair/method/alpha/seed.` : "");
    if (link === undefined) {
      this.#isOwnStep = false;
      this.#dialog.close();
    } else if (this.#experiment !== undefined && !(this.#dialog.open && isSame(link, this.#link))) {
      this.#isOwnStep = false;
      this.#open([{ link, words: name }], 0, () => {});
    }
  }

  /** Closing takes the image out of the address: by going back where opening it was a step. */
  #leave() {
    this.#link = undefined;
    if (kept("image") !== undefined) {
      if (this.#isOwnStep) {
        history.back();
      } else {
        keep({ image: undefined, large: undefined }, { replaces: true });
      }
    }
    this.#closed(this.#place);
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined && !event.target.matches("input, select")) {
      event.preventDefault();
      this.#move(step);
    }
  }

  #move(step) {
    this.#show(Math.max(0, Math.min(this.#images.length - 1, this.#place + step)));
  }

  /** Shows an image of the list, or one beside it, from which the list goes on as before. */
  #showLink(link) {
    const place = this.#images.findIndex(image => isSame(image.link, link));
    this.#show(place < 0 ? this.#place : place, link);
  }

  async #show(place, link = this.#images[place].link) {
    const { words } = this.#images[place];
    const isFirst = this.#link === undefined;
    this.#place = place;
    this.#link = link;
    keep({ ...placeOf(link) }, { replaces: !(isFirst && this.#isOwnStep) });
    this.#ends();
    this.#address.hidden = true;
    say(this.#copy, "Copy link");
    set(this.#json, { href: relative(link) });
    try {
      const image = await ask(relative(link));
      if (link !== this.#link) {
        return;
      }
      this.#image = { ...image, link };
      say(this.#heading, `${image.pair_id}, alpha ${alphaText(image.alpha)}, seed ${image.seed}`);
      if (this.#items[0]?.pair_id !== image.pair_id) {
        this.#items = [];
      }
      this.#draw();
      this.#items = await itemsOfPair(image);
      if (link === this.#link) {
        this.#draw();
        this.#goOnWithPair();
      }
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      if (link === this.#link) {
        say(this.#heading, words);
        this.#strip.element.replaceChildren();
        this.#beside.parentElement.hidden = this.#file.hidden = true;
        this.#facts.replaceChildren(html("p", { class: "trouble" }, `${failure.message}.`));
      }
    }
  }

  #draw() {
    const image = this.#image;
    offer(this.#beside, besidesOf(this.#items), kind => BESIDE[kind]);
    if ([...this.#beside.options].some(option => option.value === this.#beside.dataset.wanted)) {
      this.#beside.value = this.#beside.dataset.wanted;
    }
    this.#beside.parentElement.hidden = this.#beside.options.length < 2;
    this.#strip.show(image, this.#beside.value, this.#items);
    this.#strip.element.parentElement.classList.toggle("wide", this.#strip.element.children.length > 1);
    this.#facts.replaceChildren(...factsOf(image));
    this.#file.hidden = image.content === undefined;
    set(this.#file, { href: image.content === undefined ? undefined : relative(image.content), download: fileName(image) });
  }

  /** An image that the address named stands alone: it is followed by the others of its pair and method. */
  #goOnWithPair() {
    if (this.#images.length > 1) {
      return;
    }
    const [{ scorer_id: scorer } = {}] = this.#image.scores;
    const images = this.#items.filter(item => item.method === this.#image.method && (scorer === undefined || item.scorer_id === scorer))
      .flatMap(item => item.seeds.map(seed => ({ link: seed.image, words: alternative(item, item.alpha, seed.seed) })));
    const place = images.findIndex(image => isSame(image.link, this.#link));
    if (place >= 0) {
      this.#images = images;
      this.#place = place;
      this.#ends();
    }
  }

  #ends() {
    this.#previous.setAttribute("aria-disabled", this.#place === 0);
    this.#next.setAttribute("aria-disabled", this.#place === this.#images.length - 1);
  }

  /** Copies the address; where a browser does not let the page do so, it is there to be copied. */
  async #copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      say(this.#copy, "Copied");
    } catch {
      this.#address.value = location.href;
      this.#address.hidden = false;
      this.#address.select();
    }
  }
}
