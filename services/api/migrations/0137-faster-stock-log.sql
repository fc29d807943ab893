-- Every checkout changes stock. Its log entries are written by a trigger of their own, whose statement is planned once per connection: log_shop_change puts
-- its statement together from its arguments and plans it each time. A row of stock never moves to another variant, so the new rows are enough.
create function log_stock_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.shop_change (shop_id, part, subject_id)
    select distinct c.shop_id, case when c.subjects > 1000 then 'ALL' else 'STOCK' end, case when c.subjects <= 1000 then c.variant_id end
    from (select shop_id, variant_id, count(*) over (partition by shop_id) as subjects from changed) c;
  return null;
end $$;
revoke all on function log_stock_change from public;

drop trigger log_insert on stock;
drop trigger log_update on stock;
create trigger log_insert after insert on stock referencing new table as changed
  for each statement execute function log_stock_change();
create trigger log_update after update on stock referencing new table as changed
  for each statement execute function log_stock_change();
alter function log_stock_change owner to triclic_tasks;
