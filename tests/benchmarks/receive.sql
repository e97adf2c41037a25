\set d random(1, 50)
with k as (
  insert into intake.idempotency_keys (subject, key, digest, dossier, made_at)
  values ('bench', gen_random_uuid()::text, '\x00', uuidv7(), now()) returning dossier),
n as (
  insert into intake.dossier_numbers as n (prefix, day, last) values ('RAW.' || :d, current_date, 1)
  on conflict (prefix, day) do update set last = n.last + 1 returning prefix, last),
d as (
  insert into intake.dossiers (id, code, office, desk, procedure, procedure_version, procedure_name, field, level,
    channel, accepted_at, term_unit, term_amount, counts_by, due_at, due_on, origin, received_by, applicant_name,
    applicant_kind, identity_number, identity_is_odd, phone, address, summary, sets, papers)
  select k.dossier, n.prefix || '-' || to_char(now(), 'YYMMDD') || '-' || lpad(n.last::text, greatest(4, length(n.last::text)), '0'),
    n.prefix, n.prefix, '1.001612', 1, 'Đăng ký thành lập hộ kinh doanh', 'Thành lập và hoạt động của hộ kinh doanh',
    'commune', 'direct', now(), 'working_day', 3, 'day', now() + interval '3 days', current_date + 3, 'counter', 'bench',
    'Nguyễn Văn Mẫu', 'citizen', null, false, null, null, null, 1, '[]' from n, k returning id, code),
f as (
  insert into intake.facts (id, stream, seq, type, canon, leaf, chain)
  select uuidv7(), 'dossier:' || id, 1, 'intake.dossier.received.v1', canon, sha256('\x00'::bytea || canon),
    sha256('\x0000000000000000000000000000000000000000000000000000000000000000'::bytea || sha256('\x00'::bytea || canon))
  from (select id, convert_to(repeat('x', 720) || code, 'UTF8') as canon from d) as said returning gid)
insert into intake.outbox (gid) select gid from f;
