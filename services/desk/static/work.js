// Lists with boxes: the space bar ticks the row one stands on, ticks outlive a refreshed list.
const boxes = () => [...document.querySelectorAll('#list input[name=chon]')];
const ticked = new Set();
const note = () => { for (const box of boxes()) { if (box.checked) ticked.add(box.value); else ticked.delete(box.value); } };
addEventListener('change', (e) => { if (e.target.name === 'chon') note(); });
addEventListener('keydown', (e) => {
  if (e.key !== ' ' || e.ctrlKey || e.altKey || !document.activeElement.matches('#list tbody a')) return;
  const box = document.activeElement.closest('tr').querySelector('input[name=chon]');
  e.preventDefault();
  if (box) box.click();
});
new MutationObserver(() => { for (const box of boxes()) if (ticked.has(box.value)) box.checked = true; }).observe(document.getElementById('main'), { childList: true, subtree: true });
const every = document.querySelector('[data-all]');
if (every) {
  every.hidden = false;
  every.onclick = () => {
    const whole = boxes().slice(0, 50), on = whole.some((box) => !box.checked);
    for (const box of whole) box.checked = on;
    note();
  };
}
note();
