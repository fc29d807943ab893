-- To which buyers a shop offers payment by card, while payment_modes contains CARD; without it, to nobody.
alter table shop add column card_offer text not null default 'EVERYBODY'
  check (card_offer in ('TELEPHONE_AND_MAIL', 'OUTSIDE_EEA', 'EVERYBODY'));
grant update (card_offer) on shop to triclic_api;

-- How the order reached the shop. A telephone or mail order was entered by a member.
alter table "order" add column channel text not null default 'WEB' check (channel in ('WEB', 'TELEPHONE', 'MAIL'));

-- A new shop offers payment at a bank to all, and cards where the law leaves them useful.
set local role triclic_accounts;
create or replace function create_shop(new_id uuid, new_slug text, new_name text, new_currency text, new_locale text, new_country text,
    new_time_zone text, owner_email text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_offer, card_brands, fragment_to)
    values (new_id, new_slug, new_name, new_currency, new_locale, new_country, new_time_zone, '{BANK,CARD}', 'OUTSIDE_EEA',
      '{VISA,MASTERCARD,AMERICAN_EXPRESS,DINERS_CLUB}', owner_email)
    on conflict (slug) do nothing;
  if not found then return false; end if;
  perform write_invitation(new_id, gen_random_uuid(), owner_email, '', 'OWNER', null);
  return true;
end $$;
reset role;
