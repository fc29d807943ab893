-- Shops with orders placed before there was order_search. A scheduled task indexes them, newest first.
create table order_search_backlog (
  shop_id uuid primary key references shop (id) on delete cascade,
  indexed_down_to uuid not null default 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  created_at timestamptz not null default now()
);
insert into order_search_backlog (shop_id) select id from shop;

alter table order_search_backlog enable row level security;
alter table order_search_backlog force row level security;
create policy tenant_isolation on order_search_backlog
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, delete, update (indexed_down_to) on order_search_backlog to triclic_worker;
grant select (reference, bank_transaction_id) on unmatched_payment to triclic_worker;

create view due_order_search with (security_invoker = true) as
  select b.shop_id, b.shop_id as id, b.created_at as due_at from order_search_backlog b;
grant select on due_order_search to triclic_worker, triclic_tasks;
grant select (shop_id, created_at) on order_search_backlog to triclic_tasks;
create policy tasks_read_all_shops on order_search_backlog for select to triclic_tasks using (true);

-- Indexes the next older orders of the current shop; returns how many, 0 when all are indexed.
create function index_older_orders(max_orders integer) returns integer language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  backlog order_search_backlog;
  ids uuid[];
begin
  select * into backlog from order_search_backlog for update;
  if not found then return 0; end if;
  select array_agg(o.id order by o.id desc) into ids from (
    select id from "order" where shop_id = backlog.shop_id and id < backlog.indexed_down_to order by id desc limit max_orders) o;
  if ids is null then
    delete from order_search_backlog where shop_id = backlog.shop_id;
    return 0;
  end if;
  insert into order_search (shop_id, order_id, token, of_buyer)
    with chosen as materialized (
      select o.* from unnest(ids) i cross join lateral (
        select * from "order" where shop_id = backlog.shop_id and id = i limit 1) o
    )
    select o.shop_id, o.id, search_key(o.code), false from chosen o
    union select o.shop_id, o.id, t.token, true
      from chosen o, search_tokens_of_buyer(o.email, o.billing_address, o.shipping_address) t (token) where t.token <> ''
    union select l.shop_id, l.order_id, t.token, false
      from chosen o join order_line l on l.shop_id = o.shop_id and l.order_id = o.id, search_tokens_of_line(l.product_name, l.sku) t (token)
      where t.token <> ''
    union select a.shop_id, a.order_id, t.token, false
      from chosen o join payment_attempt a on a.shop_id = o.shop_id and a.order_id = o.id,
        search_tokens_of_attempt(a.reference, a.bank_transaction_id, a.authorization_number, a.redirect) t (token)
      where t.token <> ''
    union select p.shop_id, p.order_id, t.token, false
      from chosen o join card_payment p on p.shop_id = o.shop_id and p.order_id = o.id
        join certification c on c.shop_id = p.shop_id and c.payment_id = p.id,
        search_tokens_of_certification(c.authorization_number, c.bank_reference) t (token)
      where t.token <> ''
    union select u.shop_id, u.order_id, t.token, t.of_buyer
      from chosen o join unmatched_payment u on u.shop_id = o.shop_id and u.order_id = o.id,
        search_tokens_of_unmatched_payment(u.reference, u.bank_transaction_id) t
      where t.token <> ''
    on conflict do nothing;
  update order_search_backlog set indexed_down_to = ids[cardinality(ids)] where shop_id = backlog.shop_id;
  return cardinality(ids);
end $$;

revoke all on function index_older_orders from public;
grant execute on function index_older_orders to triclic_worker;
