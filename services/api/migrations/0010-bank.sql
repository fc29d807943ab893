-- What the bank notified after it had accepted a payment: the capture failed, the payment was refunded at the bank …
alter table payment_attempt
  add column later_news text check (later_news in
    ('CAPTURE_FAILED', 'PAYMENT_CANCELLED', 'AUTHORIZATION_EXPIRED', 'REFUNDED', 'PARTIALLY_CAPTURED')),
  add column later_news_amount integer,
  add column later_news_at timestamptz;
