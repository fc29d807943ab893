-- What a shop declares about its VAT, tax categories instead of rates, and the tax of an order as it was computed.

alter table shop
  -- VAT territory of its establishment where it is not its country's: FR-20R, RE, XI, ES-CN. See src/tax/tax-territory.ts.
  add column tax_territory text check (length(tax_territory) between 2 and 20),
  add column is_small_business boolean not null default false,
  -- First day, UTC, on which it charges the VAT of the buyer's member state; null: it charges its own.
  add column oss_since date,
  add column price_mode text not null default 'SAME_GROSS' check (price_mode in ('SAME_GROSS', 'SAME_NET')),
  -- Its own rates by tax category, in basis points.
  add column tax_rates jsonb not null default '{}' check (jsonb_typeof(tax_rates) = 'object');
grant update (tax_territory, is_small_business, oss_since, price_mode, tax_rates) on shop to triclic_api;

-- A VAT number of another member state that was found valid in VIES (Regulation (EU) 904/2010, art. 31).
create table vat_check (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  number text not null,
  -- Member state of the number; GR for the prefix EL.
  country text not null,
  checked_on date not null,
  -- The consultation number that VIES gave.
  reference text not null check (length(reference) between 1 and 50),
  recorded_at timestamptz not null default now(),
  member_id uuid,
  primary key (shop_id, id),
  unique (shop_id, number)
);
alter table vat_check alter column shop_id set statistics 0;
alter table vat_check enable row level security;
alter table vat_check force row level security;
create policy tenant_isolation on vat_check
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert, delete, update (checked_on, reference, recorded_at, member_id) on vat_check to triclic_api;

-- The owner changes rows of all shops, which forced policies would hide.
do $$
declare t text;
begin
  foreach t in array array['variant', 'shipping_method', 'order', 'order_line'] loop
    execute format('alter table %I no force row level security', t);
    execute format('alter table %I disable trigger user', t);
  end loop;
end $$;

-- Delivery without a category is taxed like the goods.
alter table shipping_method add column tax_category text;

-- The rates of France, and 20 and 0 % in the United Kingdom, have a category that keeps them. Elsewhere the rate of most variants is the shop's
-- standard rate. What is left is OTHER, at the highest of those rates: a shop sets one such rate.
create temporary table rate_category on commit drop as
  with used as (
    select shop_id, tax_basis_points as rate, count(*) as variants from variant group by 1, 2
    union all select shop_id, tax_basis_points, 0 from shipping_method
  ), rates as (
    select u.shop_id, s.country, u.rate, sum(u.variants) as variants from used u join shop s on s.id = u.shop_id group by 1, 2, 3
  ), ranked as (
    select *, row_number() over (partition by shop_id order by variants desc, rate desc) = 1 as is_most from rates
  )
  select shop_id, country, rate, case
      when country in ('FR', 'MC') and rate = 2000 then 'STANDARD'
      when country in ('FR', 'MC') and rate = 1000 then 'PREPARED_FOOD'
      when country in ('FR', 'MC') and rate = 550 then 'FOOD'
      when country in ('FR', 'MC') and rate = 210 then 'PRESS'
      when country = 'GB' and rate = 2000 then 'STANDARD'
      when country = 'GB' and rate = 0 then 'FOOD'
      when country not in ('FR', 'MC', 'GB') and is_most then 'STANDARD'
      else 'OTHER' end as category
  from ranked;
update variant v set tax_category = r.category from rate_category r
  where r.shop_id = v.shop_id and r.rate = v.tax_basis_points;
update shipping_method m set tax_category = r.category from rate_category r
  where r.shop_id = m.shop_id and r.rate = m.tax_basis_points;
update shop s set tax_rates = own.rates from (
  select shop_id, jsonb_object_agg(category, rate order by rate) as rates from rate_category
  where category = 'OTHER' or country not in ('FR', 'MC', 'GB') group by shop_id
) own where own.shop_id = s.id;
alter table variant alter column tax_basis_points drop not null;
alter table shipping_method alter column tax_basis_points drop not null;

alter table order_line
  add column tax_category text,
  -- [{"discountId", "label", "amount": minor units}] in the order in which they were applied; total is after them.
  add column discounts jsonb not null default '[]' check (jsonb_typeof(discounts) = 'array');

alter table "order"
  -- Code of the VAT territory of the delivery address.
  add column tax_territory text,
  add column tax_exemption text check (tax_exemption in ('EXPORT', 'INTRA_COMMUNITY', 'SMALL_BUSINESS', 'NOT_APPLIED')),
  -- The sentence of the exemption, in the language of the order.
  add column legal_mention text,
  add column vat_number text,
  -- Sold to a buyer without a valid VAT number in another member state: counts towards the threshold of Directive 2006/112/EC, art. 59c.
  add column is_distance_sale boolean not null default false,
  -- [{"taxBasisPoints", "base", "tax"}] by rate, ascending; minor units. Bases and taxes add up to the total.
  add column taxes jsonb not null default '[]' check (jsonb_typeof(taxes) = 'array'),
  -- Like those of a line; shipping_total is after them.
  add column shipping_discounts jsonb not null default '[]' check (jsonb_typeof(shipping_discounts) = 'array');
create index order_distance_sales on "order" (shop_id, placed_at) where is_distance_sale;

-- Orders so far were taxed at the rates of their lines, and of their shipping method.
with amounts as (
  select l.shop_id, l.order_id, l.tax_basis_points as rate, l.total::bigint as amount from order_line l
  union all
  select o.shop_id, o.id, coalesce(m.tax_basis_points, 2000), o.shipping_total from "order" o
    left join shipping_method m on m.shop_id = o.shop_id and m.id = o.shipping_method_id
), by_rate as (
  select shop_id, order_id, rate, sum(amount) as amount from amounts group by 1, 2, 3 having sum(amount) > 0
), taxed as (
  select *, div(2 * amount * rate + 10000 + rate, 2 * (10000 + rate))::bigint as tax from by_rate
), orders as (
  select shop_id, order_id, jsonb_agg(jsonb_build_object('taxBasisPoints', rate, 'base', amount - tax, 'tax', tax) order by rate) as taxes
  from taxed group by 1, 2
)
update "order" o set taxes = orders.taxes from orders where orders.shop_id = o.shop_id and orders.order_id = o.id;
update "order" o set tax_territory = o.shipping_address->>'countryCode',
  is_distance_sale = coalesce(o.shipping_address->>'countryCode', s.country) <> s.country and
    o.shipping_address->>'countryCode' = any ('{AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IT,LT,LU,LV,MT,NL,PL,PT,RO,SE,SI,SK}') and
    s.country = any ('{AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IT,LT,LU,LV,MT,NL,PL,PT,RO,SE,SI,SK}')
  from shop s where s.id = o.shop_id;

do $$
declare t text;
begin
  foreach t in array array['variant', 'shipping_method', 'order', 'order_line'] loop
    execute format('alter table %I enable trigger user', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
