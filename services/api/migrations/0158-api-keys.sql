-- Keys of the merchant API, with which a shop's own programs act without a person. See docs/decisions/0088.
create table merchant_api_key (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- What a key can be allowed at all (src/kernel/key-permissions.ts): nothing that reaches people, keys, banks or card digits.
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['order.read', 'buyer.read', 'order.fulfill', 'order.cancel',
    'order.enter', 'mail.resend', 'unmatched_payment.read', 'shipping.write', 'discount.read', 'discount.write', 'product.read',
    'product.write', 'product.import', 'stock.write', 'audit.read', 'ledger.read']),
  -- SHA-256 of the token: 256 random bits cannot be guessed from it.
  token_hash bytea not null check (octet_length(token_hash) = 32),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  -- Null: until it is revoked.
  expires_at timestamptz,
  -- To the minute, written by the processes in batches.
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (shop_id, id)
);
create index merchant_api_key_token on merchant_api_key (token_hash);
alter table merchant_api_key enable row level security;
alter table merchant_api_key force row level security;
alter table merchant_api_key alter column shop_id set statistics 0;
create policy tenant_isolation on merchant_api_key
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
create policy accounts_reach_all_shops on merchant_api_key to triclic_accounts using (true) with check (true);
grant select (shop_id, id, name, scopes, created_by, created_by_name, created_at, expires_at, last_used_at, revoked_at)
  on merchant_api_key to triclic_api;
grant select, insert, update (last_used_at, revoked_at) on merchant_api_key to triclic_accounts;

-- What a key did: in the audit log its id and name stand where those of a member do, and a trigger tells them apart.
alter table audit_entry drop constraint audit_entry_actor_check,
  add constraint audit_entry_actor_check check (actor in ('MEMBER', 'API_KEY', 'SYSTEM')),
  drop constraint audit_entry_actor,
  add constraint audit_entry_actor check ((actor = 'SYSTEM') = (member_id is null) and (actor = 'SYSTEM') = (member_name is null));

alter table domain_event add column api_key_id uuid,
  add foreign key (shop_id, api_key_id) references merchant_api_key (shop_id, id),
  drop constraint domain_event_actor_check,
  add constraint domain_event_actor_check check (actor in ('buyer', 'member', 'api_key', 'bank', 'system')),
  add constraint domain_event_api_key_check check ((api_key_id is not null) = (actor = 'api_key'));

-- Null: a key wrote it, whose name is in member_name.
alter table order_note alter column member_id drop not null;

-- The key that a mail to an owner of its shop is about.
alter table account_mail add column api_key_id uuid;
alter table account_mail drop constraint account_mail_kind_check;
alter table account_mail add constraint account_mail_kind_check
  check (kind in ('RECOVERY_CODE_USED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'INVITATION', 'SIGN_UP', 'API_KEY_CREATED')),
  add constraint account_mail_api_key_check check ((kind = 'API_KEY_CREATED') = (api_key_id is not null));

set local role triclic_accounts;

-- Not granted to anybody. The member of the session, who may manage the keys of the shop, and what the role allows; null for everything.
create function require_key_manager(hash bytea, for_shop uuid) returns table (id uuid, name text, allowed jsonb)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select c.member_id, c.name, case when r.role <> 'OWNER' then s.role_permissions -> r.role end
    from find_session(hash) c
    join membership r on r.member_id = c.member_id and r.shop_id = for_shop
    join shop s on s.id = r.shop_id
    where r.role = 'OWNER' or s.role_permissions -> r.role ? 'api_key.manage';
  if not found then
    raise insufficient_privilege using message = 'The session may not manage the keys of this shop';
  end if;
end $$;

-- False if the shop has twenty keys that are still valid. `days`: how long it is valid; null until it is revoked.
create function create_api_key(hash bytea, for_shop uuid, new_id uuid, new_name text, new_scopes text[], days integer, new_token_hash bytea)
  returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare manager record;
begin
  select * into manager from require_key_manager(hash, for_shop);
  if not exists (select from find_session(hash) c where c.is_recently_authenticated) then
    raise insufficient_privilege using message = 'The session is not recently authenticated';
  end if;
  if manager.allowed is not null and not manager.allowed ?& new_scopes then
    raise insufficient_privilege using message = 'A key is given only what the member may do';
  end if;
  if days not in (30, 90, 365) then raise check_violation using message = 'A key is valid for 30, 90 or 365 days, or until it is revoked'; end if;
  perform pg_advisory_xact_lock(hashtextextended('merchant keys of ' || for_shop, 0));
  if (select count(*) from merchant_api_key k
      where k.shop_id = for_shop and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())) >= 20 then
    return false;
  end if;
  insert into merchant_api_key (shop_id, id, name, scopes, token_hash, created_by, created_by_name, expires_at)
    values (for_shop, new_id, new_name, new_scopes, new_token_hash, manager.id, manager.name, now() + make_interval(days => days));
  insert into account_mail (kind, recipient, language, shop_id, api_key_id)
    select 'API_KEY_CREATED', m.email, s.locale, s.id, new_id
    from membership r join member m on m.id = r.member_id join shop s on s.id = r.shop_id where r.shop_id = for_shop and r.role = 'OWNER';
  return true;
end $$;

-- What such a mail says.
create function describe_api_key(for_shop uuid, of_key uuid) returns table (shop_name text, slug text, key_name text, creator text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select s.name, s.slug, k.name, k.created_by_name from merchant_api_key k join shop s on s.id = k.shop_id
     where k.shop_id = for_shop and k.id = of_key $$;

-- The name of the key that was revoked; null if the shop has no such key that is not revoked yet.
create function revoke_api_key(hash bytea, for_shop uuid, old_id uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare old_name text;
begin
  perform require_key_manager(hash, for_shop);
  update merchant_api_key k set revoked_at = now()
    where k.shop_id = for_shop and k.id = old_id and k.revoked_at is null returning k.name into old_name;
  return old_name;
end $$;

-- The key of a token, whether it is still valid or not.
create function find_api_key(given_token_hash bytea) returns table (shop_id uuid, id uuid, name text, scopes text[], state text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select k.shop_id, k.id, k.name, k.scopes,
       case when k.revoked_at is not null then 'REVOKED' when k.expires_at <= now() then 'EXPIRED' else 'VALID' end
     from merchant_api_key k where k.token_hash = given_token_hash limit 1 $$;

-- `used_keys`: the shop and the id of each, with a slash between them. One that another process is recording is passed over: its time is as good.
create function record_api_key_uses(used_keys text[]) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update merchant_api_key k set last_used_at = now()
     from (select u.shop_id, u.id from merchant_api_key u
           join unnest(used_keys) used on u.shop_id = split_part(used, '/', 1)::uuid and u.id = split_part(used, '/', 2)::uuid
           for update of u skip locked) seen
     where k.shop_id = seen.shop_id and k.id = seen.id $$;

do $$
declare f text;
begin
  foreach f in array array['require_key_manager', 'create_api_key', 'revoke_api_key', 'find_api_key', 'record_api_key_uses',
    'describe_api_key'] loop
    execute format('revoke all on function %I from public', f);
  end loop;
end $$;
grant execute on function create_api_key, revoke_api_key, find_api_key, record_api_key_uses to triclic_api;
grant execute on function describe_api_key to triclic_worker;

reset role;

-- The API chooses no actor.
create function set_actor_of_key() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from merchant_api_key k where k.shop_id = new.shop_id and k.id = new.member_id) then new.actor := 'API_KEY'; end if;
  return new;
end $$;
create trigger set_actor_of_key before insert on audit_entry for each row when (new.member_id is not null)
  execute function set_actor_of_key();
revoke all on function set_actor_of_key from public;
alter function set_actor_of_key owner to triclic_accounts;
