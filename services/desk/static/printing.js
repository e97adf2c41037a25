// Prints the paper in the frame, or the page itself; without this script the browser's own print does.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const frame = button.dataset.print && document.querySelector(button.dataset.print);
    try { (frame?.contentWindow ?? window).print(); } catch { window.open(frame.src); }
  });
}
