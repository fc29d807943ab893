-- Invoices and credit notes. See docs/decisions/0078 and 0079.
-- Whether a shop's invoices are issued at payment or at shipment, and how their numbers begin. Without a row, the defaults apply.
create table invoice_settings (
  shop_id uuid primary key references shop on delete cascade,
  issued_at text not null default 'PAYMENT' check (issued_at in ('PAYMENT', 'SHIPMENT')),
  invoice_prefix text not null default 'F' check (invoice_prefix ~ '^[A-Z][A-Z-]{0,7}$'),
  credit_note_prefix text not null default 'A' check (credit_note_prefix ~ '^[A-Z][A-Z-]{0,7}$'),
  -- Whether the shop pays VAT on debits (CGI art. 269, 2, c), which its invoices must say.
  vat_on_debits boolean not null default false,
  version uuid not null
);

-- The last number of each series and year. The row is locked by the last statement of the transaction that issues, so that numbers have no gap.
create table invoice_counter (
  shop_id uuid not null references shop on delete cascade,
  -- The prefix of its numbers. Invoices and credit notes may share a series.
  series text not null,
  -- In the shop's time zone.
  year integer not null,
  last_number integer not null check (last_number > 0),
  last_issued_at timestamptz not null,
  primary key (shop_id, series, year)
);

-- What was issued. Nobody may change or delete a row, and a shop with invoices cannot be deleted: they are kept for ten years.
create table invoice (
  shop_id uuid not null references shop,
  id uuid not null,
  kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
  order_id uuid not null,
  -- Of a credit note.
  refund_id uuid check ((refund_id is not null) = (kind = 'CREDIT_NOTE')),
  -- The invoice that a credit note corrects.
  corrects_id uuid check ((corrects_id is not null) = (kind = 'CREDIT_NOTE')),
  series text not null,
  year integer not null,
  sequence integer not null,
  number text not null,
  issued_at timestamptz not null,
  currency text not null,
  -- Minor units, tax included; of a credit note too, more than 0.
  total integer not null,
  tax_total integer not null,
  -- By rate, as invoice-data.ts describes them.
  taxes jsonb not null,
  -- Everything it says, as invoice-data.ts describes it. Its PDF and its XML are made from this.
  data jsonb not null,
  primary key (shop_id, id),
  unique (shop_id, series, year, sequence),
  unique (shop_id, number),
  foreign key (shop_id, order_id) references "order" (shop_id, id),
  foreign key (shop_id, refund_id) references refund (shop_id, id),
  foreign key (shop_id, corrects_id) references invoice (shop_id, id)
);
create unique index invoice_one_per_order on invoice (shop_id, order_id) where kind = 'INVOICE';
create unique index invoice_one_per_refund on invoice (shop_id, refund_id) where kind = 'CREDIT_NOTE';
create index invoice_order on invoice (shop_id, order_id, issued_at);
create index invoice_newest on invoice (shop_id, issued_at desc, id desc);

create function refuse_change_of_invoice() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'Invoices are never changed or deleted';
end $$;
create trigger invoice_is_immutable before update or delete on invoice for each row execute function refuse_change_of_invoice();
create trigger invoice_is_not_emptied before truncate on invoice for each statement execute function refuse_change_of_invoice();

-- Paid orders and refunds whose invoice or credit note is still to be issued. The row is deleted by the transaction that issues it.
create table invoice_due (
  shop_id uuid not null references shop on delete cascade,
  -- Of the order, or of the refund.
  id uuid not null,
  order_id uuid not null,
  refund_id uuid check (refund_id = id),
  since timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  foreign key (shop_id, refund_id) references refund (shop_id, id) on delete cascade
);
create index invoice_due_since on invoice_due (shop_id, since, id);

do $$
declare t text;
begin
  foreach t in array array['invoice_settings', 'invoice_counter', 'invoice', 'invoice_due'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select, insert, update (issued_at, invoice_prefix, credit_note_prefix, vat_on_debits, version) on invoice_settings to triclic_api;
grant select on invoice_settings to triclic_worker;
grant select, insert, update (last_number, last_issued_at) on invoice_counter to triclic_worker;
grant select on invoice to triclic_api;
grant select, insert on invoice to triclic_worker;
grant select, insert, delete on invoice_due to triclic_api;
grant select, delete on invoice_due to triclic_worker;

-- Triggers, so that no way of paying or refunding can forget the invoice, and none needs another statement.
create function order_awaits_invoice() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.status <> 'PAID' then
    -- A payment that was recorded by mistake.
    delete from invoice_due where shop_id = new.shop_id and id = new.id;
  else
    -- Paid for the second time, it may have its invoice.
    insert into invoice_due (shop_id, id, order_id)
      select new.shop_id, new.id, new.id
      where not exists (select from invoice i where i.shop_id = new.shop_id and i.order_id = new.id and i.kind = 'INVOICE');
  end if;
  return null;
end $$;
create trigger order_awaits_invoice after update of status on "order" for each row
  when ((new.status = 'PAID') <> (old.status = 'PAID')) execute function order_awaits_invoice();

create function refund_awaits_credit_note() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into invoice_due (shop_id, id, order_id, refund_id) values (new.shop_id, new.id, new.order_id, new.id);
  return null;
end $$;
create trigger refund_awaits_credit_note after insert on refund for each row execute function refund_awaits_credit_note();

-- What an invoice must say and the shop has not entered yet; null if nothing is missing. The VAT number is asked of businesses established in the VAT area
-- of the Union, unless the order carries no VAT because the business owes none.
create function missing_for_invoice(business jsonb, tax_exemption text) returns text
  language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case
    when business is null then 'BUSINESS_IDENTITY'
    when business->>'vatNumber' is null and coalesce(tax_exemption, '') not in ('SMALL_BUSINESS', 'NOT_APPLIED')
      and business->>'countryCode' = any ('{AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GP,GR,HR,HU,IE,IT,LT,LU,LV,MC,MQ,MT,NL,PL,PT,RE,RO,SE,SI,SK}')
      then 'VAT_NUMBER'
  end $$;

-- An intra-Community supply is always invoiced at its shipment: its chargeable event is the delivery, and a payment before it does not count (Directive
-- 2006/112/EC, art. 67). A credit note waits for the invoice that it corrects.
create view due_invoice with (security_invoker = true) as
  select d.shop_id, d.id, d.since as due_at
  from invoice_due d
    join "order" o on o.shop_id = d.shop_id and o.id = d.order_id
    join shop s on s.id = d.shop_id
    left join invoice_settings i on i.shop_id = d.shop_id
  where public.missing_for_invoice(s.business, o.tax_exemption) is null
    and case when d.refund_id is null
      then o.fulfillment <> 'UNFULFILLED' or (coalesce(i.issued_at, 'PAYMENT') = 'PAYMENT' and coalesce(o.tax_exemption, '') <> 'INTRA_COMMUNITY')
      else exists (select from invoice v where v.shop_id = d.shop_id and v.order_id = d.order_id and v.kind = 'INVOICE')
    end;
grant select on due_invoice to triclic_tasks, triclic_worker, triclic_api;
grant select (shop_id, id, order_id, refund_id, since) on invoice_due to triclic_tasks;
grant select (shop_id, issued_at) on invoice_settings to triclic_tasks;
grant select (shop_id, order_id, kind) on invoice to triclic_tasks;
grant select (business) on shop to triclic_tasks;
grant select (fulfillment, tax_exemption) on "order" to triclic_tasks;
create policy tasks_read_all_shops on invoice_due for select to triclic_tasks using (true);
create policy tasks_read_all_shops on invoice_settings for select to triclic_tasks using (true);
create policy tasks_read_all_shops on invoice for select to triclic_tasks using (true);
