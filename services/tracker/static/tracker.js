// The QR carries the secret behind '#': it goes into the form, out of the address bar and its history, and is sent as a body.
var secret = /^#([0-9A-Za-z-]{8,9})$/.exec(location.hash);
var form = document.getElementById('ask');
if (secret && form) {
  history.replaceState(null, '', location.pathname + location.search);
  form.elements.so.value = secret[1];
  if (form.elements.ma.value && !document.getElementById('errors')) form.submit();
}
