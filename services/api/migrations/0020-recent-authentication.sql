-- When the member last gave their credentials in this session. Operations that a stolen session alone must not perform are
-- allowed for ten minutes after that.

alter table session add column authenticated_at timestamptz;
update session set authenticated_at = created_at;
alter table session alter column authenticated_at set default now(), alter column authenticated_at set not null;
-- Whether the session was opened with a one-time code or a passkey.
alter table session add column has_second_factor boolean not null default false;
grant update (authenticated_at) on session to triclic_accounts;

set local role triclic_accounts;

drop function find_session;
create function find_session(hash bytea) returns table (member_id uuid, name text, roles json, is_recently_authenticated boolean,
    has_second_factor boolean)
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with valid as (
       select s.id, s.member_id, s.authenticated_at, s.has_second_factor from session s
       where s.token_hash = hash and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '15 minutes'
     ), seen as (
       update session set last_seen_at = now() from valid
       where session.id = valid.id and session.last_seen_at < now() - interval '1 minute'
     )
     select m.id, m.name,
       coalesce((select json_object_agg(r.shop_id, r.role) from membership r where r.member_id = m.id), '{}'),
       valid.authenticated_at > now() - interval '10 minutes',
       valid.has_second_factor
     from valid join member m on m.id = valid.member_id $$;

-- The session must be of the member whose password was checked.
create function reauthenticate_session(check_id uuid, hash bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare checked_member uuid := use_password_check(check_id);
begin
  update session s set authenticated_at = now() where s.token_hash = hash and s.member_id = checked_member;
end $$;

revoke all on function find_session, reauthenticate_session from public;
grant execute on function find_session, reauthenticate_session to triclic_api;

reset role;
