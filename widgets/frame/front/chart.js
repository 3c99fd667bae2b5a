// A chart that the hub drew, and what its points say to a finger, a mouse or the arrow keys.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Picture } from "./clean_svg.js";
import { html } from "./html.js";
import { Button } from "./parts.js";

const REACH_PX = 44;
const NOWHERE = { at: -1, isChosen: false };

export const Chart = ({ spec, frame }) => {
  const { spots, buttons } = spec;
  // Chosen: tapped, not only passed over; what may be done here is offered.
  const [{ at, isChosen }, set] = useState(NOWHERE);
  const last = useRef(spots.length); // where the steps go on from when no point is shown
  const [el, figure, points, atEnd] = [useRef(null), useRef(null), useRef(null), useRef("")];
  const [[hasLeft, hasRight], setMore] = useState([false, false]);
  const spot = spots[at];
  if (spot) last.current = at;

  const say = (index, chosen = false) =>
    set({ at: index, isChosen: chosen && buttons.length > 0 && Boolean(spots[index]?.key) });
  const within = (index) => Math.max(0, Math.min(spots.length - 1, index));
  const step = (by) => say(within(last.current + by), true);
  const look = () => {
    const { scrollLeft, scrollWidth, clientWidth } = figure.current;
    setMore([scrollLeft > 8, scrollLeft + clientWidth < scrollWidth - 8]);
  };
  const scroll = (by) =>
    figure.current.scrollBy({ left: by * figure.current.clientWidth * 0.8, behavior: "smooth" });
  const leave = ({ relatedTarget }) => el.current.contains(relatedTarget) || say(-1);

  const drawn = useMemo(() => JSON.stringify(spec), [spec]);
  useLayoutEffect(() => {
    last.current = Math.min(last.current, spots.length);
    set(NOWHERE);
  }, [drawn]);
  // The newest points are what people come for: a chart that is wider than the screen begins there.
  useLayoutEffect(() => {
    const { scrollWidth, clientWidth } = figure.current;
    const end = spots.length ? scrollWidth : 0; // without points it is no chart over time
    const place = spot ? spot.across * points.current.clientWidth - clientWidth / 2 : end;
    if (scrollWidth > clientWidth && (spot || atEnd.current !== drawn)) {
      figure.current.scrollLeft = place;
      atEnd.current = drawn;
    }
    look();
  }, [drawn, at]);

  // The bubble's buttons stand after the points, so that Tab leads to them.
  // On a phone the chart is wider than the screen and scrolls.
  return html`
    <div class="qi-charted" ref=${el} onFocusOut=${leave}>
      <div class="qi-window">
        <div class="qi-figure" role="region" aria-label="Chart" ref=${figure} onScroll=${look}>
          <div class="qi-chart">
            <${Picture} tag="div" svg=${spec.svg} role="img" aria-label=${spec.label} />
            <${Points} points=${points} spots=${spots} at=${at} isChosen=${isChosen} say=${say} />
            <i class="qi-spot" hidden=${!spot} style=${spot && placeOf(spot)} />
            <${Bubble} spot=${spot} say=${say} points=${points}>
              ${
                isChosen &&
                buttons.map(
                  (button) => html`
                    <${Button} spec=${{ ...button, value: spot.key }} frame=${frame} look="is-small" />`,
                )
              }
            <//>
          </div>
        </div>
        <button type="button" class="qi-more is-left" hidden=${!hasLeft}
          aria-label=${spots.length ? "Earlier points" : "More to the left"}
          onClick=${() => scroll(-1)}><span aria-hidden="true">‹</span></button>
        <button type="button" class="qi-more is-right" hidden=${!hasRight}
          aria-label=${spots.length ? "Later points" : "More to the right"}
          onClick=${() => scroll(1)}><span aria-hidden="true">›</span></button>
      </div>
      <${Steps} spot=${spot} step=${step} isHidden=${!spots.length} />
      <${Icons} icons=${spec.icons} />
    </div>`;
};

const placeOf = ({ across, down }) => ({ left: `${across * 100}%`, top: `${down * 100}%` });

const nearest = (spots, event) => {
  const box = event.currentTarget.getBoundingClientRect();
  const far = (spot) => Math.abs(spot.across * box.width - event.clientX + box.left);
  const closer = (one, spot, index) => (one < 0 || far(spot) < far(spots[one]) ? index : one);
  const best = spots.reduce(closer, -1);
  return best >= 0 && far(spots[best]) <= REACH_PX ? best : -1;
};

const Points = ({ points, spots, at, isChosen, say }) => {
  const last = spots.length - 1;
  const moves = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    Home: 0,
    End: last,
  };
  const press = (event) => {
    if (event.key === "Escape") say(-1);
    if (event.key === "Enter" && at >= 0) say(at, true);
    if (!(event.key in moves)) return;
    event.preventDefault();
    say(Math.max(0, Math.min(last, moves[event.key])));
  };
  const pass = (event) => event.pointerType === "mouse" && !isChosen && say(nearest(spots, event));
  const arrive = () => at < 0 && points.current.matches(":focus-visible") && say(last);
  const shown = at < 0 ? last : at;
  return html`
    <div class="qi-spots" ref=${points} hidden=${!spots.length} role="slider" tabindex="0"
      aria-label="Points of the chart" aria-valuemin="1" aria-valuemax=${spots.length}
      aria-valuenow=${shown + 1} aria-valuetext=${spots[shown]?.words ?? ""}
      onKeyDown=${press} onClick=${(event) => say(nearest(spots, event), true)}
      onPointerMove=${pass} onFocus=${arrive} />`;
};

const Bubble = ({ spot, say, points, children }) => {
  const close = (event) => {
    if (event.key !== "Escape") return;
    say(-1);
    points.current.focus();
  };
  // Toward the middle, whichever side the point is on.
  const shift = spot?.down < 0.5 ? "18px" : "calc(-100% - 18px)";
  const transform = `translate(${-spot?.across * 100}%, ${shift})`;
  return html`
    <div class="qi-bubble ${children ? "has-offers" : ""}" hidden=${!spot} onKeyDown=${close}
      style=${spot && { ...placeOf(spot), transform }}>
      <p>${spot?.words}</p><div class="qi-row">${children}</div>
    </div>`;
};

// Where points lie closer than a finger is wide: one at a time.
const Steps = ({ spot, step, isHidden }) => html`
  <div class="qi-steps" role="group" aria-label="One point at a time" hidden=${isHidden}>
    <button type="button" class="qi-button is-small" aria-label="The point before"
      onClick=${() => step(-1)}>‹</button>
    <output>${spot ? spot.words.split(" – ")[0] : "Tap a point, or go from one to the next"}</output>
    <button type="button" class="qi-button is-small" aria-label="The next point"
      onClick=${() => step(1)}>›</button>
  </div>`;

const Icons = ({ icons }) => html`
  <ul class="qi-icons" hidden=${!icons.length}>
    ${icons.map(
      ({ svg, words }) => html`
        <li><${Picture} tag="span" svg=${svg} aria-hidden="true" />${words}</li>`,
    )}
  </ul>`;
