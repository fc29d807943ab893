-- What members of a shop write to each other about an order. Buyers never see it.
create table order_note (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  order_id uuid not null,
  text text not null,
  member_id uuid not null references member,
  member_name text not null,
  written_at timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade
);
create index order_note_order on order_note (shop_id, order_id, written_at, id);
alter table order_note enable row level security;
alter table order_note force row level security;
alter table order_note alter column shop_id set statistics 0;
create policy tenant_isolation on order_note
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert, delete on order_note to triclic_api;

-- Counts the corrections of a parcel, so that no member overwrites unknowingly what another one entered.
alter table parcel add column version integer not null default 1;
grant update (version) on parcel to triclic_api;
