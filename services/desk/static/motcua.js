// What makes every screen quicker; without it all links and forms still work.
const $ = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const sayer = $('#say');
export const say = (text) => { sayer.textContent = text; };
// The sentences of this script stand in the page, where they are translated.
export const words = (name, parts = {}) => sayer.dataset[name].replace(/{(\w+)}/g, (_, part) => parts[part]);

// The error box takes focus; its links go to the fields.
const errors = $('[data-focus]');
errors?.focus();

// Keys: function, Ctrl and Alt keys only. data-key="F4", "Ctrl+Enter", "Alt+1" on a link, a button or a box.
const nameOf = (e) => (e.ctrlKey ? 'Ctrl+' : '') + (e.altKey ? 'Alt+' : '') + (e.key.length === 1 ? e.key.toUpperCase() : e.key);
addEventListener('keydown', (e) => {
  if (e.repeat || e.metaKey || e.defaultPrevented) return;
  const named = `[data-key="${CSS.escape(nameOf(e))}"]`;
  const wanted = [...all(`main ${named}`), ...all(named)].find((each) => !each.disabled && each.offsetParent !== null);
  if (!wanted) return;
  e.preventDefault();
  if (wanted.matches('input, select, textarea')) { wanted.focus(); wanted.select?.(); } else wanted.click();
});

// Lists: ↑ ↓ move between the first links of the rows, Home and End go to the ends.
const rowLinks = () => all('.list tbody tr').map((row) => $('a', row)).filter(Boolean);
addEventListener('keydown', (e) => {
  if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(e.key) || e.ctrlKey || e.altKey) return;
  const on = document.activeElement;
  if (on.matches('input, select, textarea') || on.closest('[role=listbox], [data-own-keys]')) return;
  const links = rowLinks();
  if (!links.length) return;
  const at = links.findIndex((link) => link.closest('tr').contains(on));
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? links.length - 1 : at - 1, Home: 0, End: links.length - 1 }[e.key];
  if (!links[to]) return;
  e.preventDefault();
  links[to].focus();
});

// A scanner types at least eight signs less than 40 ms apart, then Enter: pages may take it first ('scan'), else it is searched.
let burst = '', last = 0;
addEventListener('keydown', (e) => {
  if (e.timeStamp - last > 40) burst = '';
  last = e.timeStamp;
  if (e.key.length === 1) { burst += e.key; return; }
  if (e.key !== 'Enter' || burst.length < 8) return;
  const typed = burst;
  const text = (/\/tra-cuu\?ma=([^#&\s]+)/i.exec(typed) || [, typed])[1];  // a receipt's QR: its secret is not for the desk
  burst = '';
  const taken = !document.dispatchEvent(new CustomEvent('scan', { detail: text, cancelable: true }));
  const isCode = /^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{6}-\d{4,}$/i.test(text.trim());
  if (!taken && !isCode) return;
  e.preventDefault();
  e.stopPropagation();
  const box = document.activeElement;
  if (box.matches('input, textarea') && box.value.endsWith(typed)) box.value = box.value.slice(0, -typed.length);
  if (!taken) location.assign('/tim?q=' + encodeURIComponent(text.trim()));
}, true);

// A list, tab or page of a list is swapped in place; focus and announcement are kept.
export async function swap(address, place, push = true) {
  const answer = await fetch(address, { headers: { 'X-Partial': '1' } });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of [place, '.tabs', '.tiles', '.fresh']) {
    const fresh = $(part, page), old = $(part);
    if (fresh && old) old.replaceWith(fresh);
  }
  if (push) history.pushState({ swap: place }, '', address);
  shown = location.pathname + location.search;
}
addEventListener('click', async (e) => {
  const link = e.target.closest('a[data-swap]');
  if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
  e.preventDefault();
  try {
    await swap(link.href, link.dataset.swap);
    ($('.tabs [aria-current]') || $(link.dataset.swap))?.focus();
    say($(link.dataset.swap + ' caption')?.textContent || $(link.dataset.swap)?.textContent.slice(0, 200) || '');
  } catch { location.assign(link.href); }
});
// Back to another address of the same list; a link to a part of this page (#…) is no such thing.
let shown = location.pathname + location.search;
addEventListener('popstate', () => { if (location.pathname + location.search !== shown) location.reload(); });

// A form is sent once; what was typed is kept on this machine until it is taken (rule A10).
const draftOf = (form) => form.dataset.draft && 'nhap:' + form.dataset.draft;
const fieldsOf = (form) => [...form.elements].filter((each) => each.name && !each.name.startsWith('_') && !['file', 'password', 'hidden', 'submit'].includes(each.type));
for (const form of all('form[data-draft]')) {
  const kept = sessionStorage.getItem(draftOf(form));
  if (form.dataset.taken !== undefined) sessionStorage.removeItem(draftOf(form));
  else if (kept && !errors) {
    for (const [name, value, on] of JSON.parse(kept)) {
      const field = fieldsOf(form).find((each) => each.name === name && (!/radio|checkbox/.test(each.type) || each.value === value));
      if (!field) continue;
      if (/radio|checkbox/.test(field.type)) field.checked = on; else if (!field.value) field.value = value;
    }
    form.dispatchEvent(new Event('refilled', { bubbles: true }));
  }
  const keep = () => sessionStorage.setItem(draftOf(form), JSON.stringify(fieldsOf(form).map((each) => [each.name, each.value, each.checked])));
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);
}
addEventListener('submit', (e) => {
  const form = e.target;
  if (form.method !== 'post' || e.defaultPrevented) return;
  if (!navigator.onLine) { e.preventDefault(); tellOffline(); return; }
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = '1';
  setTimeout(() => delete form.dataset.sent, 4000);
  if (form.action.endsWith('/dang-xuat')) sessionStorage.clear();
});
if ($('[data-draft-done]')) sessionStorage.removeItem('nhap:' + $('[data-draft-done]').dataset.draftDone);

// The line was cut: say so, keep what is typed.
function tellOffline() {
  const at = new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
  let banner = $('#offline');
  if (!banner) { banner = Object.assign(document.createElement('div'), { id: 'offline', className: 'notice' }); banner.setAttribute('role', 'alert'); $('.bar').after(banner); }
  banner.textContent = words('offline', { at });
}
addEventListener('offline', tellOffline);
addEventListener('online', () => $('#offline')?.remove());

// An offer that lapses (undo for ten seconds) goes away.
for (const offer of all('form[data-seconds]')) setTimeout(() => offer.remove(), offer.dataset.seconds * 1000);

// Live figures: data-live="15" on the body's main list; polled while visible, amber when three periods old.
const live = $('[data-live]');
if (live) {
  const period = live.dataset.live * 1000;
  let good = Date.now();
  const place = '#' + live.id;
  const look = async () => {
    if (document.visibilityState === 'visible' && !document.activeElement?.closest(place + ' input')) {
      try { await refresh(place); good = Date.now(); }
      catch { if (Date.now() - good > 3 * period) markOld(); }
    }
    if ($(place)?.dataset.live) setTimeout(look, period * (0.8 + 0.4 * Math.random()));
  };
  setTimeout(look, period);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible' && Date.now() - good > period) refresh(place).catch(markOld); });
}
function markOld() {
  const fresh = $('.fresh');
  if (!fresh || fresh.classList.contains('old')) return;
  fresh.classList.add('old');
  fresh.textContent = words('old', { at: fresh.dataset.at || '' });
}
async function refresh(place) {
  const held = document.activeElement?.closest(place + ' tr');
  const answer = await fetch(location.href, { headers: { 'X-Partial': '1' } });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of ['.tabs', '.tiles', '.fresh']) { const a = $(part, page), b = $(part); if (a && b && !b.closest(place) && !b.contains(document.activeElement)) b.replaceWith(a); }
  const checked = $('.fresh time'), date = answer.headers.get('date');
  if (checked && date) $('.fresh').dataset.at = checked.textContent = new Date(date).toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });
  const fresh = $(place, page), old = $(place);
  if (!fresh || !old || fresh.textContent === old.textContent) return;
  const href = document.activeElement?.closest(place) && document.activeElement.getAttribute('href');
  if (!held) { old.replaceWith(fresh); if (href) $(`[href="${CSS.escape(href)}"]`, fresh)?.focus(); return; }
  const known = new Set(rowLinks().map((link) => link.href));
  const more = all('tbody tr a:first-of-type', fresh).filter((link) => !known.has(link.href)).length;
  let offer = $('#more');
  if (!offer) { offer = Object.assign(document.createElement('button'), { id: 'more', type: 'button' }); old.before(offer); }
  offer.textContent = more ? words('more', { n: more }) : words('changed');
  offer.onclick = () => { $(place).replaceWith(fresh); offer.remove(); rowLinks()[0]?.focus(); };
}
