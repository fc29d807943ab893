-- People of a shop: invitations, roles that a shop adjusts, and an owner that cannot get lost. Everything that gives or takes access is
-- done by functions of triclic_accounts, for the session of a member who may do it and gave the credentials recently.

alter table membership drop constraint membership_role_check,
  add constraint membership_role_check check (role in ('OWNER', 'MANAGER', 'FULFILLMENT', 'CERTIFIER', 'VIEWER')),
  -- The member's last request in this shop, to the minute.
  add column last_active_at timestamptz;
create index membership_shop on membership (shop_id);
grant insert, delete, update (role, last_active_at) on membership to triclic_accounts;

-- By role, an array of the permissions that the shop chose; a role that is absent has its default permissions (src/kernel/permissions.ts).
alter table shop add column role_permissions jsonb not null default '{}'
  check (jsonb_typeof(role_permissions) = 'object' and not role_permissions ? 'OWNER');
grant select (id, slug, name, locale, role_permissions), update (role_permissions) on shop to triclic_accounts;

-- Invitations that were neither accepted nor revoked: both delete the row.
create table invitation (
  shop_id uuid not null references shop on delete cascade,
  -- Becomes the id of the account if the invited person has none yet.
  id uuid not null,
  email text not null check (email = lower(email)),
  name text not null check (length(name) <= 100),
  role text not null check (role in ('OWNER', 'MANAGER', 'FULFILLMENT', 'CERTIFIER', 'VIEWER')),
  -- Null: the operator of the platform.
  invited_by_name text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  -- Of the token in the newest mail; null until it is sent.
  token_hash bytea,
  primary key (shop_id, id),
  unique (shop_id, email)
);
create index invitation_token on invitation (token_hash);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy tenant_isolation on invitation
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
create policy accounts_reach_all_shops on invitation to triclic_accounts using (true) with check (true);
grant select (shop_id, id, email, name, role, invited_by_name, created_at, expires_at) on invitation to triclic_api;
grant select, insert, delete, update (token_hash, expires_at) on invitation to triclic_accounts;

-- The shop and the invitation that a mail is about. No foreign key: the mail limit counts mails of revoked invitations too.
alter table account_mail add column shop_id uuid, add column invitation_id uuid;
alter table account_mail drop constraint account_mail_kind_check;
alter table account_mail add constraint account_mail_kind_check
  check (kind in ('RECOVERY_CODE_USED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'INVITATION')),
  add constraint account_mail_invitation_check check ((kind = 'INVITATION') = (num_nonnulls(shop_id, invitation_id) = 2));
create index account_mail_shop on account_mail (shop_id, created_at);
grant select (id, shop_id) on account_mail to triclic_accounts;

grant insert on member to triclic_accounts;

-- Whatever changes memberships: a shop keeps an owner. One change of owners at a time, so that two owners cannot both leave.
create function keep_an_owner() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('owners of ' || old.shop_id, 0));
  if exists (select from shop s where s.id = old.shop_id)
    and not exists (select from membership r where r.shop_id = old.shop_id and r.role = 'OWNER') then
    raise check_violation using message = 'a shop needs an owner', constraint = 'membership_owner';
  end if;
  return null;
end $$;
create trigger keep_an_owner_on_delete after delete on membership for each row
  when (old.role = 'OWNER') execute function keep_an_owner();
create trigger keep_an_owner_on_update after update of role, shop_id on membership for each row
  when (old.role = 'OWNER' and (new.role <> 'OWNER' or new.shop_id <> old.shop_id)) execute function keep_an_owner();
revoke all on function keep_an_owner from public;
alter function keep_an_owner owner to triclic_accounts;

set local role triclic_accounts;

-- The role and, if the shop adjusted the role, its permissions in each of the member's shops. Notes the use of the shop `in_shop`.
drop function find_session(bytea);
create function find_session(hash bytea, in_shop text default null) returns table (member_id uuid, name text, memberships json,
    is_recently_authenticated boolean, has_second_factor boolean)
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with valid as (
       select s.id, s.member_id, s.authenticated_at, s.has_second_factor from session s
       where s.token_hash = hash and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '15 minutes'
     ), seen as (
       update session set last_seen_at = now() from valid
       where session.id = valid.id and session.last_seen_at < now() - interval '1 minute'
     ), active as (
       update membership r set last_active_at = now() from valid, shop s
       where s.slug = in_shop and r.member_id = valid.member_id and r.shop_id = s.id
         and (r.last_active_at is null or r.last_active_at < now() - interval '1 minute')
     )
     select m.id, m.name,
       coalesce((
         select json_object_agg(r.shop_id, json_build_object('role', r.role, 'permissions', s.role_permissions -> r.role))
         from membership r join shop s on s.id = r.shop_id where r.member_id = m.id), '{}'),
       valid.authenticated_at > now() - interval '10 minutes',
       valid.has_second_factor
     from valid join member m on m.id = valid.member_id $$;

-- Not granted to anybody. The member of the session, who may manage the people of the shop and gave the credentials recently.
create function require_people_manager(hash bytea, for_shop uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare manager_id uuid;
begin
  select c.member_id into manager_id from find_session(hash) c
    join membership r on r.member_id = c.member_id and r.shop_id = for_shop
    join shop s on s.id = r.shop_id
    where c.is_recently_authenticated and (r.role = 'OWNER' or s.role_permissions -> r.role ? 'member.manage');
  if manager_id is null then
    raise insufficient_privilege using message = 'The session may not manage the people of this shop, or is not recently authenticated';
  end if;
  return manager_id;
end $$;

-- Not granted to anybody. At most three mails an hour to one address and 30 in all, for one shop.
create function queue_invitation_mail(for_shop uuid, for_invitation uuid, to_email text) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with recent as (
       select a.recipient from account_mail a
       where a.shop_id = for_shop and a.kind = 'INVITATION' and a.created_at > now() - interval '1 hour'
     ), queued as (
       insert into account_mail (kind, recipient, language, shop_id, invitation_id)
       select 'INVITATION', to_email, s.locale, for_shop, for_invitation from shop s
       where s.id = for_shop and (select count(*) from recent) < 30 and (select count(*) from recent r where r.recipient = to_email) < 3
       returning id)
     select exists (select from queued) $$;

-- For commands of the operator, and for functions that check who invites. Returns INVITED, or why not.
create function write_invitation(for_shop uuid, new_id uuid, to_email text, to_name text, to_role text, inviter_name text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('invitations of ' || for_shop, 0));
  if exists (select from membership r join member m on m.id = r.member_id where r.shop_id = for_shop and m.email = to_email) then
    return 'ALREADY_MEMBER';
  end if;
  delete from invitation i where i.shop_id = for_shop and i.email = to_email and i.expires_at <= now();
  if exists (select from invitation i where i.shop_id = for_shop and i.email = to_email) then return 'ALREADY_INVITED'; end if;
  if not queue_invitation_mail(for_shop, new_id, to_email) then return 'INVITATION_LIMIT'; end if;
  insert into invitation (shop_id, id, email, name, role, invited_by_name)
    values (for_shop, new_id, to_email, to_name, to_role, inviter_name);
  return 'INVITED';
end $$;

create function invite_member(hash bytea, for_shop uuid, new_id uuid, to_email text, to_name text, to_role text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare manager_id uuid := require_people_manager(hash, for_shop);
begin
  if to_role = 'OWNER' then raise insufficient_privilege using message = 'An owner is not invited'; end if;
  return write_invitation(for_shop, new_id, to_email, to_name, to_role, (select m.name from member m where m.id = manager_id));
end $$;

-- Mails the invitation again with a new token and another seven days. Returns INVITED, NOT_FOUND or INVITATION_LIMIT.
create function resend_invitation(hash bytea, for_shop uuid, for_invitation uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare to_email text;
begin
  perform require_people_manager(hash, for_shop);
  perform pg_advisory_xact_lock(hashtextextended('invitations of ' || for_shop, 0));
  select i.email into to_email from invitation i where i.shop_id = for_shop and i.id = for_invitation for update;
  if to_email is null then return 'NOT_FOUND'; end if;
  if not queue_invitation_mail(for_shop, for_invitation, to_email) then return 'INVITATION_LIMIT'; end if;
  update invitation i set expires_at = now() + interval '7 days' where i.shop_id = for_shop and i.id = for_invitation;
  return 'INVITED';
end $$;

-- The address of the invitation that was revoked; null if there is none.
create function revoke_invitation(hash bytea, for_shop uuid, old_id uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare to_email text;
begin
  perform require_people_manager(hash, for_shop);
  delete from invitation i where i.shop_id = for_shop and i.id = old_id returning i.email into to_email;
  return to_email;
end $$;

-- Makes this token the only valid one of the invitation, and returns what its mail says. No row if it was accepted or revoked.
create function start_invitation(for_shop uuid, for_invitation uuid, new_token_hash bytea)
  returns table (shop_name text, name text, invited_by_name text, role text)
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update invitation i set token_hash = new_token_hash from shop s
     where i.shop_id = for_shop and i.id = for_invitation and i.expires_at > now() and s.id = i.shop_id
     returning s.name, i.name, i.invited_by_name, i.role $$;

-- What the holder of the token is told.
create function find_invitation(given_token_hash bytea) returns table (id uuid, shop_id uuid, shop_name text, shop_slug text,
    email text, name text, role text, invited_by_name text, has_account boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select i.id, s.id, s.name, s.slug, i.email, i.name, i.role, i.invited_by_name,
       exists (select from member m where m.email = i.email)
     from invitation i join shop s on s.id = i.shop_id
     where i.token_hash = given_token_hash and i.expires_at > now() $$;

-- Uses up the token for the member of the session, whose address must be the invited one. Whether it was valid.
create function accept_invitation(hash bytea, given_token_hash bytea) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with accepted as (
       delete from invitation i using find_session(hash) c, member m
       where i.token_hash = given_token_hash and i.expires_at > now() and m.id = c.member_id and m.email = i.email
       returning m.id as member_id, i.shop_id, i.role
     ), joined as (
       insert into membership (member_id, shop_id, role) select a.member_id, a.shop_id, a.role from accepted a
       on conflict do nothing
     )
     select exists (select from accepted) $$;

-- Uses up the token for a new account. Returns a check of the password that was just set, which permits one session; null if the token is not
-- valid or the address has an account already.
create function create_invited_account(given_token_hash bytea, new_name text, new_parameters text, new_verifier bytea) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  accepted invitation;
  check_id uuid;
begin
  delete from invitation i where i.token_hash = given_token_hash and i.expires_at > now() returning * into accepted;
  if accepted.id is null then return null; end if;
  insert into member (id, email, name, password_parameters, password_verifier)
    values (accepted.id, accepted.email, new_name, new_parameters, new_verifier) on conflict (email) do nothing;
  if not found then return null; end if;
  insert into membership (member_id, shop_id, role) values (accepted.id, accepted.shop_id, accepted.role);
  insert into password_check (member_id) values (accepted.id) returning id into check_id;
  return check_id;
end $$;

-- The same for a person who creates a passkey. `new_verifier` belongs to a password that nobody knows. Null too if the passkey cannot be added.
create function create_invited_account_with_passkey(given_token_hash bytea, new_name text, new_parameters text, new_verifier bytea,
  given_challenge text, new_id uuid, passkey_name text, new_credential_id bytea, new_public_key bytea, new_rp_id_hash bytea,
  new_counter bigint) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  check_id uuid;
  new_member uuid;
begin
  delete from passkey_challenge c
    where c.challenge = given_challenge and c.member_id is null and c.created_at > now() - interval '5 minutes';
  if not found then return null; end if;
  check_id := create_invited_account(given_token_hash, new_name, new_parameters, new_verifier);
  if check_id is null then return null; end if;
  update password_check p set has_second_factor = true where p.id = check_id returning p.member_id into new_member;
  if not insert_passkey(new_member, new_id, passkey_name, new_credential_id, new_public_key, new_rp_id_hash, new_counter) then
    return null;
  end if;
  return check_id;
end $$;

-- Not granted to anybody. False if the passkey was added before, or if its key has another form than the two that check_passkey reads.
create function insert_passkey(of_member uuid, new_id uuid, new_name text, new_credential_id bytea, new_public_key bytea,
  new_rp_id_hash bytea, new_counter bigint) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with added as (
       insert into passkey (id, member_id, name, credential_id, public_key, rp_id_hash, counter)
       select new_id, of_member, new_name, new_credential_id, new_public_key, new_rp_id_hash, new_counter
       where octet_length(new_credential_id) between 16 and 1023 and encode(new_public_key, 'hex') ~
         '^(a5010203262001215820.{64}225820.{64}|a401030339010020590100(.{4}){128}2143010001)$'
       on conflict (credential_id) do nothing returning id)
     select exists (select from added) $$;

create or replace function add_passkey(hash bytea, given_challenge text, new_id uuid, new_name text, new_credential_id bytea,
  new_public_key bytea, new_rp_id_hash bytea, new_counter bigint) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare owner_id uuid;
begin
  delete from passkey_challenge c using find_session(hash) current
    where c.challenge = given_challenge and c.member_id = current.member_id and c.created_at > now() - interval '5 minutes'
    returning c.member_id into owner_id;
  return owner_id is not null
    and insert_passkey(owner_id, new_id, new_name, new_credential_id, new_public_key, new_rp_id_hash, new_counter);
end $$;

-- Whether the member, who is not the owner, had another role.
create function change_member_role(hash bytea, for_shop uuid, of_member uuid, new_role text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform require_people_manager(hash, for_shop);
  update membership r set role = new_role
    where r.shop_id = for_shop and r.member_id = of_member and r.role <> 'OWNER' and new_role <> 'OWNER' and r.role <> new_role;
  return found;
end $$;

-- Whether the shop had this member, who is not the owner.
create function remove_member(hash bytea, for_shop uuid, old_member uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform require_people_manager(hash, for_shop);
  delete from membership r where r.shop_id = for_shop and r.member_id = old_member and r.role <> 'OWNER';
  return found;
end $$;

-- Whether the member of the session left the shop: the last owner cannot.
create function leave_shop(hash bytea, for_shop uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare leaver uuid := (select c.member_id from find_session(hash) c where c.is_recently_authenticated);
begin
  perform pg_advisory_xact_lock(hashtextextended('owners of ' || for_shop, 0));
  delete from membership r where r.shop_id = for_shop and r.member_id = leaver
    and (r.role <> 'OWNER' or exists (select from membership o where o.shop_id = for_shop and o.role = 'OWNER' and o.member_id <> leaver));
  return found;
end $$;

-- The owner of the session becomes a manager. Whether the new owner is a member of the shop.
create function transfer_ownership(hash bytea, for_shop uuid, to_member uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare old_owner uuid := require_people_manager(hash, for_shop);
begin
  perform pg_advisory_xact_lock(hashtextextended('owners of ' || for_shop, 0));
  if not exists (select from membership r where r.shop_id = for_shop and r.member_id = old_owner and r.role = 'OWNER') then
    raise insufficient_privilege using message = 'Only the owner transfers a shop';
  end if;
  update membership r set role = 'OWNER' where r.shop_id = for_shop and r.member_id = to_member and r.member_id <> old_owner;
  if not found then return false; end if;
  update membership r set role = 'MANAGER' where r.shop_id = for_shop and r.member_id = old_owner;
  return true;
end $$;

-- The role's permissions in the shop; null: its default permissions.
create function change_role_permissions(hash bytea, for_shop uuid, of_role text, new_permissions text[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform require_people_manager(hash, for_shop);
  update shop s set role_permissions = case when new_permissions is null then s.role_permissions - of_role
    else s.role_permissions || jsonb_build_object(of_role, to_jsonb(new_permissions)) end
    where s.id = for_shop;
end $$;

do $$
declare f text;
begin
  foreach f in array array['find_session', 'require_people_manager', 'queue_invitation_mail', 'write_invitation', 'invite_member',
    'resend_invitation', 'revoke_invitation', 'start_invitation', 'find_invitation', 'accept_invitation', 'create_invited_account',
    'create_invited_account_with_passkey', 'insert_passkey', 'change_member_role', 'remove_member', 'leave_shop', 'transfer_ownership',
    'change_role_permissions']
  loop
    execute format('revoke all on function %I from public', f);
  end loop;
end $$;
grant execute on function find_session, invite_member, resend_invitation, revoke_invitation, find_invitation, accept_invitation,
  create_invited_account, create_invited_account_with_passkey, change_member_role, remove_member, leave_shop, transfer_ownership,
  change_role_permissions to triclic_api;
grant execute on function start_invitation to triclic_worker;
-- The owner of the database, as which commands of the operator run.
grant execute on function write_invitation to session_user;

reset role;
