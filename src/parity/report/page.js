const buttons = document.querySelectorAll("button[data-level]");
for (const button of buttons) {
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    for (const other of buttons) other.setAttribute("aria-pressed", String(on && other === button));
    for (const row of document.querySelectorAll(".case")) {
      row.hidden = on && row.dataset.level !== button.dataset.level;
    }
  });
}
