-- An order is shipped in one parcel or several, or set aside in one to be collected in the shop. See docs/decisions/0075.

-- The owner changes rows of all shops, which forced policies would hide.
do $$
declare t text;
begin
  foreach t in array array['order', 'order_line', 'order_event', 'domain_event', 'shipping_method'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;

create table parcel (
  shop_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  -- Of src/fulfillment/carriers.ts; null for another carrier, or none.
  carrier_code text,
  -- Of a carrier without a code.
  carrier_name text check (carrier_name is null or carrier_code is null),
  tracking_number text,
  -- As a member entered it; null for the carrier's own page, which is found by the number.
  tracking_url text,
  -- Where and when the buyer collects it, as the shop had it when it was set aside; null for a parcel that is sent.
  pickup_address text,
  opening_hours text,
  shipped_at timestamptz not null default now(),
  -- Null for parcels from before parcels were recorded.
  shipped_by uuid references member (id),
  -- When the buyer had it; of a parcel to collect, when it was collected.
  delivered_at timestamptz,
  primary key (shop_id, id),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  check (pickup_address is null or (carrier_code is null and carrier_name is null and tracking_number is null and tracking_url is null)),
  check (pickup_address is not null or opening_hours is null)
);
create index parcel_order on parcel (shop_id, order_id, shipped_at, id);
create index parcel_newest on parcel (shop_id, shipped_at desc);

create table parcel_line (
  shop_id uuid not null,
  parcel_id uuid not null,
  order_line_id uuid not null,
  quantity integer not null check (quantity > 0),
  primary key (shop_id, parcel_id, order_line_id),
  foreign key (shop_id, parcel_id) references parcel (shop_id, id) on delete cascade,
  foreign key (shop_id, order_line_id) references order_line (shop_id, id) on delete cascade
);
create index parcel_line_order_line on parcel_line (shop_id, order_line_id);

alter table "order"
  -- Whether the buyer chose to collect it in the shop.
  add column is_pickup boolean not null default false,
  -- Whether some of its items are in a parcel and others are not: then it is still UNFULFILLED.
  add column is_partly_shipped boolean not null default false check (not is_partly_shipped or fulfillment = 'UNFULFILLED');
update "order" o set is_pickup = true
  from shipping_method m where m.shop_id = o.shop_id and m.id = o.shipping_method_id and m.kind = 'PICKUP';

-- Orders that were shipped as a whole: one parcel each, with all lines.
create temporary table shipped_order on commit drop as
  select o.shop_id, o.id as order_id, gen_random_uuid() as parcel_id, o.carrier, o.tracking_url, o.fulfillment, e.id as event_id, e.member_id,
    coalesce(e.at, old.at, o.paid_at, o.status_since) as shipped_at
  from "order" o
  left join lateral (select id, at, member_id from domain_event e
    where e.shop_id = o.shop_id and e.stream_id = o.id and e.type = 'order.shipped' order by sequence limit 1) e on true
  left join lateral (select at from order_event e
    where e.shop_id = o.shop_id and e.order_id = o.id and e.kind = 'SHIPPED' order by at limit 1) old on true
  where o.fulfillment <> 'UNFULFILLED';
insert into parcel (shop_id, id, order_id, carrier_name, tracking_url, shipped_at, shipped_by, delivered_at)
  select shop_id, parcel_id, order_id, carrier, tracking_url, shipped_at, member_id, case when fulfillment = 'DELIVERED' then shipped_at end
  from shipped_order;
insert into parcel_line (shop_id, parcel_id, order_line_id, quantity)
  select s.shop_id, s.parcel_id, l.id, l.quantity
  from shipped_order s join order_line l on l.shop_id = s.shop_id and l.order_id = s.order_id;
update domain_event e set data = jsonb_build_object('parcelId', s.parcel_id)
  from shipped_order s where e.shop_id = s.shop_id and e.id = s.event_id;

alter table "order" drop column carrier, drop column tracking_url;

do $$
declare t text;
begin
  foreach t in array array['parcel', 'parcel_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
  foreach t in array array['parcel', 'parcel_line', 'order', 'order_line', 'order_event', 'domain_event', 'shipping_method'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

grant update (is_partly_shipped) on "order" to triclic_api;
grant select, insert, delete, update (carrier_code, carrier_name, tracking_number, tracking_url, delivered_at) on parcel to triclic_api;
grant select, insert on parcel_line to triclic_api;
grant select on parcel, parcel_line to triclic_worker;

-- Three more mails to buyers, with texts that a shop can change.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('CARD_FRAGMENT', 'ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION',
  'PAYMENT_NOTICE', 'PAYMENT_REFUSED', 'CARD_REQUEST', 'PAYMENT_REMINDER', 'CARD_MAIL_CHANGED', 'OPENPGP_KEY_CODE', 'REVEAL_LIMIT_REACHED',
  'TEST_MAIL', 'PARCEL_SHIPPED', 'READY_FOR_PICKUP', 'PARCEL_DELIVERED'));
alter table mail_text drop constraint mail_text_kind_check;
alter table mail_text add constraint mail_text_kind_check check (kind in ('ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION', 'PAYMENT_REFUSED',
  'CARD_REQUEST', 'PAYMENT_REMINDER', 'PARCEL_SHIPPED', 'READY_FOR_PICKUP', 'PARCEL_DELIVERED'));
