-- The member or the API key that recorded a parcel; null for parcels of before.
alter table parcel add column shipped_by_name text;
