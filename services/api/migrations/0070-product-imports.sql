-- Files of products that members import. The file is kept, so that a job that was interrupted starts again from it.
create table product_import (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  created_at timestamptz not null default now(),
  -- Who uploaded it, and from where, for the audit log.
  member_id uuid not null,
  member_name text not null,
  address text not null,
  file_name text not null check (length(file_name) <= 255),
  file bytea not null check (octet_length(file) <= 20000000),
  -- Null: to be guessed from the header.
  format text check (format in ('PLAIN', 'SHOPIFY', 'WOOCOMMERCE', 'PRESTASHOP')),
  -- The field of each column, or null for one that is not imported.
  mapping jsonb,
  -- The header, with the first values of each column.
  columns jsonb not null default '[]',
  -- CHECKING, APPLYING and UNDOING are the worker's to do.
  status text not null default 'CHECKING'
    check (status in ('CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'FAILED')),
  status_since timestamptz not null default now(),
  -- Of the worker's present task, from 0 to 100.
  progress integer not null default 0 check (progress between 0 and 100),
  row_count integer not null default 0,
  created_count integer not null default 0,
  changed_count integer not null default 0,
  unchanged_count integer not null default 0,
  -- The first of them; `problem_count` counts all.
  problems jsonb not null default '[]',
  problem_count integer not null default 0,
  -- Names of the products that undoing left as they are, because somebody had changed them since.
  conflicts jsonb not null default '[]',
  applied_at timestamptz,
  primary key (shop_id, id)
);
create index product_import_newest on product_import (shop_id, created_at desc, id desc);
create index product_import_due on product_import (shop_id, status_since) where status in ('CHECKING', 'APPLYING', 'UNDOING');

-- What an import did with a product, to undo it.
create table product_import_change (
  shop_id uuid not null,
  import_id uuid not null,
  product_id uuid not null,
  -- The product before; null for a new one.
  before jsonb,
  -- The product's version after the import.
  version uuid not null,
  primary key (shop_id, import_id, product_id),
  foreign key (shop_id, import_id) references product_import (shop_id, id) on delete cascade
);

alter table stock_movement add column import_id uuid;

do $$
declare t text;
begin
  foreach t in array array['product_import', 'product_import_change'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;

grant select, insert, update (format, mapping, status, status_since, progress) on product_import to triclic_api;
grant select, delete, update (format, mapping, columns, status, status_since, progress, row_count, created_count, changed_count, unchanged_count,
  problems, problem_count, conflicts, applied_at) on product_import to triclic_worker;
grant select, insert, delete on product_import_change to triclic_worker;

-- The worker imports: it writes what a member may write.
grant select on product, variant, stock to triclic_worker;
grant insert, delete, update (name, description, description_html, status, seo_title, seo_description, updated_at, version)
  on product to triclic_worker;
grant insert, delete, update (sku, name, option_values, price, recommended_price, tax_category, weight_grams) on variant to triclic_worker;
grant insert, update (on_hand) on stock to triclic_worker;
grant select on product_slug to triclic_worker;
grant select, insert on stock_movement to triclic_worker;

create view due_product_import with (security_invoker = true) as
  select i.shop_id, i.id, i.status_since as due_at from product_import i
  where i.status in ('CHECKING', 'APPLYING', 'UNDOING') and i.status_since < now() - interval '10 seconds';
create view due_old_product_import with (security_invoker = true) as
  select i.shop_id, i.id, i.created_at as due_at from product_import i
  where i.created_at < now() - interval '30 days' and i.status not in ('APPLYING', 'UNDOING');
grant select on due_product_import, due_old_product_import to triclic_tasks, triclic_worker;
grant select (shop_id, id, status, status_since, created_at) on product_import to triclic_tasks;
create policy tasks_read_all_shops on product_import for select to triclic_tasks using (true);
