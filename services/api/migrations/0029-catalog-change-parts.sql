-- The log of catalog changes says what changed, so that a reader reads that again and nothing else.

alter table catalog_change rename column variant_id to subject_id;
alter table catalog_change add column part text;
update catalog_change set part = case when subject_id is null then 'ALL' else 'STOCK' end;
alter table catalog_change alter column part set not null, alter column part set default 'ALL',
  -- Of a product, collection or variant the subject is its id. Settings are shipping methods and banks. All: much at once.
  add check (part in ('PRODUCT', 'COLLECTION', 'STOCK', 'SETTINGS', 'ALL')),
  add check ((part in ('PRODUCT', 'COLLECTION', 'STOCK')) = (subject_id is not null));

do $$
declare
  t text;
begin
  foreach t in array array['product', 'variant', 'collection', 'collection_product', 'shipping_method', 'gateway_account']
  loop
    execute format('drop trigger notify_insert on %I', t);
    execute format('drop trigger notify_update on %I', t);
    execute format('drop trigger notify_delete on %I', t);
  end loop;
  drop trigger notify_insert on stock;
  drop trigger notify_update on stock;
end $$;

set local role triclic_tasks;
drop function log_catalog_change, log_stock_change, catalog_changes;
reset role;

-- Arguments: the part, and the column of the subject's id, none for settings. More than 1,000 subjects of a shop are logged as one change.
-- Stock changes in the transaction of every order, where a notification would make the commits of all shops wait for each other: the
-- process that changed it notifies after its commit.
create function log_catalog_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  part constant text := tg_argv[0];
  subject constant text := coalesce(quote_ident(tg_argv[1]), 'null::uuid');
  source text := format('select shop_id, %s as id from changed', subject);
  logged integer;
begin
  -- A variant may have moved to another product.
  if tg_op = 'UPDATE' then source := source || format(' union select shop_id, %s from previous', subject); end if;
  execute format(
    'insert into public.catalog_change (shop_id, part, subject_id)
     select distinct shop_id, case when subjects > 1000 then ''ALL'' else %L end, case when subjects <= 1000 then id end
     from (select shop_id, id, count(*) over (partition by shop_id) as subjects from (select distinct * from (%s) s) s) s',
    part, source);
  get diagnostics logged = row_count;
  if logged > 0 and part <> 'STOCK' then perform pg_notify('catalog_changed', ''); end if;
  return null;
end $$;

do $$
declare
  t record;
begin
  for t in
    select * from (values
      ('product', '''PRODUCT'', ''id'''),
      ('variant', '''PRODUCT'', ''product_id'''),
      ('collection', '''COLLECTION'', ''id'''),
      ('collection_product', '''COLLECTION'', ''collection_id'''),
      ('shipping_method', '''SETTINGS'''),
      ('gateway_account', '''SETTINGS'''),
      ('stock', '''STOCK'', ''variant_id''')
    ) t (name, arguments)
  loop
    execute format('create trigger log_insert after insert on %I referencing new table as changed
      for each statement execute function log_catalog_change(%s)', t.name, t.arguments);
    execute format('create trigger log_update after update on %I referencing old table as previous new table as changed
      for each statement execute function log_catalog_change(%s)', t.name, t.arguments);
    -- Stock is deleted with its variant, whose product is logged.
    continue when t.name = 'stock';
    execute format('create trigger log_delete after delete on %I referencing old table as changed
      for each statement execute function log_catalog_change(%s)', t.name, t.arguments);
  end loop;
end $$;

-- What changed in all shops since a snapshot, with the stock of now. Without statistics the planner expects a third of the log, and could
-- read all stock for it: `offset 0` makes it look up each quantity by its key.
create function catalog_changes(since pg_snapshot)
  returns table (shop_id uuid, part text, subject_id uuid, available integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select c.shop_id, c.part, c.subject_id, stocked.available
     from (
       select distinct c.shop_id, c.part, c.subject_id from catalog_change c
       where c.transaction_id >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(c.transaction_id, since)
     ) c
     left join lateral (
       select s.available from stock s
       where c.part = 'STOCK' and s.shop_id = c.shop_id and s.variant_id = c.subject_id offset 0
     ) stocked on true $$;

revoke all on function log_catalog_change, catalog_changes from public;
grant execute on function catalog_changes to triclic_api;
alter function log_catalog_change owner to triclic_tasks;
alter function catalog_changes owner to triclic_tasks;
