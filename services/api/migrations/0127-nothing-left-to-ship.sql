-- What of each line is not shipped any more, and what came back. An order of which nothing is left to ship though nothing was shipped is no longer
-- among those to ship. See docs/decisions/0085.

-- The owner changes rows of all shops, which forced policies would hide.
do $$
declare t text;
begin
  foreach t in array array['order', 'order_line', 'refund', 'refund_line', 'parcel', 'parcel_line'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;

alter table order_line
  -- Refunded before they were shipped: no longer reserved, and not shipped any more.
  add column released_quantity integer not null default 0 check (released_quantity between 0 and quantity),
  -- Of those in parcels: refunded, and back in the stock on hand.
  add column returned_quantity integer not null default 0 check (returned_quantity >= 0 and released_quantity + returned_quantity <= quantity);
alter table "order"
  add column has_nothing_to_ship boolean not null default false check (not has_nothing_to_ship or (fulfillment = 'UNFULFILLED' and not is_partly_shipped));

update order_line l set released_quantity = given.released, returned_quantity = given.returned
from (
  select i.shop_id, i.order_line_id, sum(i.released_quantity) as released,
    sum(case when r.restock then i.quantity - i.released_quantity else 0 end) as returned
  from refund_line i join refund r on r.shop_id = i.shop_id and r.id = i.refund_id group by i.shop_id, i.order_line_id
) given
where given.shop_id = l.shop_id and given.order_line_id = l.id;
alter table refund_line drop column released_quantity;

update "order" o set has_nothing_to_ship = true
where o.status = 'PAID' and o.fulfillment = 'UNFULFILLED' and not o.is_partly_shipped
  and not exists (select from order_line l where l.shop_id = o.shop_id and l.order_id = o.id and l.released_quantity < l.quantity);

do $$
declare t text;
begin
  foreach t in array array['order', 'order_line', 'refund', 'refund_line', 'parcel', 'parcel_line'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

grant update (released_quantity, returned_quantity) on order_line to triclic_api;
grant update (has_nothing_to_ship) on "order" to triclic_api;
grant select (has_nothing_to_ship) on "order" to triclic_tasks;

-- As before, and: what waits for a shipment that will not come waits no longer.
create or replace view due_invoice with (security_invoker = true) as
  select d.shop_id, d.id, d.since as due_at
  from invoice_due d
    join "order" o on o.shop_id = d.shop_id and o.id = d.order_id
    join shop s on s.id = d.shop_id
    left join invoice_settings i on i.shop_id = d.shop_id
  where public.missing_for_invoice(s.business, o.tax_exemption) is null
    and case when d.refund_id is null
      then o.fulfillment <> 'UNFULFILLED' or o.has_nothing_to_ship
        or (coalesce(i.issued_at, 'PAYMENT') = 'PAYMENT' and coalesce(o.tax_exemption, '') <> 'INTRA_COMMUNITY')
      else exists (select from invoice v where v.shop_id = d.shop_id and v.order_id = d.order_id and v.kind = 'INVOICE')
    end;
