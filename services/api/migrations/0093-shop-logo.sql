-- The sizes of the logo, `{width, height, widths}` as in media: requests read a shop before they belong to one, and media is isolated by shop. A picture never
-- changes.
alter table shop add column logo_size jsonb check ((logo_size is null) = (logo_media_id is null));
grant update (logo_size) on shop to triclic_api;
