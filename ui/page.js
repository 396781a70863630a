// Gradio's chat keeps href and id, and drops handlers; so one listener serves all marks.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.ns-mark");
  if (!mark) return;
  event.preventDefault();
  const source = document.getElementById(mark.getAttribute("href").slice(1));
  if (!source) return;
  source.open = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  source.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "nearest" });
  source.querySelector("summary").focus({ preventScroll: true });
});

// A new question goes to the top of the chat, and its answer grows below it, until the reader scrolls.
(() => {
  let asked = 0;
  let follow = false;
  for (const kind of ["wheel", "touchmove", "keydown", "mousedown"]) {
    document.addEventListener(kind, (event) => { if (event.target.closest?.("#chat")) follow = false; }, { passive: true });
  }
  new MutationObserver(() => {
    for (const message of document.querySelectorAll("#chat [data-testid=user], #chat [data-testid=bot]")) {
      const name = message.dataset.testid === "user" ? "Your question" : "Answer"; // Gradio puts the message's markup here.
      if (message.getAttribute("aria-label") !== name) message.setAttribute("aria-label", name);
    }
    for (const list of document.querySelectorAll("#chat .examples[role=list]")) list.removeAttribute("role"); // of buttons
    const said = document.querySelectorAll("#chat .ns-said");
    if (said.length > asked) follow = true;
    asked = said.length;
    if (follow && asked) said[asked - 1].scrollIntoView({ block: "start" });
  }).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["aria-label", "role"],
  });
})();

// Enter while an answer still grows, or is just being stopped, ends it and asks the next question: Gradio alone would pass over it.
(() => {
  const SETTLE = 500; // milliseconds that Gradio takes to forget what it stopped, and to begin anew
  const seen = (id) => document.getElementById(id)?.offsetParent != null;
  const pause = () => new Promise((resolve) => { setTimeout(resolve, SETTLE); });
  let stopped = -Infinity;
  document.addEventListener("click", (event) => { if (event.target.closest("#stop")) stopped = performance.now(); });
  document.addEventListener("keydown", async (event) => {
    const box = event.target.closest?.("#question textarea");
    if (!box?.value.trim() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!seen("stop") && performance.now() - stopped > 2 * SETTLE) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const question = box.value;
    if (seen("stop")) document.getElementById("stop").click();
    for (let tries = 0; tries < 10 && box.value === question; tries += 1) {
      await pause();
      if (seen("ask")) document.getElementById("ask").click();
      await pause();
      if (seen("stop")) return;
    }
  }, { capture: true });
})();

// Copy the last answer as text, without its list of sources.
function copyAnswer(button) {
  const answers = document.querySelectorAll("#chat .ns-answer");
  const last = answers[answers.length - 1];
  if (!last) return;
  const kept = document.body.appendChild(Object.assign(document.createElement("div"), { className: "ns-offscreen" }));
  kept.append(last.cloneNode(true));
  kept.querySelectorAll(".ns-sources").forEach((part) => part.remove());
  navigator.clipboard.writeText(kept.innerText.trim());
  kept.remove();
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy the answer"; }, 1500);
}

// Save the chosen conversation as a file; the server gives it to the person whose it is.
function saveTalk() {
  const chosen = document.querySelector("#talks input:checked");
  if (chosen) location.assign(`/export/talk/${encodeURIComponent(chosen.value)}`);
}

// The server deletes what it keeps and ends the cookie; what this browser keeps goes too, and the page begins anew.
async function forgetMe() {
  await fetch("/forget", { method: "POST" });
  localStorage.clear();
  sessionStorage.clear();
  location.assign("/");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.id === "copy") copyAnswer(button);
  if (button?.id === "save") saveTalk();
  if (button?.id === "really") forgetMe();
});

// Gradio gives these no name of their own.
(() => {
  const names = [
    ["input[type=file]", "A file of this machine"],
    [".js-plotly-plot", "A picture; its words stand below it"],
    ["#tabs button.overflow-button, #tabs .overflow-menu > button", "More tabs"],
  ];
  new MutationObserver(() => {
    for (const [where, name] of names) {
      for (const part of document.querySelectorAll(where)) {
        if (part.getAttribute("aria-label") !== name) part.setAttribute("aria-label", name);
        if (where === ".js-plotly-plot" && !part.getAttribute("role")) part.setAttribute("role", "group");
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
