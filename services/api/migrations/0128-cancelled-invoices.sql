-- An invoice whose payment was recorded by mistake is cancelled by a credit note for all of it, and the order that is paid again gets another invoice.
-- What was paid in a bank's test environment gets no document. See docs/decisions/0085.
alter table invoice
  -- The invoice of an order is its first, or the next after one that was cancelled.
  add column ordinal integer not null default 1 check (ordinal > 0),
  -- A credit note corrects an invoice for a refund, or cancels it.
  drop constraint invoice_check,
  add constraint invoice_refund_check check (refund_id is null or kind = 'CREDIT_NOTE');
drop index invoice_one_per_order;
create unique index invoice_one_per_order on invoice (shop_id, order_id, ordinal) where kind = 'INVOICE';
create unique index invoice_cancelled_once on invoice (shop_id, corrects_id) where refund_id is null and corrects_id is not null;

alter table invoice_due
  -- The invoice to cancel.
  add column cancels_id uuid check (cancels_id is null or (cancels_id = id and refund_id is null)),
  add foreign key (shop_id, cancels_id) references invoice (shop_id, id);
create index invoice_due_order on invoice_due (shop_id, order_id);
grant select (cancels_id) on invoice_due to triclic_tasks;
-- The day on which the money came stands on the invoice.
grant select on manual_receipt to triclic_worker;

create or replace function order_awaits_invoice() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.status <> 'PAID' then
    -- A payment that was recorded by mistake.
    delete from invoice_due where shop_id = new.shop_id and id = new.id;
    insert into invoice_due (shop_id, id, order_id, cancels_id)
      select i.shop_id, i.id, i.order_id, i.id from invoice i
      where i.shop_id = new.shop_id and i.order_id = new.id and i.kind = 'INVOICE'
        and not exists (select from invoice c where c.shop_id = i.shop_id and c.corrects_id = i.id and c.refund_id is null)
      -- Paid and undone again before it was cancelled.
      on conflict do nothing;
  else
    -- Paid for the second time, it may have its invoice.
    insert into invoice_due (shop_id, id, order_id)
      select new.shop_id, new.id, new.id
      where not exists (select from invoice i where i.shop_id = new.shop_id and i.order_id = new.id and i.kind = 'INVOICE'
        and not exists (select from invoice c where c.shop_id = i.shop_id and c.corrects_id = i.id and c.refund_id is null)
        and not exists (select from invoice_due d where d.shop_id = i.shop_id and d.cancels_id = i.id));
  end if;
  return null;
end $$;

-- As before, and: an invoice waits until the one before it is cancelled; what was paid in a test environment waits for nothing, and gets no document.
create or replace view due_invoice with (security_invoker = true) as
  select d.shop_id, d.id, d.since as due_at
  from invoice_due d
    join "order" o on o.shop_id = d.shop_id and o.id = d.order_id
    join shop s on s.id = d.shop_id
    left join invoice_settings i on i.shop_id = d.shop_id
  where coalesce((
      select l.is_test from ledger_entry l where l.shop_id = d.shop_id and l.order_id = d.order_id
        and l.kind in ('CERTIFICATION', 'BANK_PAYMENT', 'TRANSFER', 'CHEQUE') order by l.sequence desc limit 1), false)
    or (public.missing_for_invoice(s.business, o.tax_exemption) is null
      and case
        when d.cancels_id is not null then true
        when d.refund_id is not null
          then exists (select from invoice v where v.shop_id = d.shop_id and v.order_id = d.order_id and v.kind = 'INVOICE')
        else not exists (select from invoice_due c where c.shop_id = d.shop_id and c.order_id = d.order_id and c.cancels_id is not null)
          and (o.fulfillment <> 'UNFULFILLED' or o.has_nothing_to_ship
            or (coalesce(i.issued_at, 'PAYMENT') = 'PAYMENT' and coalesce(o.tax_exemption, '') <> 'INTRA_COMMUNITY'))
      end);
