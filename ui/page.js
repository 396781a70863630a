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
