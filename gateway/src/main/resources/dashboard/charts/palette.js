const SERIES = 8;

/** The colours of the tokens as they are now, light or dark, for the canvas that cannot read style sheets. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    series: Array.from({ length: SERIES }, (_, i) => colour(`series-${i + 1}`)),
    tones: { good: colour("series-1"), bad: colour("bad") },
    ink: colour("ink-2"),
    faint: colour("ink-3"),
    line: colour("line"),
    panel: colour("panel"),
    strong: colour("line-strong"),
    font: colour("font"),
  };
}

export const darkMode = matchMedia("(prefers-color-scheme: dark)");
