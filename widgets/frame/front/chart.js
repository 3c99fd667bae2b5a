// A chart that the hub drew, and what its points say to a finger, a mouse or the arrow keys.

const REACH_PX = 44;

// The picture is the hub's own; all the same nothing in it may run or lead anywhere.
const picture = (svg) => {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (root.localName !== "svg") return null;
  for (const el of [root, ...root.querySelectorAll("*")]) {
    if (/^(script|foreignObject|iframe|a|use|image|animate|set)$/i.test(el.localName)) el.remove();
    for (const { name } of [...el.attributes]) if (/^on|href$/i.test(name)) el.removeAttribute(name);
  }
  // The box around it says all this; and browsers show a title under the mouse, over our own words.
  for (const name of ["role", "aria-labelledby"]) root.removeAttribute(name);
  for (const words of root.querySelectorAll(":scope > title, :scope > desc")) words.remove();
  return document.importNode(root, true);
};

const chartPart = (spec, frame) => {
  let { svg, spots, buttons } = spec;
  let at = -1;
  let stepped = spots.length; // where the steps go on from when no point is shown
  let isChosen = false; // tapped, not only passed over: what may be done here is offered
  const drawn = h("div", { role: "img", "aria-label": spec.label });
  const ring = h("i", { class: "qi-spot", hidden: true });
  const words = h("p");
  const offers = h("div", { class: "qi-row" });
  const bubble = h("div", { class: "qi-bubble", hidden: true }, words, offers);
  const spotsOf = h("div", { class: "qi-spots", role: "slider", tabindex: "0", "aria-label": "Points of the chart" });
  const chart = h("div", { class: "qi-chart" }, drawn, spotsOf, ring, bubble);
  // On a phone the chart is wider than the screen and scrolls.
  const figure = h("div", { class: "qi-figure", role: "region", "aria-label": "Chart" }, chart);
  // Where points lie closer than a finger is wide: one at a time.
  const told = h("output", {});
  const stepper = (by, name, sign) =>
    h("button", { type: "button", class: "qi-button is-small", "aria-label": name, onclick: () => step(by) }, sign);
  const steps = h("div", { class: "qi-steps", role: "group", "aria-label": "One point at a time" },
    stepper(-1, "The point before", "‹"), told, stepper(1, "The next point", "›"));
  const icons = h("ul", { class: "qi-icons" });
  const el = h("div", { class: "qi-charted" }, figure, steps, icons);

  const say = (index, chosen = false) => {
    [at, isChosen] = [index, chosen && buttons.length > 0 && Boolean(spots[index]?.key)];
    const spot = spots[at];
    ring.hidden = bubble.hidden = !spot;
    told.textContent = spot ? "" : "Tap a point, or go from one to the next";
    if (!spot) return;
    told.textContent = spot.words.split(" – ")[0];
    stepped = at;
    spotsOf.setAttribute("aria-valuenow", at + 1);
    spotsOf.setAttribute("aria-valuetext", spot.words);
    words.textContent = spot.words;
    bubble.classList.toggle("has-offers", isChosen);
    offers.replaceChildren(
      ...(isChosen ? buttons.map((button) => buttonOf({ ...button, value: spot.key }, frame, "is-small")) : []),
    );
    const [left, top] = [`${spot.across * 100}%`, `${spot.down * 100}%`];
    Object.assign(ring.style, { left, top });
    // Toward the middle, whichever side the point is on.
    const shift = spot.down < 0.5 ? "18px" : "calc(-100% - 18px)";
    Object.assign(bubble.style, { left, top, transform: `translate(${-spot.across * 100}%, ${shift})` });
    if (figure.scrollWidth > figure.clientWidth)
      figure.scrollLeft = spot.across * chart.clientWidth - figure.clientWidth / 2;
  };
  const step = (by) => say(Math.max(0, Math.min(spots.length - 1, stepped + by)), true);
  const nearest = (event) => {
    const box = chart.getBoundingClientRect();
    const far = (spot) => Math.abs(spot.across * box.width - event.clientX + box.left);
    const best = spots.reduce((one, spot, index) => (one < 0 || far(spot) < far(spots[one]) ? index : one), -1);
    return best >= 0 && far(spots[best]) <= REACH_PX ? best : -1;
  };
  const moves = {
    ArrowLeft: () => at - 1,
    ArrowDown: () => at - 1,
    ArrowRight: () => at + 1,
    ArrowUp: () => at + 1,
    Home: () => 0,
    End: () => spots.length - 1,
  };
  spotsOf.addEventListener("keydown", (event) => {
    if (event.key === "Escape") say(-1);
    if (event.key === "Enter" && at >= 0) say(at, true);
    if (!moves[event.key]) return;
    event.preventDefault();
    say(Math.max(0, Math.min(spots.length - 1, moves[event.key]())));
  });
  spotsOf.addEventListener("click", (event) => say(nearest(event), true));
  spotsOf.addEventListener("pointermove", (event) => event.pointerType === "mouse" && !isChosen && say(nearest(event)));
  spotsOf.addEventListener("focus", () => at < 0 && spotsOf.matches(":focus-visible") && say(spots.length - 1));
  bubble.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    say(-1);
    spotsOf.focus();
  });
  // Its buttons stand after the points, so that Tab leads to them.
  el.addEventListener("focusout", ({ relatedTarget }) => el.contains(relatedTarget) || say(-1));

  const update = (next) => {
    if (!drawn.firstChild || next.svg !== svg) drawn.replaceChildren(picture(next.svg) ?? "");
    ({ svg, spots, buttons } = next);
    drawn.setAttribute("aria-label", next.label);
    icons.hidden = !next.icons.length;
    icons.replaceChildren(...next.icons.map((icon) =>
      h("li", {}, h("span", { "aria-hidden": "true" }, picture(icon.svg)), icon.words)));
    spotsOf.hidden = steps.hidden = !spots.length;
    stepped = Math.min(stepped, spots.length);
    const last = spots.length;
    for (const [name, value] of [["min", 1], ["max", last], ["now", last]])
      spotsOf.setAttribute(`aria-value${name}`, value);
    spotsOf.setAttribute("aria-valuetext", spots[last - 1]?.words ?? "");
    say(-1);
  };
  update(spec);
  return { el, update };
};
