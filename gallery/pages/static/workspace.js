// Opens the team's workspace and moves on to it by itself.
"use strict";

(() => {
  const main = document.querySelector("[data-workspace]");
  const bar = document.getElementById("bar");
  const words = document.getElementById("words");
  const problem = document.getElementById("problem");
  const again = document.getElementById("again");
  const address = main.dataset.workspace;
  const pause = 300; // of each look: what is ready is opened at once
  const tooLong = 150;
  const began = Date.now();
  let usual = 5;
  let doing = "The team’s notebooks are being opened.";
  let started = false;

  const seconds = () => Math.round((Date.now() - began) / 1000);

  function fail(sentence) {
    problem.textContent = sentence;
    problem.hidden = false;
    again.hidden = false;
    words.textContent = "Nothing is lost: the notebooks are kept.";
    bar.hidden = true;
  }

  function tell() {
    // The bar follows the usual time and waits just before its end: nobody knows the rest.
    bar.value = 95 * (1 - Math.exp((-2 * (Date.now() - began)) / 1000 / usual));
    const usually =
      seconds() < 2 * usual
        ? `It usually takes ${usual} seconds.`
        : "It takes longer than usual today.";
    const sentence = `${doing} ${usually} ${seconds()} so far.`;
    if (words.textContent !== sentence) words.textContent = sentence; // it is read out when it changes
  }

  async function ask(method) {
    const headers = { Accept: "application/json", "X-QIHub-CSRF": main.dataset.csrf };
    const answer = await fetch(address, { method, headers });
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok)
      throw new Error(body.error || "The hub does not answer. Try again in a minute.");
    return body;
  }

  async function step() {
    try {
      const state = await ask(started ? "GET" : "POST");
      if (state.status === "ready") {
        bar.value = 100;
        words.textContent = "It is ready. The notebooks come next.";
        location.replace(state.url);
        return;
      }
      if (started && state.status === "off") {
        return fail(
          "The workspace did not start. Try once more; if it fails again, tell whoever runs this hub.",
        );
      }
      if (!started && state.is_new) {
        usual = 10;
        doing = "The notebooks are being filled in with your project, this once.";
      }
      started = true;
    } catch (error) {
      return fail(
        error instanceof TypeError
          ? "The network is away. Try again when it is back."
          : error.message,
      );
    }
    if (seconds() > tooLong)
      return fail("The workspace does not come up. Tell whoever runs this hub.");
    tell();
    setTimeout(step, pause);
  }

  step();
})();
