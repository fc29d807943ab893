-- The certifications of the last months are counted without reading older ones.
create index certification_at on certification (shop_id, certified_at);
