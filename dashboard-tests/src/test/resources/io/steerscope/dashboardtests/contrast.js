/** Texts below 4.5 : 1 (large ones 3 : 1) and marks below 3 : 1 against what is behind them, by WCAG 2.2. */
() => {
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const parse = colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const opaque = colour => parse(colour).length === 3 || parse(colour)[3] === 1;
  const behind = node => {
    for (let at = node; at !== null; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (at instanceof HTMLElement && opaque(colour)) {
        return parse(colour);
      }
    }
    return [255, 255, 255];
  };
  const ratio = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const shown = node => node.checkVisibility({ visibilityProperty: true }) && node.closest(".unseen, .skip") === null;
  const bad = [];
  for (const node of document.querySelectorAll("body *")) {
    const words = [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim() !== "");
    if (!words || !shown(node) || node.localName === "option" || node.localName === "title") {
      continue;
    }
    const style = getComputedStyle(node);
    const colour = parse(node instanceof SVGElement ? style.fill : style.color);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const found = ratio(colour, behind(node));
    if (found < (large ? 3 : 4.5)) {
      bad.push(`${found.toFixed(2)} ${node.localName}.${node.getAttribute("class")}: ${node.textContent.trim().slice(0, 40)}`);
    }
  }
  for (const node of document.querySelectorAll("#forest-plot .mark, #forest-plot .sequence, .bars, .histogram .box, .histogram .median, path.mean, .bar.done, .tick.zero line, .point .mark, .unsteered .mark, .paths .path, .paths .limit, .paths .heads, .dot .mark")) {
    const style = getComputedStyle(node);
    const colour = style.fill !== "none" && !node.matches(".sequence, line, .mark") ? style.fill : style.stroke;
    const found = ratio(parse(node instanceof HTMLElement ? style.backgroundColor : colour), behind(node.parentElement));
    if (shown(node) && found < 3) {
      bad.push(`${found.toFixed(2)} mark ${node.getAttribute("class") ?? node.parentElement.getAttribute("class")}`);
    }
  }
  return [...new Set(bad)];
}
