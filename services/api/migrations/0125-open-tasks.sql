-- Orders that need attention are found without walking through all others.
create index mail_failed_order on mail (shop_id, order_id) where status = 'FAILED';
create index payment_attempt_later_news on payment_attempt (shop_id, order_id) where later_news is not null;
