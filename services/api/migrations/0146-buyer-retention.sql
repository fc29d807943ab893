-- How long a shop keeps the data of its buyers after their last contact. See docs/decisions/0083.
-- Null: without end, as shops that exist keep it until they choose otherwise.
alter table shop add column buyer_retention_months integer check (buyer_retention_months between 12 and 120);
alter table shop alter column buyer_retention_months set default 36;
grant update (buyer_retention_months) on shop to triclic_api;

create index order_not_erased on "order" (shop_id, placed_at, id) where erased_at is null;

-- Finished orders whose buyer has not ordered, and about which nothing has happened, since the period began.
create view due_erasure with (security_invoker = true) as
  select o.shop_id, o.id, o.placed_at as due_at
  from shop s
    cross join lateral (select now() - make_interval(months => s.buyer_retention_months) as at) since
    join "order" o on o.shop_id = s.id and o.erased_at is null and o.placed_at < since.at
  where s.buyer_retention_months is not null
    and not exists (select from "order" later where later.shop_id = o.shop_id and later.buyer_key = o.buyer_key and later.erased_at is null
      and later.placed_at >= since.at)
    and not exists (select from domain_event e where e.shop_id = o.shop_id and e.stream_id = o.id and e.at >= since.at)
    and exists (select from order_erasure e where e.shop_id = o.shop_id and e.id = o.id and e.obstacle is null);
grant select on due_erasure to triclic_tasks, triclic_worker;
grant select (buyer_retention_months) on shop to triclic_tasks;

create policy tasks_read_all_shops on withdrawal for select to triclic_tasks using (true);
