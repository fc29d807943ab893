-- A request that a page sends by itself does not count as activity: the session of a member who left ends after 15 minutes all the same.
set local role triclic_accounts;
drop function find_session(bytea, text);
create function find_session(hash bytea, in_shop text default null, in_background boolean default false)
    returns table (member_id uuid, name text, memberships json, is_recently_authenticated boolean, has_second_factor boolean)
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with valid as (
       select s.id, s.member_id, s.authenticated_at, s.has_second_factor from session s
       where s.token_hash = hash and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '15 minutes'
     ), seen as (
       update session set last_seen_at = now() from valid
       where not in_background and session.id = valid.id and session.last_seen_at < now() - interval '1 minute'
     ), active as (
       update membership r set last_active_at = now() from valid, shop s
       where not in_background and s.slug = in_shop and r.member_id = valid.member_id and r.shop_id = s.id
         and (r.last_active_at is null or r.last_active_at < now() - interval '1 minute')
     )
     select m.id, m.name,
       coalesce((
         select json_object_agg(r.shop_id, json_build_object('role', r.role, 'permissions', s.role_permissions -> r.role))
         from membership r join shop s on s.id = r.shop_id where r.member_id = m.id), '{}'),
       valid.authenticated_at > now() - interval '10 minutes',
       valid.has_second_factor
     from valid join member m on m.id = valid.member_id $$;
revoke all on function find_session from public;
grant execute on function find_session to triclic_api;
reset role;
