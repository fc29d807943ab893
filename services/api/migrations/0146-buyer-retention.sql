-- How long a shop keeps the data of its buyers after their last contact. See docs/decisions/0083.
-- Null: without end, as shops that exist keep it until they choose otherwise.
alter table shop add column buyer_retention_months integer check (buyer_retention_months between 12 and 120);
alter table shop alter column buyer_retention_months set default 36;
grant update (buyer_retention_months) on shop to triclic_api;

-- With a condition that only the view repeats: the planner, which has no statistics, must not take it for another purpose.
create index order_not_erased on "order" (shop_id, placed_at, id) where erased_at is null and placed_at < 'infinity';

-- Finished orders whose buyer has not ordered, and about which nothing has happened, since the period began: the oldest thousand of each shop. Its subqueries
-- cannot be merged, so that each looks up the rows of one order, whatever the statistics are.
create view due_erasure with (security_invoker = true) as
  select s.id as shop_id, old.id, old.due_at
  from shop s
    cross join lateral (select now() - make_interval(months => s.buyer_retention_months) as at offset 0) since
    cross join lateral (
      select o.id, o.placed_at as due_at from "order" o
      where o.shop_id = s.id and o.erased_at is null and o.placed_at < 'infinity' and o.placed_at < since.at
        and not exists (select from "order" later where later.shop_id = o.shop_id and later.buyer_key = o.buyer_key and later.buyer_key <> ''
          and later.placed_at >= since.at offset 0)
        and not exists (select from domain_event e where e.shop_id = o.shop_id and e.stream_id = o.id and e.at >= since.at offset 0)
        and (select e.obstacle is null from order_erasure e where e.shop_id = o.shop_id and e.id = o.id)
      order by o.placed_at, o.id limit 1000
    ) old
  where s.buyer_retention_months is not null;
grant select on due_erasure to triclic_tasks, triclic_worker;
grant select (buyer_retention_months) on shop to triclic_tasks;

create policy tasks_read_all_shops on withdrawal for select to triclic_tasks using (true);
