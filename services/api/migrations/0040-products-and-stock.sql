-- What a merchant edits of a product, and stock as it is on the shelf: on hand, and of that reserved by orders.

-- The owner changes rows of all shops, which forced policies would hide.
do $$
declare t text;
begin
  foreach t in array array['product', 'stock', 'order', 'order_line'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;
-- Columns are added, nothing that buyers see changes: no replica has to read any catalog again.
alter table product disable trigger user;
alter table stock disable trigger user;

alter table product
  -- Sanitised. `description` is the same text without tags.
  add column description_html text not null default '' check (length(description_html) <= 50000),
  add column status text not null default 'PUBLISHED' check (status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
  -- A published product is visible from this time on; null: at once.
  add column publish_at timestamptz,
  add column seo_title text,
  add column seo_description text,
  add column option_names text[] not null default '{}' check (cardinality(option_names) <= 3),
  add column updated_at timestamptz not null default now(),
  -- Of the product with its variants: another one after each change, so that of two editors the second is refused.
  add column version uuid not null default gen_random_uuid(),
  alter column description set default '';
update product set updated_at = created_at,
  description_html = case when description = '' then ''
    else '<p>' || replace(replace(replace(description, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') || '</p>' end;

alter table variant
  -- One value for each of the product's option names.
  add column option_values text[] not null default '{}' check (cardinality(option_values) <= 3),
  -- Minor units, tax included.
  add column recommended_price integer check (recommended_price >= 0),
  add column tax_category text not null default 'STANDARD',
  add column weight_grams integer check (weight_grams >= 0),
  add column low_stock_threshold integer check (low_stock_threshold >= 0);

-- The earlier slugs of products, which lead to them.
create table product_slug (
  shop_id uuid not null,
  slug text not null,
  product_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (shop_id, slug),
  foreign key (shop_id, product_id) references product (shop_id, id) on delete cascade
);
create index product_slug_product on product_slug (shop_id, product_id);

alter table stock
  add column on_hand integer not null default 0 check (on_hand >= 0),
  add column reserved integer not null default 0 check (reserved >= 0);
update stock s set on_hand = s.available + held.quantity, reserved = held.quantity
  from (
    select s.shop_id, s.variant_id, coalesce(sum(l.quantity) filter (where o.id is not null), 0)::integer as quantity
    from stock s
    left join order_line l on l.shop_id = s.shop_id and l.variant_id = s.variant_id
    left join "order" o on o.shop_id = l.shop_id and o.id = l.order_id
      and o.status not in ('CANCELLED', 'EXPIRED') and o.fulfillment = 'UNFULFILLED'
    group by s.shop_id, s.variant_id
  ) held
  where s.shop_id = held.shop_id and s.variant_id = held.variant_id;
alter table stock drop column available;
alter table stock alter column on_hand drop default,
  add column available integer not null generated always as (on_hand - reserved) stored check (available >= 0);

-- Why the quantity on hand changed. Orders that reserve or release write nothing here.
create table stock_movement (
  shop_id uuid not null,
  id uuid not null,
  variant_id uuid not null,
  at timestamptz not null default now(),
  reason text not null check (reason in ('RECEIVED', 'COUNTED', 'DAMAGED', 'LOST', 'RETURNED', 'CORRECTION', 'IMPORT', 'SHIPPED')),
  delta integer not null,
  on_hand_after integer not null check (on_hand_after >= 0),
  note text,
  -- The member who changed it, or the shipped order.
  member_id uuid,
  member_name text,
  order_code text,
  primary key (shop_id, id),
  foreign key (shop_id, variant_id) references variant (shop_id, id) on delete cascade
);
create index stock_movement_newest on stock_movement (shop_id, variant_id, at desc, id desc);

do $$
declare t text;
begin
  foreach t in array array['product_slug', 'stock_movement'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
  foreach t in array array['product_slug', 'stock_movement', 'product', 'stock', 'order', 'order_line'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
alter table product enable trigger user;
alter table stock enable trigger user;

-- Whoever creates a trigger needs its function.
set local role triclic_tasks;
grant execute on function log_shop_change to session_user;
reset role;
create trigger log_insert after insert on product_slug referencing new table as changed
  for each statement execute function log_shop_change('shop_id', 'product_id', 'PRODUCT');
create trigger log_update after update on product_slug referencing old table as previous new table as changed
  for each statement execute function log_shop_change('shop_id', 'product_id', 'PRODUCT');
create trigger log_delete after delete on product_slug referencing old table as changed
  for each statement execute function log_shop_change('shop_id', 'product_id', 'PRODUCT');
set local role triclic_tasks;
revoke execute on function log_shop_change from session_user;
reset role;

grant select (shop_id, variant_id, available) on stock to triclic_tasks;
revoke update on stock from triclic_api;
grant insert, update (on_hand, reserved) on stock to triclic_api;
grant update (reserved) on stock to triclic_worker;
grant insert, delete, update (slug, name, description, description_html, image_path, status, publish_at, seo_title, seo_description, option_names,
  updated_at, version) on product to triclic_api;
grant insert, delete, update (sku, name, option_values, price, recommended_price, tax_basis_points, tax_category, weight_grams,
  low_stock_threshold, position) on variant to triclic_api;
grant select, insert, delete on product_slug to triclic_api;
grant select, insert on stock_movement to triclic_api;
