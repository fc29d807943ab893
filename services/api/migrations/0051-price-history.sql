-- Every price of a variant and since when, and whether its reduction is announced: see docs/decisions/0053.
create table price_history (
  shop_id uuid not null,
  variant_id uuid not null,
  since timestamptz not null,
  -- Minor units, tax included.
  price integer not null,
  primary key (shop_id, variant_id, since),
  foreign key (shop_id, variant_id) references variant (shop_id, id) on delete cascade
);
alter table price_history alter column shop_id set statistics 0;

-- Since when a reduction of the price is announced; null: none is.
alter table product no force row level security;
alter table variant no force row level security, disable trigger user, add column reduced_since timestamptz;
insert into price_history (shop_id, variant_id, since, price)
  select v.shop_id, v.id, p.created_at, v.price from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id;
alter table variant enable trigger user, force row level security;
alter table product force row level security;

alter table price_history enable row level security;
alter table price_history force row level security;
create policy tenant_isolation on price_history
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
-- Only the triggers write: whoever may change a price adds to the history, and nobody takes away.
grant select on price_history to triclic_api;
grant select, insert, update (price) on price_history to triclic_tasks;
grant update (reduced_since) on variant to triclic_api;
create policy tasks_read_all_shops on price_history for select to triclic_tasks using (true);
create policy tasks_write_all_shops on price_history for insert to triclic_tasks with check (true);
create policy tasks_correct_all_shops on price_history for update to triclic_tasks using (true) with check (true);

-- A price that is replaced in the same transaction was never charged.
create function record_price() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into price_history (shop_id, variant_id, since, price) select shop_id, id, now(), price from changed
      on conflict (shop_id, variant_id, since) do update set price = excluded.price;
  else
    insert into price_history (shop_id, variant_id, since, price)
      select c.shop_id, c.id, now(), c.price from changed c join previous p on p.shop_id = c.shop_id and p.id = c.id
      where p.price <> c.price
      on conflict (shop_id, variant_id, since) do update set price = excluded.price;
  end if;
  return null;
end $$;
-- A price that rises ends the announced reduction; one that falls further continues it.
create function end_reduction() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.reduced_since := null;
  return new;
end $$;
revoke all on function record_price, end_reduction from public;
create trigger record_price_insert after insert on variant referencing new table as changed
  for each statement execute function record_price();
create trigger record_price_update after update on variant referencing old table as previous new table as changed
  for each statement execute function record_price();
create trigger end_reduction before update of price on variant for each row
  when (new.price > old.price) execute function end_reduction();
alter function record_price owner to triclic_tasks;
