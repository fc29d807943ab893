-- Opening a shop invites its owner in the same transaction. In this function, because write_invitation can invite an owner to any shop.
set local role triclic_accounts;
create or replace function create_shop(new_id uuid, new_slug text, new_name text, new_currency text, new_locale text, new_country text,
    new_time_zone text, owner_email text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
    values (new_id, new_slug, new_name, new_currency, new_locale, new_country, new_time_zone, '{BANK}',
      '{VISA,MASTERCARD,AMERICAN_EXPRESS,DINERS_CLUB}', owner_email)
    on conflict (slug) do nothing;
  if not found then return false; end if;
  -- Defined by a later migration, found when the function runs.
  perform write_invitation(new_id, gen_random_uuid(), owner_email, '', 'OWNER', null);
  return true;
end $$;
reset role;
