// What the sign-in pages and the "opening the workspace" page of JupyterHub need.
"use strict";

for (const box of document.querySelectorAll("[data-show]")) {
  box.addEventListener("change", () => {
    for (const input of document.querySelectorAll(box.dataset.show)) {
      input.type = box.checked ? "text" : "password";
      input.toggleAttribute("data-shown", box.checked);
    }
  });
}

const onThisComputer = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
if (location.protocol === "http:" && !onThisComputer) {
  for (const warning of document.querySelectorAll("[data-insecure]")) warning.hidden = false;
}

const spawn = document.querySelector("[data-spawn]");
if (spawn) {
  const find = (id) => document.getElementById(id);
  const events = new EventSource(spawn.dataset.progressUrl);
  events.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.progress !== undefined) find("progress-bar").value = event.progress;
    const words = event.message || "";
    if (words) {
      find("progress-message").textContent = words;
      const line = document.createElement("li");
      line.textContent = words;
      find("progress-log").append(line);
    }
    if (event.failed) {
      events.close();
      find("progress-failed").hidden = false;
      find("progress-details").open = true;
      find("refresh").hidden = false;
    }
    if (event.ready) {
      events.close();
      location.reload();
    }
  };
}

// JupyterHub's list of people has buttons that show only an icon; give them a name.
const people = document.getElementById("react-admin-hook");
if (people) {
  new MutationObserver(() => {
    for (const button of people.querySelectorAll(
      "[data-testid$=-collapse-button]:not([aria-label])",
    )) {
      button.removeAttribute("aria-controls"); // it names an element that is not there
      button.setAttribute(
        "aria-label",
        `Details of ${button.dataset.testid.replace("-collapse-button", "")}`,
      );
    }
  }).observe(people, { childList: true, subtree: true });
}
