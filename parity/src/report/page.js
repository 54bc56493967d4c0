const buttons = document.querySelectorAll("button[data-level]");
const show = (level) => {
  for (const row of document.querySelectorAll(".case")) {
    row.hidden = level !== null && row.dataset.level !== level;
  }
  for (const operation of document.querySelectorAll(".operation")) {
    operation.hidden = operation.querySelector(".case:not([hidden])") === null;
    operation.open = level !== null;
  }
};
for (const button of buttons) {
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    for (const other of buttons) other.setAttribute("aria-pressed", String(on && other === button));
    show(on ? button.dataset.level : null);
  });
}
