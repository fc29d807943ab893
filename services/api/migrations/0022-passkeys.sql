-- Passkeys (WebAuthn credentials). The database verifies an assertion itself, as it verifies the proof of a password: the api,
-- which verifies it first, could otherwise sign in as any member who has one.

create table passkey (
  id uuid primary key,
  member_id uuid not null references member on delete cascade,
  name text not null check (length(name) between 1 and 60),
  credential_id bytea not null unique,
  -- COSE_Key in canonical CBOR (RFC 9053): a P-256 key for ES256 (77 bytes), or an RSA key of 2048 bits for RS256 (272 bytes).
  public_key bytea not null,
  -- SHA-256 of the host name of the portal.
  rp_id_hash bytea not null check (octet_length(rp_id_hash) = 32),
  -- Of signatures, as the authenticator counts them; passkeys that are synchronised between devices count nothing and stay at 0.
  counter bigint not null check (counter between 0 and 4294967295),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_member on passkey (member_id);

create table passkey_challenge (
  -- 32 bytes of two random UUIDs, in base64url.
  challenge text primary key,
  -- The member who may add a passkey with it; null: it is for signing in.
  member_id uuid references member on delete cascade,
  created_at timestamptz not null default now()
);
create index passkey_challenge_created on passkey_challenge (created_at);
create index passkey_challenge_member on passkey_challenge (member_id);

grant select on passkey to triclic_api;
grant select, insert, delete, update (counter, last_used_at) on passkey to triclic_accounts;
-- The update is for the lock that `skip locked` takes.
grant select, insert, delete, update (created_at) on passkey_challenge to triclic_accounts;

-- Not granted to anybody. Deletes expired challenges a few at a time: each call adds one.
create function issue_challenge(for_member uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  issued text := rtrim(translate(encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'base64'), '+/', '-_'), '=');
begin
  delete from passkey_challenge where challenge in (select c.challenge from passkey_challenge c
    where c.created_at < now() - interval '5 minutes' order by c.created_at limit 10 for update skip locked);
  insert into passkey_challenge (challenge, member_id) values (issued, for_member);
  return issued;
end $$;

create function start_passkey_sign_in() returns text
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$ select issue_challenge(null) $$;

-- Uses up the check of a password: nobody else adds a passkey.
create function start_passkey(check_id uuid) returns text
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$ select issue_challenge(use_password_check(check_id)) $$;

-- Whether the passkey was added: not if the challenge is unknown, used, older than five minutes or another member's, if the
-- passkey was added before, or if its key has another form than the two that check_passkey reads.
create function add_passkey(hash bytea, given_challenge text, new_id uuid, new_name text, new_credential_id bytea, new_public_key bytea,
  new_rp_id_hash bytea, new_counter bigint) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with used as (
       delete from passkey_challenge c using find_session(hash) current
       where c.challenge = given_challenge and c.member_id = current.member_id and c.created_at > now() - interval '5 minutes'
       returning c.member_id
     ), added as (
       insert into passkey (id, member_id, name, credential_id, public_key, rp_id_hash, counter)
       select new_id, used.member_id, new_name, new_credential_id, new_public_key, new_rp_id_hash, new_counter from used
       where octet_length(new_credential_id) between 16 and 1023 and encode(new_public_key, 'hex') ~
         '^(a5010203262001215820.{64}225820.{64}|a401030339010020590100(.{4}){128}2143010001)$'
       on conflict (credential_id) do nothing returning id
     )
     select exists (select from added) $$;

create function remove_passkey(check_id uuid, old_id uuid) returns boolean
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ with removed as (
       delete from passkey p using use_password_check(check_id) checked (member_id)
       where p.id = old_id and p.member_id = checked.member_id returning p.id)
     select exists (select from removed) $$;

create function number_of(bytes bytea) returns numeric
  language plpgsql immutable security definer set search_path = pg_catalog, public, pg_temp as $$
declare result numeric := 0;
begin
  for i in 0 .. octet_length(bytes) - 1 loop result := result * 256 + get_byte(bytes, i); end loop;
  return result;
end $$;

create function inverse_of(a numeric, modulus numeric) returns numeric
  language plpgsql immutable security definer set search_path = pg_catalog, public, pg_temp as $$
declare r0 numeric := modulus; r1 numeric := ((a % modulus) + modulus) % modulus; t0 numeric := 0; t1 numeric := 1; q numeric; swap numeric;
begin
  while r1 <> 0 loop
    q := div(r0, r1);
    swap := r1; r1 := r0 - q * r1; r0 := swap;
    swap := t1; t1 := t0 - q * t1; t0 := swap;
  end loop;
  return t0;
end $$;

-- ECDSA with P-256 and SHA-256 (FIPS 186-5, section 6.4.2; the signature in DER). Nothing here is secret, so its time may depend
-- on the values. Remainders may be negative. Refuses the few signatures that need a special case of point addition: an
-- authenticator makes none of them.
create function is_es256_signature(message bytea, signature bytea, x_bytes bytea, y_bytes bytea) returns boolean
  language plpgsql immutable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  p constant numeric := 115792089210356248762697446949407573530086143415290314195533631308867097853951;
  n constant numeric := 115792089210356248762697446949407573529996955224135760342422259061068512044369;
  b constant numeric := 41058363725152142129326129780047268409114441015993725554835256314039467401291;
  px numeric[] := array[48439561293906451759052585252797914202762949526041747995844080717082404635286];
  py numeric[] := array[36134250956749795798585127919587881956611106672985015071877198253568414405109];
  r_length integer; r numeric; s numeric; u1 numeric; u2 numeric; bit numeric; choice integer;
  x numeric; y numeric; z numeric; -- Jacobian coordinates; null: the point at infinity
  h numeric; slope numeric; v numeric; delta numeric; gamma numeric; beta numeric;
begin
  if octet_length(signature) not between 8 and 72 or get_byte(signature, 0) <> 48 or get_byte(signature, 1) <> octet_length(signature) - 2
    or get_byte(signature, 2) <> 2 then
    return false;
  end if;
  r_length := get_byte(signature, 3);
  if r_length not between 1 and least(33, octet_length(signature) - 7)
    or get_byte(signature, 4 + r_length) <> 2 or get_byte(signature, 5 + r_length) <> octet_length(signature) - 6 - r_length then
    return false;
  end if;
  r := number_of(substring(signature from 5 for r_length));
  s := number_of(substring(signature from 7 + r_length));
  if r <= 0 or r >= n or s <= 0 or s >= n then return false; end if;
  px[2] := number_of(x_bytes);
  py[2] := number_of(y_bytes);
  if px[2] >= p or py[2] >= p or px[2] = px[1] or (py[2] * py[2] - px[2] * px[2] * px[2] + 3 * px[2] - b) % p <> 0 then return false; end if;
  -- The sum of the base point and the public key.
  slope := (py[2] - py[1]) * inverse_of(px[2] - px[1], p) % p;
  px[3] := (slope * slope - px[1] - px[2]) % p;
  py[3] := (slope * (px[1] - px[3]) - py[1]) % p;

  v := inverse_of(s, n);
  u1 := (((number_of(sha256(message)) * v) % n) + n) % n;
  u2 := (((r * v) % n) + n) % n;
  bit := 2::numeric ^ 255;
  for i in 0 .. 255 loop
    if z is not null then
      delta := z * z % p;
      gamma := y * y % p;
      beta := x * gamma % p;
      slope := 3 * (x - delta) * (x + delta) % p;
      x := (slope * slope - 8 * beta) % p;
      z := ((y + z) * (y + z) - gamma - delta) % p;
      y := (slope * (4 * beta - x) - 8 * gamma * gamma) % p;
    end if;
    choice := (u1 >= bit)::integer + 2 * (u2 >= bit)::integer;
    if u1 >= bit then u1 := u1 - bit; end if;
    if u2 >= bit then u2 := u2 - bit; end if;
    bit := div(bit, 2);
    continue when choice = 0;
    if z is null then
      x := px[choice]; y := py[choice]; z := 1;
      continue;
    end if;
    delta := z * z % p;
    h := (px[choice] * delta - x) % p;
    if h = 0 then return false; end if;
    slope := (py[choice] * z % p * delta - y) % p;
    gamma := h * h % p;
    beta := h * gamma % p;
    v := x * gamma % p;
    x := (slope * slope - beta - 2 * v) % p;
    y := (slope * (v - x) - y * beta) % p;
    z := z * h % p;
  end loop;
  if z is null or z = 0 then return false; end if;
  delta := z * z % p;
  return (r * delta - x) % p = 0 or (r + n < p and ((r + n) * delta - x) % p = 0);
end $$;

-- RSASSA-PKCS1-v1_5 with SHA-256, a modulus of 2048 bits and the exponent 65537 (RFC 8017, section 8.2.2).
create function is_rs256_signature(message bytea, signature bytea, modulus_bytes bytea) returns boolean
  language plpgsql immutable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  modulus numeric := number_of(modulus_bytes);
  base numeric := number_of(signature);
  result numeric := base;
begin
  if octet_length(signature) <> 256 or base >= modulus then return false; end if;
  for i in 1 .. 16 loop result := result * result % modulus; end loop;
  return result * base % modulus = number_of(decode('0001' || repeat('ff', 202) || '003031300d060960864801650304020105000420', 'hex') || sha256(message));
end $$;

-- Whether a one-time code was redeemed, or a passkey was used.
alter table password_check add column has_second_factor boolean not null default false;
grant update (has_second_factor) on password_check to triclic_accounts;

-- Verifies what an authenticator signed, and uses up the challenge. No row unless everything is as it should be. A passkey
-- counts as both factors: the signature says that the authenticator verified its user.
create function check_passkey(given_credential_id bytea, authenticator_data bytea, client_data bytea, signature bytea)
  returns table (check_id uuid, member_id uuid)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  client json;
  used passkey;
  new_counter bigint;
  message bytea := authenticator_data || sha256(client_data);
begin
  begin
    client := convert_from(client_data, 'UTF8')::json;
    if client ->> 'type' is distinct from 'webauthn.get' or client ->> 'challenge' is null then return; end if;
  exception when data_exception then return;
  end;
  delete from passkey_challenge c
    where c.challenge = client ->> 'challenge' and c.member_id is null and c.created_at > now() - interval '5 minutes';
  if not found then return; end if;
  select * into used from passkey k where k.credential_id = given_credential_id for update;
  if not found or octet_length(authenticator_data) < 37 or substring(authenticator_data from 1 for 32) <> used.rp_id_hash
    or get_byte(authenticator_data, 32) & 5 <> 5 then return; end if;
  new_counter := number_of(substring(authenticator_data from 34 for 4));
  if greatest(new_counter, used.counter) > 0 and new_counter <= used.counter then return; end if;
  if not (case octet_length(used.public_key)
    when 77 then is_es256_signature(message, signature, substring(used.public_key from 11 for 32), substring(used.public_key from 46 for 32))
    else is_rs256_signature(message, signature, substring(used.public_key from 12 for 256)) end) then return; end if;
  update passkey k set counter = new_counter, last_used_at = now() where k.id = used.id;
  delete from password_check c where c.member_id = used.member_id and c.checked_at < now() - interval '10 minutes';
  return query with passed as (insert into password_check (member_id, has_second_factor) values (used.member_id, true) returning id)
    select passed.id, used.member_id from passed;
end $$;

grant execute on function start_passkey_sign_in, start_passkey, add_passkey, remove_passkey, check_passkey to triclic_api;
do $$
declare f text;
begin
  foreach f in array array['issue_challenge', 'start_passkey_sign_in', 'start_passkey', 'add_passkey', 'remove_passkey', 'number_of', 'inverse_of',
    'is_es256_signature', 'is_rs256_signature', 'check_passkey']
  loop
    execute format('revoke all on function %I from public', f);
    execute format('alter function %I owner to triclic_accounts', f);
  end loop;
end $$;
