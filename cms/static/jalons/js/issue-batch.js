// Follow a batch without reloading the page at each paper; without this, the page reloads by itself.

const bar = document.querySelector("[data-batch-state]");
const progress = bar?.querySelector("progress");
const words = bar?.querySelector("[role=status]");

async function look() {
  const answer = await fetch(bar.dataset.batchState, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { done, total, finished } = await answer.json();
  progress.value = done;
  words.textContent = bar.dataset.batchWords.replace("__DONE__", done).replace("__TOTAL__", total);
  if (finished) location.reload();
}

if (bar) {
  const timer = setInterval(() => look().catch(() => clearInterval(timer)), 1000);
}
