-- A shop is read when a request first needs it, by one of its names.
create index shop_key_shop on shop_key (shop_id);
create index shop_origin_origin on shop_origin (origin);
