-- One log says what changed in a shop and its catalog, so that a reader reads that again and nothing else.

alter table catalog_change rename to shop_change;
alter table shop_change rename constraint catalog_change_pkey to shop_change_pkey;
alter index catalog_change_transaction rename to shop_change_transaction;
alter index catalog_change_at rename to shop_change_at;
alter table shop_change rename column variant_id to subject_id;
alter table shop_change add column part text;
update shop_change set part = case when subject_id is null then 'ALL' else 'STOCK' end;
alter table shop_change alter column part set not null,
  -- Of a product, collection or variant the subject is its id. Settings are shipping methods and banks. All: more changes of the catalog than are listed one by one.
  -- Shop: the shop's own row, its keys or its origins.
  add check (part in ('PRODUCT', 'COLLECTION', 'STOCK', 'SETTINGS', 'ALL', 'SHOP')),
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
  foreach t in array array['shop', 'shop_key', 'shop_origin'] loop
    execute format('drop trigger notify_change on %I', t);
  end loop;
end $$;

drop function notify_shop_changed;
set local role triclic_tasks;
drop function log_catalog_change, log_stock_change, catalog_changes, delete_old_catalog_changes;
reset role;

-- Arguments: the column with the shop's id, the column with the subject's id ('' if there is none), and the part. More than 1,000 subjects of a shop are logged as one change.
-- Stock changes in the transaction of every order, where a notification would make the commits of all shops wait for each other: the
-- process that changed it notifies after its commit.
create function log_shop_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  columns constant text := format('%I as shop_id, %s as id', tg_argv[0],
    case when tg_argv[1] = '' then 'null::uuid' else quote_ident(tg_argv[1]) end);
  part constant text := tg_argv[2];
  source text := format('select %s from changed', columns);
  logged integer;
begin
  -- A variant may have moved to another product.
  if tg_op = 'UPDATE' then source := source || format(' union select %s from previous', columns); end if;
  execute format(
    'insert into public.shop_change (shop_id, part, subject_id)
     select distinct shop_id, case when subjects > 1000 then ''ALL'' else %L end, case when subjects <= 1000 then id end
     from (select shop_id, id, count(*) over (partition by shop_id) as subjects from (select distinct * from (%s) s) s) s',
    part, source);
  get diagnostics logged = row_count;
  if logged > 0 and part <> 'STOCK' then perform pg_notify('shop_changed', ''); end if;
  return null;
end $$;

do $$
declare
  t record;
begin
  for t in
    select * from (values
      ('product', 'shop_id', 'id', 'PRODUCT'),
      ('variant', 'shop_id', 'product_id', 'PRODUCT'),
      ('collection', 'shop_id', 'id', 'COLLECTION'),
      ('collection_product', 'shop_id', 'collection_id', 'COLLECTION'),
      ('shipping_method', 'shop_id', '', 'SETTINGS'),
      ('gateway_account', 'shop_id', '', 'SETTINGS'),
      ('stock', 'shop_id', 'variant_id', 'STOCK'),
      ('shop', 'id', '', 'SHOP'),
      ('shop_key', 'shop_id', '', 'SHOP'),
      ('shop_origin', 'shop_id', '', 'SHOP')
    ) t (name, shop, subject, part)
  loop
    execute format('create trigger log_insert after insert on %I referencing new table as changed
      for each statement execute function log_shop_change(%L, %L, %L)', t.name, t.shop, t.subject, t.part);
    execute format('create trigger log_update after update on %I referencing old table as previous new table as changed
      for each statement execute function log_shop_change(%L, %L, %L)', t.name, t.shop, t.subject, t.part);
    -- Stock is deleted with its variant, whose product is logged.
    continue when t.name = 'stock';
    execute format('create trigger log_delete after delete on %I referencing old table as changed
      for each statement execute function log_shop_change(%L, %L, %L)', t.name, t.shop, t.subject, t.part);
  end loop;
end $$;

-- What changed in all shops since a snapshot, with the stock of now. Without statistics the planner expects a third of the log, and could
-- read all stock for it: `offset 0` makes it look up each quantity by its key.
create function shop_changes(since pg_snapshot)
  returns table (shop_id uuid, part text, subject_id uuid, available integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select c.shop_id, c.part, c.subject_id, stocked.available
     from (
       select distinct c.shop_id, c.part, c.subject_id from shop_change c
       where c.transaction_id >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(c.transaction_id, since)
     ) c
     left join lateral (
       select s.available from stock s
       where c.part = 'STOCK' and s.shop_id = c.shop_id and s.variant_id = c.subject_id offset 0
     ) stocked on true $$;

create function delete_old_shop_changes() returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ delete from shop_change where at < now() - interval '1 hour' $$;

revoke all on function log_shop_change, shop_changes, delete_old_shop_changes from public;
grant execute on function shop_changes to triclic_api;
grant execute on function delete_old_shop_changes to triclic_worker;
alter function log_shop_change owner to triclic_tasks;
alter function shop_changes owner to triclic_tasks;
alter function delete_old_shop_changes owner to triclic_tasks;
