// A turn of the dial is tried at once: the same form, sent without leaving the page.
const form = document.getElementById("turn");
let running = null;

async function turn() {
  running?.abort();
  running = new AbortController();
  const result = document.getElementById("result");
  result.classList.add("busy");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      signal: running.signal,
      headers: { Accept: "text/html" },
    });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("result");
    if (!made) return form.submit(); // a problem, or the door: the server's own page says it
    result.replaceChildren(...made.childNodes);
    // The figures alone are read aloud: the whole result would be too much.
    const numbers = document.getElementById("numbers") ?? result;
    document.getElementById("told").textContent = numbers.textContent.replace(/\s+/g, " ");
  } catch (problem) {
    if (problem.name !== "AbortError") return form.submit();
    return;
  }
  result.classList.remove("busy");
}

form.addEventListener("change", turn);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  turn();
});
