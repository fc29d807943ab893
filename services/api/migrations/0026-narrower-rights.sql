-- The api may change of an order, a mail and a payment what its operations do change: no amount, code, buyer, card or reference.
revoke update on "order", mail, card_payment, payment_attempt from triclic_api;
grant update (status, status_since, paid_at, cancellation_reason, fulfillment, carrier, tracking_url, event_count) on "order" to triclic_api;
grant update (recipient, status, details, last_error) on mail to triclic_api;
grant update (status, ended_at, expiry_month, expiry_year) on card_payment to triclic_api;
grant update (status, paid_amount, authorization_number, bank_transaction_id, later_news, later_news_amount, later_news_at, updated_at)
  on payment_attempt to triclic_api;

-- The worker may make the transitions of its scheduled tasks and of delivery, and no others. These functions run with the rights of whoever
-- changes the row.

create function limit_worker_to_due_orders() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user <> 'triclic_worker' then return new; end if;
  if old.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') and new.status = 'EXPIRED'
    and exists (select from due_order d where d.shop_id = old.shop_id and d.id = old.id) then return new; end if;
  raise insufficient_privilege using message = format('the worker may not change an order from %s to %s', old.status, new.status);
end $$;
create trigger limit_worker before update of status, status_since on "order" for each row
  when (old.status is distinct from new.status or old.status_since is distinct from new.status_since)
  execute function limit_worker_to_due_orders();

create function limit_worker_to_open_attempts() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user <> 'triclic_worker' or (old.status = 'OPEN' and new.status = 'EXPIRED') then return new; end if;
  raise insufficient_privilege using message = format('the worker may not change a payment attempt from %s to %s', old.status, new.status);
end $$;
create trigger limit_worker before update of status on payment_attempt for each row
  when (old.status is distinct from new.status) execute function limit_worker_to_open_attempts();

create function limit_worker_to_queued_mails() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user <> 'triclic_worker' or old.status = 'QUEUED' then return new; end if;
  raise insufficient_privilege using message = format('the worker may not change a mail from %s to %s', old.status, new.status);
end $$;
create trigger limit_worker before update of status on mail for each row
  when (old.status is distinct from new.status) execute function limit_worker_to_queued_mails();
