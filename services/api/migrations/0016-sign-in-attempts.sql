-- Failed sign-ins are counted per account, address, known device and session, and delay the next attempt. Unknown email addresses are
-- counted too, so that a delay does not tell whether an account exists.

create table sign_in_attempts (
  -- A keyed hash: the table holds no email or IP address.
  subject text primary key,
  failures integer not null default 0,
  retry_at timestamptz not null default now(),
  forget_at timestamptz not null default now()
);
create index sign_in_attempts_forget on sign_in_attempts (forget_at);
grant select, insert, update, delete on sign_in_attempts to triclic_api;

-- The api delays failed attempts by these counts. The database's own count, a hundred failures within an hour, limits an api that was taken
-- over; the delays keep ordinary guessing below it.

alter table member add column failed_since timestamptz;
grant update (failed_since) on member to triclic_accounts;

set local role triclic_accounts;
create or replace function check_password(login_email text, proof text) returns table (check_id uuid, member_id uuid, mfa_secret bytea)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found_member member;
  attempts integer;
begin
  select * into found_member from member m
    where m.email = login_email and (m.locked_until is null or m.locked_until <= now()) for update;
  if not found then return; end if;
  attempts := case when found_member.failed_since > now() - interval '1 hour' then found_member.failed_sign_ins + 1 else 1 end;
  update member m set failed_sign_ins = attempts,
    failed_since = case when attempts = 1 then now() else m.failed_since end,
    locked_until = case when attempts >= 100 then now() + interval '30 minutes' end
    where m.id = found_member.id;
  if sha256(convert_to(proof, 'UTF8')) <> found_member.password_verifier then return; end if;
  delete from password_check p where p.member_id = found_member.id and p.checked_at < now() - interval '10 minutes';
  return query with passed as (insert into password_check (member_id) values (found_member.id) returning id)
    select passed.id, found_member.id, found_member.mfa_secret from passed;
end $$;
reset role;
