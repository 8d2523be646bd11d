/** Brings a part of the page into view, and keeps it there while what stands above it is still being drawn. */

const FOLLOWED_MILLIS = 4000;
const ENDS = ["wheel", "touchmove", "keydown", "pointerdown"];
let stop = () => {};

/** Until somebody does something, or some seconds are over. */
export function bringIntoView(node) {
  stop();
  const observer = new ResizeObserver(() => node.scrollIntoView());
  const timer = setTimeout(() => end(), FOLLOWED_MILLIS);
  const listening = setTimeout(() => ENDS.forEach(name => addEventListener(name, end, { passive: true })));
  const end = stop = () => {
    clearTimeout(timer);
    clearTimeout(listening);
    observer.disconnect();
    ENDS.forEach(name => removeEventListener(name, end));
  };
  node.scrollIntoView();
  observer.observe(document.body);
}
