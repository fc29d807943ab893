-- The buyer's right of withdrawal. See docs/decisions/0082.

-- Why a product cannot be sent back, or only on a condition (Code de la consommation L221-28); null for the right as it is. The order line keeps what
-- the buyer was told.
alter table product add column withdrawal_exemption text check (withdrawal_exemption in ('MADE_TO_MEASURE', 'PERISHABLE', 'NEWSPAPER',
  'PRICE_FLUCTUATES', 'AGED_ALCOHOL', 'DATED_SERVICE', 'SEALED_HYGIENE', 'SEALED_MEDIA', 'MIXED_INSEPARABLY', 'DIGITAL_CONTENT', 'SERVICE_PERFORMED'));
alter table order_line add column withdrawal_exemption text;
grant update (withdrawal_exemption) on product to triclic_api;

create table withdrawal (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  order_id uuid not null,
  -- A repeated request withdraws nothing.
  idempotency_key text not null,
  withdrawn_at timestamptz not null,
  -- The last moment to pay the buyer back.
  refund_due_at timestamptz not null,
  -- Of the buyer, as the declaration says it.
  name text not null,
  email text not null,
  -- When the goods, or the proof that they were sent, had reached the shop; null while it waits for them.
  returned_at timestamptz,
  -- When refunds covered all of it, or a member closed it.
  settled_at timestamptz,
  -- Why a member closed it without a refund.
  close_reason text,
  primary key (shop_id, id),
  unique (shop_id, order_id, idempotency_key),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  check (close_reason is null or settled_at is not null)
);
create index withdrawal_newest on withdrawal (shop_id, withdrawn_at desc, id desc);
create index withdrawal_open on withdrawal (shop_id, refund_due_at, id) where settled_at is null;

create table withdrawal_line (
  shop_id uuid not null,
  withdrawal_id uuid not null,
  order_line_id uuid not null,
  quantity integer not null check (quantity > 0),
  -- Those of the quantity that a refund was recorded for.
  refunded_quantity integer not null default 0 check (refunded_quantity between 0 and quantity),
  primary key (shop_id, withdrawal_id, order_line_id),
  foreign key (shop_id, withdrawal_id) references withdrawal (shop_id, id) on delete cascade,
  foreign key (shop_id, order_line_id) references order_line (shop_id, id) on delete cascade
);
create index withdrawal_line_order_line on withdrawal_line (shop_id, order_line_id);

do $$
declare
  t text;
begin
  foreach t in array array['withdrawal', 'withdrawal_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select, insert, update (returned_at, settled_at, close_reason) on withdrawal to triclic_api;
grant select, insert, update (refunded_quantity) on withdrawal_line to triclic_api;
-- The worker writes the mails.
grant select on withdrawal, withdrawal_line to triclic_worker;
