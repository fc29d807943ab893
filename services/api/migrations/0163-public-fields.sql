-- What marketplaces and search engines ask for.
alter table variant
  -- Global Trade Item Number: 8, 12, 13 or 14 digits, the last one a check digit (GS1 General Specifications, section 7.9).
  add column gtin text check (gtin ~ '^([0-9]{8}|[0-9]{12,14})$');
alter table product add column brand text check (length(brand) <= 100);
alter table collection
  -- For the title of the page; null: the name.
  add column seo_title text check (length(seo_title) <= 255),
  -- For search engines; null: the description.
  add column seo_description text check (length(seo_description) <= 1000);

grant update (gtin) on variant to triclic_api, triclic_worker;
grant update (brand) on product to triclic_api, triclic_worker;
grant update (seo_title, seo_description) on collection to triclic_api;
