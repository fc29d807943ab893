-- Refunds that the merchant made at its bank and recorded here. The platform moves no money. See docs/decisions/0076.
create table refund (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  order_id uuid not null,
  -- Minor units, tax included: the amounts of its lines, shipping_amount and other_amount.
  amount integer not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  shipping_amount integer not null default 0 check (shipping_amount >= 0),
  -- What belongs neither to a line nor to the delivery: a gesture of goodwill.
  other_amount integer not null default 0 check (other_amount >= 0),
  -- For the shop and the buyer; null if none was given.
  reason text,
  -- The bank's reference of the refund.
  bank_reference text not null,
  -- Whether its goods went back into stock.
  restock boolean not null,
  -- Whether the bank had notified this refund before it was recorded: the money had gone already.
  is_announced boolean not null default false,
  notify_buyer boolean not null,
  idempotency_key text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null references member,
  recorded_by_name text not null,
  -- When the bank notified this refund after it was recorded.
  confirmed_at timestamptz,
  primary key (shop_id, id),
  unique (shop_id, order_id, idempotency_key),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  check (shipping_amount + other_amount <= amount)
);
create index refund_order on refund (shop_id, order_id, recorded_at, id);

create table refund_line (
  shop_id uuid not null,
  refund_id uuid not null,
  order_line_id uuid not null,
  -- 0: part of the price without an item.
  quantity integer not null check (quantity >= 0),
  -- Minor units, tax included.
  amount integer not null check (amount >= 0),
  -- Those of the quantity that had not been shipped: their reservation ended, and they are not shipped any more.
  released_quantity integer not null default 0 check (released_quantity between 0 and quantity),
  primary key (shop_id, refund_id, order_line_id),
  foreign key (shop_id, refund_id) references refund (shop_id, id) on delete cascade,
  foreign key (shop_id, order_line_id) references order_line (shop_id, id) on delete cascade,
  check (quantity > 0 or amount > 0)
);
create index refund_line_order_line on refund_line (shop_id, order_line_id);

do $$
declare
  t text;
begin
  foreach t in array array['refund', 'refund_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select, insert, update (confirmed_at) on refund to triclic_api;
grant select, insert on refund_line to triclic_api;
-- The worker writes the mail to the buyer, and what follows from the event.
grant select on refund, refund_line to triclic_worker;

-- The mail to the buyer. Whatever other kinds there are stays allowed.
do $$
declare
  c record;
begin
  for c in select conrelid::regclass as table_name, conname, pg_get_constraintdef(oid) as definition
    from pg_constraint where conname in ('mail_kind_check', 'mail_text_kind_check')
  loop
    execute format('alter table %s drop constraint %I', c.table_name, c.conname);
    execute format('alter table %s add constraint %I %s', c.table_name, c.conname,
      replace(c.definition, 'ARRAY[', 'ARRAY[''REFUND''::text, '));
  end loop;
end $$;
