-- Imports with pictures from an archive, and with collections. What is uploaded is kept no longer than it is needed.
alter table product_import
  -- Null before the archive that contains it has arrived, and once it is no longer needed.
  alter column file drop not null,
  -- The archive with the pictures, or null without one. Its pieces are stored beside the pictures of the shop, under the id of the import.
  add column archive_bytes bigint check (archive_bytes between 1 and 200000000),
  add column archive_received bigint not null default 0 check (archive_received between 0 and coalesce(archive_bytes, 0)),
  -- Another one after each change of the status: what a worker writes for an earlier step has no effect.
  add column step uuid not null default gen_random_uuid(),
  -- Unexpected errors in the present step.
  add column failure_count integer not null default 0,
  -- What the member should know and does not prevent the import. The first of them; `remark_count` counts all.
  add column remarks jsonb not null default '[]',
  add column remark_count integer not null default 0,
  -- Collections that the import creates, and pictures that it adds.
  add column new_collection_count integer not null default 0,
  add column picture_count integer not null default 0,
  add column has_file boolean not null generated always as (file is not null or archive_bytes is not null) stored,
  drop constraint product_import_format_check,
  add constraint product_import_format_check
    check (format in ('PLAIN', 'SHOPIFY', 'WOOCOMMERCE', 'PRESTASHOP', 'PRESTASHOP_COMBINATIONS')),
  drop constraint product_import_status_check,
  add constraint product_import_status_check
    check (status in ('UPLOADING', 'CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'FAILED'));
create index product_import_files on product_import (shop_id, status) where has_file;

-- Until now, a name was listed only when somebody had changed the product.
alter table product_import no force row level security;
update product_import set conflicts = (select jsonb_agg(jsonb_build_object('name', c.name, 'reason', 'CHANGED') order by c.place)
    from jsonb_array_elements_text(conflicts) with ordinality as c (name, place))
  where conflicts <> '[]';
alter table product_import force row level security;

-- How far the worker is with the present step. A table of its own, because the transaction that applies an import locks its row.
create table product_import_progress (
  shop_id uuid not null,
  import_id uuid not null,
  step uuid not null,
  progress integer not null check (progress between 0 and 100),
  rows_done integer not null,
  pictures_done integer not null,
  primary key (shop_id, import_id),
  foreign key (shop_id, import_id) references product_import (shop_id, id) on delete cascade
);

-- What became of each picture of the archive.
create table product_import_picture (
  shop_id uuid not null,
  import_id uuid not null,
  -- Its place in the directory of the archive.
  entry integer not null,
  -- One of both is set: the stored picture, or why the file is none.
  media_id uuid,
  refusal text,
  primary key (shop_id, import_id, entry),
  foreign key (shop_id, import_id) references product_import (shop_id, id) on delete cascade,
  check ((media_id is null) <> (refusal is null))
);

-- What an import did with a collection, to undo it.
create table product_import_collection (
  shop_id uuid not null,
  import_id uuid not null,
  collection_id uuid not null,
  is_new boolean not null,
  -- The collection's version after the import.
  version uuid not null,
  added_product_ids uuid[] not null,
  primary key (shop_id, import_id, collection_id),
  foreign key (shop_id, import_id) references product_import (shop_id, id) on delete cascade
);

-- The ids that products had in the program they came from, by which its other files name them.
create table product_source (
  shop_id uuid not null,
  source text not null check (source in ('PRESTASHOP')),
  external_id text not null check (external_id ~ '^\d{1,10}$'),
  product_id uuid not null,
  -- To which the prices of combinations are relative, in minor units, tax included.
  base_price integer check (base_price >= 0),
  primary key (shop_id, source, external_id),
  foreign key (shop_id, product_id) references product (shop_id, id) on delete cascade
);
create index product_source_product on product_source (shop_id, product_id);

do $$
declare t text;
begin
  foreach t in array array['product_import_progress', 'product_import_picture', 'product_import_collection', 'product_source'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;

grant select on product_import_progress to triclic_api;
grant update (step, failure_count, archive_received) on product_import to triclic_api;
grant update (file, archive_bytes, archive_received, step, failure_count, remarks, remark_count, new_collection_count, picture_count)
  on product_import to triclic_worker;
grant select, insert, update (step, progress, rows_done, pictures_done) on product_import_progress to triclic_worker;
grant select, insert, update (media_id, refusal) on product_import_picture to triclic_worker;
grant select, insert on product_import_collection to triclic_worker;
grant select, insert, update (product_id, base_price) on product_source to triclic_worker;

-- The worker imports: it writes what a member may write.
grant update (publish_at, option_names) on product to triclic_worker;
grant insert on media to triclic_worker;
grant select, insert, delete, update (position, alt_text) on product_image to triclic_worker;
grant select, insert, delete, update (updated_at, version) on collection to triclic_worker;
grant select, insert, delete on collection_product to triclic_worker;

create or replace view due_old_product_import with (security_invoker = true) as
  select i.shop_id, i.id, i.created_at as due_at from product_import i
  where i.created_at < now() - interval '30 days' and i.status in ('APPLIED', 'UNDONE')
    or i.created_at < now() - interval '1 day' and i.status in ('UPLOADING', 'CHECKING', 'CHECKED', 'FAILED');
create view due_product_import_file with (security_invoker = true) as
  select i.shop_id, i.id, i.status_since as due_at from product_import i
  where i.has_file and i.status in ('APPLIED', 'UNDOING', 'UNDONE', 'FAILED');
grant select on due_product_import_file to triclic_tasks, triclic_worker;
grant select (has_file) on product_import to triclic_tasks;
