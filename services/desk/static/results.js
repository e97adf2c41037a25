// Whatever is scanned on this page is a receipt or a card: it goes into the box and is sent at once.
const form = document.getElementById('scan-form');
document.addEventListener('scan', (e) => {
  e.preventDefault();
  form.elements.scan.value = e.detail;
  form.requestSubmit();
});
