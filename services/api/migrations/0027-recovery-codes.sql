-- Recovery codes stand in for one-time codes, each once. They are random with 120 bits, so that a plain hash cannot be guessed.

create table recovery_code (
  member_id uuid not null references member on delete cascade,
  code_hash bytea not null,
  primary key (member_id, code_hash)
);
grant select, insert, delete on recovery_code to triclic_accounts;

-- Mails to members about their accounts. They belong to no shop, and a row is deleted once the mail server has answered for good.
create table account_mail (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('RECOVERY_CODE_USED')),
  recipient text not null,
  language text not null check (language in ('en', 'fr')),
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  try_at timestamptz not null default now()
);
create index account_mail_try_at on account_mail (try_at);
grant insert on account_mail to triclic_accounts;
grant select, delete, update (attempts, try_at) on account_mail to triclic_worker;

set local role triclic_accounts;

-- Replaces all codes of the member whose session has this token, in which the credentials must have been given recently.
create function set_recovery_codes(hash bytea, new_code_hashes bytea[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare owner_id uuid := (select s.member_id from find_session(hash) s where s.is_recently_authenticated);
begin
  if owner_id is null then raise exception 'The session is not recently authenticated'; end if;
  delete from recovery_code r where r.member_id = owner_id;
  insert into recovery_code (member_id, code_hash) select owner_id, unnest(new_code_hashes);
end $$;

-- Uses up the code and tells the member by mail. False if the member whose password was checked has no such code.
create function redeem_recovery_code(check_id uuid, given_code_hash bytea, mail_language text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare owner_id uuid;
begin
  delete from recovery_code r using password_check p
    where p.id = check_id and p.checked_at > now() - interval '10 minutes' and r.member_id = p.member_id and r.code_hash = given_code_hash
    returning r.member_id into owner_id;
  if owner_id is null then return false; end if;
  update password_check p set has_second_factor = true where p.id = check_id;
  insert into account_mail (kind, recipient, language)
    select 'RECOVERY_CODE_USED', m.email, mail_language from member m where m.id = owner_id;
  return true;
end $$;

create function count_recovery_codes(hash bytea) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select count(*)::int from session s join recovery_code r on r.member_id = s.member_id
     where s.token_hash = hash and s.revoked_at is null and s.expires_at > now() $$;

-- A stolen session token alone must not replace the second factor.
create or replace function set_mfa(hash bytea, new_secret bytea, step bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare owner_id uuid := (select s.member_id from find_session(hash) s where s.is_recently_authenticated);
begin
  if owner_id is null then raise exception 'The session is not recently authenticated'; end if;
  update member m set mfa_secret = new_secret, mfa_step = step where m.id = owner_id;
end $$;

create or replace function remove_mfa(check_id uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare owner_id uuid := use_password_check(check_id);
begin
  update member m set mfa_secret = null, mfa_step = null where m.id = owner_id;
  delete from recovery_code r where r.member_id = owner_id;
end $$;

revoke all on function set_recovery_codes, redeem_recovery_code, count_recovery_codes from public;
grant execute on function set_recovery_codes, redeem_recovery_code, count_recovery_codes to triclic_api;

reset role;
