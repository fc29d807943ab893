-- A shipping method belongs to a zone, and its price may depend on the weight or the value of the parcel. Pickup in the shop belongs to no zone: it is
-- offered wherever the buyer lives. See docs/decisions/0056.
create table shipping_zone (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  name text not null,
  -- ISO 3166-1 alpha-2; empty means everywhere that no other zone names.
  countries text[] not null,
  -- In upper case without spaces; limits the only country to these postcodes.
  postal_prefixes text[] not null default '{}',
  version integer not null default 1,
  primary key (shop_id, id),
  check (postal_prefixes = '{}' or cardinality(countries) = 1)
);
alter table shipping_zone alter column shop_id set statistics 0;

alter table shipping_method no force row level security;
create temporary table zone_of_methods on commit drop as
  with listed as (
    select distinct shop_id, country from shipping_method, unnest(countries) country
  ), offered as (
    select l.shop_id, l.country, array_agg(m.id order by m.position, m.id) as methods
    from listed l join shipping_method m on m.shop_id = l.shop_id and (m.countries = '{}' or l.country = any (m.countries))
    group by l.shop_id, l.country
    union all
    select shop_id, null, array_agg(id order by position, id) from shipping_method where countries = '{}' group by shop_id
  )
  select shop_id, gen_random_uuid() as zone_id, methods,
    coalesce(array_agg(country order by country) filter (where country is not null), '{}') as countries
  from offered group by shop_id, methods, country is null;
-- Countries to which the same methods are sent become one zone.
insert into shipping_zone (shop_id, id, name, countries)
  select z.shop_id, z.zone_id,
    case when z.countries <> '{}' then left(array_to_string(z.countries, ', '), 100)
      when s.locale = 'fr' then 'Partout ailleurs' else 'Everywhere else' end, z.countries
  from zone_of_methods z join shop s on s.id = z.shop_id;

alter table shipping_method
  add column zone_id uuid,
  add column kind text not null default 'FLAT' check (kind in ('FLAT', 'BY_WEIGHT', 'BY_VALUE', 'PICKUP')),
  -- [{"upTo": grams or minor units, null in the last one for no limit, "price": minor units}], ascending; of BY_WEIGHT and BY_VALUE.
  add column tiers jsonb not null default '[]',
  -- From this value of the goods after discounts, in minor units, delivery is free.
  add column free_from integer check (free_from > 0),
  add column pickup_address text,
  add column opening_hours text,
  add column enabled boolean not null default true,
  add column version integer not null default 1;
create temporary table method_in_zone on commit drop as
  select z.shop_id, z.zone_id, m.id, row_number() over (partition by m.id order by z.countries = '{}', z.countries) as number
  from zone_of_methods z, unnest(z.methods) m (id);
update shipping_method m set zone_id = z.zone_id from method_in_zone z
  where z.number = 1 and z.shop_id = m.shop_id and z.id = m.id;
-- A method of several zones keeps its id in one of them.
insert into shipping_method (shop_id, id, name, description, price, tax_basis_points, tax_category, countries, position, zone_id)
  select m.shop_id, gen_random_uuid(), m.name, m.description, m.price, m.tax_basis_points, m.tax_category, m.countries, m.position,
    z.zone_id
  from method_in_zone z join shipping_method m on m.shop_id = z.shop_id and m.id = z.id where z.number > 1;
alter table shipping_method
  drop column countries,
  add foreign key (shop_id, zone_id) references shipping_zone (shop_id, id) on delete cascade,
  add check ((kind = 'PICKUP') = (zone_id is null)),
  add check ((kind in ('BY_WEIGHT', 'BY_VALUE')) = (tiers <> '[]')),
  add check ((kind = 'PICKUP') = (pickup_address is not null)),
  force row level security;
create index shipping_method_zone on shipping_method (shop_id, zone_id);

alter table shipping_zone enable row level security;
alter table shipping_zone force row level security;
create policy tenant_isolation on shipping_zone
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert, delete, update (name, countries, postal_prefixes, version) on shipping_zone to triclic_api;
grant insert, delete,
  update (zone_id, name, description, kind, price, tiers, free_from, pickup_address, opening_hours, enabled, position, version)
  on shipping_method to triclic_api;
-- Only its owner may let a role create triggers with the function that logs changes.
set local role triclic_tasks;
do $$ begin execute format('grant execute on function log_shop_change to %I', session_user); end $$;
reset role;
create trigger log_insert after insert on shipping_zone referencing new table as changed
  for each statement execute function log_shop_change('shop_id', '', 'SETTINGS');
create trigger log_update after update on shipping_zone referencing old table as previous new table as changed
  for each statement execute function log_shop_change('shop_id', '', 'SETTINGS');
create trigger log_delete after delete on shipping_zone referencing old table as changed
  for each statement execute function log_shop_change('shop_id', '', 'SETTINGS');
set local role triclic_tasks;
do $$ begin execute format('revoke execute on function log_shop_change from %I', session_user); end $$;
reset role;
