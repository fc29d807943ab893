-- What the bank notified after it had accepted a payment: the capture failed, the payment was refunded at the bank …
alter table payment_attempt
  add column later_news text check (later_news in
    ('CAPTURE_FAILED', 'PAYMENT_CANCELLED', 'AUTHORIZATION_EXPIRED', 'REFUNDED', 'PARTIALLY_CAPTURED')),
  add column later_news_amount integer,
  add column later_news_at timestamptz;

-- For the newest payments of each gateway account, and the orders with a payment that the bank never answered.
create index payment_attempt_by_account on payment_attempt (shop_id, gateway_account_id, opened_at desc);
create index payment_attempt_unanswered on payment_attempt (shop_id, order_id) where status = 'EXPIRED';
