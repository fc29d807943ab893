-- Members see their sessions and end them. Of the browser that signed in, two names are stored, such as Firefox and Windows.

alter table session add column browser text, add column operating_system text;

set local role triclic_accounts;

-- The sessions of the member whose session has this token that can still be used, this one first and then by last use.
create function list_sessions(hash bytea) returns table (id uuid, browser text, operating_system text,
    signed_in_at timestamptz, last_used_at timestamptz, is_current boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ with valid as (
       select s.* from session s
       where s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '15 minutes')
     select s.id, s.browser, s.operating_system, s.created_at, s.last_seen_at, s.token_hash = hash
     from valid current join valid s on s.member_id = current.member_id
     where current.token_hash = hash
     order by s.token_hash = hash desc, s.last_seen_at desc, s.id $$;

-- Whether the member whose session has this token had such a session.
create function end_session(hash bytea, session_id uuid) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with ended as (
       update session s set revoked_at = now() from find_session(hash) current
       where s.member_id = current.member_id and s.id = session_id and s.revoked_at is null returning s.id)
     select exists (select from ended) $$;

revoke all on function list_sessions, end_session from public;
grant execute on function list_sessions, end_session to triclic_api;

reset role;
