// The print button (Ctrl+P) prints the paper in the frame, not this page; without the script it opens the paper.
const frame = document.getElementById('preview');
document.getElementById('print')?.addEventListener('click', (e) => {
  try {
    frame.contentWindow.focus();
    frame.contentWindow.print();
    e.preventDefault();
  } catch { /* a viewer outside the page: the link opens the paper itself */ }
});
