-- With the position, this index is larger than the primary key. While statistics count almost no variants, as during a first import, the planner
-- expects the same number of rows from both, and took this one to check the keys of new rows: each check read all variants of the shop.
drop index variant_product;
create index variant_product on variant (shop_id, product_id, position);
