-- Members and sessions. The api reaches them through functions of triclic_accounts. It hashes a password with the member's
-- parameters and salt and proves it with the resulting hash, of which the database stores only the SHA-256: what the api could
-- read would not sign in, and without a member's password it can neither open a session nor change the account.

alter table member add column password_parameters text, add column password_verifier bytea,
  add column mfa_enabled boolean generated always as (mfa_secret is not null) stored;
update member set password_parameters = coalesce(substring(password_hash from '^(.*)\$[^$]*$'), ''),
  password_verifier = sha256(convert_to(substring(password_hash from '[^$]*$'), 'UTF8'));
alter table member alter column password_parameters set not null, alter column password_verifier set not null,
  drop column password_hash;

-- A password that was given correctly a moment ago. Its id permits one change of the account, or one session.
create table password_check (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references member on delete cascade,
  checked_at timestamptz not null default now()
);
create index password_check_member on password_check (member_id);

revoke all on member, session from triclic_api;
grant select (id, email, name, mfa_enabled) on member to triclic_api;
grant usage on schema public to triclic_accounts;
grant select on member, membership to triclic_accounts;
grant update (password_parameters, password_verifier, mfa_secret, mfa_step, failed_sign_ins, locked_until) on member to triclic_accounts;
grant select, insert, delete, update (last_seen_at, revoked_at) on session to triclic_accounts;
grant select, insert, delete on password_check to triclic_accounts;

create function find_password_parameters(login_email text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select m.password_parameters from member m where m.email = login_email $$;

-- Counts the attempt before it checks the password, so that simultaneous attempts are all counted: ten failures lock the account
-- for 30 minutes. No row if no member has this address, the account is locked, or the password is wrong.
create function check_password(login_email text, proof text) returns table (check_id uuid, member_id uuid, mfa_secret bytea)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found_member member;
  attempts integer;
begin
  -- Asynchronous commit: waiting for the disk would reveal by the response time that the email address is known.
  perform set_config('synchronous_commit', 'off', true);
  select * into found_member from member m
    where m.email = login_email and (m.locked_until is null or m.locked_until <= now()) for update;
  if not found then return; end if;
  attempts := case when found_member.locked_until is null then found_member.failed_sign_ins + 1 else 1 end;
  update member m set failed_sign_ins = attempts, locked_until = case when attempts >= 10 then now() + interval '30 minutes' end
    where m.id = found_member.id;
  if sha256(convert_to(proof, 'UTF8')) <> found_member.password_verifier then return; end if;
  delete from password_check p where p.member_id = found_member.id and p.checked_at < now() - interval '10 minutes';
  return query with passed as (insert into password_check (member_id) values (found_member.id) returning id)
    select passed.id, found_member.id, found_member.mfa_secret from passed;
end $$;

-- Whether no code of this time step or a later one was used before.
create function redeem_code(check_id uuid, step bigint) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with redeemed as (
       update member m set mfa_step = step from password_check p
       where p.id = check_id and m.id = p.member_id and (m.mfa_step is null or m.mfa_step < step) returning m.id)
     select exists (select from redeemed) $$;

-- After a correct password that still lacks its one-time code.
create function uncount_sign_in_attempt(check_id uuid) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update member m set failed_sign_ins = greatest(failed_sign_ins - 1, 0), locked_until = null
     from password_check p where p.id = check_id and m.id = p.member_id $$;

create function clear_sign_in_attempts(check_id uuid) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update member m set failed_sign_ins = 0, locked_until = null
     from password_check p where p.id = check_id and m.id = p.member_id $$;

-- Not granted to anybody: uses up a password check, and returns its member.
create function use_password_check(check_id uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare checked_member uuid;
begin
  delete from password_check p where p.id = check_id and p.checked_at > now() - interval '10 minutes'
    returning p.member_id into checked_member;
  if checked_member is null then raise exception 'The password was not checked, or its check was used or is too old'; end if;
  return checked_member;
end $$;

create function create_session(check_id uuid, new_id uuid, new_token_hash bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare owner_id uuid := use_password_check(check_id);
begin
  delete from session s where s.member_id = owner_id and s.expires_at < now();
  insert into session (id, token_hash, member_id, expires_at) values (new_id, new_token_hash, owner_id, now() + interval '12 hours');
end $$;

create function change_password(check_id uuid, new_parameters text, new_verifier bytea) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update member m set password_parameters = new_parameters, password_verifier = new_verifier
     from use_password_check(check_id) checked (member_id) where m.id = checked.member_id $$;

create function remove_mfa(check_id uuid) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update member m set mfa_secret = null, mfa_step = null
     from use_password_check(check_id) checked (member_id) where m.id = checked.member_id $$;

-- A session ends when it is revoked, after 15 minutes without a request, and after 12 hours. Written at most once a minute.
create function find_session(hash bytea) returns table (member_id uuid, name text, roles json)
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with valid as (
       select s.id, s.member_id from session s
       where s.token_hash = hash and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '15 minutes'
     ), seen as (
       update session set last_seen_at = now() from valid
       where session.id = valid.id and session.last_seen_at < now() - interval '1 minute'
     )
     select m.id, m.name,
       coalesce((select json_object_agg(r.shop_id, r.role) from membership r where r.member_id = m.id), '{}')
     from valid join member m on m.id = valid.member_id $$;

create function revoke_session(hash bytea) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update session s set revoked_at = now() where s.token_hash = hash $$;

create function revoke_other_sessions(hash bytea) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update session s set revoked_at = now() from find_session(hash) current
     where s.member_id = current.member_id and s.token_hash <> hash and s.revoked_at is null $$;

create function set_mfa(hash bytea, new_secret bytea, step bigint) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update member m set mfa_secret = new_secret, mfa_step = step from find_session(hash) current where m.id = current.member_id $$;

revoke all on function find_password_parameters, check_password, redeem_code, uncount_sign_in_attempt, clear_sign_in_attempts,
  use_password_check, create_session, change_password, remove_mfa, find_session, revoke_session, revoke_other_sessions, set_mfa
  from public;
grant execute on function find_password_parameters, check_password, redeem_code, uncount_sign_in_attempt, clear_sign_in_attempts,
  create_session, change_password, remove_mfa, find_session, revoke_session, revoke_other_sessions, set_mfa to triclic_api;
do $$
declare f text;
begin
  foreach f in array array['find_password_parameters', 'check_password', 'redeem_code', 'uncount_sign_in_attempt', 'clear_sign_in_attempts',
    'use_password_check', 'create_session', 'change_password', 'remove_mfa', 'find_session', 'revoke_session', 'revoke_other_sessions', 'set_mfa']
  loop
    execute format('alter function %I owner to triclic_accounts', f);
  end loop;
end $$;

-- The worker may update what it does update: states, times and counts, but no amount, address, recipient or order code.

revoke update on "order", mail, card_payment, payment_attempt, stock, event_position from triclic_worker;
grant update (status, status_since, event_count) on "order" to triclic_worker;
grant update (status, last_error, attempts, sent_at) on mail to triclic_worker;
grant update (expiry_month, expiry_year) on card_payment to triclic_worker;
grant update (status, updated_at) on payment_attempt to triclic_worker;
grant update (available) on stock to triclic_worker;
grant update (sequence) on event_position to triclic_worker;

-- Changes of catalogs, for the snapshots in the api's memory. Anybody can listen to a notification: it carries nothing, and only
-- wakes those who read the log. The log finds changes whose notification was lost.

create table catalog_change (
  shop_id uuid not null,
  sequence bigint generated always as identity,
  -- The variant whose stock changed. Null: anything else changed, or the stock of many variants.
  variant_id uuid,
  -- A transaction may commit after one with a higher sequence: readers ask for what their last snapshot did not see.
  transaction_id xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  primary key (shop_id, sequence)
);
-- No foreign key: when a shop is deleted, the deletion of its products is still written here.
create index catalog_change_transaction on catalog_change (transaction_id);
create index catalog_change_at on catalog_change (at);
alter table catalog_change enable row level security;
alter table catalog_change force row level security;
create policy tenant_isolation on catalog_change
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
create policy tasks_log_all_shops on catalog_change to triclic_tasks using (true);
create policy tasks_read_all_shops on stock for select to triclic_tasks using (true);
grant select, insert, delete on catalog_change to triclic_tasks;
grant select (shop_id, variant_id, available) on stock to triclic_tasks;

alter function notify_catalog_changed rename to log_catalog_change;
alter function notify_stock_changed rename to log_stock_change;
create or replace function log_catalog_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into catalog_change (shop_id) select distinct shop_id from changed;
  if found then perform pg_notify('catalog_changed', ''); end if;
  return null;
end $$;
create or replace function log_stock_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into catalog_change (shop_id, variant_id)
    select distinct shop_id, case when count(*) over (partition by shop_id) <= 1000 then variant_id end from changed;
  if found then perform pg_notify('catalog_changed', ''); end if;
  return null;
end $$;

-- What changed in all shops since a snapshot, with the stock of now.
create function catalog_changes(since pg_snapshot) returns table (shop_id uuid, variant_id uuid, available integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select distinct c.shop_id, c.variant_id, s.available from catalog_change c
     left join stock s on s.shop_id = c.shop_id and s.variant_id = c.variant_id
     where c.transaction_id >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(c.transaction_id, since) $$;

create function delete_old_catalog_changes() returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ delete from catalog_change where at < now() - interval '1 hour' $$;

revoke all on function log_catalog_change, log_stock_change, catalog_changes, delete_old_catalog_changes from public;
grant execute on function catalog_changes to triclic_api;
grant execute on function delete_old_catalog_changes to triclic_worker;
alter function log_catalog_change owner to triclic_tasks;
alter function log_stock_change owner to triclic_tasks;
alter function catalog_changes owner to triclic_tasks;
alter function delete_old_catalog_changes owner to triclic_tasks;
