-- Filters of the order list that members keep under a name.
create table order_view (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  -- Whose it is; null for one that all members of the shop see.
  member_id uuid references member,
  name text not null,
  -- The query of the list's page in the portal.
  filter text not null,
  created_at timestamptz not null default now(),
  primary key (shop_id, id)
);
create index order_view_member on order_view (shop_id, member_id, name);
alter table order_view enable row level security;
alter table order_view force row level security;
alter table order_view alter column shop_id set statistics 0;
create policy tenant_isolation on order_view
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert, delete, update (member_id, name, filter) on order_view to triclic_api;
