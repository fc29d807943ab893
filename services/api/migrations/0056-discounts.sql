-- Discounts: codes that buyers enter, and automatic ones. See docs/decisions/0057.
create table discount (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  -- What buyers see of an automatic discount; of a code they see the code.
  name text not null,
  -- In upper case; null for an automatic discount.
  code text check (code = upper(code)),
  kind text not null check (kind in ('PERCENTAGE', 'AMOUNT', 'FREE_DELIVERY')),
  -- 1000 is 10 %.
  basis_points integer check (basis_points between 1 and 10000),
  -- Minor units, tax included.
  amount integer check (amount > 0),
  -- The only goods that it applies to; null for all. No foreign key: the discount of a deleted collection applies to nothing.
  collection_id uuid,
  -- Of the goods before discounts, in minor units.
  minimum_amount integer check (minimum_amount > 0),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  max_uses integer check (max_uses > 0),
  max_uses_per_email integer check (max_uses_per_email > 0),
  enabled boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, code),
  check ((kind = 'PERCENTAGE') = (basis_points is not null)),
  check ((kind = 'AMOUNT') = (amount is not null))
);
alter table discount alter column shop_id set statistics 0;

-- How often a discount is used, by all buyers (email_key is empty) and by each e-mail address of a discount that limits that. An order that
-- would exceed a limit violates a check, so that of many orders at once exactly the allowed number is placed.
create table discount_use_count (
  shop_id uuid not null,
  discount_id uuid not null,
  -- A keyed hash of the address and the discount: it tells nothing without the key, and nothing about other discounts with it.
  email_key text not null,
  uses integer not null check (uses >= 0),
  max_uses integer,
  is_used_up boolean generated always as (coalesce(uses >= max_uses, false)) stored,
  primary key (shop_id, discount_id, email_key),
  foreign key (shop_id, discount_id) references discount (shop_id, id) on delete cascade,
  constraint discount_used_up check (email_key <> '' or uses <= max_uses),
  constraint discount_used_by_buyer check (email_key = '' or uses <= max_uses)
);
alter table discount_use_count alter column shop_id set statistics 0;

create table discount_use (
  shop_id uuid not null,
  order_id uuid not null,
  discount_id uuid not null,
  -- As in discount_use_count; empty if the discount does not limit uses by address.
  email_key text not null,
  -- Whether the order ended without payment and gave the use back.
  is_released boolean not null default false,
  primary key (shop_id, order_id, discount_id),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  foreign key (shop_id, discount_id) references discount (shop_id, id) on delete cascade
);
create index discount_use_discount on discount_use (shop_id, discount_id);
alter table discount_use alter column shop_id set statistics 0;

do $$
declare
  t text;
begin
  foreach t in array array['discount', 'discount_use_count', 'discount_use'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select, insert, delete,
  update (name, code, kind, basis_points, amount, collection_id, minimum_amount, starts_at, ends_at, max_uses, max_uses_per_email, enabled, version)
  on discount to triclic_api;
grant select, insert, update (uses, max_uses) on discount_use_count to triclic_api;
grant select, insert, update (is_released) on discount_use to triclic_api;
-- The worker expires orders.
grant select, update (uses) on discount_use_count to triclic_worker;
grant select, update (is_released) on discount_use to triclic_worker;

set local role triclic_tasks;
do $$ begin execute format('grant execute on function log_shop_change to %I', session_user); end $$;
reset role;
create trigger log_insert after insert on discount referencing new table as changed
  for each statement execute function log_shop_change('shop_id', '', 'SETTINGS');
create trigger log_update after update on discount referencing old table as previous new table as changed
  for each statement execute function log_shop_change('shop_id', '', 'SETTINGS');
create trigger log_delete after delete on discount referencing old table as changed
  for each statement execute function log_shop_change('shop_id', '', 'SETTINGS');
set local role triclic_tasks;
do $$ begin execute format('revoke execute on function log_shop_change from %I', session_user); end $$;
reset role;

-- Only the first and the last use change what buyers are shown. Without a notification, which would make commits wait for each other: the
-- log is read each second.
create function log_discount_used_up() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.shop_change (shop_id, part) values (new.shop_id, 'SETTINGS');
  return null;
end $$;
revoke all on function log_discount_used_up from public;
create trigger log_used_up after update on discount_use_count for each row
  when (new.email_key = '' and new.is_used_up <> old.is_used_up) execute function log_discount_used_up();
alter function log_discount_used_up owner to triclic_tasks;
