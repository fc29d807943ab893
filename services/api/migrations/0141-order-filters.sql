-- Orders that few others are like are found without walking through all: see src/order/narrow-orders.ts.
-- A column of its own: with row-level security, an index on an expression of the address is not used.
alter table "order" add column shipping_country text generated always as (shipping_address->>'countryCode') stored;
create index order_country on "order" (shop_id, shipping_country);
create index order_channel on "order" (shop_id, channel);
create index order_total on "order" (shop_id, total);
create index manual_payment_method on manual_payment (shop_id, method, order_id);
