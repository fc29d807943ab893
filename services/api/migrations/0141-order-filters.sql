-- Orders that few others are like are found without walking through all (src/order/narrow-orders.ts), and so are the other orders of a buyer.
-- Columns of their own: with row-level security, an index on what a function returns is not used.
alter table "order"
  add column shipping_country text generated always as (shipping_address->>'countryCode') stored,
  add column mailbox text generated always as (mailbox_of(email)) stored;
create index order_country on "order" (shop_id, shipping_country);
create index order_channel on "order" (shop_id, channel);
create index order_total on "order" (shop_id, total);
create index order_mailbox on "order" (shop_id, mailbox, placed_at desc, id desc);
create index manual_payment_method on manual_payment (shop_id, method, order_id);
