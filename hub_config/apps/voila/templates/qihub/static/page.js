// The page of an app. The server writes into `qihub` what happens, while it sends the page.

import { render } from "./anywidget.js";
import { Connection } from "./connection.js";
import { Models } from "./models.js";

const LATE_MS = 25_000;

const models = new Models();
const find = (id) => document.getElementById(id); // the page may still be on its way

const offer = (words) => {
  find("first_text").textContent = words;
  find("first_text").hidden = find("first_again").hidden = false;
  find("first_again").onclick = () => location.reload();
};
const late = setTimeout(
  () => offer("This takes longer than it should. What you typed before is kept on this device."),
  LATE_MS,
);

const buffersOf = (texts) =>
  texts.map(
    (text) => new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer),
  );

const replace = (live) => {
  clearTimeout(late);
  live.hidden = false;
  find("first").remove();
};

const happened = {
  kernel({ base, kernel }) {
    models.connect(new Connection(base, kernel, (message) => models.hear(message)));
  },

  async widgets({ views, messages }) {
    const live = find("live");
    models.shown = views;
    models.hearPage(
      messages.map((message) => ({ ...message, buffers: buffersOf(message.buffers) })),
    );
    const drawn = views.map(async (id) => {
      const el = document.createElement("div");
      live.append(el);
      await render(await models.get_model(id), models, el);
    });
    const failed = (await Promise.allSettled(drawn)).filter(({ status }) => status === "rejected");
    for (const { reason } of failed) console.error(reason);
    if (failed.length) happened.failed();
    else replace(live);
  },

  // Widgets of other kinds are Voila's own front end's: it makes its own line, and draws in its own time.
  others() {
    models.connection.close();
    const seen = new MutationObserver(() => {
      if (!document.querySelector(".jupyter-widgets")) return;
      seen.disconnect();
      replace(find("rendered_cells"));
    });
    seen.observe(document.body, { childList: true, subtree: true });
  },

  failed() {
    clearTimeout(late);
    offer("This did not open. What you typed before is kept on this device.");
  },
};

const act = ([name, what]) => happened[name](what);
const before = window.qihub;
window.qihub = { push: act };
before.forEach(act);
