-- Reductions of prices that begin later or end by themselves, and the price to which a variant returns. See docs/decisions/0070.
create table planned_reduction (
  shop_id uuid not null,
  id uuid not null,
  variant_id uuid not null,
  -- During the reduction; minor units, tax included.
  price integer not null check (price >= 0),
  starts_at timestamptz not null,
  -- Null: it does not end by itself.
  ends_at timestamptz check (ends_at > starts_at),
  -- The price before it, to which the variant returns; null until the reduction has begun.
  regular_price integer check (regular_price > price),
  primary key (shop_id, id),
  -- One at a time.
  unique (shop_id, variant_id),
  foreign key (shop_id, variant_id) references variant (shop_id, id) on delete cascade
);
alter table planned_reduction alter column shop_id set statistics 0;
create index planned_reduction_begin on planned_reduction (shop_id, starts_at, id) where regular_price is null;
create index planned_reduction_end on planned_reduction (shop_id, ends_at, id) where regular_price is not null;

alter table planned_reduction enable row level security;
alter table planned_reduction force row level security;
create policy tenant_isolation on planned_reduction
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert, delete, update (price, starts_at, ends_at, regular_price) on planned_reduction to triclic_api;
-- The worker begins and ends them.
grant select, delete, update (regular_price) on planned_reduction to triclic_worker;
grant select on price_history to triclic_worker;
grant update (reduced_since) on variant to triclic_worker;

create view due_reduction with (security_invoker = true) as
  select r.shop_id, r.id, r.starts_at as due_at from planned_reduction r where r.regular_price is null and r.starts_at <= now()
  union all
  select r.shop_id, r.id, r.ends_at from planned_reduction r where r.regular_price is not null and r.ends_at <= now();
grant select on due_reduction to triclic_tasks, triclic_worker;
grant select (shop_id, id, starts_at, ends_at, regular_price) on planned_reduction to triclic_tasks;
create policy tasks_read_all_shops on planned_reduction for select to triclic_tasks using (true);

-- A price that rises ends the reduction, and with it the plan to return to the price of before, which the variant would else do at a price that is
-- meant to stay.
create or replace function end_reduction() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.reduced_since := null;
  delete from planned_reduction r where r.shop_id = new.shop_id and r.variant_id = new.id and r.regular_price is not null;
  return new;
end $$;
