-- A shop may reserve revealing and certifying cards for members who signed in with a second factor: on for new shops, off for existing ones.

alter table shop add column second_factor_required boolean not null default true;
update shop set second_factor_required = false;
grant update (second_factor_required) on shop to triclic_api;

set local role triclic_accounts;

create or replace function redeem_code(check_id uuid, step bigint) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with redeemed as (
       update member m set mfa_step = step from password_check p
       where p.id = check_id and m.id = p.member_id and (m.mfa_step is null or m.mfa_step < step) returning m.id
     ), marked as (
       update password_check p set has_second_factor = true from redeemed where p.id = check_id
     )
     select exists (select from redeemed) $$;

drop function create_session(uuid, uuid, bytea);
create function create_session(check_id uuid, new_id uuid, new_token_hash bytea, new_browser text, new_operating_system text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  second_factor boolean := (select p.has_second_factor from password_check p where p.id = check_id);
  owner_id uuid := use_password_check(check_id);
begin
  delete from session s where s.member_id = owner_id and s.expires_at < now();
  insert into session (id, token_hash, member_id, expires_at, has_second_factor, browser, operating_system)
    values (new_id, new_token_hash, owner_id, now() + interval '12 hours', second_factor, new_browser, new_operating_system);
end $$;
revoke all on function create_session from public;
grant execute on function create_session to triclic_api;

reset role;

-- How often each member revealed a card lately, and the days on which owners were told that a member reached the limit.

create table card_reveal (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  member_id uuid not null references member on delete cascade,
  at timestamptz not null default now(),
  primary key (shop_id, id)
);
create index card_reveal_newest on card_reveal (shop_id, member_id, at desc);
create index card_reveal_member on card_reveal (member_id);

create table reveal_limit_notice (
  shop_id uuid not null references shop on delete cascade,
  member_id uuid not null references member on delete cascade,
  day date not null default (now() at time zone 'UTC')::date,
  primary key (shop_id, member_id, day)
);
create index reveal_limit_notice_member on reveal_limit_notice (member_id);

do $$
declare t text;
begin
  foreach t in array array['card_reveal', 'reveal_limit_notice'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select, insert, delete on card_reveal to triclic_api;
grant select, insert on reveal_limit_notice to triclic_api;

alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('CARD_FRAGMENT', 'ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION',
  'PAYMENT_NOTICE', 'PAYMENT_REFUSED', 'CARD_REQUEST', 'PAYMENT_REMINDER', 'CARD_MAIL_CHANGED', 'OPENPGP_KEY_CODE', 'REVEAL_LIMIT_REACHED'));
