\set n random(1, 1000)
with d as (
  update processing.dossiers d set version = d.version + 1, last_act_at = now(), state = d.state, waits = '[]',
    letters = '[]', dues = d.dues, before = jsonb_build_object('act', 'taken_up', 'steps', d.dues, 'state', d.state)
  from processing.raw_acts r where r.n = :n and d.id = r.dossier returning d.id, d.version, d.state),
s as (
  update processing.steps s set ended_by = 'bench' from d where s.dossier = d.id and s.number = 1 returning s.dossier),
t as (
  insert into processing.transitions (dossier, version, act, from_state, to_state, actor, happened_at, recorded_at,
    warnings)
  select id, version + 1000, 'passed_on', state, state, 'bench', now(), now(), '{}' from d),
e as (select seq, chain from processing.facts where stream = 'dossier:' || (select id from d) order by seq desc limit 1),
f as (
  insert into processing.facts (id, stream, seq, type, canon, leaf, chain)
  select uuidv7(), 'dossier:' || id, e.seq + 1000000 + version, 'processing.dossier.passed_on.v1', canon,
    sha256('\x00'::bytea || canon), sha256(e.chain || sha256('\x00'::bytea || canon))
  from (select id, version, convert_to(repeat('x', 2100), 'UTF8') as canon from d) as said, e, s returning gid)
insert into processing.outbox (gid) select gid from f;
