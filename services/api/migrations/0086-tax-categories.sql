-- Corrects the tax categories that 0050 gave the products of shops outside France and the United Kingdom: it made each shop's most frequent rate its
-- standard rate, but where the rates of a country are known, STANDARD is the country's own. A German bookshop at 7 % was charging 19 %. Such a shop is
-- recognised by a standard rate of its own, which nobody can set there; a shop in a part of its country whose rates are not known, such as the Canary
-- Islands, sets it itself and keeps it. Then drops the rates that nothing reads any more.
create temporary table known_rate (country text, rate integer, category text) on commit drop;
insert into known_rate values
  ('AT', 2000, 'STANDARD'), ('AT', 1000, 'FOOD'), ('AT', 1300, 'PLANTS'),
  ('BE', 2100, 'STANDARD'), ('BE', 600, 'FOOD'),
  ('BG', 2000, 'STANDARD'),
  ('CY', 1900, 'STANDARD'), ('CY', 500, 'FOOD'), ('CY', 300, 'BOOKS'),
  ('CZ', 2100, 'STANDARD'), ('CZ', 1200, 'FOOD'), ('CZ', 0, 'BOOKS'),
  ('DE', 1900, 'STANDARD'), ('DE', 700, 'FOOD'),
  ('DK', 2500, 'STANDARD'),
  ('EE', 2400, 'STANDARD'), ('EE', 900, 'BOOKS'),
  ('ES', 2100, 'STANDARD'), ('ES', 1000, 'FOOD'), ('ES', 400, 'BOOKS'),
  ('FI', 2550, 'STANDARD'), ('FI', 1350, 'FOOD'), ('FI', 1000, 'PRESS'),
  ('GR', 2400, 'STANDARD'), ('GR', 1300, 'FOOD'), ('GR', 600, 'BOOKS'),
  ('HR', 2500, 'STANDARD'), ('HR', 500, 'BOOKS'),
  ('HU', 2700, 'STANDARD'), ('HU', 500, 'BOOKS'),
  ('IE', 2300, 'STANDARD'), ('IE', 0, 'BOOKS'), ('IE', 900, 'PRESS'), ('IE', 1350, 'PLANTS'),
  ('IT', 2200, 'STANDARD'), ('IT', 1000, 'FOOD'), ('IT', 400, 'BOOKS'), ('IT', 500, 'ART'),
  ('LT', 2100, 'STANDARD'), ('LT', 500, 'BOOKS'),
  ('LU', 1700, 'STANDARD'), ('LU', 300, 'FOOD'), ('LU', 800, 'PLANTS'),
  ('LV', 2100, 'STANDARD'), ('LV', 1200, 'MEDICINES'),
  ('MT', 1800, 'STANDARD'), ('MT', 500, 'BOOKS'),
  ('NL', 2100, 'STANDARD'), ('NL', 900, 'FOOD'),
  ('PL', 2300, 'STANDARD'), ('PL', 500, 'FOOD'), ('PL', 800, 'PRESS'),
  ('PT', 2300, 'STANDARD'), ('PT', 600, 'BOOKS'),
  ('RO', 2100, 'STANDARD'), ('RO', 1100, 'FOOD'),
  ('SE', 2500, 'STANDARD'), ('SE', 600, 'FOOD'),
  ('SI', 2200, 'STANDARD'), ('SI', 950, 'FOOD'), ('SI', 500, 'BOOKS'),
  ('SK', 2300, 'STANDARD'), ('SK', 500, 'BOOKS'),
  ('GP', 850, 'STANDARD'), ('GP', 210, 'FOOD'),
  ('MQ', 850, 'STANDARD'), ('MQ', 210, 'FOOD'),
  ('RE', 850, 'STANDARD'), ('RE', 210, 'FOOD'),
  ('GF', 0, 'STANDARD'),
  ('YT', 0, 'STANDARD');

do $$
declare t text;
begin
  foreach t in array array['variant', 'shipping_method'] loop
    execute format('alter table %I no force row level security', t);
    execute format('alter table %I disable trigger user', t);
  end loop;
end $$;

create temporary table mapped_shop on commit drop as
  select s.id as shop_id, s.country, (s.tax_rates->>'STANDARD')::integer as standard, (s.tax_rates->>'OTHER')::integer as other
  from shop s where s.tax_rates ? 'STANDARD' and s.tax_territory is null and s.country in (select country from known_rate);

-- Products created since then have the column's default of 2000 and their own category: these stay as they are.
create temporary table correct_category on commit drop as
  select m.shop_id, r.rate, r.old, coalesce(k.category, 'OTHER') as category
  from mapped_shop m
    join (
      select shop_id, tax_basis_points as rate, tax_category as old from variant
      union select shop_id, tax_basis_points, tax_category from shipping_method
    ) r on r.shop_id = m.shop_id and r.rate <> 2000 and (r.old = 'OTHER' or r.old = 'STANDARD' and r.rate = m.standard)
    left join known_rate k on k.country = m.country and k.rate = r.rate;
update variant v set tax_category = c.category from correct_category c
  where c.shop_id = v.shop_id and c.rate = v.tax_basis_points and c.old = v.tax_category;
update shipping_method d set tax_category = c.category from correct_category c
  where c.shop_id = d.shop_id and c.rate = d.tax_basis_points and c.old = d.tax_category;
-- The highest of the rates that 0050 found: products created since then, whose column has its default, do not count.
update shop s set tax_rates = (
    select coalesce(jsonb_object_agg('OTHER', rate) filter (where rate is not null), '{}')
    from (
      select max(rate) as rate from (
        select v.tax_basis_points as rate from variant v where v.shop_id = s.id and v.tax_category = 'OTHER'
        union all
        select d.tax_basis_points from shipping_method d where d.shop_id = s.id and d.tax_category = 'OTHER'
      ) rates where rate <= greatest(m.standard, m.other)
    ) highest
  )
  from mapped_shop m where m.shop_id = s.id;

do $$
declare t text;
begin
  foreach t in array array['variant', 'shipping_method'] loop
    execute format('alter table %I drop column tax_basis_points', t);
    execute format('alter table %I enable trigger user', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

-- A newer check of a VAT number has an id of its own.
grant update (id) on vat_check to triclic_api;
