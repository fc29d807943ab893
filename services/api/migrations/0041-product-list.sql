-- Finding products in the portal, and writing all variants of a product in one statement.

alter table product
  -- What names are searched and sorted by: without case and accents.
  add column folded_name text collate "C" generated always as (search_fold(name)) stored;
create index product_by_name on product (shop_id, folded_name, id);
create index product_by_update on product (shop_id, updated_at desc, id desc);
create index product_by_creation on product (shop_id, created_at desc, id desc);

-- Checked at the end of a statement: variants may exchange their SKUs, or take that of one which is deleted.
alter table variant drop constraint variant_shop_id_sku_key,
  add constraint variant_shop_id_sku_key unique (shop_id, sku) deferrable initially immediate,
  alter column tax_basis_points set default 2000;
