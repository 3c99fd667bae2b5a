// Plain mode: larger type, plainer words, kept on this device for whoever holds it.

import { useLayoutEffect, useState } from "preact/hooks";
import { html } from "./html.js";

const PLAIN_COOKIE = "qihub_plain"; // the pages of the hub read it too
const A_YEAR = 31_536_000;

const isPlain = () => document.cookie.split("; ").includes(`${PLAIN_COOKIE}=1`);
const keepPlain = (on) => {
  document.cookie = `${PLAIN_COOKIE}=${on ? 1 : 0}; path=/; max-age=${A_YEAR}; samesite=lax`;
};

export const PlainSwitch = ({ frame }) => {
  const [on, setOn] = useState(isPlain);
  const tell = (isOn) => frame.connection.send({ type: "plain", on: isOn });
  useLayoutEffect(() => void frame.el.classList.toggle("qi-plain", on), [on]);
  useLayoutEffect(() => {
    if (on !== frame.model.get("plain")) tell(on); // the device changed its mind elsewhere
  }, []);
  const press = () => {
    keepPlain(!on);
    frame.typing.flush();
    setOn(!on);
    tell(!on);
  };
  return html`
    <button type="button" class="qi-plain-switch" aria-pressed=${String(on)} onClick=${press}>
      ${on ? "Leave plain mode" : "Plain mode"}
    </button>`;
};
