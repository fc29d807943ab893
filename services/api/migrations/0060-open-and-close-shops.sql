-- Shops are opened, suspended and closed. A suspended or closed shop is not served to buyers; its banks are still answered.

alter table shop add column status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED', 'CLOSED'));

grant select (id, slug, status) on shop to triclic_accounts;
grant insert on shop to triclic_accounts;
grant update (status) on shop to triclic_accounts;
create policy accounts_open_shops on shop for insert to triclic_accounts with check (true);
create policy accounts_change_status on shop for update to triclic_accounts using (true) with check (true);

set local role triclic_accounts;

-- Opens a shop that takes payments at banks and no cards. False if the slug is taken.
create function create_shop(new_id uuid, new_slug text, new_name text, new_currency text, new_locale text, new_country text,
    new_time_zone text, owner_email text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
    values (new_id, new_slug, new_name, new_currency, new_locale, new_country, new_time_zone, '{BANK}',
      '{VISA,MASTERCARD,AMERICAN_EXPRESS,DINERS_CLUB}', owner_email)
    on conflict (slug) do nothing;
  return found;
end $$;

-- A closed shop stays closed. Null if there is no such shop or it is closed, else the status it had.
create function change_shop_status(changed_id uuid, new_status text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare old_status text;
begin
  select s.status into old_status from shop s where s.id = changed_id and s.status <> 'CLOSED' for update;
  if found then update shop set status = new_status where id = changed_id; end if;
  return old_status;
end $$;

revoke all on function create_shop, change_shop_status from public;
grant execute on function create_shop, change_shop_status to triclic_api;

reset role;

-- Keys and origins: everybody's are read to find the shop of a request, and changed from within the shop only.
do $$
declare t text;
begin
  foreach t in array array['shop_key', 'shop_origin'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy read on %I for select using (true)', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
alter table shop_key add column name text not null default '', add column expires_at timestamptz,
  add constraint shop_key_of_shop unique (shop_id, key);
grant insert (shop_id, key, secret_hash, name), update (name, expires_at), delete on shop_key to triclic_api;
grant insert, delete on shop_origin to triclic_api;
drop index shop_key_shop;

-- When a key was last used, to the minute. In a table of its own: a change of shop_key makes every process read the shop again.
create table shop_key_use (
  shop_id uuid not null,
  key text not null,
  last_used_at timestamptz not null,
  primary key (shop_id, key),
  foreign key (shop_id, key) references shop_key (shop_id, key) on delete cascade
);
alter table shop_key_use enable row level security;
alter table shop_key_use force row level security;
create policy tenant_isolation on shop_key_use
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
create policy tasks_record_uses on shop_key_use to triclic_tasks using (true) with check (true);
grant select on shop_key_use to triclic_api;
grant select, insert, update on shop_key_use to triclic_tasks;
grant select (shop_id, key) on shop_key to triclic_tasks;

set local role triclic_tasks;
create function record_key_uses(used_keys text[]) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ insert into shop_key_use (shop_id, key, last_used_at)
     select k.shop_id, k.key, now() from shop_key k where k.key = any(used_keys) order by k.shop_id, k.key
     on conflict (shop_id, key) do update set last_used_at = excluded.last_used_at $$;
revoke all on function record_key_uses from public;
grant execute on function record_key_uses to triclic_api;
reset role;
