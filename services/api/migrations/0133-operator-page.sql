-- Accounts of the platform's operators, who see figures of the whole platform on a page of their own. They are no members, and belong to no shop.
-- The page's process signs in as triclic_operator_page, which reads no table: only the functions of this and the next migration.
create table operator_account (
  id uuid primary key,
  email text not null unique check (email = lower(email) and length(email) between 3 and 254),
  -- As those of members (0015): the parameters of the Argon2id hash, and the SHA-256 of the hash.
  password_parameters text not null,
  password_verifier bytea not null check (octet_length(password_verifier) = 32),
  -- The secret of the authenticator, encrypted with OPERATOR_KEY. Nobody signs in without it.
  otp_secret bytea not null,
  otp_step bigint,
  created_at timestamptz not null default now(),
  last_signed_in_at timestamptz
);
create table operator_session (
  -- SHA-256 of the token.
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account_id uuid not null references operator_account on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now()
);
create index operator_session_account on operator_session (account_id);
create table operator_attempt (
  -- A keyed hash: the table holds no email or IP address.
  subject text primary key,
  failures integer not null default 0,
  retry_at timestamptz not null default now(),
  forget_at timestamptz not null default now()
);
grant select, update (otp_step, last_signed_in_at) on operator_account to triclic_accounts;
grant select, insert, update, delete on operator_session, operator_attempt to triclic_accounts;
-- The commands of the operator make and remove accounts. They cannot read what signs in.
grant select (id, email, created_at, last_signed_in_at), insert (id, email, password_parameters, password_verifier, otp_secret),
  update (password_parameters, password_verifier, otp_secret, otp_step), delete on operator_account to triclic_operator;
grant select (account_id), delete on operator_session to triclic_operator;

set local role triclic_accounts;

-- Counts an attempt as a failure before the credentials are checked. The seconds to wait, if it comes too early and does not count; else 0.
-- From the fifth failure on each doubles the delay, up to a quarter of an hour; a day after the last one they are forgotten.
create function count_operator_attempt(subjects text[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare seconds integer;
begin
  insert into operator_attempt (subject) select distinct s from unnest(subjects) s order by 1
    on conflict (subject) do update set
      failures = case when operator_attempt.forget_at < clock_timestamp() then 0 else operator_attempt.failures end;
  select max(greatest(ceil(extract(epoch from a.retry_at - clock_timestamp())), 0)) into seconds
    from operator_attempt a where a.subject = any (subjects);
  if seconds > 0 then return seconds; end if;
  update operator_attempt a set failures = a.failures + 1,
    retry_at = clock_timestamp() + make_interval(secs => case when a.failures < 4 then 0 else least(900, 2 ^ least(a.failures - 4, 10)) end),
    forget_at = clock_timestamp() + interval '1 day'
    where a.subject = any (subjects);
  delete from operator_attempt a where a.forget_at < clock_timestamp() - interval '1 day';
  return 0;
end $$;

create function find_operator_password(login_email text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select a.password_parameters from operator_account a where a.email = login_email $$;

-- The encrypted secret of the authenticator of whoever proves the password; no row for a wrong one.
create function check_operator_password(login_email text, proof text) returns table (account_id uuid, otp_secret bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select a.id, a.otp_secret from operator_account a
     where a.email = login_email and a.password_verifier = sha256(convert_to(proof, 'UTF8')) $$;

-- Opens a session for the password and a one-time code that was not used before; false without them. Forgets the failures that led to it.
create function open_operator_session(login_email text, proof text, step bigint, new_token_hash bytea, subjects text[]) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare account uuid;
begin
  update operator_account a set otp_step = step, last_signed_in_at = now()
    where a.email = login_email and a.password_verifier = sha256(convert_to(proof, 'UTF8'))
      and (a.otp_step is null or a.otp_step < step) returning a.id into account;
  if account is null then return false; end if;
  delete from operator_attempt a where a.subject = any (subjects);
  delete from operator_session s where s.created_at < now() - interval '8 hours' or s.last_used_at < now() - interval '30 minutes';
  insert into operator_session (token_hash, account_id) values (new_token_hash, account);
  return true;
end $$;

-- The address of whoever a session belongs to. It ends after half an hour without a request, and after eight hours.
create function use_operator_session(hash bytea) returns text
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with used as (
       update operator_session s set last_used_at = now() where s.token_hash = hash
         and s.created_at > now() - interval '8 hours' and s.last_used_at > now() - interval '30 minutes' returning s.account_id
     )
     select a.email from used join operator_account a on a.id = used.account_id $$;

create function end_operator_session(hash bytea) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ delete from operator_session s where s.token_hash = hash $$;

do $$
declare f text;
begin
  foreach f in array array['count_operator_attempt', 'find_operator_password', 'check_operator_password', 'open_operator_session',
    'use_operator_session', 'end_operator_session'] loop
    execute format('revoke all on function %I from public', f);
    execute format('grant execute on function %I to triclic_operator_page', f);
  end loop;
end $$;

reset role;
