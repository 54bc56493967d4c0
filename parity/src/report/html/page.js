const buttons = document.querySelectorAll("button[data-level]");
const search = document.querySelector("input[type=search]");
let level = null;
const show = () => {
  const word = search.value.toLowerCase();
  for (const row of document.querySelectorAll(".case")) {
    row.hidden =
      (level !== null && row.dataset.level !== level) || !row.textContent.toLowerCase().includes(word);
  }
  for (const operation of document.querySelectorAll(".operation")) {
    operation.hidden = operation.querySelector(".case:not([hidden])") === null;
    operation.open = level !== null || word !== "";
  }
};
for (const button of buttons) {
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    for (const other of buttons) other.setAttribute("aria-pressed", String(on && other === button));
    level = on ? button.dataset.level : null;
    show();
  });
}
search.addEventListener("input", show);
for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(button.parentElement.nextElementSibling.textContent);
    button.textContent = "copied";
  });
}
const open = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) return;
  for (let at = target; at !== null; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
  }
  target.scrollIntoView();
};
window.addEventListener("hashchange", open);
open();
