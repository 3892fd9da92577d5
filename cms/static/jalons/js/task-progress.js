// Follow a job of the background without reloading the page at each step; without this, the page reloads by itself.

const job = document.querySelector("[data-task-state]");
const bar = job?.querySelector("progress");
const words = job?.querySelector("[role=status]");
const SHORTEST = 1000;
const LONGEST = 15000;
let pause = SHORTEST;

async function look() {
  const answer = await fetch(job.dataset.taskState, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  const { done, total, finished } = await answer.json();
  if (finished) return location.reload();
  if (total) {
    // What is done at one stroke shows no part of it: until then, the bar only moves.
    if (done) {
      bar.max = total;
      bar.value = done;
    }
    const said = job.dataset.taskWords.replace("__DONE__", done).replace("__TOTAL__", total);
    if (words.textContent !== said) words.textContent = said;
  }
  pause = SHORTEST;
  setTimeout(follow, pause);
}

// When the server cannot be reached, ask again, less and less often.
function follow() {
  look().catch(() => {
    pause = Math.min(pause * 2, LONGEST);
    setTimeout(follow, pause);
  });
}

if (job) setTimeout(follow, pause);
