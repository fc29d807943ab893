-- A member who forgot the password sets a new one through a link that is mailed. The worker makes its token, of which the database stores
-- the hash: the api asks for a mail in the same way whichever address is given, and learns a token only from the request that uses it.

alter table account_mail drop constraint account_mail_kind_check;
alter table account_mail add constraint account_mail_kind_check check (kind in ('RECOVERY_CODE_USED', 'PASSWORD_RESET', 'PASSWORD_CHANGED'));
create index account_mail_recipient on account_mail (recipient, created_at);
grant select (kind, recipient, created_at) on account_mail to triclic_accounts;

create table password_reset (
  member_id uuid primary key references member on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null default now() + interval '1 hour'
);
grant select, insert, delete, update (token_hash, expires_at) on password_reset to triclic_accounts;

set local role triclic_accounts;

-- Asks for at most three mails per address and hour, whether a member has it or not.
create function request_password_reset(login_email text, mail_language text) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ select pg_advisory_xact_lock(hashtextextended('password reset ' || login_email, 0));
     insert into account_mail (kind, recipient, language)
     select 'PASSWORD_RESET', login_email, mail_language
     where (select count(*) from account_mail a where a.recipient = login_email and a.kind = 'PASSWORD_RESET'
       and a.created_at > now() - interval '1 hour') < 3 $$;

-- Makes this token the only valid one of the member with this address. False if nobody has it.
create function start_password_reset(login_email text, new_token_hash bytea) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with started as (
       insert into password_reset (member_id, token_hash) select m.id, new_token_hash from member m where m.email = login_email
       on conflict (member_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at
       returning member_id)
     select exists (select from started) $$;

-- The member whose password the token may set.
create function find_password_reset(given_token_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select r.member_id from password_reset r where r.token_hash = given_token_hash and r.expires_at > now() $$;

-- Uses up the token, ends all sessions and tells the member by mail. False if the token is not valid.
create function reset_password(given_token_hash bytea, new_parameters text, new_verifier bytea, mail_language text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare owner_id uuid;
begin
  delete from password_reset r where r.token_hash = given_token_hash and r.expires_at > now() returning r.member_id into owner_id;
  if owner_id is null then return false; end if;
  update member m set password_parameters = new_parameters, password_verifier = new_verifier,
    failed_sign_ins = 0, failed_since = null, locked_until = null where m.id = owner_id;
  delete from session s where s.member_id = owner_id;
  delete from password_check p where p.member_id = owner_id;
  insert into account_mail (kind, recipient, language)
    select 'PASSWORD_CHANGED', m.email, mail_language from member m where m.id = owner_id;
  return true;
end $$;

-- A new password also ends the validity of a link that was mailed before.
create or replace function change_password(check_id uuid, new_parameters text, new_verifier bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare owner_id uuid := use_password_check(check_id);
begin
  update member m set password_parameters = new_parameters, password_verifier = new_verifier where m.id = owner_id;
  delete from password_reset r where r.member_id = owner_id;
end $$;

revoke all on function request_password_reset, start_password_reset, find_password_reset, reset_password from public;
grant execute on function request_password_reset, find_password_reset, reset_password to triclic_api;
grant execute on function start_password_reset to triclic_worker;

reset role;
