// A draft is checked as it is typed. Nothing is sent but to /v1/check, nothing kept but in this tab.
const byId = (id) => document.getElementById(id);
const page = JSON.parse(byId("page").textContent);
const { words, charters, limits } = page;
const text = byId("text");
const PAUSE = 250;
const RETRY = 4000;
const KEPT = "balise-draft";
const RANK = { suggestion: 1, caution: 2, serious: 3 };

let findings = [];
let judged = "";
let timer = 0;
let running = null;
let undo = null;

const say = (form, values) => form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const chosen = (id) => byId(id)?.value ?? "";
const charter = () => chosen("charter") || page.charter;

// ---- Checking

function changed() {
  sessionStorage.setItem(KEPT, text.value);
  move(judged, text.value);
  judged = text.value;
  if (undo && text.value !== undo.after) hideToast();
  paint();
  count();
  later(PAUSE);
}

function later(wait) {
  clearTimeout(timer);
  running?.abort();
  timer = setTimeout(check, wait);
}

async function check() {
  const written = text.value;
  for (const id of ["ask", "copy"]) byId(id).disabled = !written.trim();
  if (!written.trim()) return rest();
  running = new AbortController();
  byId("said").classList.add("busy");
  try {
    const report = await asked("/v1/check?offsets=utf16", draft(), running.signal);
    if (written === text.value) show(report);
  } catch (problem) {
    if (problem.name !== "AbortError") failed(problem);
  } finally {
    byId("said").classList.remove("busy");
  }
}

const draft = () => ({ text: text.value, charter: charter(), channel: chosen("channel") || null });

async function asked(path, body, signal, headers = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
    signal,
  });
  if (answer.ok) return answer.json();
  const code = (await answer.json().catch(() => ({}))).type?.split("/").pop() ?? "";
  throw Object.assign(new Error(code), { code, wait: Number(answer.headers.get("Retry-After")) });
}

function failed({ code, wait }) {
  const said = {
    "too-many-requests": words.slow_down,
    "text-too-long": words.too_long,
    "not-authenticated": words.signed_out,
    undefined: words.offline,
  };
  headline("", said[code] ?? words.wrong, "");
  if (code === "not-authenticated") byId("reason").append(door());
  if (code === undefined || wait) later(wait ? wait * 1000 : RETRY);
}

// Findings follow the text while it changes, until the next answer; those that were edited go.
function move(before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const shift = after.length - before.length;
  for (const finding of findings) {
    if (finding.end <= head) continue;
    if (finding.start < before.length - tail) finding.gone = true;
    finding.start += shift;
    finding.end += shift;
  }
  [...byId("findings").children].forEach((li, i) => li.classList.toggle("gone", findings[i].gone));
}

// ---- Showing

function rest() {
  findings = [];
  byId("notes").replaceChildren();
  byId("findings").replaceChildren();
  byId("jump").hidden = true;
  byId("mend").hidden = true;
  headline("", words.ready, words.ready_more);
  paint();
}

function show(report) {
  findings = report.findings;
  const worst = findings.reduce((w, f) => (RANK[f.severity] > (RANK[w] ?? 0) ? f.severity : w), "");
  const told = { 0: words.well, 1: words.one }[findings.length];
  const calm = findings.length || !report.complete ? worst : "good";
  headline(
    calm,
    report.complete || findings.length ? told ?? say(words.many, { n: findings.length }) : words.incomplete,
    words[report.route] ?? "",
  );
  byId("notes").replaceChildren(...report.notes.map(note));
  byId("findings").replaceChildren(...findings.map(card));
  byId("mend").hidden = !findings.length;
  const jump = byId("jump");
  jump.hidden = !findings.length;
  jump.textContent = findings.length === 1 ? words.jump_one : say(words.jump_many, { n: findings.length });
  paint();
}

// The live region is touched only where its words change, or a screen reader would repeat itself.
function headline(lamp, title, reason) {
  byId("lamp").className = `lamp ${lamp}`;
  for (const [id, words] of [["headline", title], ["reason", reason]]) {
    if (byId(id).textContent !== words) byId(id).textContent = words;
  }
}

function door() {
  const link = document.createElement("a");
  link.href = "/sign-in";
  link.textContent = words.sign_in;
  return link;
}

function note({ id, message }) {
  const said = document.createElement("p");
  const tones = { incomplete: "told wrong", "second-look": "told", protected: "told right" };
  said.className = tones[id.split("/")[0]] ?? "told good";
  said.textContent = message;
  return said;
}

function card(finding, index) {
  const made = byId("finding").content.cloneNode(true).firstElementChild;
  const fill = (part, words) => {
    made.querySelector(part).textContent = words;
    made.querySelector(part).hidden = !words;
  };
  const article = charters[charter()]?.[finding.article];
  made.classList.add(finding.severity);
  fill("b", words.severity[finding.severity]);
  fill(".article", article?.title ?? finding.article);
  fill(".sure", words.confidence[finding.confidence] ?? "");
  fill(".passage", finding.text || words.whole);
  fill(".message", finding.message);
  fill(".why", finding.why === finding.message ? "" : finding.why);
  fill(".rule-text", article?.text ?? "");
  made.querySelector("details").hidden = !article?.text;
  made.querySelector(".read-more").href = `/charters/${encodeURIComponent(charter())}#article-${finding.article}`;
  const passage = made.querySelector(".passage");
  passage.title = words.passage;
  passage.addEventListener("click", () => select(finding));
  made.addEventListener("pointerenter", () => activate(index));
  made.addEventListener("focusin", () => activate(index));
  made.addEventListener("pointerleave", () => activate(-1));
  made.querySelector(".instead").append(...ways(finding));
  return made;
}

function ways(finding) {
  if (finding.start === finding.end) return [];
  return finding.suggestions.map((suggestion) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = suggestion ? say(words.instead, { words: suggestion }) : words.delete;
    button.addEventListener("click", () => apply(finding, suggestion));
    return button;
  });
}

function paint(active = -1) {
  const written = text.value;
  const cuts = new Set([0, written.length]);
  const standing = findings.filter((f) => !f.gone);
  for (const { start, end } of standing) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  const parts = places.slice(1).map((end, i) => piece(written, places[i], end, standing, findings[active]));
  // A last line that is empty has no height of its own.
  byId("marks").replaceChildren(...parts, document.createTextNode("\n\u200b"));
}

function piece(written, start, end, standing, active) {
  const words = document.createTextNode(written.slice(start, end));
  const over = standing.filter((f) => f.start <= start && end <= f.end);
  if (!over.length) return words;
  const mark = document.createElement("mark");
  mark.className = over.map((f) => f.severity).sort((a, b) => RANK[b] - RANK[a])[0];
  if (over.includes(active)) mark.classList.add("active");
  mark.append(words);
  return mark;
}

function activate(index) {
  [...byId("findings").children].forEach((li, i) => li.classList.toggle("active", i === index));
  paint(index);
}

function atCaret() {
  if (document.activeElement !== text || !findings.length) return;
  const at = text.selectionStart;
  activate(findings.findIndex((f) => !f.gone && f.start < f.end && f.start <= at && at <= f.end));
}

function count() {
  const limit = limits[charter()]?.[chosen("channel")];
  const n = [...text.value].length;
  const shown = byId("count");
  const over = limit && n > limit;
  shown.textContent = over ? say(words.over, { n, limit }) : say(words.characters, { n });
  shown.classList.toggle("over", Boolean(over));
}

// ---- Mending, and undoing it

function select({ start, end }) {
  text.focus();
  text.setSelectionRange(start, end);
}

// As if typed, so that the browser's own undo knows of it; setRangeText where that is not offered.
function type(start, end, words) {
  text.focus();
  text.setSelectionRange(start, end);
  const done = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
  if (done) return;
  text.setRangeText(words, start, end, "end");
  changed();
}

function apply(finding, suggestion) {
  const written = text.value;
  const { start } = finding;
  // Words taken out from between two spaces leave one.
  const doubled = !suggestion && written[start - 1] === " " && written[finding.end] === " ";
  const end = finding.end + (doubled ? 1 : 0);
  if (finding.gone || written.slice(start, finding.end) !== finding.text) return;
  replace(start, end, suggestion, suggestion ? words.applied : words.deleted);
}

function replace(start, end, by, told) {
  const before = text.value.slice(start, end);
  type(start, end, by);
  undo = { start, end: start + by.length, words: before, after: text.value };
  toast(told, true);
}

function toast(told, undoable) {
  byId("toast").firstElementChild.textContent = told;
  byId("toast").querySelector("button").hidden = !undoable;
  byId("toast").hidden = false;
}

// The smallest edit that clears all findings is searched for by the server, and tried there.
byId("mend").addEventListener("click", async () => {
  const written = text.value;
  byId("mend").disabled = true;
  byId("mend").textContent = words.mending;
  try {
    const { mend } = await asked("/v1/check?mend=true&offsets=utf16", draft());
    if (written === text.value) mended(mend, written);
  } catch (problem) {
    failed(problem);
  } finally {
    byId("mend").disabled = false;
    byId("mend").textContent = words.mend;
  }
});

function mended(mend, written) {
  if (mend.text === written) return toast(words.not_mended, false);
  const told = mend.left.length ? say(words.mended_left, { n: mend.left.length }) : words.mended;
  replace(0, written.length, mend.text, told);
}

function hideToast() {
  undo = null;
  byId("toast").hidden = true;
}

byId("toast").querySelector("button").addEventListener("click", () => {
  if (undo) type(undo.start, undo.end, undo.words);
  hideToast();
});

// ---- Asking for a second look

let submission = "";

byId("ask").addEventListener("click", () => {
  submission = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");
  byId("ask-wrong").hidden = true;
  byId("asking").showModal();
});

byId("send").addEventListener("click", async () => {
  byId("send").disabled = true;
  try {
    const question = byId("question").value.trim();
    const made = await asked("/v1/submissions", draft(), undefined, { "Idempotency-Key": submission });
    const path = `/v1/submissions/${made.id}`;
    if (made.status === "advised") await asked(`${path}/second-look`, { words: question });
    else if (question) await asked(`${path}/comments`, { words: question });
    byId("asking").close();
    byId("question").value = "";
    byId("asked").showModal();
  } catch ({ code }) {
    const said = { "not-authenticated": words.signed_out, "text-too-long": words.too_long };
    byId("ask-wrong").textContent = said[code] ?? words.wrong;
    byId("ask-wrong").hidden = false;
  } finally {
    byId("send").disabled = false;
  }
});

byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(text.value);
  byId("copy").textContent = words.copied;
  setTimeout(() => (byId("copy").textContent = words.copy_text), 2000);
});

// On a phone the findings are below: a button leads there, as long as they are out of sight.
new IntersectionObserver(([seen]) => byId("jump").classList.toggle("there", seen.isIntersecting)).observe(
  byId("findings"),
);

// ---- To begin with

byId("sign-out")?.addEventListener("click", () => sessionStorage.removeItem(KEPT));
for (const id of ["charter", "channel"]) byId(id)?.addEventListener("change", () => { count(); later(0); });
text.addEventListener("input", changed);
document.addEventListener("selectionchange", atCaret);
text.value = sessionStorage.getItem(KEPT) ?? "";
judged = text.value;
paint();
count();
check();
