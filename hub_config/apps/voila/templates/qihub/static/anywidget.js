// Widgets that bring their own front end, run as anywidget's standard (AFM) says.

import { newId } from "./wire.js";

const kept = new Map();
const styles = new Set();

const once = (key, make) => {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key);
};

const isAddress = (text) => /^https?:\/\//.test(text);

const load = async (esm) => {
  const address = isAddress(esm)
    ? esm
    : URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  try {
    const { default: widget } = await import(address);
    return typeof widget === "function" ? await widget() : widget;
  } finally {
    if (address !== esm) URL.revokeObjectURL(address);
  }
};

const dress = (css) => {
  if (!css || styles.has(css)) return;
  styles.add(css);
  const el = document.createElement(isAddress(css) ? "link" : "style");
  if (isAddress(css)) Object.assign(el, { rel: "stylesheet", href: css });
  else el.textContent = css;
  document.head.append(el);
};

// What a widget may use of a model. Each user has listeners of its own, so that `off()` takes no others.
const modelFor = (model, models) => {
  const owner = {};
  return {
    get: (name) => model.get(name),
    set: (name, value) => model.set(name, value),
    save_changes: () => model.save_changes(),
    send: (content, callbacks, buffers) => model.send(content, callbacks, buffers),
    on: (name, act) => model.on(name, act, owner),
    off: (name, act) => model.off(name, act, owner),
    widget_manager: {
      get_model: async (id) => modelFor(await models.get_model(id), models),
      connection: models.connection,
    },
  };
};

const experimentalFor = (model) => ({
  invoke: (name, msg, { buffers = [], signal = AbortSignal.timeout(3_000) } = {}) =>
    new Promise((resolve, reject) => {
      const id = newId();
      const stop = () => model.off("msg:custom", hear);
      const hear = (content, answered) => {
        if (content.id !== id || content.kind !== "anywidget-command-response") return;
        stop();
        resolve([content.response, answered]);
      };
      signal.addEventListener("abort", () => {
        stop();
        reject(signal.reason);
      });
      model.on("msg:custom", hear);
      model.send({ id, kind: "anywidget-command", name, msg }, undefined, buffers);
    }),
});

const begin = async (model, models) => {
  const widget = await once(model.get("_esm"), () => load(model.get("_esm")));
  const ending = new AbortController();
  model.on("destroy", () => ending.abort());
  const end = await widget.initialize?.({
    model: modelFor(model, models),
    experimental: experimentalFor(model),
    signal: ending.signal,
  });
  ending.signal.addEventListener("abort", () => end?.());
  return { widget, signal: ending.signal };
};

export const render = async (model, models, el) => {
  dress(model.get("_css"));
  const { widget, signal } = await once(model, () => begin(model, models));
  const end = await widget.render?.({
    model: modelFor(model, models),
    el,
    experimental: experimentalFor(model),
    signal,
  });
  signal.addEventListener("abort", () => {
    end?.();
    el.remove();
  });
};
