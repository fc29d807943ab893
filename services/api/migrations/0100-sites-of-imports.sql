-- Numbers of products are unique within one PrestaShop site: another site gives the same number to another product.
alter table product_source
  -- As a member names it. What was imported before has the name of the program.
  add column site text not null default 'PrestaShop' check (length(site) between 1 and 100),
  drop constraint product_source_pkey,
  add primary key (shop_id, source, site, external_id);
alter table product_source alter column site drop default;

alter table product_import
  -- Null: the member has not told. It is asked when it matters.
  add column site text check (length(site) between 1 and 100),
  -- The first products of the shop that the import changes, as the check found them.
  add column changes jsonb not null default '[]';

-- What an import did with numbers of products, to undo it.
create table product_import_source (
  shop_id uuid not null,
  import_id uuid not null,
  site text not null,
  external_id text not null,
  product_id uuid not null,
  base_price integer,
  -- Null: the number was new.
  product_id_before uuid,
  base_price_before integer,
  primary key (shop_id, import_id, external_id),
  foreign key (shop_id, import_id) references product_import (shop_id, id) on delete cascade
);
alter table product_import_source enable row level security;
alter table product_import_source force row level security;
alter table product_import_source alter column shop_id set statistics 0;
create policy tenant_isolation on product_import_source
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);

grant select, insert on product_import_source to triclic_worker;
grant delete on product_source to triclic_worker;
grant update (changes) on product_import to triclic_worker;
grant update (site) on product_import to triclic_api;
grant select (shop_id, site) on product_source to triclic_api;
