// The receiving form: looks as one types who it is and when it is due; without this script Enter and buttons do the same.
import { say } from './motcua.js';
const form = document.querySelector('#reception');
const box = form.querySelector('#q');
const LOOK = '/quay/tiep-nhan/xem';
const PERSON = ['identity', 'name', 'born', 'phone', 'address', 'proxy_identity', 'proxy_name'];
let looks = 0;

function sent(more) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  return data;
}

// Who, when due, which papers: parts are swapped, what is typed stays, focus stays.
async function look(more = {}) {
  const mine = ++looks;
  const data = sent(more);
  let page;
  try {
    const answer = await fetch(LOOK, { method: 'POST', body: data, headers: { 'X-Partial': '1' } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch { say(form.dataset.away); return; }
  if (mine !== looks) return;
  for (const name of [...PERSON, 'q']) {
    const field = form.elements[name], fresh = page.getElementById(name);
    if (field && fresh && field.value === (data.get(name) ?? '') && fresh.value !== field.value) field.value = fresh.value;
  }
  const held = document.activeElement?.id;
  for (const id of ['known', 'matter']) {
    const fresh = page.getElementById(id), old = document.getElementById(id);
    keepFiles(old, fresh);
    if (fresh && fresh.innerHTML !== old.innerHTML) old.replaceWith(fresh);
  }
  if (held && document.activeElement === document.body) document.getElementById(held)?.focus();
  say(form.querySelector('.due-said')?.textContent || form.querySelector('#known')?.textContent || '');
  form.dispatchEvent(new Event('change', { bubbles: true }));
}
// A file that was chosen cannot be sent along in a look: its box moves over as it is.
function keepFiles(old, fresh) {
  for (const file of old.querySelectorAll('[type=file]')) {
    const place = file.files.length && fresh?.querySelector(`[name="${file.name}"]`);
    if (place) place.replaceWith(file);
  }
}

// A citizen card, wherever one stands: of the one who hands in for another if that box is in focus.
document.addEventListener('scan', (e) => {
  if (!e.detail.includes('|')) return;
  e.preventDefault();
  const name = document.activeElement?.id?.startsWith('proxy_') ? 'proxy_identity' : 'identity';
  for (const each of name === 'identity' ? ['identity', 'name', 'born', 'phone', 'address'] : ['proxy_identity', 'proxy_name']) form.elements[each].value = '';
  form.elements[name].value = e.detail;
  look().then(() => { if (name === 'identity' && !box.value) box.focus(); });
});
form.addEventListener('change', (e) => { if (e.target.matches?.('[data-look]')) look(); });
form.addEventListener('submit', (e) => {
  if (e.submitter?.getAttribute('formaction') !== LOOK) return;
  e.preventDefault();
  look(e.submitter.name ? { [e.submitter.name]: e.submitter.value } : {});
});
// What was typed before (motcua.js has put it back): the parts that depend on it are drawn again, with their ticks.
if (box.value && !document.querySelector('.due-said') && !document.querySelector('#errors')) {
  const kept = JSON.parse(sessionStorage.getItem('nhap:' + form.dataset.draft) || '[]');
  const ticks = /^(paper-|channel$|notify$)/;
  look(Object.fromEntries(kept.filter(([name, , on]) => !form.elements[name] && (on || !ticks.test(name)))));
}

// The box of procedures: options under it while one types, arrows and Enter choose.
const offered = document.querySelector('#offered');
let waiting, asked = 0;
const options = () => [...offered.querySelectorAll('[role=option]')];
const chosen = () => offered.querySelector('[aria-selected=true]');
function close() { offered.replaceChildren(); box.setAttribute('aria-expanded', 'false'); box.removeAttribute('aria-activedescendant'); }
async function offer() {
  const mine = ++asked, q = box.value.trim();
  if (!q) return close();
  try {
    const answer = await fetch('/quay/thu-tuc?q=' + encodeURIComponent(q), { headers: { 'X-Partial': '1' } });
    if (!answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    offered.replaceChildren(page.querySelector('#options'));
    box.setAttribute('aria-expanded', 'true');
    choose(options().find((each) => each.ariaDisabled !== 'true'));
  } catch { close(); }
}
function choose(option) {
  if (!option) return;
  chosen()?.setAttribute('aria-selected', 'false');
  option.setAttribute('aria-selected', 'true');
  option.scrollIntoView({ block: 'nearest' });
  box.setAttribute('aria-activedescendant', option.id);
}
function take(option) {
  if (!option || option.ariaDisabled === 'true') return;
  asked++;
  box.value = option.dataset.text;
  close();
  look();
}
box.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(offer, 120); });
box.addEventListener('keydown', (e) => {
  if (!['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(e.key) || e.ctrlKey) return;
  const all = options().filter((each) => each.ariaDisabled !== 'true');
  if (e.key === 'Enter') { if (chosen()) { e.preventDefault(); take(chosen()); } return; }
  if (!all.length) return;
  e.preventDefault();
  if (e.key === 'Escape') return close();
  choose(all[(all.indexOf(chosen()) + (e.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]);
});
offered.addEventListener('mousedown', (e) => { e.preventDefault(); take(e.target.closest('[role=option]')); });
box.addEventListener('blur', () => { asked++; close(); });
