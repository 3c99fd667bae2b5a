// Drawings that the hub made. All the same nothing in them may run or lead anywhere.

import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "./html.js";

const NOT_STILL = /^(script|foreignObject|iframe|a|use|image|animate|set)$/i;

export const picture = (svg) => {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (root.localName !== "svg") return null;
  for (const el of [root, ...root.querySelectorAll("*")]) {
    if (NOT_STILL.test(el.localName)) el.remove();
    for (const { name } of [...el.attributes])
      if (/^on|href$/i.test(name)) el.removeAttribute(name);
  }
  // The box around it says all this; and browsers show a title under the mouse, over our own words.
  for (const name of ["role", "aria-labelledby"]) root.removeAttribute(name);
  for (const words of root.querySelectorAll(":scope > title, :scope > desc")) words.remove();
  return document.importNode(root, true);
};

export const Picture = ({ tag, svg, ...more }) => {
  const holder = useRef(null);
  useLayoutEffect(() => holder.current.replaceChildren(picture(svg) ?? ""), [svg]);
  return html`<${tag} ref=${holder} ...${more} />`;
};
