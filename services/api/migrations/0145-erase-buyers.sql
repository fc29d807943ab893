-- Data of buyers is erased on request. See docs/decisions/0083.
alter table "order"
  -- When the data of its buyer was erased.
  add column erased_at timestamptz,
  -- Orders with one address are those of one buyer.
  add column buyer_key text generated always as (lower(email)) stored;
-- With a condition that only queries by buyer repeat: the planner, which has no statistics, must not take it for another purpose.
create index order_buyer on "order" (shop_id, buyer_key, placed_at, id) where buyer_key <> '';
-- Null once the buyer is erased.
alter table card_payment alter column first_six drop not null;

-- What still needs to know who the buyer of an order is; null where nothing does.
create view order_erasure with (security_invoker = true) as
  select o.shop_id, o.id, case
    when o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') then 'TO_PAY'
    when o.status = 'AWAITING_CERTIFICATION' then 'TO_CERTIFY'
    when exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
      then 'PAYMENT_AT_BANK'
    when exists (select from unmatched_payment u where u.shop_id = o.shop_id and u.order_id = o.id and u.closed_at is null)
      then 'UNMATCHED_PAYMENT'
    when o.status not in ('CANCELLED', 'EXPIRED')
      and exists (select from withdrawal w where w.shop_id = o.shop_id and w.order_id = o.id and w.settled_at is null) then 'WITHDRAWAL'
    when exists (select from invoice_due d where d.shop_id = o.shop_id and d.order_id = o.id) then 'INVOICE_TO_ISSUE'
    when o.status = 'PAID' and o.fulfillment = 'UNFULFILLED' and not o.has_nothing_to_ship then 'TO_SHIP'
  end as obstacle
  from "order" o where o.erased_at is null;
grant select on order_erasure to triclic_api, triclic_worker, triclic_tasks;
grant select (shop_id, order_id) on refund to triclic_tasks;

-- The country stays: taxes depend on it.
create function erased_address(address jsonb) returns jsonb language sql immutable parallel safe
  return jsonb_build_object('firstName', '', 'lastName', '', 'line1', '', 'postalCode', '', 'city', '', 'countryCode', address -> 'countryCode');

-- Erases the buyers of these orders of the transaction's shop, and returns the orders that it erased: those that nothing needs the buyer for. The orders are
-- locked against everything that refers to them, so that nobody adds a row with what is being erased.
create function erase_buyers(order_ids uuid[]) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  for_shop uuid := nullif(current_setting('app.shop_id', true), '')::uuid;
  ids uuid[];
begin
  ids := array(select o.id from "order" o where o.shop_id = for_shop and o.id = any(order_ids) and o.erased_at is null order by o.id for update);
  ids := array(select e.id from order_erasure e where e.shop_id = for_shop and e.id = any(ids) and e.obstacle is null);
  if ids = '{}' then return ids; end if;

  -- Its trigger removes the words of the buyer from the search.
  update "order" o set email = '', billing_address = erased_address(o.billing_address), shipping_address = erased_address(o.shipping_address),
      note = null, cancellation_reason = null, vat_number = null, visitor = 'erased ' || o.id, input_hash = '\x', erased_at = now()
    where o.shop_id = for_shop and o.id = any(ids);
  update order_event e set message = '' where e.shop_id = for_shop and e.order_id = any(ids);
  update mail m set details = m.details - 'reference', last_error = null where m.shop_id = for_shop and m.order_id = any(ids);
  update mail m set recipient = '', status = case m.status when 'QUEUED' then 'SKIPPED' else m.status end
    where m.shop_id = for_shop and m.order_id = any(ids) and m.kind not in ('CARD_FRAGMENT', 'PAYMENT_NOTICE');

  delete from card_kept k using card_payment p
    where k.shop_id = for_shop and p.shop_id = for_shop and p.id = k.payment_id and p.order_id = any(ids);
  update certification c set note = null from card_payment p
    where c.shop_id = for_shop and p.shop_id = for_shop and p.id = c.payment_id and p.order_id = any(ids);
  update card_payment p set first_six = null, expiry_month = null, expiry_year = null where p.shop_id = for_shop and p.order_id = any(ids);

  update bank_notification_refused n set fields = '[]', displayed_fields = '{}' from payment_attempt a
    where n.shop_id = for_shop and a.shop_id = for_shop and a.order_id = any(ids) and a.protocol = n.protocol and a.reference = n.reference;
  update bank_notification n set fields = '{}' from payment_attempt a
    where n.shop_id = for_shop and a.shop_id = for_shop and a.id = n.attempt_id and a.order_id = any(ids);
  update unmatched_payment_action t set note = null from unmatched_payment u left join payment_attempt a on a.shop_id = for_shop and a.id = u.attempt_id
    where t.shop_id = for_shop and u.shop_id = for_shop and u.id = t.unmatched_payment_id and coalesce(u.order_id, a.order_id) = any(ids);
  update unmatched_payment u set reference = null where u.shop_id = for_shop and (u.order_id = any(ids)
    or u.attempt_id in (select a.id from payment_attempt a where a.shop_id = for_shop and a.order_id = any(ids)));
  update payment_attempt a set redirect = '{}' where a.shop_id = for_shop and a.order_id = any(ids);
  delete from order_note n where n.shop_id = for_shop and n.order_id = any(ids);
  update withdrawal w set name = '', email = '', close_reason = null where w.shop_id = for_shop and w.order_id = any(ids);
  update manual_receipt r set reference = null where r.shop_id = for_shop and r.order_id = any(ids);
  update refund r set reason = null where r.shop_id = for_shop and r.order_id = any(ids);
  update parcel p set tracking_number = null, tracking_url = null where p.shop_id = for_shop and p.order_id = any(ids);

  -- In the order in which orders lock these rows.
  delete from discount_use_count c where (c.shop_id, c.discount_id, c.email_key) in (
    select u.shop_id, u.discount_id, u.email_key from discount_use u
    where u.shop_id = for_shop and u.order_id = any(ids) and u.email_key <> ''
      and not exists (select from discount_use other where other.shop_id = for_shop and other.discount_id = u.discount_id
        and other.email_key = u.email_key and other.order_id <> all(ids)));
  update discount_use u set email_key = '' where u.shop_id = for_shop and u.order_id = any(ids) and u.email_key <> '';
  return ids;
end $$;

grant select (total, placed_at, buyer_key, billing_address, shipping_address, erased_at),
  update (email, billing_address, shipping_address, note, cancellation_reason, vat_number, visitor, input_hash, erased_at) on "order" to triclic_tasks;
grant select (shop_id, order_id), update (message) on order_event to triclic_tasks;
grant select (details), update (recipient, details, last_error, status) on mail to triclic_tasks;
grant delete on card_kept to triclic_tasks;
grant select (shop_id, id, order_id), update (first_six, expiry_month, expiry_year) on card_payment to triclic_tasks;
grant select (shop_id, payment_id), update (note) on certification to triclic_tasks;
grant select (shop_id, protocol, reference), update (fields, displayed_fields) on bank_notification_refused to triclic_tasks;
grant select (shop_id, attempt_id), update (fields) on bank_notification to triclic_tasks;
grant select (shop_id, unmatched_payment_id), update (note) on unmatched_payment_action to triclic_tasks;
grant select (id, attempt_id), update (reference) on unmatched_payment to triclic_tasks;
grant select (protocol, reference), update (redirect) on payment_attempt to triclic_tasks;
grant select (shop_id, order_id), update (reference) on manual_receipt to triclic_tasks;
grant select (shop_id, order_id), delete on order_note to triclic_tasks;
grant select (shop_id, order_id, settled_at), update (name, email, close_reason) on withdrawal to triclic_tasks;
grant update (reason) on refund to triclic_tasks;
grant select (shop_id, order_id), update (tracking_number, tracking_url) on parcel to triclic_tasks;
grant select (shop_id, discount_id, email_key), delete on discount_use_count to triclic_tasks;
grant select (shop_id, order_id, discount_id, email_key), update (email_key) on discount_use to triclic_tasks;
grant select (shop_id, order_id, of_buyer), insert, delete on order_search to triclic_tasks;
-- What the trigger of the search and the mailbox of a mail are computed with.
grant execute on function erased_address, search_tokens_of_buyer, search_words, search_fold, search_parts, search_key, search_phones, phone_prefixes, mailbox_of
  to triclic_tasks;
revoke all on function erase_buyers from public;
grant execute on function erase_buyers to triclic_api, triclic_worker;
alter function erase_buyers owner to triclic_tasks;
