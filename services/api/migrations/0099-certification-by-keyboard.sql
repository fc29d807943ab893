-- Why the bank declined a card, and whether members may copy card numbers from the portal.
alter table certification add column decline_reason text check (decline_reason is null or outcome = 'REFUSED');
alter table shop add column card_copy_allowed boolean not null default false;
grant update (card_copy_allowed) on shop to triclic_api;
